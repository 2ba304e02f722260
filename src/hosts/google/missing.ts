/** What Apps Script's engine may lack and the parser library needs. */
function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  const place = Math.trunc(index) || 0;
  return this[place < 0 ? place + this.length : place];
}

for (const type of [Array.prototype, String.prototype] as object[]) {
  if (!("at" in type)) Object.defineProperty(type, "at", { value: at, configurable: true });
}
