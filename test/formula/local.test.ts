/** The formulas of the local workbook, worked out by its own engine: every figure is the one that a run gives. */
import { afterEach, describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import { engineOf } from "../../src/app/engine.ts";
import { formulaPublication, planOf } from "../../src/app/publish-formulas.ts";
import { run } from "../../src/app/run.ts";
import { DIALECTS } from "../../src/formula/text/dialect.ts";
import type { SheetData, WorkbookData } from "../../src/model/workbook.ts";
import { lowered, sheetsOf } from "./drawn.ts";
import { differences, doubts, flagDifferences } from "./live.ts";
import { fixedModels } from "./models/fixed.ts";
import { tree } from "./models/live-models.ts";
import { figuresOf, sliceOf } from "./sliced.ts";
import { type LocalBook, localBook } from "./univer.ts";

let open: LocalBook | null = null;
afterEach(() => open?.close());
const opened = (...books: Parameters<typeof localBook>): LocalBook => {
  open = localBook(...books);
  return open;
};

describe("models in the local workbook's engine", () => {
  test.each(fixedModels().map((drawn) => ({ seed: drawn.seed, drawn })))(
    "model $seed",
    async ({ drawn }) => {
      const { engine, book } = lowered(drawn, DIALECTS.local);
      const { steps } = planOf(book, drawn.workbook, DIALECTS.local, false);
      const wrong = differences(
        engine,
        await opened([...sheetsOf(drawn.workbook), ...steps]).worked(),
      );
      expect(wrong.slice(0, 4), drawn.rules).toEqual([]);
    },
    300_000,
  );
});

test("people moved and came after it was published: the tree in the local workbook follows", async () => {
  const { drawn, now } = tree();
  const { book } = lowered(drawn, DIALECTS.local);
  const { steps } = planOf(book, drawn.workbook, DIALECTS.local, false);
  const { program } = drawn;
  const asOf = parseIso(drawn.asOf)!;
  const engine = engineOf({ program, workbook: now!, asOf, today: null });
  const live = await opened([...sheetsOf(now!), ...steps]).worked();
  expect(differences(engine, live, "of published people").slice(0, 4)).toEqual([]);
  const before = engineOf({ program, workbook: drawn.workbook, asOf, today: null });
  expect(differences(before, live, "of published people").length).toBeGreaterThan(5);
}, 300_000);

/** A part of the sample: a manager of sellers with all of them and everybody above, and their rows. */
function partOfSample(): WorkbookData {
  const workbook = sampleWorkbook();
  const team = workbook.sheets.find(({ name }) => name === "Team")!;
  const [names, managers] = team.columns as [readonly unknown[], readonly unknown[]];
  const reports = (who: unknown) => names.filter((_, r) => managers[r] === who);
  const isLead = (who: unknown) =>
    reports(who).length > 3 && reports(who).every((each) => reports(each).length === 0);
  const lead = names.find(isLead);
  const kept = new Set<unknown>(reports(lead));
  for (
    let who: unknown = lead;
    who !== null && who !== undefined;
    who = managers[names.indexOf(who)]
  )
    kept.add(who);
  const cut = (sheet: SheetData): SheetData => {
    const who = sheet.columns.find(([header]) => header === "Owner" || header === "Name")!;
    const rows = who.flatMap((name, r) => (r === 0 || kept.has(name) ? [r] : []));
    const columns = sheet.columns.map((column) => rows.map((r) => column[r] ?? null));
    return { ...sheet, rows: rows.length, columns };
  };
  return { ...workbook, sheets: workbook.sheets.map(cut) };
}

describe("the sample in the local workbook's engine", () => {
  test("every figure; and a deal changed there changes them as a run would", async () => {
    const rules = sampleRules.replace(/track .*/, "track yearly").replace(/\ntest [\s\S]*/, "");
    const workbook = partOfSample();
    const ran = (data: WorkbookData) =>
      run({ rules, workbook: data, asOf: parseIso("2026-09-30")!, today: null });
    const results = ran(workbook);
    const { plan } = formulaPublication(results, workbook, DIALECTS.local, false);
    const book = opened([...sheetsOf(workbook), ...plan.steps]);
    expect(differences(results.engine, await book.worked()).slice(0, 4)).toEqual([]);

    const deals = workbook.sheets.find(({ name }) => name === "Opportunities")!;
    const amount = deals.columns.findIndex(([header]) => header === "Amount");
    const stage = deals.columns.find(([header]) => header === "Stage")!;
    const row = stage.indexOf("Won");
    expect(row).toBeGreaterThan(0);
    book.type("Opportunities", row, amount, 987_654);
    const columns = deals.columns.map((column, c) =>
      c === amount ? column.map((cell, r) => (r === row ? 987_654 : cell)) : column,
    );
    const edited = {
      ...workbook,
      sheets: workbook.sheets.map((sheet) => (sheet === deals ? { ...deals, columns } : sheet)),
    };
    const live = await book.worked();
    const now = ran(edited).engine;
    expect(differences(now, live).slice(0, 4)).toEqual([]);
    expect(differences(results.engine, live).length).toBeGreaterThan(5);
  }, 600_000);
});

/** All of it takes minutes: `npm run models -- 10000 1 local`, for a nightly run. */
describe.skipIf(!process.env.ANSWERABLE_WHOLE_SAMPLE)(
  "the whole sample, a person at a time",
  () => {
    test("every figure and flag of everybody, in months, quarters and years", async () => {
      const rules = sampleRules.replace(/\ntest [\s\S]*/, "");
      const workbook = sampleWorkbook();
      const { engine, ...results } = run({
        rules,
        workbook,
        asOf: parseIso("2026-09-30")!,
        today: null,
      });
      const { plan } = formulaPublication({ engine, ...results }, workbook, DIALECTS.local, false);
      const source = sheetsOf(workbook);
      const worked = async (people: readonly string[], ground: WorkbookData | null) => {
        const book = localBook([...source, ...sliceOf(plan.steps, new Set(people), ground)]);
        const live = await book.worked();
        book.close();
        return live;
      };
      const ground = await worked([], null);
      expect(doubts(ground)).toEqual([]);
      const people = engine.model.org.nodes.filter(({ level }) => level === null);
      // The engine now and then works a cell out before what it reads where several people's formulas are there.
      for (const { name } of people) {
        const live = figuresOf(await worked([name], ground), new Set([name]));
        const wrong = [
          ...differences(engine, live, "of published people"),
          ...flagDifferences(engine, live),
        ];
        expect(wrong.slice(0, 4), name).toEqual([]);
      }
    }, 3_600_000);
  },
);
