/** What somebody waits for in Goals with 10,000 people: the tree, a preview of a hold, a question to the top's goal. */
import type { CellValue } from "../dsl/cell.ts";
import type { GoalsPreviewAsk } from "../src/app/contract-goals.ts";
import { keptEngines } from "../src/app/kept.ts";
import { saveRulesPlan } from "../src/app/rules-sheet.ts";
import { PLAIN_SERVICE, serve } from "../src/app/service.ts";
import { runNow } from "../src/app/steps.ts";
import { memoryWorkbook } from "../src/hosts/memory/index.ts";
import { paired } from "./paired.ts";
import { agree, ROUNDS, type Row, row } from "./row.ts";
import { workload } from "./workload.ts";

const SIZE = { people: 10_000, rows: 50_000, accounts: 5_000, months: 24 };
const RULES = `calendar
  year starts January
  track monthly, quarterly, yearly

people from Team
  name [Name]
  reports to [Manager]

table Deals from Deals
  owner [Owner]
  date [Closed]

kpi revenue "Revenue" = sum(Deals[Amount] where [Stage] = "Won")
  lagging
  unit EUR

goal revenue 2026 = 400000000 for "Person 0"

cascade revenue
  by people[Size]
`;
const HOLD_MS = 60;
const TREE_MS = 150;
/** From a step of the slider to what is drawn. */
const QUESTION_MS = 100;

/** Each call as the sidebar makes it, from cells read to the answer; once with engines kept, once from nothing. */
export async function goalCalls(): Promise<Row[]> {
  const data = workload(SIZE);
  const sizes: CellValue[] = ["Size"];
  for (let n = 0; n < SIZE.people; n += 1) sizes.push(1 + ((n * 7919) % 97));
  const [team, ...others] = data.sheets;
  const sheets = [{ ...team!, columns: [...team!.columns, sizes] }, ...others];
  const book = memoryWorkbook({ ...data, sheets }, { today: "2026-05-20" });
  book.apply(saveRulesPlan(book.read(), RULES, null));
  const options = { ...PLAIN_SERVICE, kept: keptEngines() };
  const question: GoalsPreviewAsk = {
    asOf: null,
    commands: [],
    by: "",
    note: "",
    whatIf: [],
    rules: null,
    periods: null,
    most: 500,
  };
  const hold = (n: number): GoalsPreviewAsk => ({
    ...question,
    // Another amount each time, as somebody types: nothing is answered from memory alone.
    commands: [
      {
        kind: "hold",
        who: `Person ${SIZE.people - 3}`,
        kpi: "revenue",
        period: "2026",
        to: 30_000 + n,
      },
    ],
  });
  const scaled = (n: number): GoalsPreviewAsk => ({
    ...question,
    whatIf: [{ who: "Person 0", kpi: "revenue", period: "2026", scale: 1 + n / 1000 }],
    periods: ["2026"],
  });
  const preview = (ask: GoalsPreviewAsk, kept = options) =>
    runNow(serve(book, "goals.preview", ask, kept));
  const tree = (kept = options) =>
    runNow(serve(book, "goals.tree", { asOf: null, kpi: null, period: null }, kept));
  const fromNothing = { ...PLAIN_SERVICE } as typeof options;
  const same = (a: unknown, b: unknown) =>
    agree("kept", JSON.stringify(a) === JSON.stringify(b) ? 0 : 1);
  same(tree(), tree(fromNothing));
  same(preview(hold(0)), preview(hold(0), fromNothing));
  same(preview(scaled(50)), preview(scaled(50), fromNothing));
  let n = 0;
  const next = () => {
    n += 1;
    return n;
  };
  const who = `goals of ${SIZE.people.toLocaleString("en-US")} people × 12 months`;
  const held = await paired(
    ROUNDS,
    () => preview(hold(next())),
    () => preview(hold(n), fromNothing),
  );
  const asked = await paired(
    ROUNDS,
    () => preview(scaled(next())),
    () => preview(scaled(n), fromNothing),
  );
  const opened = await paired(ROUNDS, tree, () => tree(fromNothing));
  const spent: number[] = [];
  for (let round = 0; round < ROUNDS * 3; round += 1) {
    const before = process.cpuUsage();
    preview(scaled(next()));
    const { user, system } = process.cpuUsage(before);
    spent.push((user + system) / 1000);
  }
  const cpu = spent.sort((a, b) => a - b)[spent.length >> 1]!;
  const within = (ours: number, most: number) => ({ ours, peer: most, ratio: ours / most });
  return [
    row(`${who}: preview of a hold`, "the same call, nothing kept", 0.1, held),
    row(`${who}: preview of a hold`, `${HOLD_MS} ms`, 1, within(held.ours, HOLD_MS)),
    row(`${who}: the top's goal as a question`, "the same call, nothing kept", 0.5, asked),
    row(
      `${who}: the top's goal as a question (CPU time)`,
      `${QUESTION_MS} ms`,
      1,
      within(cpu, QUESTION_MS),
    ),
    row(`${who}: the tree, opened again`, `${TREE_MS} ms`, 1, within(opened.ours, TREE_MS)),
  ];
}
