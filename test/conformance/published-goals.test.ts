/** What is read back of the goals last published: closed months stay as they were, whatever was changed since. */
import { expect, test } from "vitest";
import type { GoalCommand, GoalsPreviewAsk } from "../../src/app/contract.ts";
import { keptEngines } from "../../src/app/kept.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { PLAIN_SERVICE, type ServiceOptions, serve } from "../../src/app/service.ts";
import { runNow } from "../../src/app/steps.ts";
import { type MemoryWorkbook, memoryWorkbook } from "../../src/hosts/memory/index.ts";
import { workbookOf } from "../language/catalogs.ts";

const RULES = `calendar
  track monthly, yearly
people from Team
  name [Name]
  reports to [Boss]
table Deals from Deals
  owner [Rep]
  date [Day]
kpi revenue = sum(Deals[Amount])
  unit USD
goal revenue 2025 = 2400 for "Zoe"
cascade revenue
  by people[Size]
`;
const AS_OF = "2025-03-31";
const SIZE = 2;

function opened(): MemoryWorkbook {
  const data = workbookOf({
    Team: [
      ["Name", "Boss", "Size"],
      ["Ann", "Zoe", 1],
      ["Ben", "Zoe", 1],
      ["Zoe", null, 1],
    ],
    Deals: [
      ["Rep", "Day", "Amount"],
      ["Ann", 45_672, 100],
    ],
  });
  const book = memoryWorkbook(data, { today: AS_OF });
  book.apply(saveRulesPlan(book.read(), RULES, null));
  return book;
}

function publish(book: MemoryWorkbook): void {
  const { fingerprint } = runNow(serve(book, "publish.plan", { asOf: AS_OF }));
  expect(runNow(serve(book, "publish.apply", { asOf: AS_OF, fingerprint })).applied).toBe(true);
}

const askOf = (commands: readonly GoalCommand[]): GoalsPreviewAsk => ({
  asOf: AS_OF,
  commands,
  by: "Mia",
  note: "Agreed",
  whatIf: [],
  rules: null,
  periods: null,
  most: 1_000,
});

function apply(book: MemoryWorkbook, command: GoalCommand, options?: ServiceOptions): void {
  const ask = askOf([command]);
  const { fingerprint, problems } = runNow(serve(book, "goals.preview", ask, options));
  expect(problems).toEqual([]);
  const done = runNow(serve(book, "goals.apply", { ...ask, fingerprint }, options));
  expect(done.applied).toBe(true);
}

/** Goals of everybody in a period, by name. */
function goals(book: MemoryWorkbook, period: string, options?: ServiceOptions) {
  const ask = { asOf: AS_OF, kpi: "revenue", period };
  const tree = runNow(serve(book, "goals.tree", ask, options));
  return Object.fromEntries(tree.who.map((who, at) => [who, tree.goal[at]]));
}

const override = (who: string, period: string, to: number): GoalCommand => ({
  kind: "override",
  who,
  kpi: "revenue",
  period,
  to,
});

test("a closed month accepted as it stands, on the very day of publishing, moves nobody else's goals", () => {
  const book = opened();
  publish(book);
  expect(goals(book, "2025-04")).toEqual({ Zoe: 200, Ann: 100, Ben: 100 });
  apply(book, override("Ann", "2025-02", 160));
  expect(goals(book, "2025-02")).toEqual({ Zoe: 200, Ann: 160, Ben: 100 });
  expect(goals(book, "2025-04")).toEqual({ Zoe: 200, Ann: 100, Ben: 100 });
  expect(goals(book, "2025")).toEqual({ Zoe: 2400, Ann: 1260, Ben: 1200 });
  // Published with it, it is told back to what the cascade had.
  publish(book);
  expect(goals(book, "2025-02")).toEqual({ Zoe: 200, Ann: 160, Ben: 100 });
  expect(goals(book, "2025-04")).toEqual({ Zoe: 200, Ann: 100, Ben: 100 });
  // Twice on one day, published in between: the first is in the record, the second isn't.
  apply(book, override("Ann", "2025-02", 180));
  expect(goals(book, "2025-04")).toEqual({ Zoe: 200, Ann: 100, Ben: 100 });
});

test("with other weights closed months stay as published, and what was accepted in them is told back", () => {
  const book = opened();
  apply(book, override("Ann", "2025-02", 160));
  publish(book);
  book.edit("Team", 1, SIZE, 3);
  // Closed months as the cascade had them: 100 and 100; open ones 3 : 1.
  expect(goals(book, "2025-01")).toEqual({ Zoe: 200, Ann: 100, Ben: 100 });
  expect(goals(book, "2025-02")).toEqual({ Zoe: 200, Ann: 160, Ben: 100 });
  expect(goals(book, "2025-04")).toEqual({ Zoe: 200, Ann: 150, Ben: 50 });
});

test("engines kept between calls don't mix cascades of what was published under other overrides", () => {
  const book = opened();
  publish(book);
  book.edit("Team", 1, SIZE, 3);
  const kept = { ...PLAIN_SERVICE, kept: keptEngines() };
  const same = () => {
    for (const period of ["2025", "2025-01", "2025-02", "2025-04"])
      expect(goals(book, period, kept), period).toEqual(goals(book, period));
  };
  same();
  const asks = [override("Ann", "2025-02", 160), override("Ben", "2025-01", 0)];
  for (const command of asks) {
    const ask = askOf([command]);
    expect(runNow(serve(book, "goals.preview", ask, kept))).toEqual(
      runNow(serve(book, "goals.preview", ask)),
    );
    apply(book, command, kept);
    same();
  }
  publish(book);
  same();
  apply(book, { kind: "cascade", who: "Zoe", kpi: "revenue", period: "2025-04" }, kept);
  same();
});

test("nor cascades of what was published, told back by an edit that the sheet now has otherwise", () => {
  const book = opened();
  apply(book, override("Ann", "2025-02", 160));
  const columnOf = (name: string) =>
    book.read(["KPI Edits"]).sheets[0]!.columns.findIndex((column) => column[0] === name);
  // Accepted a week before it was published.
  const [, on] = book.read(["KPI Edits"]).sheets[0]!.columns[columnOf("on")]!;
  book.edit("KPI Edits", 1, columnOf("on"), (on as number) - 7);
  publish(book);
  book.edit("Team", 1, SIZE, 3);
  const kept = { ...PLAIN_SERVICE, kept: keptEngines() };
  expect(goals(book, "2025-04", kept)).toEqual({ Zoe: 200, Ann: 150, Ben: 50 });
  book.edit("KPI Edits", 1, columnOf("to"), 320);
  // 160 was published, so the cascade had 50 of February's 200: the other 50 are owed later.
  const now = goals(book, "2025-04");
  expect(now).not.toEqual({ Zoe: 200, Ann: 150, Ben: 50 });
  expect(goals(book, "2025-04", kept)).toEqual(now);
});
