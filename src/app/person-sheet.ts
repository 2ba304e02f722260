/**
 * A person's own sheet: what is owed and what came, nothing of anybody else's. Goals stand as they were
 * handed down: a goal before buffers, or the sentence of where it comes from, would tell what those above
 * added. So all are values.
 */
import { isoOf } from "../../dsl/calendar/day.ts";
import { foldText } from "../../dsl/fold.ts";
import type { SheetFormat, WriteCell } from "../hosts/port/index.ts";
import type { SheetContent } from "./certificate-sheet.ts";
import { numberFormat, PERCENT_FORMAT, STATUS_COLOURS } from "./looks.ts";
import type { Person, Results } from "./results.ts";
import { answersOf, headLooks } from "./scorecard-sheet.ts";
import { trackedPeriods } from "./tidy.ts";

export const PERSON_HEADER_ROW = 2;
export const PERSON_KEYS = ["KPI", "Period"] as const;
const HEADER = ["KPI", "Period", "Goal", "Actual", "Attainment", "Status", "Who answers"] as const;

/** Null for somebody who owes nothing in any tracked period. `frozen`: ISO day of a frozen copy. */
export function personSheet(
  results: Results,
  person: Person,
  frozen: string | null,
): SheetContent | null {
  const rows = results.program.kpis.flatMap((kpi) =>
    trackedPeriods(results)
      .filter((period) => results.isThere(person.node, period))
      .flatMap((period) => {
        const standing = results.standing(kpi.id, person.node, period);
        if (Number.isNaN(standing.goal)) return [];
        return [{ kpi, period, standing }];
      }),
  );
  if (rows.length === 0) return null;
  const wide = (first: WriteCell): WriteCell[] => HEADER.map((_, c) => (c === 0 ? first : null));
  const cells = rows.map(({ kpi, period, standing }): WriteCell[] => [
    kpi.label,
    period.label,
    standing.goal,
    standing.error ? { error: standing.error.text } : known(standing.actual),
    known(standing.attainment),
    standing.status,
    kpi.role === "lagging" ? answersOf(results, person.node, period) : null,
  ]);
  const line = [...(frozen ? [`Frozen ${frozen}.`] : []), `Data to ${isoOf(results.asOf)}.`];
  return {
    cells: [wide(person.name), wide(line.join(" ")), HEADER, ...cells],
    format: formatOf(rows.map(({ kpi }) => numberFormat(kpi.unit))),
  };
}

const known = (value: number): number | null => (Number.isNaN(value) ? null : value);

function formatOf(units: readonly string[]): SheetFormat {
  const fromRow = PERSON_HEADER_ROW + 1;
  return {
    headerRow: PERSON_HEADER_ROW,
    frozenRows: fromRow,
    frozenColumns: 1,
    numberFormats: [
      ...[0, 1, 5, 6].map((column) => ({ column, fromRow: 0, format: "@" })),
      { column: 4, fromRow, format: PERCENT_FORMAT },
    ],
    rowFormats: [2, 3].map((column) => ({ column, fromRow, formats: units })),
    widths: [
      { column: 0, pixels: 170 },
      { column: 6, pixels: 190 },
    ],
    colours: STATUS_COLOURS.map(([text, look]) => ({ column: 5, fromRow, text, ...look })),
    rowLooks: headLooks(PERSON_HEADER_ROW),
  };
}

/** Names of sheets take 31 signs and none of these; the host's own limit is met by all. */
const MOST_SIGNS = 31;
const FORBIDDEN = /[[\]:*?/\\]/g;

/** `KPI Ana Duarte`; a second of that name gets a number. `taken`: in matching form. */
export function personSheetName(name: string, taken: ReadonlySet<string>): string {
  const plain = `KPI ${name.replace(FORBIDDEN, " ").replace(/^'|'$/g, "").trim()}`;
  for (let n = 1; ; n += 1) {
    const ending = n === 1 ? "" : ` ${n}`;
    const made = `${plain.slice(0, MOST_SIGNS - ending.length).trimEnd()}${ending}`;
    if (!taken.has(foldText(made))) return made;
  }
}
