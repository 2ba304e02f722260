/** `KPI Live` of an opened workbook beside the figures of a run. */
import type { Engine } from "../../src/app/engine.ts";
import { FIGURES, type FigureName } from "../../src/formula/live-sheet.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";

/** `who | kpi | figure | period` → the cell. */
function cellsOf({ sheets }: WorkbookData): Map<string, unknown> {
  const { columns, rows } = sheets.find(({ name }) => name === "KPI Live")!;
  const cells = new Map<string, unknown>();
  for (let r = 2; r < rows; r += 1)
    for (const column of columns.slice(3))
      cells.set(
        [0, 1, 2]
          .map((c) => columns[c]![r])
          .concat(column[1]!)
          .join(" | "),
        column[r],
      );
  return cells;
}

/** The figures of a run as `KPI Live` names them. */
function figuresOf({ program, model, periods, standing, evaluator }: Engine) {
  const people = model.org.nodes.filter(({ level }) => level === null);
  const all = program.calendar.track.flatMap((grain) => periods(grain));
  return people.flatMap(({ id, name }) =>
    program.kpis.flatMap((kpi) =>
      all.flatMap((period) => {
        const { error } = evaluator.at(kpi.figure, id, period);
        const shown = error ? { actual: error.text } : standing.of(kpi.id, id, period);
        return FIGURES.flatMap((figure) => {
          if (figure === "due" || !(figure in shown)) return [];
          const value = (shown as Readonly<Record<FigureName, number | string | null>>)[figure];
          return [{ key: `${name} | ${kpi.label} | ${figure} | ${period.label}`, value }];
        });
      }),
    ),
  );
}

/** What differs, in words; numbers to 1e-9, statuses, errors and blanks exactly. */
export function differences(engine: Engine, live: WorkbookData): string[] {
  const cells = cellsOf(live);
  const wrong: string[] = [];
  for (const { key, value } of figuresOf(engine)) {
    const found = cells.get(key) ?? null;
    if (!isSame(found, value)) wrong.push(`${key}: ${JSON.stringify(found)}, a run gives ${value}`);
  }
  return wrong;
}

function isSame(found: unknown, value: number | string | null): boolean {
  if (value === null || Number.isNaN(value)) return found === null || found === "";
  if (typeof value === "string")
    return found === value || (found as { error?: string } | null)?.error === value;
  return (
    typeof found === "number" && Math.abs(found - value) <= 1e-9 * Math.max(1, Math.abs(value))
  );
}
