/** The path of a browser that is installed, or null. */
export function findChromium(): string | null;
/** The path of a browser, installed where that can be done; null with a word on what to install. */
export function ensureChromium(): string | null;
