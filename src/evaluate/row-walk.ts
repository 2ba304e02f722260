/** What a row expression rests on: other expressions, columns, today. */
import type { Program, RowId, RowNode, TableId } from "../../dsl/ir/ir.ts";

/** Whether a row expression reads a column of a table, by the column's name. */
export function readsColumn(
  program: Program,
  id: RowId,
  table: TableId,
  is: (column: string) => boolean,
): boolean {
  const node = program.rows[id]!;
  if (node.kind === "column") return node.table === table && is(node.column);
  return rowKids(node).some((kid) => readsColumn(program, kid, table, is));
}

/** Whether a row expression rests on the day that a window calls today. */
export const rowUsesToday = (program: Program, id: RowId): boolean => {
  const node = program.rows[id]!;
  return node.kind === "today" || rowKids(node).some((kid) => rowUsesToday(program, kid));
};

/** Row ids below a node. */
export function rowKids(node: RowNode): readonly RowId[] {
  switch (node.kind) {
    case "arithmetic":
    case "divide":
    case "dayDifference":
    case "compare":
      return [node.left, node.right];
    case "dayShift":
      return [node.day, node.days];
    case "call":
      return node.args;
    case "orElse":
      return [node.first, node.second];
    case "choose":
      return [node.test, node.whenTrue, node.whenFalse];
    case "contains":
    case "startsWith":
      return [node.of, node.text];
    case "textIn":
    case "numberIn":
    case "isBlank":
    case "not":
      return [node.of];
    case "and":
    case "or":
      return node.parts;
    default:
      return [];
  }
}
