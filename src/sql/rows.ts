/** Row expressions as SQL: numbers are doubles or null, days whole numbers, truths never null. */
import { isoOf } from "../../dsl/calendar/day.ts";
import { foldText } from "../../dsl/fold.ts";
import { foldNode, type RowFold } from "../../dsl/ir/fold.ts";
import type { NumberFunction, RowId, RowNode } from "../../dsl/ir/ir.ts";
import { FIRST_DAY, LAST_DAY, OPEN_DAY } from "../model/serial.ts";
import type { KnownTexts } from "./binding.ts";
import type { ColumnType, Dialect } from "./dialect.ts";
import type { Read, Source } from "./source.ts";
import { listed, number, Sql, sql, text } from "./text.ts";

export type Expression =
  | {
      readonly as: "number";
      readonly sql: Sql;
      /** Adds up exactly as it is. */
      readonly exact: boolean;
    }
  | {
      readonly as: "text";
      readonly folded: () => Sql;
      /** Null where blank, else the same for texts that are the same. */
      readonly identity: () => Sql;
      readonly column: Read | null;
    }
  | { readonly as: "truth"; readonly sql: Sql };

const NULL = sql`NULL`;
const TRUE = sql`TRUE`;
const FALSE = sql`FALSE`;
/** More texts than these are compared by their matching form, not one by one. */
const MOST_TEXTS = 500;

const isoDate = (day: number): Sql => sql`DATE '${new Sql([isoOf(day)])}'`;

/** The day of a column as a whole number; null where a workbook could hold none such. */
export function realDay(dialect: Dialect, { sql: raw, bound }: Read, zone: string): Sql {
  const date = dialect.dateOf(raw, bound.type, zone);
  return sql`CASE WHEN ${date} BETWEEN ${isoDate(FIRST_DAY)} AND ${isoDate(LAST_DAY)} OR ${date} = ${isoDate(OPEN_DAY)} THEN ${dialect.dayNumber(date)} END`;
}

export const isDated = (type: ColumnType): boolean =>
  type === "date" || type === "timestamp" || type === "instant";

/** Types whose columns are numbers to a sheet, and written as such where they are read as texts. */
export const isNumeric = (type: ColumnType | undefined): boolean =>
  type === "whole" ||
  type === "decimal" ||
  type === "float" ||
  (type !== undefined && isDated(type));

/** A date as a sheet holds it: its serial number, the time of day as a fraction; null where a sheet could hold none. */
export function serialOf(dialect: Dialect, read: Read, zone: string): Sql {
  const { sql: raw, bound } = read;
  const day = realDay(dialect, read, zone);
  const whole = sql`CAST(${day} + 25569 AS ${dialect.types.double})`;
  if (bound.type === "date") return whole;
  // Only of a real day: of an infinite time there is no part, and engines stop at the question.
  return sql`CASE WHEN ${day} IS NOT NULL THEN ${whole} + ${dialect.partOfDay(raw, bound.type, zone)} END`;
}

/** Lowers the row nodes of one statement. `today` is what stands for it. */
export function rowLowering(source: Source, today: Sql) {
  const { program, dialect } = source;
  const { double } = dialect.types;
  const memo = new Map<RowId, Expression>();
  const lower = (id: RowId): Expression => {
    const known = memo.get(id) ?? foldNode<RowNode, Expression>(program.rows[id]!, cases);
    memo.set(id, known);
    return known;
  };
  const plain = (made: Sql): Expression => ({ as: "number", sql: made, exact: false });
  const truthOf = (made: Sql): Expression => ({ as: "truth", sql: made });
  /** As the evaluator reads it: what is no number is none. */
  const num = (id: RowId): Sql => {
    const made = lower(id);
    if (made.as !== "number") return sql`CAST(NULL AS ${double})`;
    return made.exact ? sql`CAST(${made.sql} AS ${double})` : made.sql;
  };
  const truth = (id: RowId): Sql => {
    const made = lower(id);
    return made.as === "truth" ? made.sql : FALSE;
  };
  const folded = (id: RowId): Sql => {
    const made = lower(id);
    return made.as === "text" ? made.folded() : sql`''`;
  };
  const literalText = (id: RowId): string | null => {
    const node = program.rows[id]!;
    if (node.kind === "literal") return foldText(String(node.value));
    return node.kind === "blank" ? "" : null;
  };

  const dayOf = (read: Read): Sql => realDay(dialect, read, source.binding.zone);
  const serial = (read: Read): Sql => serialOf(dialect, read, source.binding.zone);
  const finite = ({ sql: raw }: Read): Sql =>
    sql`CASE WHEN ${dialect.isFinite(raw)} THEN CAST(${raw} AS ${double}) END`;
  const exact = ({ sql: raw, bound }: Read): Sql =>
    bound.type === "decimal" ? dialect.decimal(raw) : raw;
  /** A number or a day is told from others by itself, not by how it would be written. */
  const identityOf = (read: Read): Sql => {
    switch (read.bound.type) {
      case "float":
        return finite(read);
      case "decimal":
      case "whole":
        return exact(read);
      case "date":
      case "timestamp":
      case "instant":
        return serial(read);
      default:
        return read.bound.texts?.apart ? read.sql : sql`NULLIF(${source.folded(read)}, '')`;
    }
  };
  const constantText = (folded: string): Expression => ({
    as: "text",
    folded: () => text(folded),
    identity: () => sql`NULLIF(${text(folded)}, '')`,
    column: null,
  });

  const column = (node: Extract<RowNode, { kind: "column" }>): Expression => {
    const read = source.read(node);
    const { sql: raw, bound } = read;
    switch (node.as) {
      case "text":
        return {
          as: "text",
          folded: () => source.folded(read),
          identity: () => identityOf(read),
          column: read,
        };
      case "truth":
        return truthOf(
          bound.type === "truth" ? sql`COALESCE(${raw}, FALSE)` : sql`COALESCE(${raw} = 1, FALSE)`,
        );
      case "day":
        return plain(sql`CAST(${dayOf(read)} AS ${double})`);
      case "number":
        if (isDated(bound.type)) return plain(serial(read));
        return bound.type === "float"
          ? plain(finite(read))
          : { as: "number", sql: exact(read), exact: true };
    }
  };

  /** What a test says of each text the column is known to hold, as a list of those texts; else the test in SQL. */
  const byText = (
    id: RowId,
    decide: (folded: string) => boolean,
    inSql: (folded: Sql) => Sql,
  ): Expression => {
    const made = lower(id);
    const read = made.as === "text" ? made.column : null;
    const all = read?.bound.type === "text" ? (read.bound.texts?.all ?? null) : null;
    const node = program.rows[id]!;
    const linked = node.kind === "column" && node.via.length > 0;
    const few = read && all ? oneOf(read.sql, all, decide, linked) : null;
    return truthOf(few ?? inSql(folded(id)));
  };
  const isAmong = (of: Sql, wanted: readonly string[]): Sql =>
    wanted.length === 1
      ? sql`${of} = ${text(wanted[0]!)}`
      : sql`${of} IN (${listed(wanted.map(text), ", ")})`;

  /** A column of numbers that is compared as a text: the number that is written so, and no other. */
  const byNumber = (id: RowId, wanted: readonly string[]): Expression | null => {
    const read = numberRead(id);
    if (!read) return null;
    const numbers = wanted.map(Number).filter((value, i) => String(value) === wanted[i]);
    const of = identityOf(read);
    const among =
      numbers.length > 0
        ? [sql`COALESCE(${of} IN (${listed(numbers.map(number), ", ")}), FALSE)`]
        : [];
    const parts = [...among, ...(wanted.includes("") ? [sql`${of} IS NULL`] : [])];
    return truthOf(parts.length === 0 ? FALSE : sql`(${listed(parts, " OR ")})`);
  };
  const numberRead = (id: RowId): Read | null => {
    const made = lower(id);
    const read = made.as === "text" ? made.column : null;
    return read && isNumeric(read.bound.type) ? read : null;
  };
  const amongTexts = (id: RowId, wanted: readonly string[]): Expression =>
    byNumber(id, wanted) ??
    byText(
      id,
      (one) => wanted.includes(one),
      (of) => isAmong(of, wanted),
    );

  const equalTexts = (left: RowId, right: RowId): Expression => {
    const [a, b] = [literalText(left), literalText(right)];
    if (a !== null && b !== null) return truthOf(a === b ? TRUE : FALSE);
    if (b !== null) return amongTexts(left, [b]);
    if (a !== null) return amongTexts(right, [a]);
    const [x, y] = [numberRead(left), numberRead(right)];
    if (x && y) return truthOf(sql`(${identityOf(x)} IS NOT DISTINCT FROM ${identityOf(y)})`);
    return truthOf(sql`(${folded(left)} = ${folded(right)})`);
  };
  const searched = (
    of: RowId,
    part: RowId,
    test: (whole: string, part: string) => boolean,
    inSql: (whole: Sql, part: Sql) => Sql,
  ): Expression => {
    const literal = literalText(part);
    if (literal === "") return truthOf(FALSE);
    if (literal !== null)
      return byText(
        of,
        (one) => one !== "" && test(one, literal),
        (one) => sql`(${inSql(one, text(literal))})`,
      );
    const [x, y] = [folded(of), folded(part)];
    return truthOf(sql`(${y} <> '' AND ${inSql(x, y)})`);
  };

  /** Ten to the digits; null where none are asked for. */
  const factorOf = (digits: RowId): Sql | null => {
    const node = program.rows[digits]!;
    if (node.kind !== "literal") return dialect.power(number(10), num(digits));
    return node.value === 0 ? null : number(10 ** Number(node.value));
  };

  const cases: RowFold<Expression> = {
    column,
    literal: (n) => {
      if (n.as === "truth") return truthOf(n.value === true ? TRUE : FALSE);
      if (n.as === "text") return constantText(foldText(String(n.value)));
      return plain(number(Number(n.value)));
    },
    blank: () => plain(sql`CAST(NULL AS ${double})`),
    today: () => plain(sql`CAST(${today} AS ${double})`),
    arithmetic: (n) => {
      const [a, b] = [num(n.left), num(n.right)];
      if (n.op === "+") return plain(sql`(${a} + ${b})`);
      if (n.op === "-") return plain(sql`(${a} - ${b})`);
      return plain(n.op === "*" ? sql`(${a} * ${b})` : dialect.power(a, b));
    },
    divide: (n) => plain(sql`(${num(n.left)} / NULLIF(${num(n.right)}, 0))`),
    dayDifference: (n) => plain(sql`(${num(n.left)} - ${num(n.right)})`),
    dayShift: (n) => plain(sql`(${num(n.day)} + ${num(n.days)})`),
    call: (n) => {
      const [, digits] = n.args;
      const rounds = n.fn === "round" || n.fn === "floor" || n.fn === "ceiling";
      const factor = rounds && digits !== undefined ? factorOf(digits) : null;
      return plain(callOf(dialect, n.fn, n.args.map(num), factor));
    },
    orElse: (n) => {
      const [first, second] = [lower(n.first), lower(n.second)];
      if (first.as !== "number" || second.as !== "number") return first;
      return plain(sql`COALESCE(${num(n.first)}, ${num(n.second)})`);
    },
    choose: (n) =>
      plain(sql`CASE WHEN ${truth(n.test)} THEN ${num(n.whenTrue)} ELSE ${num(n.whenFalse)} END`),
    compare: (n) => {
      if (n.by === "text") return equalTexts(n.left, n.right);
      if (n.by === "truth") return truthOf(sql`(${truth(n.left)} = ${truth(n.right)})`);
      const [a, b] = [num(n.left), num(n.right)];
      const right = program.rows[n.right]!;
      if (n.op === "=" && right.kind !== "literal")
        return truthOf(sql`(${a} IS NOT DISTINCT FROM ${b})`);
      return truthOf(sql`COALESCE(${a} ${OPERATORS[n.op]} ${b}, FALSE)`);
    },
    textIn: (n) => amongTexts(n.of, [...new Set(n.values.map(foldText))]),
    numberIn: (n) =>
      truthOf(
        n.values.length === 0
          ? FALSE
          : sql`COALESCE(${num(n.of)} IN (${listed(n.values.map(number), ", ")}), FALSE)`,
      ),
    contains: (n) => searched(n.of, n.text, (one, part) => one.includes(part), dialect.contains),
    startsWith: (n) =>
      searched(n.of, n.text, (one, part) => one.startsWith(part), dialect.startsWith),
    isBlank: (n) => {
      const of = lower(n.of);
      if (of.as === "text" && of.column && of.column.bound.type !== "text")
        return truthOf(sql`(${of.identity()} IS NULL)`);
      if (of.as === "text")
        return byText(
          n.of,
          (one) => one === "",
          (one) => sql`(${one} = '')`,
        );
      return truthOf(of.as === "number" ? sql`(${of.sql} IS NULL)` : FALSE);
    },
    and: (n) => truthOf(sql`(${listed(n.parts.map(truth), " AND ")})`),
    or: (n) => truthOf(sql`(${listed(n.parts.map(truth), " OR ")})`),
    not: (n) => truthOf(sql`(NOT ${truth(n.of)})`),
  };
  return { lower, num, truth, folded };
}

const OPERATORS = { "=": sql`=`, "<": sql`<`, "<=": sql`<=`, ">": sql`>`, ">=": sql`>=` } as const;

/** The texts of a column that a test holds for, as it holds them; null where they are too many to list. */
function oneOf(
  column: Sql,
  all: NonNullable<KnownTexts["all"]>,
  decide: (folded: string) => boolean,
  linked: boolean,
): Sql | null {
  const kept = all.filter((one): one is string => one !== null && decide(foldText(one)));
  if (kept.length > MOST_TEXTS) return null;
  // A link that finds no row sees a blank, whatever the column holds.
  const blank = (linked || all.includes(null)) && decide("");
  const among =
    kept.length > 0 ? [sql`COALESCE(${column} IN (${listed(kept.map(text), ", ")}), FALSE)`] : [];
  const parts = [...among, ...(blank ? [sql`${column} IS NULL`] : [])];
  if (parts.length === 0) return FALSE;
  return parts.length === 1 ? parts[0]! : sql`(${listed(parts, " OR ")})`;
}

/** `factor`: ten to the digits that a number is rounded to; null: to whole ones. */
export function callOf(
  dialect: Dialect,
  fn: NumberFunction,
  args: readonly Sql[],
  factor: Sql | null,
): Sql {
  const [a = NULL] = args;
  switch (fn) {
    case "abs":
      return sql`abs(${a})`;
    case "sqrt":
      return sql`CASE WHEN ${a} >= 0 THEN sqrt(${a}) END`;
    case "round": {
      const scaled = fifteenDigits(dialect, factor ? sql`(abs(${a}) * ${factor})` : sql`abs(${a})`);
      const whole = sql`(sign(${a}) * floor(${scaled} + 0.5))`;
      return factor ? sql`(${whole} / ${factor})` : whole;
    }
    case "floor":
    case "ceiling": {
      const cut = fn === "floor" ? sql`floor` : sql`ceil`;
      if (!factor) return sql`${cut}(${a})`;
      const size = fifteenDigits(dialect, sql`abs(${a} * ${factor})`);
      return sql`(${cut}(sign(${a}) * ${size}) / ${factor})`;
    }
    case "min":
    case "max": {
      const nothing = listed(
        args.map((arg) => sql`${arg} IS NULL`),
        " OR ",
      );
      const list = listed(args, ", ");
      const most = fn === "min" ? sql`LEAST(${list})` : sql`GREATEST(${list})`;
      return sql`CASE WHEN NOT (${nothing}) THEN ${most} END`;
    }
  }
}

/** Where 15 digits end before the decimal point engines differ on halves, so that it is said here. */
const fifteenDigits = (dialect: Dialect, x: Sql): Sql =>
  sql`CASE WHEN ${x} < 1e14 THEN ${dialect.digits15(x)} WHEN ${x} < 1e15 THEN floor(${x} + 0.5) WHEN ${x} < 9e15 THEN floor((${x} + 5) / 10) * 10 ELSE ${dialect.digits15(x)} END`;
