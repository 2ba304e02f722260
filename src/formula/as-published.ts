/** What stays as it was published beside figures and goals: the tree, levels below people. A sentence each. */
import type { Kpi, Program, TableId } from "../../dsl/ir/ir.ts";
import { figuresUnder } from "../../dsl/ir/walk.ts";
import type { BookInput, Groundwork } from "./groundwork.ts";
import { isUndated } from "./people-sheet.ts";

export const asPublished = (input: BookInput, ground: Groundwork): readonly string[] => [
  ...treeAsPublished(input, ground),
  ...levelsLeftOut(input),
];

function treeAsPublished(
  { program, model, goals }: BookInput,
  { people, places }: Groundwork,
): string[] {
  const table = program.people && model.tables[program.people.table];
  if (people.live || !table) return [];
  const why = isUndated(places) ? "no formulas follow its people" : "people have dates";
  return [
    `The tree under all figures is that of ${goals.asOf}: ${why}. KPI Checks tells when ${table.sheet} changes; then publish again.`,
  ];
}

/** KPIs whose rows name what lies below people: only people have rows on these sheets. */
function levelsLeftOut({ program }: BookInput): string[] {
  return program.levels.flatMap(({ column, columns }) => {
    const tables = new Set(columns.map(({ table }) => table));
    const names = program.kpis.filter((kpi) => tablesOf(program, kpi).some((at) => tables.has(at)));
    if (names.length === 0) return [];
    return [
      `${listed(names)} by \`[${column}]\`, below people, ${names.length === 1 ? "has" : "have"} no rows among the formulas: publish a scorecard of \`[${column}]\` as values.`,
    ];
  });
}

function tablesOf(program: Program, { figure }: Kpi): TableId[] {
  return figuresUnder(figure, (id) => program.figures[id]!.node).flatMap((id) => {
    const { node } = program.figures[id]!;
    return node.kind === "aggregate" ? [program.measures[node.measure]!.table] : [];
  });
}

/** `a`, `b` and `c`. */
function listed(kpis: readonly Kpi[]): string {
  const names = kpis.map(({ name }) => `\`${name}\``);
  return names.length < 2
    ? names.join("")
    : `${names.slice(0, -1).join(", ")} and ${names[names.length - 1]}`;
}
