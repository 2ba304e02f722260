/** Runs every comparison, checks first that both sides agree, and tells the results. */
import { compile, newMemory, recheck } from "../dsl/index.ts";
import { splitDown } from "../src/cascade/down.ts";
import { bigTree, onePass } from "./cascade.ts";
import { monthsOf, monthTree, topMonths, twelveSplits, untied } from "./cascade-months.ts";
import { exactMonths } from "./exact-months.ts";
import { book } from "./language.ts";
import { differences, paired } from "./paired.ts";
import { agree, ROUNDS, type Row, row } from "./row.ts";
import { scorecard } from "./scorecard.ts";
import { LARGE } from "./workload.ts";

export { publishedFormulas } from "./formulas.ts";
export { goalCalls } from "./goals.ts";
export { growth } from "./growth.ts";
export { memory } from "./memory.ts";
export { againstSpreadsheet, editedCells, ingesting } from "./scorecard.ts";
export { databases, tenMillion } from "./sql.ts";

const NODES = 1_000_000;

async function cascade(): Promise<Row> {
  const tree = bigTree(NODES);
  const goal = 987_654_321_987;
  agree("the cascade", differences([splitDown(tree, goal)], [onePass(tree, goal)]));
  return row(
    "cascade of 1 M people, exact to the cent",
    "the same arithmetic in one hand-written pass",
    1.25,
    await paired(
      ROUNDS * 3,
      () => splitDown(tree, goal),
      () => onePass(tree, goal),
    ),
  );
}

/** Months that tie both ways down a tree, beside twelve one-way splits that don't tie along the year. */
async function months(people: number): Promise<Row[]> {
  const tree = bigTree(people);
  const top = topMonths(4_000_000_000);
  const plain = monthTree(tree, 0);
  const moving = monthTree(tree, 10);
  agree(`months of ${people} people`, untied(plain, monthsOf(plain, top)));
  agree(`months of ${people} people who come and go`, untied(moving, monthsOf(moving, top)));
  const label = people.toLocaleString("en-US");
  const exact = differences([monthsOf(plain, top)], [exactMonths(tree, top)]);
  agree(`months of ${people} people, beside whole numbers of any size`, exact);
  return [
    row(
      `${label} people × 12 months, tied both ways; ${exact} of ${(people * top.length).toLocaleString("en-US")} figures differ from the exact reference`,
      "twelve one-way splits",
      7,
      await paired(
        ROUNDS * 3,
        () => monthsOf(plain, top),
        () => twelveSplits(tree, top),
      ),
    ),
    row(
      `${label} people × 12 months, a ramp and a joiner at every tenth manager`,
      "the same, all there all year",
      2,
      await paired(
        ROUNDS,
        () => monthsOf(moving, top),
        () => monthsOf(plain, top),
      ),
    ),
  ];
}

const LINES = 1_000;
const FRAME_MS = 16;

/** Parse and check: within a frame for a large book, and no dearer a line for one of a whole group's. */
export async function language(): Promise<Row[]> {
  const thousand = book(LINES);
  const one = () => compile(thousand, null);
  if (one().diagnostics.some((d) => d.severity === "error")) throw new Error("the book is wrong");
  for (let warm = 0; warm < ROUNDS * 3; warm += 1) one();
  const { ours: own } = await paired(ROUNDS * 3, one, one);
  const rows = [
    row("rules, 1,000 lines: parse and check, warm", "one frame of a screen, 16 ms", 1, {
      ours: own,
      peer: FRAME_MS,
      ratio: own / FRAME_MS,
    }),
  ];
  rows.push(...(await typing()));
  for (const times of [5, 10, 25, 50]) {
    const text = book(LINES * times);
    const many = () => {
      for (let i = 0; i < times; i += 1) one();
    };
    const lines = (LINES * times).toLocaleString("en-US");
    const made = await paired(ROUNDS, () => compile(text, null), many);
    rows.push(row(`rules, ${lines} lines: growth`, `1,000 lines, ${times} times`, 1.5, made));
  }
  return rows;
}

/** A keystroke in a large book: only what it touches is parsed and checked, at its end or before everything. */
async function typing(): Promise<Row[]> {
  const lines = LINES * 10;
  const text = book(lines);
  const last = text.lastIndexOf("for reps") - 1;
  const places = [
    ["in the last goal", (n: number) => `${text.slice(0, last)}${n}${text.slice(last)}`],
    ["before everything", (n: number) => `# ${n}\n${text}`],
  ] as const;
  const rows: Row[] = [];
  for (const [where, typed] of places) {
    const memory = newMemory();
    let n = 0;
    const keystroke = () => {
      n = (n + 1) % 7;
      return recheck(typed(n), null, memory);
    };
    for (let warm = 0; warm < ROUNDS; warm += 1) keystroke();
    if (keystroke().checked > 1) throw new Error("a keystroke checks more than it touches");
    const made = await paired(ROUNDS * 3, keystroke, () => compile(typed(0), null));
    rows.push(row(`rules, 10,000 lines: a keystroke ${where}`, "the whole book anew", 1, made));
  }
  return rows;
}

/** The large organisation's figures, beside a loop and databases. */
export const figures = (say: (text: string) => void): Promise<Row[]> => scorecard(LARGE, say);

/** Goals that come down large trees. */
export async function trees(): Promise<Row[]> {
  return [await cascade(), ...(await months(10_000)), ...(await months(100_000))];
}
