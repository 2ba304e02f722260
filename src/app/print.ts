import type { WritePlan } from "../hosts/port/index.ts";

/** FNV-1a over a text: equal texts, equal prints; not meant against forgery. */
export function printOf(text: string): string {
  // Taken once: some hosts look a global up anew for every character.
  const { imul } = Math;
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i += 1) hash = imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, "0");
}

/** The same plan, the same print: what was shown is what is written. */
export function fingerprintOf(plan: WritePlan): string {
  const text = JSON.stringify(plan);
  return `${printOf(text)}-${text.length}`;
}
