/** Which cells of the workbook a figure rests on: what stays as published is watched by them. */
import type { FigureId, LinkStep, Measure, Program, RowId, TableId } from "../../dsl/ir/ir.ts";
import { figuresUnder } from "../../dsl/ir/walk.ts";
import { rowKids } from "../evaluate/row-walk.ts";
import { kpisAsked } from "./standing-figures.ts";

export interface ColumnOf {
  readonly table: TableId;
  readonly column: string;
}

/** Columns of a row expression, those by which it finds rows of other tables among them. */
export function columnsRead(program: Program, id: RowId): readonly ColumnOf[] {
  const node = program.rows[id]!;
  if (node.kind !== "column") return rowKids(node).flatMap((kid) => columnsRead(program, kid));
  const { table, column, via } = node;
  return [...via.flatMap((step) => columnsOfLink(program, step)), { table, column }];
}

function columnsOfLink({ tables, people }: Program, { table, column, to }: LinkStep): ColumnOf[] {
  const key = people?.table === to ? people.name : tables[to]!.key;
  return [{ table, column }, ...(key === null ? [] : [{ table: to, column: key }])];
}

/** What a measure reads. */
export type Read = Pick<Measure, "table" | "owned" | "day" | "of" | "where">;

/** Columns of a measure: whose rows they are, when they count, and what. */
export function columnsOfMeasure(
  program: Program,
  { table, owned, day, of, where }: Read,
): readonly ColumnOf[] {
  const owner = owned ? program.tables[table]!.owner.slice(0, 1) : [];
  const days = day.at === "date" ? [day.column] : day.at === "alive" ? [day.from, day.until] : [];
  const named = [...owner, ...days].map((column) => ({ table, column }));
  const read = [of, where].flatMap((id) => (id === null ? [] : columnsRead(program, id)));
  return [...named, ...read];
}

/** Columns under figures, through the standings of other KPIs too. */
export function columnsUnderFigures(
  program: Program,
  figures: readonly FigureId[],
): readonly ColumnOf[] {
  const seen = new Set<FigureId>();
  const columns: ColumnOf[] = [];
  const visit = (root: FigureId): void => {
    for (const id of figuresUnder(root, (at) => program.figures[at]!.node)) {
      if (seen.has(id)) continue;
      seen.add(id);
      const { node } = program.figures[id]!;
      if (node.kind === "aggregate")
        columns.push(...columnsOfMeasure(program, program.measures[node.measure]!));
      if (node.kind === "attribute") columns.push(...columnsRead(program, node.row));
      if (node.kind === "person") columns.push(...columnsRead(program, node.where));
      for (const kpi of kpisAsked(program, id)) visit(program.kpis[kpi]!.figure);
    }
  };
  figures.forEach(visit);
  return [...new Map(columns.map((one) => [`${one.table} ${one.column}`, one])).values()];
}
