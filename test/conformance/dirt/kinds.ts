import { DATES } from "./dates.ts";
import type { Kind } from "./kind.ts";
import { NAMES } from "./names.ts";
import { NUMBERS } from "./numbers.ts";
import { ORG } from "./org.ts";
import { ROWS } from "./rows.ts";
import { SHEETS } from "./sheets.ts";
import { TRANSPORT } from "./transport.ts";

/** The hundred kinds of dirt that real sales workbooks hold, in the order of the page. */
export const KINDS: readonly Kind[] = [
  ...NUMBERS,
  ...DATES,
  ...NAMES,
  ...ORG,
  ...SHEETS,
  ...ROWS,
  ...TRANSPORT,
];
