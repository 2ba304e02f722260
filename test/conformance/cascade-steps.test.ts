import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { splitTable } from "../../src/cascade/split2.ts";
import { groupOf } from "../../src/cascade/spread.ts";
import { PLAIN_STEP } from "../../src/cascade/target.ts";
import { type CascadeNode, cascadeTree } from "../../src/cascade/tree.ts";

interface Report {
  readonly name: string;
  readonly weight: number;
  readonly presence?: readonly number[];
  readonly ramp?: readonly number[];
  readonly season?: readonly number[];
  readonly at_least?: number;
  readonly at_most?: number;
  readonly held?: number;
  readonly cells?: Readonly<Record<string, number>>;
}
interface StepCase {
  readonly id: string;
  readonly kind: "step";
  readonly input: {
    readonly periods: readonly number[];
    readonly increment?: number;
    readonly reports: readonly Report[];
    readonly published?: readonly (readonly number[])[];
    readonly closed?: readonly number[];
  };
  readonly expected?: {
    readonly goals: readonly (readonly number[])[];
    readonly year: readonly number[];
    readonly frozen?: boolean;
  };
  readonly error?: Readonly<Record<string, unknown>>;
}
interface TableCase {
  readonly id: string;
  readonly kind: "table";
  readonly input: {
    readonly rows: readonly number[];
    readonly columns: readonly number[];
    readonly weights?: readonly (readonly number[])[];
    readonly increment?: number;
  };
  readonly expected?: { readonly table: readonly (readonly number[])[] };
  readonly error?: Readonly<Record<string, unknown>>;
}
const { cases } = JSON.parse(readFileSync("test/conformance/cases/cascade-cases.json", "utf8")) as {
  cases: (StepCase | TableCase)[];
};
const sum = (list: readonly number[]): number => list.reduce((all, x) => all + x, 0);

function run({ periods, increment, reports, published, closed }: StepCase["input"]) {
  const months = periods.length;
  const node = (parent: number, name: string): CascadeNode => ({
    parent,
    name,
    vacancy: false,
    presence: new Array<number>(months).fill(1),
    weights: [[0]],
    season: null,
    heldYear: null,
    heldParts: [],
    published: null,
    atLeast: null,
    atMost: null,
    step: PLAIN_STEP,
  });
  const nodes = reports.map(
    (r, i): CascadeNode => ({
      ...node(0, `r${String(i).padStart(3, "0")}`),
      presence: periods.map((_, j) => (r.presence?.[j] ?? 1) * (r.ramp?.[j] ?? 1)),
      weights: [[r.weight]],
      season: r.season ?? null,
      heldYear: r.held ?? null,
      heldParts: Object.entries(r.cells ?? {}).map(([j, amount]) => ({
        indexes: [Number(j)],
        amount,
      })),
      published: published?.[i] ?? null,
      atLeast: r.at_least ?? null,
      atMost: r.at_most ?? null,
    }),
  );
  const year = sum(periods);
  const own = { year, months: periods, baseYear: year, baseMonths: periods };
  return cascadeTree({
    nodes: [node(-1, "top"), ...nodes],
    alternatives: [[1]],
    months,
    group: groupOf(months),
    increment: increment ?? 1,
    rounding: "remainder",
    goal: year,
    said: [],
    closed: closed ?? [],
    top: { ...own, held: false, share: 1, exact: year, odd: 0, took: 0, bound: null },
  });
}

describe("one manager", () => {
  test.each(cases.filter((c) => c.kind === "step").map((c) => [c.id, c] as const))(
    "%s",
    (_, { input, expected, error }) => {
      const { seats, refusals, frozen, handed } = run(input);
      if (error) {
        expect(refusals[0]?.refusal).toMatchObject(error);
        return;
      }
      expect(refusals).toEqual([]);
      expect(seats.slice(1).map((s) => s!.months)).toEqual(expected!.goals);
      expect(seats.slice(1).map((s) => s!.year)).toEqual(expected!.year);
      if (expected!.frozen !== undefined) expect(frozen).toBe(expected!.frozen);
      for (const line of handed[0]!.months) expect(line.difference).toBe(0);
    },
  );
});

describe("both margins", () => {
  test.each(cases.filter((c) => c.kind === "table").map((c) => [c.id, c] as const))(
    "%s",
    (_, { input, expected, error }) => {
      const outcome = splitTable({ weights: null, ...input });
      if (error) expect(!outcome.ok && outcome.refusal).toMatchObject(error);
      else expect(outcome.ok && outcome.value).toEqual(expected!.table);
    },
  );
});
