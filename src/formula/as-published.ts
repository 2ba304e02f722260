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
  { program, model, goals, say }: BookInput,
  { people, places }: Groundwork,
): string[] {
  const table = program.people && model.tables[program.people.table];
  if (people.live || !table) return [];
  return [say.tree(goals.asOf, isUndated(places) ? "no formulas" : "dates", table.sheet)];
}

/** KPIs whose rows name what lies below people: only people have rows on these sheets. */
function levelsLeftOut({ program, say }: BookInput): string[] {
  return program.levels.flatMap(({ column, columns }) => {
    const tables = new Set(columns.map(({ table }) => table));
    const kpis = program.kpis.filter((kpi) => tablesOf(program, kpi).some((at) => tables.has(at)));
    const names = kpis.map(({ name }) => name);
    return names.length === 0 ? [] : [say.levels(names, column)];
  });
}

function tablesOf(program: Program, { figure }: Kpi): TableId[] {
  return figuresUnder(figure, (id) => program.figures[id]!.node).flatMap((id) => {
    const { node } = program.figures[id]!;
    return node.kind === "aggregate" ? [program.measures[node.measure]!.table] : [];
  });
}
