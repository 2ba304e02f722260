/** What any host's cells force on a plan: how long a text may be, and which texts need care. */
import { columnLetter } from "../../model/address.ts";
import type { WriteCell, WritePlan } from "./index.ts";
import { isFormula } from "./plan.ts";
import { type Refused, refused } from "./refused.ts";

/** A cell that can't hold its text stops the plan. */
export function tooLong(plan: WritePlan, most: number): Refused | null {
  for (const step of plan.steps) {
    if (step.kind !== "write") continue;
    for (const [r, row] of step.cells.entries()) {
      for (const [c, cell] of row.entries()) {
        const { length } = textOf(cell);
        if (length <= most) continue;
        const place = `${step.sheet}!${columnLetter(step.left + c)}${step.top + r + 1}`;
        return refused("failed", "tooLong", { place, length, most });
      }
    }
  }
  return null;
}

const textOf = (cell: WriteCell): string => {
  if (typeof cell === "string") return cell;
  return typeof cell === "object" && cell !== null && isFormula(cell) ? cell.formula : "";
};

/** A text that a spreadsheet would read as a formula, a number, a date or a truth if its cell weren't a text cell. */
export const wantsPlainText = (cell: WriteCell): cell is string =>
  typeof cell === "string" &&
  (!/^[\p{L}_("“]/u.test(cell) || /^(?:true|false)$|^\p{L}{3,9}\.?\s*\d/iu.test(cell.trim()));

/** Runs of such texts down the columns of a block: column, first row, count, from zero within the block. */
export function plainTextRuns(
  block: readonly (readonly WriteCell[])[],
): (readonly [column: number, from: number, count: number])[] {
  const width = block.reduce((most, row) => Math.max(most, row.length), 0);
  const runs: [number, number, number][] = [];
  for (let c = 0; c < width; c += 1) {
    let start = -1;
    for (let r = 0; r <= block.length; r += 1) {
      const risky = r < block.length && wantsPlainText(block[r]![c] ?? null);
      if (risky && start < 0) start = r;
      if (risky || start < 0) continue;
      runs.push([c, start, r - start]);
      start = -1;
    }
  }
  return runs;
}
