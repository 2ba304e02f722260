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
import { MONTHLY, PLANNED, REPLANNED } from "./models/goals-elsewhere.ts";
import { tree } from "./models/live-models.ts";
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

test("goals that come from elsewhere after it was published follow in the local workbook", async () => {
  const asOf = parseIso("2026-06-30")!;
  const rules = MONTHLY.replace(/^(kpi|goal) (same|more|open) .*\n/gm, "");
  const [was, now] = [PLANNED, REPLANNED].map((workbook) =>
    run({ rules, workbook, asOf, today: null }),
  ) as [ReturnType<typeof run>, ReturnType<typeof run>];
  const { plan } = formulaPublication(was, PLANNED, DIALECTS.local, false);
  const live = await opened([...sheetsOf(REPLANNED), ...plan.steps]).worked();
  expect(differences(now.engine, live)).toEqual([]);
  expect(differences(was.engine, live).length).toBeGreaterThan(5);
}, 300_000);

/** A part of the sample: a manager of sellers with all of them and everybody above, and their rows. */
function partOfSample(): WorkbookData {
  const workbook = sampleWorkbook();
  const team = workbook.sheets.find(({ name }) => name === "Team")!;
  const [names, managers] = team.columns as [readonly unknown[], readonly unknown[]];
  const reports = (who: unknown) => names.filter((_, r) => managers[r] === who);
  const isLead = (who: unknown) =>
    reports(who).length > 1 && reports(who).every((each) => reports(each).length === 0);
  const [lead] = names.filter(isLead).sort((a, b) => reports(a).length - reports(b).length);
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

type Ran = ReturnType<typeof run>;

/** The sample's rules without its own tests, and run on some data. */
const rules = sampleRules.replace(/\ntest [\s\S]*/, "");
const ran = (workbook: WorkbookData, track = rules): Ran =>
  run({ rules: track, workbook, asOf: parseIso("2026-09-30")!, today: null });

const apart = ({ engine }: Ran, live: WorkbookData): string[] =>
  [...differences(engine, live), ...flagDifferences(engine, live)].slice(0, 4);

/** Every figure as a run has it, and again when the amount of a deal is typed over. */
async function holds(workbook: WorkbookData, text: string): Promise<void> {
  const before = ran(workbook, text);
  const { plan } = formulaPublication(before, workbook, DIALECTS.local, false);
  const book = opened([...sheetsOf(workbook), ...plan.steps]);
  const live = await book.worked();
  expect(doubts(live)).toEqual([]);
  expect(apart(before, live)).toEqual([]);

  const deals = workbook.sheets.find(({ name }) => name === "Opportunities")!;
  const amount = deals.columns.findIndex(([header]) => header === "Amount");
  const row = deals.columns.find(([header]) => header === "Stage")!.indexOf("Won");
  expect(row).toBeGreaterThan(0);
  book.type("Opportunities", row, amount, 987_654);
  const columns = deals.columns.map((column, c) =>
    c === amount ? column.map((cell, r) => (r === row ? 987_654 : cell)) : column,
  );
  const sheets = workbook.sheets.map((sheet) => (sheet === deals ? { ...deals, columns } : sheet));
  const now = await book.worked();
  expect(apart(ran({ ...workbook, sheets }, text), now)).toEqual([]);
  expect(differences(before.engine, now).length).toBeGreaterThan(5);
}

describe("the sample in the local workbook's engine", () => {
  test(
    "every figure; and a deal changed there changes them as a run would",
    () => holds(partOfSample(), rules.replace(/track .*/, "track yearly")),
    600_000,
  );

  /** Four minutes of work: `npm run models -- 10000 1 local`, for a nightly run. */
  test.skipIf(!process.env.ANSWERABLE_WHOLE_SAMPLE)(
    "all of it, undivided: everybody's months, quarters and years",
    () => holds(sampleWorkbook(), rules),
    3_600_000,
  );
});
