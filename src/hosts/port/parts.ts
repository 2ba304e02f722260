/** A long plan cut into parts that are written one after the other, so that a user sees how far it is and can end it in between. */
import type { WriteStep } from "./index.ts";
import { isFormula } from "./plan.ts";

type Write = Extract<WriteStep, { kind: "write" }>;

/**
 * Steps in parts of about as many cells, in their order; a block of more rows is cut between two of them.
 * A block whose arrays fill cells of their own stays whole: they would stand in the way of its later rows.
 */
export function partsOf(steps: readonly WriteStep[], cellsAPart: number): WriteStep[][] {
  const parts: WriteStep[][] = [[]];
  let room = cellsAPart;
  for (const piece of steps.flatMap((step) => piecesOf(step, cellsAPart))) {
    const size = cellsOf(piece);
    if (size > room && parts[parts.length - 1]!.length > 0) {
      parts.push([]);
      room = cellsAPart;
    }
    parts[parts.length - 1]!.push(piece);
    room -= size;
  }
  return parts;
}

/** Rows that steps write. */
export const rowsOf = (steps: readonly WriteStep[]): number =>
  steps.reduce((sum, step) => sum + (step.kind === "write" ? step.cells.length : 0), 0);

const widthOf = ({ cells }: Write): number =>
  cells.reduce((most, row) => Math.max(most, row.length), 0);

const cellsOf = (step: WriteStep): number =>
  step.kind === "write" ? step.cells.length * widthOf(step) : 0;

function piecesOf(step: WriteStep, cellsAPart: number): WriteStep[] {
  if (step.kind !== "write" || cellsOf(step) <= cellsAPart) return [step];
  if (step.cells.some((row) => row.some((cell) => isFormula(cell) && cell.fills))) return [step];
  const height = Math.max(1, Math.floor(cellsAPart / widthOf(step)));
  const pieces: Write[] = [];
  for (let start = 0; start < step.cells.length; start += height) {
    const end = start + height;
    const old = step.old?.slice(start, end < step.cells.length ? end : undefined) ?? null;
    pieces.push({ ...step, top: step.top + start, old, cells: step.cells.slice(start, end) });
  }
  return pieces;
}
