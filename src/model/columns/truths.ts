import { type CellValue, isCellError } from "../../../dsl/cell.ts";
import { foldText } from "../../../dsl/fold.ts";
import type { TruthColumn } from "../table.ts";
import { type ColumnContext, errorMarks, tally } from "./context.ts";

/** What people write for yes and no; a column keeps to one pair. `x` and `✓` leave the no blank. */
const PAIRS: readonly (readonly [yes: string, no: string | null])[] = [
  ["true", "false"],
  ["yes", "no"],
  ["y", "n"],
  ["1", "0"],
  ["x", null],
  ["✓", null],
  ["wahr", "falsch"],
  ["ja", "nein"],
  ["vrai", "faux"],
  ["oui", "non"],
  ["はい", "いいえ"],
  ["○", "×"],
];
interface Word {
  readonly pair: number;
  readonly yes: boolean;
}
const WORDS = new Map<string, Word>(
  PAIRS.flatMap(([yes, no], pair): [string, Word][] => [
    [yes, { pair, yes: true }],
    ...(no === null ? [] : [[no, { pair, yes: false }] satisfies [string, Word]]),
  ]),
);

export function truthColumn(context: ColumnContext): TruthColumn {
  const { cells, sheetRow } = context;
  const values = new Uint8Array(sheetRow.length);
  const errors = errorMarks(context, sheetRow.length);
  const counts = tally(context);
  const known = new Map<CellValue, Word | null>();
  const wordOf = (cell: string | number) => {
    let word = known.get(cell);
    if (word === undefined) {
      word = WORDS.get(foldText(String(cell))) ?? null;
      known.set(cell, word);
    }
    return word;
  };
  const main = mainPair(context, wordOf);
  for (let r = 0; r < sheetRow.length; r += 1) {
    const cell = cells[sheetRow[r]! - 1] ?? null;
    if (cell === null || cell === false) continue;
    if (cell === true) values[r] = 1;
    else if (isCellError(cell)) errors.mark(r, cell.error);
    else if (typeof cell === "string" && cell.trim() === "") continue;
    else {
      const word = wordOf(cell);
      if (word?.pair === main || word?.pair === 0) values[r] = word.yes ? 1 : 0;
      else counts.note("DATA16", r, cell);
    }
  }
  counts.done();
  return { values, errors: errors.get() };
}

/** The pair that most of the column's words are of; the first of equals. */
function mainPair(
  { cells, sheetRow }: ColumnContext,
  wordOf: (cell: string | number) => Word | null,
): number {
  const counts = PAIRS.map(() => 0);
  for (const row of sheetRow) {
    const cell = cells[row - 1];
    const word = typeof cell === "string" || typeof cell === "number" ? wordOf(cell) : null;
    if (word) counts[word.pair]! += 1;
  }
  return counts.indexOf(Math.max(...counts));
}
