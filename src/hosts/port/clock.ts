const two = (n: number): string => String(n).padStart(2, "0");

/** The minute it is on this machine, `2026-11-13T14:02`; its first ten signs are the day. */
export function minuteHere(): string {
  const now = new Date();
  const day = `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  return `${day}T${two(now.getHours())}:${two(now.getMinutes())}`;
}
