/** What can't be said in SQL, by name, before any text is made. */
import type { FigureId, FigureNode, MeasureId, Program, RowId, RowNode } from "../../dsl/ir/ir.ts";
import { figuresUnder } from "../../dsl/ir/walk.ts";
import { rowKids } from "../evaluate/row-walk.ts";
import { chainsOf } from "../model/levels.ts";
import type { Binding, BoundColumn } from "./binding.ts";
import type { ColumnType } from "./dialect.ts";
import { isDated, isNumeric } from "./rows.ts";

/** Why a figure isn't in SQL: one sentence each, with what to do instead. */
export type Reason = string;

type ColumnNode = Extract<RowNode, { kind: "column" }>;

const TYPE_WORDS: Readonly<Record<ColumnType, string>> = {
  whole: "whole numbers",
  decimal: "decimal numbers",
  float: "floating numbers",
  text: "texts",
  truth: "truths",
  date: "dates",
  timestamp: "times without a zone",
  instant: "instants",
  other: "something that no rule reads",
};

const inDatabase = ({ type, typeName }: BoundColumn): string =>
  `${TYPE_WORDS[type]} in the database${typeName ? ` (${typeName})` : ""}`;

/** Why the rows of a measure can't be read in SQL; empty where they can. */
export function measureReasons(
  program: Program,
  binding: Binding,
  id: MeasureId,
): readonly Reason[] {
  const measure = program.measures[id]!;
  const source = program.tables[measure.table]!;
  const table = binding.table(measure.table);
  if (!table) return [`${source.name} is not in the database: name its relation in the map.`];
  const reasons: Reason[] = [];
  const { day } = measure;
  const days = day.at === "any" ? [] : day.at === "date" ? [day.column] : [day.from, day.until];
  for (const header of days) {
    const column = table.column(header);
    if (!column) reasons.push(absent(header, source.name));
    else if (!isDated(column.type))
      reasons.push(
        `[${header}] of ${source.name} should be a date, and holds ${inDatabase(column)}: make it a date in a view.`,
      );
  }
  if (measure.owned) {
    const [owner] = source.owner;
    if (owner !== undefined && !table.column(owner)) reasons.push(absent(owner, source.name));
    else if (!table.owners)
      reasons.push(
        `Whose the rows of ${source.name} are is not known here: give the people with --data.`,
      );
    else if (table.owners.by === "folded" && chainsOf(program)(measure.table).length > 1)
      reasons.push(
        `The nodes below people (${source.owner.slice(1).join(", ")}) are found in the rows: \`answerable run\` does it.`,
      );
  }
  for (const row of [measure.of, measure.where])
    if (row !== null) reasons.push(...rowReasons(program, binding, row));
  return [...new Set(reasons)];
}

const absent = (header: string, table: string): Reason =>
  `${table} has no column [${header}] in the database: map it to one.`;

/** Why a row expression can't be read in SQL. */
export function rowReasons(program: Program, binding: Binding, id: RowId): readonly Reason[] {
  const node = program.rows[id]!;
  const below = rowKids(node).flatMap((kid) => rowReasons(program, binding, kid));
  if (node.kind === "column") return columnReasons(program, binding, node);
  return [...below, ...textReasons(program, binding, node)];
}

function columnReasons(program: Program, binding: Binding, node: ColumnNode): readonly Reason[] {
  const source = program.tables[node.table]!;
  const bound = binding.table(node.table);
  if (!bound)
    return [
      `${source.name} is not in the database, so that no link leads to it: name its relation in the map.`,
    ];
  for (const step of node.via) {
    const [from, to] = [binding.table(step.table), binding.table(step.to)];
    const { key } = program.tables[step.to]!;
    if (!from || !to)
      return [
        `${program.tables[step.to]!.name} is not in the database, so that no link leads to it: name its relation in the map.`,
      ];
    if (!from.column(step.column)) return [absent(step.column, program.tables[step.table]!.name)];
    if (key === null || !to.column(key))
      return [absent(key ?? "key", program.tables[step.to]!.name)];
  }
  const column = bound.column(node.column);
  if (!column) return [absent(node.column, source.name)];
  const told = (needs: string, todo: string) => [
    `[${node.column}] of ${source.name} is read as ${needs}, and holds ${inDatabase(column)}: ${todo}.`,
  ];
  const { type } = column;
  if (type === "other") return told(`a ${node.as}`, "make it one in a view");
  if (node.as === "number" && !isNumeric(type))
    return told("a number", "make it a number in a view");
  if (node.as === "day" && !isDated(type)) return told("a date", "make it a date in a view");
  if (node.as === "truth" && type !== "truth" && type !== "whole")
    return told("a truth", "make it one in a view ([Active] = 'yes')");
  return [];
}

/** Numbers and dates are written in as many ways as there are engines: only their equality can be told. */
function textReasons(program: Program, binding: Binding, node: RowNode): readonly Reason[] {
  const written = (id: RowId): boolean => {
    const of = program.rows[id]!;
    if (of.kind !== "column" || of.as !== "text") return false;
    const type = binding.table(of.table)?.column(of.column)?.type;
    return type !== undefined && type !== "whole" && isNumeric(type);
  };
  const name = (id: RowId): string => `[${(program.rows[id] as ColumnNode).column}]`;
  const told = (id: RowId): Reason =>
    `${name(id)} is searched as a text, and holds ${inDatabase(boundOf(id)!)}: engines write those in different ways. Compare the number itself.`;
  const boundOf = (id: RowId): BoundColumn | null => {
    const of = program.rows[id] as ColumnNode;
    return binding.table(of.table)?.column(of.column) ?? null;
  };
  if (node.kind === "contains" || node.kind === "startsWith")
    return [node.of, node.text].filter(written).map(told);
  if (node.kind !== "compare" || node.by !== "text") return [];
  const isColumn = (id: RowId) => program.rows[id]!.kind === "column";
  const both = isColumn(node.left) && isColumn(node.right);
  const [left, right] = [written(node.left), written(node.right)];
  if (!both || left === right) return [];
  const other = left ? node.right : node.left;
  return boundOf(other) && isNumeric(boundOf(other)!.type)
    ? []
    : [told(left ? node.left : node.right)];
}

/** Kinds of figures that a statement of its own doesn't hold, and who works them out. */
const LATER = "is worked out by `answerable run` from what the database returns";
const REFUSED: Readonly<Partial<Record<FigureNode["kind"], Reason>>> = {
  standing: `A goal, attainment, pace or forecast ${LATER}.`,
  score: `A score ${LATER}.`,
  status: `A status ${LATER}.`,
  quantified: `A question about every KPI's status ${LATER}.`,
  countOfStatus: `A count of statuses ${LATER}.`,
  reports: `A share or count of reports ${LATER}.`,
  given: `Working days and headcount (and \`today\` as a figure) need the calendar and the org of each day: the figure ${LATER}.`,
  attribute: `A column of the people's sheet ${LATER}.`,
  person: `A condition on the person's own row ${LATER}.`,
  cell: `A single cell of a sheet ${LATER}.`,
};

/** Why a figure, with all that it is made of, can't be a column of a printed statement; empty where it can. */
export function capabilities(program: Program, binding: Binding, id: FigureId): readonly Reason[] {
  const under = figuresUnder(id, (figure) => program.figures[figure]!.node);
  const reasons = under.flatMap((figure): readonly Reason[] => {
    const { node } = program.figures[figure]!;
    if (node.kind === "literal" && typeof node.value === "string") return ["A text is no figure."];
    if (node.kind !== "aggregate") {
      const refused = REFUSED[node.kind];
      return refused ? [refused] : [];
    }
    return measureReasons(program, binding, node.measure);
  });
  return [...new Set(reasons)];
}
