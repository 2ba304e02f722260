/** VLOOKUP, XLOOKUP, INDEX with MATCH: in the rules a link, a goal from a table, or a sum over somebody's rows. */
import { write } from "../diagnostics/phrases.ts";
import { foldText } from "../fold.ts";
import { name as written } from "../format/expression.ts";
import type { Expr, GoalStatement } from "../syntax/ast.ts";
import { type Context, fixTo, type TableInfo } from "./context.ts";
import { pathTo } from "./links.ts";

type Call = Extract<Expr, { kind: "call" }>;
type Argument = Call["args"][number];
type Column = Extract<Expr, { kind: "column" }>;

const LOOKUPS = ["vlookup", "hlookup", "xlookup", "lookup", "index"];

export const isLookup = (expr: Call): boolean => LOOKUPS.includes(foldText(expr.fn.text));

/** What is looked up, as far as the arguments tell it. */
interface Lookup {
  readonly table: TableInfo;
  readonly column: string;
  /** The column that the key is found in, and the column that holds the key; null where not told. */
  readonly key: string | null;
  readonly by: string | null;
}

/** Tells what stands in place of a look-up over the rows of a table, or of a figure (`rows` null). */
export function insteadOfLookup(context: Context, expr: Call, rows: TableInfo | null): never {
  const name = expr.fn.text;
  const found = lookupOf(context, expr);
  const column =
    found &&
    `${isPeople(context, found.table) ? "people" : written(found.table.name)}[${found.column}]`;
  if (!found || !column) return unknownLookup(context, expr);
  const { table } = found;
  if (rows === null) {
    const ofPeople = isPeople(context, table);
    if (table.owner.length === 0 && !ofPeople) return unknownLookup(context, expr);
    const text = ofPeople ? column : `sum(${column})`;
    const says = ofPeople ? "people's column" : "owned rows";
    const params = { name, says, hint: write(text), candidates: [] } as const;
    return context.stop("KPI207", expr.fn.span, params, fixTo(expr.span, text));
  }
  if (pathTo(context, rows.id, table.id) !== null) {
    const params = { name, says: "linked", hint: write(column), candidates: [] } as const;
    return context.stop("KPI207", expr.fn.span, params, fixTo(expr.span, column));
  }
  const key = found.key ?? "key";
  return context.stop("KPI220", expr.fn.span, {
    name,
    from: rows.name,
    by: found.by ?? key,
    to: table.name,
    key: table.key === null ? key : null,
    column,
  });
}

const isPeople = (context: Context, table: TableInfo): boolean =>
  context.people?.table === table.id;

function unknownLookup(context: Context, { fn }: Call): never {
  const params = { name: fn.text, says: "linked by key", hint: "link", candidates: [] } as const;
  return context.stop("KPI207", fn.span, params);
}

/** `goal … = VLOOKUP(…) for reps` is a goal from that table, by its owner. */
export function refuseLookupGoal(context: Context, statement: GoalStatement): void {
  const { value } = statement;
  if (value.kind === "table" || value.value.kind !== "call" || !isLookup(value.value)) return;
  const found = lookupOf(context, value.value);
  if (!found || found.table.owner.length === 0) return;
  const { span, fn } = value.value;
  const equals = context.source({ start: 0, end: span.start }).lastIndexOf("=");
  const text = `from ${written(found.table.name)}[${found.column}]`;
  context.stop(
    "KPI207",
    fn.span,
    { name: fn.text, says: "goals from a table", hint: write(text), candidates: [] },
    { fix: { span: { start: equals, end: statement.span.end }, text } },
  );
}

function lookupOf(context: Context, { fn, args }: Call): Lookup | null {
  const [first, second, third] = args;
  if (foldText(fn.text) === "index") {
    const match = second?.kind === "call" && foldText(second.fn.text) === "match" ? second : null;
    return lookup(context, asColumn(first), match?.args[0], asColumn(match?.args[1]));
  }
  const column = asColumn(third) ?? numbered(context, second, third);
  return lookup(context, column, first, asColumn(second));
}

function lookup(
  context: Context,
  column: { readonly table: string; readonly column: string } | null,
  by: Argument | undefined,
  key: { readonly column: string } | null,
): Lookup | null {
  const table = column && context.tableByName.get(foldText(column.table));
  if (!table) return null;
  const holds = by?.kind === "column" ? by.column.name : null;
  return { table, column: column.column, key: key?.column ?? null, by: holds };
}

const asColumn = (arg: Argument | undefined): { table: string; column: string } | null =>
  isColumn(arg) && arg.table ? { table: arg.table.text, column: arg.column.name } : null;
const isColumn = (arg: Argument | undefined): arg is Column => arg?.kind === "column";

/** `VLOOKUP(x, Accounts, 2)`: the second column of the sheet. */
function numbered(context: Context, of: Argument | undefined, nth: Argument | undefined) {
  if (of?.kind !== "name" || nth?.kind !== "number") return null;
  const table = context.tableByName.get(foldText(of.name));
  const column = table && context.catalog?.headers(table.source)?.[nth.value - 1];
  return column ? { table: table.name, column } : null;
}
