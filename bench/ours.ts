/** Our side: the rules compiled, the model built, every KPI for every person and month. */
import type { Period } from "../dsl/calendar/calendar.ts";
import { compile } from "../dsl/index.ts";
import type { Program } from "../dsl/ir/ir.ts";
import { createEvaluator } from "../src/evaluate/evaluator.ts";
import type { StandingSource } from "../src/evaluate/types.ts";
import { buildModel } from "../src/model/build.ts";
import type { Model } from "../src/model/model.ts";
import type { WorkbookData } from "../src/model/workbook.ts";
import type { Encoded } from "./loop.ts";
import { RULES, type Size } from "./workload.ts";

export interface Loaded {
  readonly program: Program;
  readonly model: Model;
  readonly periods: readonly Period[];
}

export function load(workbook: WorkbookData, size: Size, rules = RULES): Loaded {
  const { program, diagnostics } = compile(rules, null);
  if (diagnostics.length > 0) throw new Error(diagnostics.map((d) => d.message).join("\n"));
  const model = buildModel(program, workbook, { day: null, today: null });
  const first = model.calendar.parse("2025-01");
  if (!first) throw new Error("no first month");
  const periods = Array.from({ length: size.months }, (_, i) => model.calendar.shift(first, i));
  return { program, model, periods };
}

/** No goals here: the comparison is of actuals. */
const NO_STANDING: StandingSource = {
  standing: () => Number.NaN,
  score: () => Number.NaN,
  status: () => null,
  statuses: () => [],
  judgedReports: () => [],
};

/** An evaluator that remembers nothing yet. */
export const evaluatorOf = ({ program, model, periods }: Loaded) =>
  createEvaluator({ program, model, periods: () => periods, source: NO_STANDING });

/** `[kpi][month * people + node]`. A fresh evaluator: nothing is remembered from the last time. */
export const ours = (loaded: Loaded): Float64Array[] => matricesOf(loaded, evaluatorOf(loaded));

/** Every KPI from an evaluator, as the rules list them. */
export function matricesOf(
  { program }: Loaded,
  evaluator: ReturnType<typeof createEvaluator>,
): Float64Array[] {
  return program.kpis.map((kpi) => evaluator.matrix(kpi.figure, "month").value);
}

/** The same columns for the hand-made loop, in its own order of people (parents first). */
export function encoded({ model, periods }: Loaded, size: Size): Encoded {
  const table = model.tables.find((t) => t?.sheet === "Deals");
  if (!table) throw new Error("no deals");
  const column = (name: string) => table.find(name)!;
  const firstDay = periods[0]!.start;
  const monthOf = new Uint8Array(periods[periods.length - 1]!.end - firstDay);
  periods.forEach((p, m) => {
    monthOf.fill(m, p.start - firstDay, p.end - firstDay);
  });
  const codesOf = (name: string, wanted: readonly string[]) => {
    const { codes, folded } = table.texts(column(name));
    const lookup = folded.map((text) => wanted.indexOf(text) + 1);
    return Uint8Array.from(codes, (code) => lookup[code]!);
  };
  const parent = new Int32Array(model.org.nodes.length);
  for (const { node, parent: up } of model.org.positions) {
    parent[node] = up < 0 ? -1 : model.org.positions[up]!.node;
  }
  if (parent.some((up, n) => up >= n)) throw new Error("the loop wants parents first");
  return {
    size,
    parent,
    owner: Int32Array.from(model.owners(table)),
    account: Int32Array.from(table.texts(column("Account")).codes, (code) => code - 1),
    stage: codesOf("Stage", ["won", "lost", "open"]),
    type: codesOf("Type", ["new"]),
    amount: table.numbers(column("Amount")).values,
    created: table.days(column("Created")).values,
    closed: table.days(column("Closed")).values,
    monthOf,
    firstDay,
  };
}
