/** A page that two commands write: each keeps the other's section. */
import { existsSync, readFileSync } from "node:fs";

/** A section from its heading to the next of its level, or "" where there is none. */
export function sectionOf(path, title) {
  if (!existsSync(path)) return "";
  const sections = readFileSync(path, "utf8").split(/^(?=## )/m);
  return sections.find((section) => section.startsWith(`## ${title}\n`))?.trimEnd() ?? "";
}

/** The page's text with a section put in place of the one of that title, else at its end. */
export function withSection(path, title, section) {
  const old = sectionOf(path, title);
  const page = existsSync(path) ? readFileSync(path, "utf8") : "";
  const whole = `${section.trimEnd()}\n`;
  return old === "" ? `${page.trimEnd()}\n\n${whole}` : page.replace(`${old}\n`, () => whole);
}
