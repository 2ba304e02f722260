/** Hands a file to the browser, which asks where to or puts it with the others. */
export function download(name: string, base64: string): void {
  const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
  const href = URL.createObjectURL(new Blob([bytes], { type: XLSX }));
  const link = document.createElement("a");
  Object.assign(link, { href, download: name });
  link.click();
  // Only a turn later has the browser taken it.
  setTimeout(() => URL.revokeObjectURL(href));
}

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
