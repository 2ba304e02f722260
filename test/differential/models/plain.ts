/**
 * What aggregates mean, said as plainly as can be: one row at a time, one window at a time, lists and sets. Only
 * the IR's types, the matching form of texts and the arithmetic of civil days are shared with the engine.
 */
import { dayOf, parseIso } from "../../../dsl/calendar/day.ts";
import { foldText } from "../../../dsl/fold.ts";
import type { FigureNode, Measure, Program, RowId, RowNode, TimeStep } from "../../../dsl/ir/ir.ts";
import type { Cell, DrawnModel, DrawnTable, Kind } from "./model.ts";

type Aggregate = Extract<FigureNode, { kind: "aggregate" }>;
/** Number (days too), text in matching form, truth; null is blank. */
type Value = number | string | boolean | null;

export interface PlainCell {
  readonly value: number | null;
  /** Σ|x| of what was added up: sums may differ by 1e-9 of it. */
  readonly size: number;
}

interface Window {
  readonly start: number;
  readonly end: number;
  /** The last day of the period that the steps reach. */
  readonly periodLast: number;
}

const monthStart = (month: number): number => dayOf(Math.floor(month / 12), (month % 12) + 1, 1);

/** A month counted from year 0, moved step by step, then widened. */
function windowOf(steps: readonly TimeStep[], month: number, asOf: number): Window {
  const back = { lastYear: 12, lastPeriod: 1, toDate: 0, trailing: 0, fixed: 0 };
  const last = steps.reduce((at, step) => at - back[step.op], month);
  let start = last;
  for (const step of steps) {
    if (step.op === "toDate")
      start = step.of === "month" ? last : last - (last % (step.of === "year" ? 12 : 3));
    if (step.op === "trailing") start = last - step.n + 1;
  }
  const end = monthStart(last + 1);
  return { start: monthStart(start), end: Math.min(end, asOf + 1), periodLast: end - 1 };
}

/** The value of an aggregate for everybody and every month, in the order asked. */
export function plainly(
  model: DrawnModel,
  node: Aggregate,
  months: readonly number[],
): readonly (readonly PlainCell[])[] {
  const { program } = model;
  const asOf = parseIso(model.asOf)!;
  const measure = program.measures[node.measure]!;
  const people = [...new Set(model.stays.map(({ person }) => person))];
  const rows = rowsOf(model, measure);
  return months.map((month) => {
    const window = windowOf(program.windows[node.window]!.steps, month, asOf);
    const today = Math.min(asOf, window.periodLast);
    const values = new Map<string, Value[]>(people.map((person) => [person, []]));
    for (const row of rows) {
      const day = dayIn(row, measure, window);
      const value = day === null ? null : counted(row, measure, today);
      if (day === null || value === null || value === "") continue;
      const chain = measure.owned ? chainOf(model, row.owner, day) : people;
      for (const who of node.scope === "own" && measure.owned ? chain.slice(0, 1) : chain)
        values.get(who)!.push(value);
    }
    return people.map((person) =>
      existsIn(model, person, window) && (measure.day.at === "any" || window.end > window.start)
        ? together(node.by, values.get(person)!)
        : { value: null, size: 0 },
    );
  });
}

interface Row {
  readonly owner: string;
  day(column: string): number | null;
  read(id: RowId, today: number): Value;
}

/** What a row adds; null where its condition leaves it out. */
function counted(row: Row, { where, of }: Measure, today: number): Value {
  if (where !== null && row.read(where, today) !== true) return null;
  return of === null ? 1 : row.read(of, today);
}

/** The day on which the row stands in the tree; null where the window doesn't hold it. */
function dayIn(row: Row, { day }: Measure, { start, end, periodLast }: Window): number | null {
  if (day.at === "any") return periodLast;
  if (day.at === "alive") {
    const [from, until] = [row.day(day.from), row.day(day.until)];
    const last = end - 1;
    return from !== null && from <= last && (until === null || until >= last) ? last : null;
  }
  const on = row.day(day.column);
  return on !== null && on >= start && on < end ? on : null;
}

const known = new WeakMap<DrawnModel, Map<string, readonly string[]>>();

/** A person and everybody above on a day, to the top; nobody where the chain doesn't reach it. */
function chainOf(model: DrawnModel, written: string, day: number): readonly string[] {
  const chains = known.get(model) ?? new Map<string, readonly string[]>();
  known.set(model, chains);
  const key = `${day} ${written}`;
  const chain = chains.get(key) ?? climb(model, written, day);
  chains.set(key, chain);
  return chain;
}

function climb(model: DrawnModel, written: string, day: number): readonly string[] {
  const chain: string[] = [];
  const folded = foldText(written);
  let at = model.stays.find(({ person }) => foldText(person) === folded)?.person ?? null;
  while (at !== null) {
    const who: string = at;
    const stay = model.stays.find(
      ({ person, from, to }) =>
        person === who &&
        (from === null || parseIso(from)! <= day) &&
        (to === null || day < parseIso(to)!),
    );
    if (!stay) return [];
    chain.push(at);
    at = stay.manager;
  }
  return chain;
}

/** Whether a person hangs in the tree on any day of the window and the period it reaches. */
function existsIn(model: DrawnModel, person: string, { start, periodLast }: Window): boolean {
  if (model.stays.every(({ from, to }) => from === null && to === null)) return true;
  for (let day = start; day <= periodLast; day += 1)
    if (chainOf(model, person, day).length > 0) return true;
  return false;
}

function together(by: Aggregate["by"], values: readonly Value[]): PlainCell {
  const numbers = values.filter((value): value is number => typeof value === "number");
  const size = numbers.reduce((sum, x) => sum + Math.abs(x), 0);
  const sorted = [...numbers].sort((a, b) => a - b);
  const some = (value: number | undefined): PlainCell => ({ value: value ?? null, size });
  switch (by) {
    case "count":
      return { value: values.length, size: 0 };
    case "distinct":
      return {
        value: new Set(values.map((value) => (Object.is(value, -0) ? 0 : value))).size,
        size: 0,
      };
    case "sum":
      return { value: numbers.reduce((sum, x) => sum + x, 0), size };
    case "min":
      return some(sorted[0]);
    case "max":
      return some(sorted.at(-1));
    case "median": {
      const half = sorted.length >> 1;
      return some(
        sorted.length % 2 === 1
          ? sorted[half]
          : sorted.length > 0
            ? (sorted[half - 1]! + sorted[half]!) / 2
            : undefined,
      );
    }
  }
}

/** Rows of a measure's table, each with its link. */
function rowsOf({ program, tables }: DrawnModel, measure: Measure): Row[] {
  const [deals, accounts] = tables as [DrawnTable, DrawnTable];
  const keys = accounts.rows.map((row) => textOf(row[0]!));
  const table =
    measure.table === program.tables.findIndex(({ name }) => name === "Accounts")
      ? accounts
      : deals;
  return table.rows.map((cells): Row => {
    const linked = linkedRow(cells, deals, accounts, keys);
    const cell = (id: number, column: string): { cell: Cell; kind: Kind } => {
      const from = program.tables[id]!.name === "Accounts" ? accounts : deals;
      const at = from.columns.findIndex(({ name }) => name === column);
      const source = from === deals ? cells : linked;
      return { cell: source?.[at] ?? null, kind: from.columns[at]!.kind };
    };
    return {
      owner: String(cells[0] ?? ""),
      day: (column) => dayOfCell(cell(measure.table, column).cell),
      read: (id, today) => read(program, id, cell, today),
    };
  });
}

/** The account whose key matches, if only one does; a lost leading zero is put back where no two ids would meet. */
function linkedRow(
  cells: readonly Cell[],
  deals: DrawnTable,
  accounts: DrawnTable,
  keys: readonly string[],
): readonly Cell[] | null {
  const wanted = textOf(cells[1]!);
  if (wanted === "") return null;
  const found = keys.flatMap((key, i) => (key === wanted ? [i] : []));
  if (found.length > 0) return found.length === 1 ? accounts.rows[found[0]!]! : null;
  if (!/^\d+$/.test(wanted)) return null;
  const single = [...new Set(keys)].filter(
    (key) => keys.filter((other) => other === key).length === 1,
  );
  const ids = [...new Set(deals.rows.map((row) => textOf(row[1]!)))];
  const bare = (id: string) => id.replace(/^0+(?=\d)/, "");
  const apart = (list: readonly string[]) => {
    const digits = list.filter((id) => /^\d+$/.test(id));
    return new Set(digits.map(bare)).size === digits.length;
  };
  if (!apart(single) || !apart(ids)) return null;
  const key = single.find((one) => /^\d+$/.test(one) && bare(one) === bare(wanted));
  return key === undefined ? null : accounts.rows[keys.indexOf(key)]!;
}

const textOf = (cell: Cell): string =>
  cell === null || (typeof cell === "number" && !Number.isFinite(cell))
    ? ""
    : foldText(String(cell));

function dayOfCell(cell: Cell): number | null {
  const day = typeof cell === "string" ? parseIso(cell.slice(0, 10)) : null;
  if (day === null) return null;
  const known =
    (day >= dayOf(1900, 3, 1) && day < dayOf(2200, 1, 1)) || day === dayOf(9999, 12, 31);
  return known ? day : null;
}

/** As a sheet counts: days since 1899-12-30, the time of day as a fraction. */
function serialOfCell(cell: Cell): number | null {
  const day = dayOfCell(cell);
  if (day === null || typeof cell !== "string") return null;
  const [h = 0, m = 0, s = 0] = cell.slice(11).split(":").map(Number);
  return day + 25_569 + (h * 3600 + m * 60 + s) / 86_400;
}

type CellOf = (table: number, column: string) => { cell: Cell; kind: Kind };

/** A row expression's value; what is no number is blank. */
function read(program: Program, id: RowId, cellOf: CellOf, today: number): Value {
  const value = valueFor(program, id, cellOf, today);
  return Number.isNaN(value) ? null : value;
}

type RowOf<Kind> = Extract<RowNode, { kind: Kind }>;

function cellValue({ cell, kind }: ReturnType<CellOf>, as: RowOf<"column">["as"]): Value {
  const dated = kind === "date" || kind === "timestamp";
  if (as === "text") return dated ? String(serialOfCell(cell) ?? "") : textOf(cell);
  if (as === "day") return dayOfCell(cell);
  if (as === "truth") return cell === true;
  if (dated) return serialOfCell(cell);
  return typeof cell === "number" && Number.isFinite(cell) ? cell : null;
}

function compared(op: RowOf<"compare">["op"], x: number | null, y: number | null): boolean {
  if (x === null || y === null) return op === "=" && x === y;
  return { "=": x === y, "<": x < y, "<=": x <= y, ">": x > y, ">=": x >= y }[op];
}

function valueFor(program: Program, id: RowId, cellOf: CellOf, today: number): Value {
  const node = program.rows[id]!;
  const go = (child: RowId): Value => read(program, child, cellOf, today);
  const number = (child: RowId): number | null => {
    const value = go(child);
    return typeof value === "number" ? value : null;
  };
  const text = (child: RowId): string => {
    const value = go(child);
    return value === null ? "" : String(value);
  };
  const two = (a: RowId, b: RowId, work: (x: number, y: number) => number): number | null => {
    const [x, y] = [number(a), number(b)];
    return x === null || y === null ? null : work(x, y);
  };
  switch (node.kind) {
    case "column":
      return cellValue(cellOf(node.table, node.column), node.as);
    case "literal":
      return typeof node.value === "string" ? foldText(node.value) : node.value;
    case "blank":
      return null;
    case "today":
      return today;
    case "arithmetic":
      return two(node.left, node.right, (x, y) => {
        if (node.op === "+") return x + y;
        if (node.op === "-") return x - y;
        if (node.op === "*") return x * y;
        return Number.isFinite(x ** y) ? x ** y : Number.NaN;
      });
    case "divide":
      return two(node.left, node.right, (x, y) => (y === 0 ? Number.NaN : x / y));
    case "dayDifference":
      return two(node.left, node.right, (x, y) => x - y);
    case "dayShift":
      return two(node.day, node.days, (x, y) => x + y);
    case "call":
      return call(node.fn, node.args.map(number));
    case "orElse":
      return number(node.first) ?? number(node.second);
    case "choose":
      return go(node.test) === true ? go(node.whenTrue) : go(node.whenFalse);
    case "compare": {
      if (node.by === "text") return text(node.left) === text(node.right);
      if (node.by === "truth") return (go(node.left) === true) === (go(node.right) === true);
      return compared(node.op, number(node.left), number(node.right));
    }
    case "textIn":
      return node.values.some((value) => foldText(value) === text(node.of));
    case "numberIn":
      return node.values.some((value) => value === number(node.of));
    case "contains":
      return text(node.text) !== "" && text(node.of).includes(text(node.text));
    case "startsWith":
      return text(node.text) !== "" && text(node.of).startsWith(text(node.text));
    case "isBlank": {
      const value = go(node.of);
      return value === null || value === "";
    }
    case "and":
      return node.parts.every((part) => go(part) === true);
    case "or":
      return node.parts.some((part) => go(part) === true);
    case "not":
      return go(node.of) !== true;
  }
}

function call(fn: string, args: readonly (number | null)[]): number | null {
  const [a, b = 0] = args;
  if (a === null || a === undefined || b === null || args.includes(null)) return null;
  // Fifteen digits, as a spreadsheet has them.
  const moved = Number((a * 10 ** b).toPrecision(15));
  switch (fn) {
    case "abs":
      return Math.abs(a);
    case "sqrt":
      return a < 0 ? null : Math.sqrt(a);
    case "round":
      return (Math.sign(a) * Math.floor(Math.abs(moved) + 0.5)) / 10 ** b;
    case "floor":
      return b === 0 ? Math.floor(a) : Math.floor(moved) / 10 ** b;
    case "ceiling":
      return b === 0 ? Math.ceil(a) : Math.ceil(moved) / 10 ** b;
    case "min":
      return Math.min(...(args as number[]));
    default:
      return Math.max(...(args as number[]));
  }
}
