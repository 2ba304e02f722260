/**
 * Every chapter of the cookbook over a workbook grown out of its rows, published as formulas and opened in LibreOffice: as
 * published, and after cells changed. All is what a run says, or `KPI Checks` names the KPI. Some minutes for each seed,
 * so at night: `ANSWERABLE_CHAPTERS` says how many, from `ANSWERABLE_SEED`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import type { FigureId, Kpi, Program } from "../../dsl/ir/ir.ts";
import { figuresUnder } from "../../dsl/ir/walk.ts";
import type { Engine } from "../../src/app/engine.ts";
import { formulaPublication } from "../../src/app/publish-formulas.ts";
import { run } from "../../src/app/run.ts";
import { kpisAsked } from "../../src/formula/standing-figures.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import { readWorkbook, saveNewXlsx } from "../../src/hosts/files/index.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { chapterNames, readChapter } from "../language/chapters.ts";
import { sheetsOf } from "./drawn.ts";
import { grown } from "./grown.ts";
import { libreOfficeVersion, recalculated } from "./libreoffice.ts";
import { differences, doubts, flagDifferences } from "./live.ts";

const COUNT = Number(process.env.ANSWERABLE_CHAPTERS ?? 0);
const FIRST = Number(process.env.ANSWERABLE_SEED ?? 1);
const SEEDS = Array.from({ length: COUNT }, (_, i) => FIRST + i);
const DAYS = ["2025-09-30", "2025-06-15", "2026-01-31"];
const CHAPTERS = chapterNames().filter((name) => /^people from/m.test(readChapter(name).rules));

/** KPIs that a line of `KPI Checks` names, and those that rest on them. */
function toldOf(program: Program, live: WorkbookData): ReadonlySet<Kpi> {
  const lines = doubts(live).join("\n");
  const told = new Set(program.kpis.filter(({ label }) => lines.includes(label)));
  const asks = (figure: FigureId): boolean =>
    figuresUnder(figure, (id) => program.figures[id]!.node).some(
      (id) =>
        [...told].some((kpi) => kpi.figure === id) ||
        kpisAsked(program, id).some((kpi) => told.has(program.kpis[kpi]!)),
    );
  for (let size = -1; size < told.size; ) {
    size = told.size;
    for (const kpi of program.kpis) {
      const goals = program.goals.filter((goal) => goal.kpi === kpi.id);
      if (asks(kpi.figure) || goals.some(({ value }) => asks(value.figure))) told.add(kpi);
    }
  }
  return told;
}

/** What differs and isn't told. */
function silent({ program, ...engine }: Engine, live: WorkbookData): string[] {
  const told = toldOf(program, live);
  const labels = new Set([...told].map(({ label }) => label));
  const isFlagTold = (label: string): boolean => {
    const { when } = program.flags.find((flag) => flag.label === label)!;
    return figuresUnder(when, (id) => program.figures[id]!.node).some(
      (id) =>
        kpisAsked(program, id).some((kpi) => told.has(program.kpis[kpi]!)) ||
        [...told].some(({ figure }) => figure === id),
    );
  };
  const of = (line: string) => line.split(" | ")[1]!;
  const whole = { program, ...engine };
  return [
    ...differences(whole, live).filter((line) => !labels.has(of(line))),
    ...flagDifferences(whole, live).filter((line) => !isFlagTold(of(line))),
  ];
}

describe.skipIf(COUNT === 0 || libreOfficeVersion() < 24.8).each(CHAPTERS)("%s", (name) => {
  test.each(SEEDS)(
    "seed %i: as a run says, or told",
    async (seed) => {
      const { rules, workbook, edited } = grown(readChapter(name), seed);
      const asOf = parseIso(DAYS[seed % DAYS.length]!)!;
      const [was, now] = [workbook, edited].map((cells) =>
        run({ rules, workbook: cells, asOf, today: null }),
      ) as [ReturnType<typeof run>, ReturnType<typeof run>];
      const { plan } = formulaPublication(was, workbook, DIALECTS.libreoffice, true);
      const folder = mkdtempSync(join(tmpdir(), "formula-cookbook-"));
      const paths = [join(folder, "was.xlsx"), join(folder, "now.xlsx")] as const;
      for (const [path, cells] of [
        [paths[0], workbook],
        [paths[1], edited],
      ] as const)
        await saveNewXlsx(path, { title: "", steps: [...sheetsOf(cells), ...plan.steps] });
      const [published, changed] = recalculated(paths) as [string, string];
      rmSync(folder, { recursive: true });
      const first = await readWorkbook(published);
      expect(doubts(first)).toEqual([]);
      expect(silent(was.engine, first).slice(0, 5)).toEqual([]);
      expect(silent(now.engine, await readWorkbook(changed)).slice(0, 5)).toEqual([]);
    },
    600_000,
  );
});
