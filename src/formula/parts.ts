/**
 * What the figures are made of: aggregates and the arithmetic between them, each a row of `KPI Parts` for every
 * person, so that a figure's formula stays short and every step can be read.
 */
import { foldNode } from "../../dsl/ir/fold.ts";
import type { FigureId, FigureNode, NodeRef, Program, RowId, WindowId } from "../../dsl/ir/ir.ts";
import { figureKids } from "../../dsl/ir/walk.ts";
import type { Representation } from "../../dsl/types/type.ts";
import { daysIn, takeOf } from "./block.ts";
import type { Form } from "./notices.ts";
import { refuse } from "./refusal.ts";
import { holdsStanding } from "./standing-figures.ts";

export type Aggregate = Extract<FigureNode, { kind: "aggregate" }>;

/** One row a person. Aggregates of another node are those of that node itself, looked at from here. */
export type Part =
  | { readonly key: string; readonly of: "aggregate"; readonly aggregate: Aggregate }
  | { readonly key: string; readonly of: "count"; readonly aggregate: Aggregate }
  | { readonly key: string; readonly of: "figure"; readonly figure: FigureId }
  | PeoplePart;

/** What is counted of rows. */
export type RowsPart = Extract<Part, { readonly aggregate: Aggregate }>;

/** A column of the people's sheet in a period's own org. */
export interface PeoplePart {
  readonly key: string;
  readonly of: "people";
  readonly row: RowId;
  readonly as: Representation;
}

const SELF: NodeRef = { who: "self" };

const aggregateKey = ({ by, measure, window, scope }: Aggregate): string =>
  `${by} ${measure} ${window} ${scope}`;
export const aggregatePart = (node: Aggregate): Part => ({
  key: aggregateKey(node),
  of: "aggregate",
  aggregate: { ...node, node: SELF },
});
/** How many rows count: what has no rows is blank where it would otherwise be an error. */
export const countPart = (node: Aggregate): Part => ({
  key: `n ${aggregateKey({ ...node, by: "count" })}`,
  of: "count",
  aggregate: { ...node, by: "count", node: SELF, empty: "zero" },
});

type Attribute = Extract<FigureNode, { kind: "attribute" }>;
export const peoplePart = (program: Program, { row }: Attribute): PeoplePart => {
  const node = program.rows[row]!;
  return { key: `p ${row}`, of: "people", row, as: node.kind === "column" ? node.as : "number" };
};

/** Whether a figure stands in its formula as it is, without a row. */
export const isInline = ({ kind }: FigureNode): boolean => kind === "literal" || kind === "blank";

/** The part that a figure is, or refers to; null where it needs no row. */
export function partOf(program: Program, id: FigureId): Part | null {
  const { node } = program.figures[id]!;
  if (isInline(node)) return null;
  if (node.kind === "aggregate" && node.node.who === "self") return aggregatePart(node);
  if (node.kind === "attribute" && isOwn(program, node)) return peoplePart(program, node);
  return { key: `f ${id}`, of: "figure", figure: id };
}

/** Of the node itself, in the period itself. */
export const isOwn = (program: Program, { node, window }: Attribute): boolean =>
  node.who === "self" && program.windows[window]!.steps.length === 0;

/** All parts under a figure, what is needed first. Throws `Refused`. */
export function partsUnder(program: Program, id: FigureId): readonly Part[] {
  const { node } = program.figures[id]!;
  refuseForm(node);
  const own = partOf(program, id);
  const below =
    node.kind === "aggregate"
      ? [...(needsCount(node) ? [countPart(node)] : []), aggregatePart(node)]
      : node.kind === "attribute"
        ? [peoplePart(program, node)]
        : node.kind === "reports"
          ? node.where === null
            ? []
            : partsOfCondition(program, node.where)
          : figureKids(node).flatMap((kid) => partsUnder(program, kid));
  return own ? [...below, own] : below;
}

/** What a condition in three values asks for beside the cells of `KPI Live` (condition.ts). */
function partsOfCondition(program: Program, id: FigureId): readonly Part[] {
  const { node } = program.figures[id]!;
  switch (node.kind) {
    case "and":
    case "or":
    case "not":
      return figureKids(node).flatMap((kid) => partsOfCondition(program, kid));
    case "status":
    case "quantified":
    case "countOfStatus":
      return [];
    case "compare":
      if (node.by !== "number") return partsUnder(program, id);
      return figureKids(node).flatMap((kid) => partsOfSide(program, kid));
    default:
      return partsOfSide(program, id);
  }
}

function partsOfSide(program: Program, id: FigureId): readonly Part[] {
  const { node } = program.figures[id]!;
  if (node.kind === "standing") return [];
  if (!holdsStanding(program, id)) return partsUnder(program, id);
  refuseForm(node);
  return figureKids(node).flatMap((kid) => partsOfSide(program, kid));
}

/** The conditions that are asked of reports. */
export const reportConditions = (program: Program, parts: readonly Part[]): readonly FigureId[] => [
  ...new Set(
    parts.flatMap((part) => {
      const node = part.of === "figure" ? program.figures[part.figure]!.node : null;
      return node?.kind === "reports" && node.where !== null ? [node.where] : [];
    }),
  ),
];

export const needsCount = ({ by, empty }: Aggregate): boolean =>
  empty === "blank" || (by !== "sum" && by !== "count");

/** Forms that no sheet formula follows, told before anything is made. */
export function refuseForm(figure: FigureNode): void {
  const form = (form: Form) => (): void => refuse({ of: "form", form });
  const fine = () => {};
  foldNode<FigureNode, void>(figure, {
    literal: fine,
    blank: fine,
    aggregate: fine,
    divide: fine,
    orElse: fine,
    choose: fine,
    compare: (n) => {
      if (n.by !== "number" && n.by !== "day") form("texts")();
    },
    isBlank: fine,
    and: fine,
    or: fine,
    not: fine,
    cell: fine,
    call: fine,
    arithmetic: fine,
    standing: fine,
    score: form("score"),
    status: fine,
    quantified: fine,
    countOfStatus: fine,
    reports: fine,
    given: fine,
    attribute: fine,
    person: fine,
  });
}

/** What an aggregate needs of a block: which one, and which of its columns. */
export interface BlockNeed {
  readonly block: string;
  readonly column: string;
}

export function needOf(program: Program, { measure, by }: Aggregate): BlockNeed {
  const { table, day, owned } = program.measures[measure]!;
  return { block: JSON.stringify([table, day, owned]), column: `${measure} ${takeOf(by)}` };
}

/** Zero-based column inside the block of its n-th measure column. */
export const columnAt = (day: Parameters<typeof daysIn>[0], n: number): number =>
  1 + daysIn(day) + n;

/** Columns and conditions of the people's sheet that parts ask for. */
export function peopleColumnsOf(program: Program, parts: readonly Part[]): readonly PeopleColumn[] {
  const columns = parts.flatMap((part): PeopleColumn[] => {
    if (part.of === "people") return [{ row: part.row, of: "value" }];
    const node = part.of === "figure" ? program.figures[part.figure]!.node : null;
    return node?.kind === "person" ? [{ row: node.where, of: "condition" }] : [];
  });
  return [...new Map(columns.map((column) => [`${column.of} ${column.row}`, column])).values()];
}

/** What a row of the people's sheet gives: a number, a day's serial or "", and of a condition 1 or 0. */
export interface PeopleColumn {
  readonly row: RowId;
  readonly of: "value" | "condition";
}

/** The windows that the parts look through; `worked`: those whose working days gone are asked for. */
export function windowsOf(
  program: Program,
  parts: readonly Part[],
): { readonly windows: readonly WindowId[]; readonly worked: readonly WindowId[] } {
  const given = parts.flatMap((part) => {
    const node = part.of === "figure" ? program.figures[part.figure]!.node : null;
    return node?.kind === "given" ? [node] : [];
  });
  const of = (what: readonly string[]): WindowId[] =>
    given.flatMap((node) => (what.includes(node.what) ? [node.window] : []));
  const seen = parts.flatMap((part) => ("aggregate" in part ? [part.aggregate.window] : []));
  return {
    windows: [...new Set([...seen, ...of(["today"])])],
    worked: [...new Set(of(["workdays"]))],
  };
}
