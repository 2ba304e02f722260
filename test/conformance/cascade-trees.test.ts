import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { groupOf } from "../../src/cascade/spread.ts";
import { type CascadeNode, cascadeTree } from "../../src/cascade/tree.ts";

interface Rule {
  readonly below?: string;
  readonly over_assign?: number;
  readonly keep_back?: number;
}
interface Tree {
  readonly goal: number;
  readonly increment: number;
  readonly unit?: number;
  readonly periods?: { readonly count: number; readonly weights: readonly number[] };
  readonly rules?: readonly Rule[];
  readonly nodes: readonly {
    name: string;
    parent?: string;
    weight?: number;
    held?: number;
    at_least?: number;
    at_most?: number;
  }[];
}
interface Case {
  readonly id: string;
  readonly kind: string;
  readonly input: Tree;
  readonly expected: {
    readonly nodes: Record<string, { base: number; assigned: number }>;
    readonly steps: readonly Record<string, number | string>[];
  };
}
const { cases } = JSON.parse(readFileSync("test/conformance/cases/cascade-cases.json", "utf8")) as {
  cases: Case[];
};

function nodesOf(tree: Tree, perUnit: number): CascadeNode[] {
  const months = tree.periods?.count ?? 1;
  const order: Tree["nodes"][number][] = [];
  const add = (name: string) => {
    for (const n of tree.nodes) {
      if (n.name === name) order.push(n);
    }
    for (const n of tree.nodes) if (n.parent === name) add(n.name);
  };
  add("Top");
  return order.map((n) => {
    const rule =
      tree.rules?.find((r) => r.below === n.name) ?? tree.rules?.find((r) => r.below === undefined);
    const units = (x: number | undefined) => (x === undefined ? null : Math.round(x * perUnit));
    return {
      parent: order.findIndex((o) => o.name === n.parent),
      name: n.name.toLowerCase(),
      vacancy: false,
      presence: new Array<number>(months).fill(1),
      weights: [[n.weight ?? 0]],
      season: tree.periods ? [...tree.periods.weights] : null,
      heldYear: units(n.held),
      heldParts: [],
      published: null,
      atLeast: units(n.at_least),
      atMost: units(n.at_most),
      step: {
        keepBack: rule?.keep_back ?? 0,
        overAssign: rule?.over_assign ?? 0,
        lowerIsBetter: false,
      },
    };
  });
}

describe("trees: years in both layers, and what each step hands down", () => {
  test.each(cases.filter((c) => c.kind === "tree").map((c) => [c.id, c] as const))(
    "%s",
    (_, { input, expected }) => {
      const perUnit = Math.round(1 / (input.unit ?? 1));
      const nodes = nodesOf(input, perUnit);
      const months = input.periods?.count ?? 1;
      const result = cascadeTree({
        nodes,
        alternatives: [[1]],
        months,
        group: groupOf(months),
        increment: input.increment * perUnit,
        rounding: "remainder",
        goal: input.goal * perUnit,
        said: [],
        closed: [],
      });
      expect(result.refusals).toEqual([]);
      const names = Object.keys(expected.nodes);
      const got = Object.fromEntries(
        nodes.map((n, i) => {
          const name = names.find((x) => x.toLowerCase() === n.name)!;
          const seat = result.seats[i]!;
          return [name, { base: seat.baseYear / perUnit, assigned: seat.year / perUnit }];
        }),
      );
      const wanted = Object.fromEntries(
        names.map((name) => [
          name,
          { base: expected.nodes[name]!.base, assigned: expected.nodes[name]!.assigned },
        ]),
      );
      expect(got).toEqual(wanted);
      for (const step of expected.steps) {
        const line = result.handed.find(
          (h) => nodes[h.node]!.name === String(step.at).toLowerCase(),
        )!.year;
        expect(line.handedDown / perUnit).toBe(step.handed_down);
        expect(line.buffer / perUnit).toBe(step.buffer_added ?? 0);
        expect(line.reserve / perUnit).toBe(step.reserve ?? 0);
        expect(line.difference).toBe(0);
      }
      for (const seat of result.seats) {
        expect(seat!.months.reduce((a, b) => a + b, 0)).toBe(seat!.year);
        expect(seat!.baseMonths.reduce((a, b) => a + b, 0)).toBe(seat!.baseYear);
      }
    },
  );
});
