/**
 * Faults planted in the formulas, each by itself, worked out by LibreOffice: none may stay unnoticed. All faults that
 * have a place in a model's formulas, and that no model before it noticed, stand in one file.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { type Engine, engineOf } from "../../src/app/engine.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { lowered, saved, withAsOf } from "./drawn.ts";
import { libreOfficeVersion, workedOut } from "./libreoffice.ts";
import { differences, flagDifferences } from "./live.ts";
import { copyIn, withCopies } from "./models/copies.ts";
import { WEEKEND, WORKING } from "./models/faults/days.ts";
import { FIGURES } from "./models/faults/figures.ts";
import { AHEAD, FLAGS, REPORTS } from "./models/faults/flags.ts";
import { GOALS, GONE } from "./models/faults/goals.ts";
import { HARMLESS, READING } from "./models/faults/reading.ts";
import { ROWS } from "./models/faults/rows.ts";
import { SPLITS } from "./models/faults/splits.ts";
import { ASKED, STANDING } from "./models/faults/standing.ts";
import { TREE } from "./models/faults/tree.ts";
import { movers, standing, texts } from "./models/fixed.ts";
import {
  cascades,
  flags,
  goals,
  goalsGone,
  type LiveModel,
  seats,
  tree,
  working,
} from "./models/live-models.ts";
import type { Fault } from "./models/wrong.ts";

const dialect = DIALECTS.libreoffice;
const folder = mkdtempSync(join(tmpdir(), "formula-faults-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Asked extends LiveModel {
  /** What the model must notice, where it has a place in its formulas. */
  readonly faults: readonly Fault[];
}

const MODELS: readonly Asked[] = [
  { drawn: texts(), faults: [...READING, ...ROWS, ...FIGURES] },
  { drawn: movers(), faults: [...HARMLESS, ...ROWS, ...FIGURES] },
  { drawn: standing("2026-08-15", -2), faults: [...STANDING, ...ASKED] },
  { drawn: standing("2026-06-30", -3), faults: STANDING },
  { drawn: flags(), faults: [...FLAGS, ...REPORTS] },
  { drawn: flags(-14), asOf: "2026-04-05", faults: AHEAD },
  { drawn: goals(), faults: GOALS },
  { ...goalsGone(), faults: GONE },
  { drawn: cascades(), faults: SPLITS },
  // On a holiday, and on a weekend.
  { ...working(-16, "2026-05-14"), faults: WORKING },
  { ...working(-17, "2026-05-15"), faults: WEEKEND },
  { ...tree(), faults: TREE },
  { ...seats(-18, [""]), faults: [] },
  { ...seats(-19, ["Vacant", "Vacant"]), faults: [] },
];

interface Planted {
  readonly rules: string;
  /** A run over the cells as they are when the file is opened. */
  readonly engine: Engine;
  /** Those that have a place in its formulas. */
  readonly faults: readonly Fault[];
  readonly opened: WorkbookData;
}

async function planted(
  { drawn, now, asOf }: LiveModel,
  faults: readonly Fault[],
): Promise<Planted> {
  const { program, rules, seed } = drawn;
  const workbook = now ?? drawn.workbook;
  const day = parseIso(asOf ?? drawn.asOf)!;
  const { book: published } = lowered(drawn, dialect);
  const book = withAsOf(published, day);
  const tried = faults
    .map((fault) => ({ fault, faulty: fault.plant(book) }))
    .filter(({ faulty }) => faulty !== book);
  const all = withCopies(
    book,
    tried.map(({ faulty }) => faulty),
  );
  const path = await saved(join(folder, `${seed}.xlsx`), workbook, all, dialect);
  return {
    rules,
    engine: engineOf({ program, workbook, asOf: day, today: null }),
    faults: tried.map(({ fault }) => fault),
    opened: { ...workbook, sheets: workedOut(path) },
  };
}

const wrongIn = (engine: Engine, live: WorkbookData): string[] => [
  ...differences(engine, live, "of published people"),
  ...flagDifferences(engine, live),
];

describe.skipIf(libreOfficeVersion() < 24.8)("a fault planted in the formulas is found", () => {
  test("each of them; and nothing differs without one", async () => {
    const tried = new Set<Fault>();
    const found = new Set<Fault>();
    for (const model of MODELS) {
      const left = model.faults.filter((fault) => !found.has(fault));
      const { rules, engine, faults, opened } = await planted(model, left);
      expect(wrongIn(engine, opened).slice(0, 4), rules).toEqual([]);
      for (const [copy, fault] of faults.entries()) {
        tried.add(fault);
        if (wrongIn(engine, copyIn(opened, copy)).length > 0) found.add(fault);
      }
    }
    const all = [...new Set(MODELS.flatMap(({ faults }) => faults))];
    const missed = all.filter((fault) => !found.has(fault));
    expect(missed.map(({ name }) => name)).toEqual(HARMLESS.map(({ name }) => name));
    // It was planted, and nothing came of it.
    expect([...tried]).toEqual(expect.arrayContaining([...HARMLESS]));
  }, 300_000);
});
