/** What all kinds of columns share. What a text means is worked out once per distinct text, never once per row. */
import type { Calendar } from "../../../dsl/calendar/calendar.ts";
import type { CellValue } from "../../../dsl/cell.ts";
import type { Finding } from "../finding.ts";
import { type FindingCode, finding } from "../findings.ts";

export interface ColumnContext {
  readonly cells: readonly CellValue[];
  readonly sheetRow: Int32Array;
  /** `Deals!G`. */
  readonly place: string;
  readonly header: string | null;
  /** The currency of each sheet row's format, where the column has several. */
  readonly currencies: readonly (string | null)[] | null;
  readonly locale: string;
  readonly dateSystem: 1900 | 1904;
  readonly calendar: Calendar | null;
  /** Error texts of the whole model, added to here. */
  readonly errors: string[];
  readonly findings: Finding[];
}

/** As many cells are named as a person would look at. */
const MOST_EXAMPLES = 3;

/** Counts what was repaired or unreadable, and names the first cells, the first with its reading: `G12: 1.234,56 is 1234.56, G19, G44`. */
export function tally(context: ColumnContext) {
  const seen = new Map<CellCode, { count: number; example: string }>();
  const column = context.place.slice(context.place.lastIndexOf("!") + 1);
  return {
    note: (code: CellCode, row: number, cell: CellValue, read = "") => {
      const address = `${column}${context.sheetRow[row]}`;
      const entry = seen.get(code);
      if (!entry) {
        const is = read === "" || read === String(cell) ? "" : ` is ${read}`;
        seen.set(code, { count: 1, example: `${address}: ${shortened(cell)}${is}` });
      } else {
        entry.count += 1;
        if (entry.count <= MOST_EXAMPLES) entry.example += `, ${address}`;
      }
    },
    count: (code: CellCode) => seen.get(code)?.count ?? 0,
    done: () => {
      for (const [code, params] of seen) {
        context.findings.push(finding(code, context.place, params));
      }
    },
  };
}

/** Findings about cells: all take a count and an example. */
type CellCode = Extract<FindingCode, `DATA1${string}` | `DATA5${string}`>;

function shortened(cell: CellValue): string {
  const text = String(cell);
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** Marks error cells; the array is made when the first one is met. */
export function errorMarks(context: ColumnContext, rows: number) {
  let marks: Uint16Array | null = null;
  return {
    mark: (row: number, text: string) => {
      marks ??= new Uint16Array(rows);
      let at = context.errors.indexOf(text);
      if (at < 0) at = context.errors.push(text) - 1;
      marks[row] = at + 1;
    },
    get: () => marks,
  };
}

/** What people write for "none": blank, never 0. */
const NONE = /^(?:|-+|–|—|−|n\/?a|n\.a\.|k\. ?a\.|none|null|nil|tbd|tba|\?+)$/i;
export const isNone = (text: string): boolean => NONE.test(text.trim());

/** The column's distinct texts in rows that count. */
export function textsOf({ cells, sheetRow }: ColumnContext): ReadonlySet<string> {
  const texts = new Set<string>();
  for (const row of sheetRow) {
    const cell = cells[row - 1];
    if (typeof cell === "string") texts.add(cell);
  }
  return texts;
}
