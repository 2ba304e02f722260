/** Which figures have formulas: their forms, the cells that they rest on, and the length of what is written down. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { FigureId, Program } from "../../dsl/ir/ir.ts";
import type { Model } from "../model/model.ts";
import type { WorkbookData } from "../model/workbook.ts";
import type { BlockInput } from "./block.ts";
import { cleaner } from "./clean.ts";
import { conditionFigures } from "./flags.ts";
import { type Part, partsUnder, peopleColumnsOf, reportConditions } from "./parts.ts";
import { peopleColumn } from "./people-rows.ts";
import type { Readings } from "./readings.ts";
import { attempt, type Reason, refuse } from "./refusal.ts";
import { blocksFor } from "./rows-sheet.ts";

export interface FitsInput {
  readonly program: Program;
  readonly model: Model;
  readonly workbook: WorkbookData;
  /** Takes what helps a formula to read a cell as we do. */
  readonly readings: Readings;
  /** Nobody moved, came or left. */
  readonly undated: boolean;
  readonly blocks: BlockInput;
}

/**
 * For each group of figures why it has no formulas; null: it has. All are looked at for cells before the first is written
 * down, because what the cells of one are read as stands in the formulas of all.
 */
export function fitting(
  input: FitsInput,
  groups: readonly (readonly FigureId[])[],
): (Reason | null)[] {
  const clean = cleanParts(input);
  const { program } = input;
  const parts = groups.map((figures) =>
    tried(() => {
      const under = figures.flatMap((id) => partsUnder(program, id));
      under.forEach(clean);
      return under;
    }),
  );
  const { sources, dialect } = input.blocks;
  return parts.map((found) => {
    if (found.reason) return found.reason;
    return tried(() => {
      blocksFor(program, found.made!, input.blocks);
      for (const column of peopleColumnsOf(program, found.made!))
        peopleColumn(program, sources, dialect, column);
      for (const condition of reportConditions(program, found.made!))
        conditionFigures(program, condition, SOME_PERIOD);
    }).reason;
  });
}

const SOME_PERIOD: Period = { grain: "year", start: 0, end: 1, label: "" };

function tried<T>(make: () => T): { readonly made: T | null; readonly reason: Reason | null } {
  const found = attempt(make);
  return "refused" in found
    ? { made: null, reason: found.refused }
    : { made: found.made, reason: null };
}

function cleanParts({ program, model, workbook, readings, undated }: FitsInput) {
  const clean = cleaner({ program, model, workbook, readings });
  return (part: Part): void => {
    for (const { row, of } of peopleColumnsOf(program, [part])) clean.person(row, of);
    if (!("aggregate" in part)) return;
    const measure = program.measures[part.aggregate.measure]!;
    const { name } = program.tables[measure.table]!;
    if (!model.tables[measure.table]) refuse({ of: "table", table: name });
    if (!undated && measure.owned && measure.day.at !== "date") refuse({ of: "moves" });
    clean.measure(measure);
  };
}
