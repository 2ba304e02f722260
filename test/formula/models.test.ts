/**
 * Random rule books as native formulas, worked out by LibreOffice: every actual is the evaluator's, which plain loops
 * hold to account. `ANSWERABLE_FORMULA_MODELS` and `ANSWERABLE_SEED` draw more and others.
 */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { compile } from "../../dsl/index.ts";
import { type Engine, engineOf } from "../../src/app/engine.ts";
import { formulaInput } from "../../src/app/formula-input.ts";
import { formulaBook, refusalsOf } from "../../src/formula/book.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import { readWorkbook } from "../../src/hosts/files/index.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { drawModel } from "../differential/models/draw.ts";
import { drawSplit } from "./draw-splits.ts";
import { drawActions, drawHolidays, drawStandings } from "./draw-standings.ts";
import { lowered, saved, withAsOf } from "./drawn.ts";
import { libreOfficeVersion, recalculated } from "./libreoffice.ts";
import { differences, doubts, flagDifferences } from "./live.ts";

const MODELS = Number(process.env.ANSWERABLE_FORMULA_MODELS ?? 4);
const FIRST = Number(process.env.ANSWERABLE_SEED ?? 1);
/** Always drawn too: goals that stay as published, of which one moved in its months alone. */
const KNOWN = 21;
/** Files opened in one start of the program. */
const BATCH = 25;
const folder = mkdtempSync(join(tmpdir(), "formula-models-"));
const dialect = DIALECTS.libreoffice;

interface Written {
  readonly seed: number;
  readonly path: string;
  readonly engine: Engine;
  readonly refused: readonly string[];
}

async function written(seed: number): Promise<Written> {
  const model = drawModel(seed, drawStandings(seed));
  const sheets = [...model.workbook.sheets, drawActions(seed), drawHolidays(seed)];
  const drawn = { ...model, workbook: { ...model.workbook, sheets } };
  const { engine, book } = lowered(drawn, dialect);
  const path = await saved(join(folder, `${seed}.xlsx`), drawn.workbook, book, dialect);
  return { seed, path, engine, refused: refusalsOf(book) };
}

interface Edited {
  readonly path: string;
  /** A run over the cells as they are. */
  readonly engine: Engine;
  readonly sheets: readonly string[];
  readonly refused: readonly string[];
}

/** Published over the cells as they were, opened over the cells as they are: the figures must have moved. */
async function edited(
  name: string,
  rules: string,
  was: WorkbookData,
  now: WorkbookData,
  asOf: string,
): Promise<Edited> {
  const { program, diagnostics } = compile(rules, null);
  const faults = diagnostics.filter(({ severity }) => severity === "error");
  if (faults.length > 0) throw new Error(`${faults.map((f) => f.message).join("\n")}\n${rules}`);
  const run = (workbook: WorkbookData, day: string) =>
    engineOf({ program, workbook, asOf: parseIso(day), today: null });
  const published = formulaBook({ ...formulaInput(run(was, "2026-08-20"), was, rules), dialect });
  const book = withAsOf(published, parseIso(asOf)!);
  const path = await saved(join(folder, `${name}.xlsx`), now, book, dialect);
  const refused = book.refused.map(({ sentence }) => sentence);
  return { path, engine: run(now, asOf), sheets: book.sheets.map((sheet) => sheet.name), refused };
}

interface Batch {
  readonly models: readonly Written[];
  /** Of each model's seed: a cascade over deals and quotas that changed, and figures over a tree that did. */
  readonly splits: readonly Edited[];
  readonly trees: readonly Edited[];
}

async function drawnBatch(seeds: readonly number[]): Promise<Batch> {
  const all = <T>(make: (seed: number) => Promise<T>): Promise<T[]> => Promise.all(seeds.map(make));
  return {
    models: await all(written),
    splits: await all((seed) => {
      const { rules, workbook, edited: now, asOf } = drawSplit(seed);
      return edited(`split-${seed}`, rules, workbook, now, asOf);
    }),
    trees: await all((seed) => {
      const { figures, workbook, moved, asOf } = drawSplit(seed);
      return edited(`tree-${seed}`, figures, workbook, moved, asOf);
    }),
  };
}

/** What differs in each of the opened files, with the seed that drew it. */
async function wrongIn({ models, splits, trees }: Batch): Promise<string[]> {
  const opened = recalculated([...models, ...splits, ...trees].map(({ path }) => path));
  const wrong: string[] = [];
  for (const [i, { seed, engine }] of models.entries()) {
    const read = (kind: number) => readWorkbook(opened[kind * models.length + i]!);
    const tell = (kind: string, lines: readonly string[]) =>
      wrong.push(...lines.slice(0, 4).map((line) => `${kind} ${seed}: ${line}`));
    const [model, split, tree] = [await read(0), await read(1), await read(2)];
    tell("model", [
      ...differences(engine, model),
      ...flagDifferences(engine, model),
      ...doubts(model),
    ]);
    const now = splits[i]!.engine;
    tell("split", [...differences(now, split), ...flagDifferences(now, split)]);
    tell("tree", [
      ...trees[i]!.refused,
      ...differences(trees[i]!.engine, tree, "of published people"),
    ]);
  }
  return wrong;
}

describe.skipIf(libreOfficeVersion() < 24.8)("random models in LibreOffice", () => {
  test("every figure, goal and flag, as published and after edits", async () => {
    const refusals = new Map<string, number>();
    for (let first = FIRST; first < FIRST + MODELS; first += BATCH) {
      const count = Math.min(BATCH, FIRST + MODELS - first);
      const drawn = Array.from({ length: count }, (_, i) => first + i);
      const batch = await drawnBatch([...new Set(first === FIRST ? [...drawn, KNOWN] : drawn)]);
      expect(await wrongIn(batch)).toEqual([]);
      const divided = batch.splits.filter(({ sheets }) => sheets.includes("KPI Live Splits"));
      expect(divided.length).toBeGreaterThan(count / 3);
      for (const { refused } of batch.models)
        for (const sentence of refused) refusals.set(sentence, (refusals.get(sentence) ?? 0) + 1);
    }
    if (process.env.ANSWERABLE_SHOW_REFUSALS) console.log(refusals);
  }, 20_000_000);
});
