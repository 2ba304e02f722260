/** The account of rows: of every table, and of every figure that reads it, where each row found has gone. */
import { NO_DAY } from "../../dsl/calendar/day.ts";
import type { AggregateBy, Kpi, Measure, MeasureId } from "../../dsl/ir/ir.ts";
import { figuresUnder } from "../../dsl/ir/walk.ts";
import { roundedSum } from "../evaluate/exact-sum.ts";
import type { SetAside, Table } from "../model/table.ts";
import type { Engine } from "./engine.ts";

/** Why a row does not count; the first that fits, in this order. */
export const ASIDE = [
  "totals",
  "headers",
  "doubled",
  "contradicted",
  "condition",
  "error",
  "blank",
  "no date",
  "no owner",
  "unknown owner",
  "not in the org",
  "later",
] as const;
export type AsideWhy = (typeof ASIDE)[number];

/** In words, as tables and the sidebar say it. */
export const ASIDE_WORDS: Readonly<Record<AsideWhy, string>> = {
  totals: "a row of totals",
  headers: "the headers again",
  doubled: "the same row twice",
  contradicted: "one id, rows that differ",
  condition: "left out by the condition",
  error: "an error cell: it spoils its figures",
  blank: "nothing in the column",
  "no date": "no date, so in no period",
  "no owner": "no owner, so in nobody's total",
  "unknown owner": "nobody is called so, so in nobody's total",
  "not in the org": "the owner is not in the org on that day, so in nobody's total",
  later: "after the as-of day",
};

export interface AsideRows {
  readonly why: AsideWhy;
  /** The owner as written, for rows in nobody's total; empty else. */
  readonly who: string;
  readonly rows: number;
  /** What the figure would make of these rows; null for a table, or where there is nothing to add. */
  readonly amount: number | null;
  /** The first sheet rows, from 1. */
  readonly sheetRows: readonly number[];
}

/** Where the rows of a sheet went: `found = used + all of aside`, always. */
export interface RowAccount {
  readonly table: string;
  readonly sheet: string;
  /** The KPI that reads the rows; null: the table itself. */
  readonly kpi: Kpi | null;
  /** The part of the KPI's formula that reads them, as written; empty for the table. */
  readonly figure: string;
  readonly found: number;
  readonly used: number;
  readonly aside: readonly AsideRows[];
}

/** As many rows are named as a person would look at. */
const MOST_ROWS = 5;

/** Accounts of all bound tables, then of each KPI's figures that read one, in the rules' order. */
export function accountsOf(engine: Engine, rules: string): readonly RowAccount[] {
  const { program, model } = engine;
  const tables = program.tables.flatMap(({ id, owner, date }) => {
    const table = model.tables[id];
    if (!table || table.elsewhere || program.people?.table === id) return [];
    const day: Measure["day"] = date === null ? { at: "any" } : { at: "date", column: date };
    const owned = owner.length > 0;
    const measure: Measure = { table: id, day, owned, of: null, where: null, as: "number" };
    return [accountOf(engine, table, measure, null)];
  });
  return [...tables, ...program.kpis.flatMap((kpi) => kpiAccounts(engine, rules, kpi))];
}

/** A KPI's accounts: one for each measure its formula reads, whatever the window. */
export function kpiAccounts(engine: Engine, rules: string, kpi: Kpi): readonly RowAccount[] {
  const { program, model } = engine;
  const seen = new Set<MeasureId>();
  return figuresUnder(kpi.figure, (id) => program.figures[id]!.node).flatMap((id) => {
    const { node, span } = program.figures[id]!;
    if (node.kind !== "aggregate" || seen.has(node.measure)) return [];
    seen.add(node.measure);
    const measure = program.measures[node.measure]!;
    const table = model.tables[measure.table];
    const text = rules.slice(span.start, span.end).replace(/\s+/g, " ");
    return table && !table.elsewhere
      ? [accountOf(engine, table, measure, { kpi, text, by: node.by })]
      : [];
  });
}

interface Reader {
  readonly kpi: Kpi;
  readonly text: string;
  readonly by: AggregateBy;
}

/** Goes through the rows once and puts each in one place. */
function accountOf(
  engine: Engine,
  table: Table,
  measure: Measure,
  reader: Reader | null,
): RowAccount {
  const groups = new Map<string, { why: AsideWhy; who: string; rows: number[] }>();
  const put = (why: AsideWhy, who: string, row: number) => {
    const key = who === "" ? why : `${why} ${who}`;
    const known = groups.get(key);
    if (known) known.rows.push(row);
    else groups.set(key, { why, who, rows: [row] });
  };
  const reason = reasonOf(engine, table, measure, reader);
  let used = 0;
  for (let r = 0; r < table.rows; r += 1) {
    const why = reason(r);
    if (why === null) used += 1;
    else put(why, isNobody(why) ? ownerText(engine, table, r) : "", r);
  }
  const amount = reader && amountOf(engine, measure, reader.by);
  const aside = [...groups.values()].map(({ why, who, rows }) => ({
    why,
    who,
    rows: rows.length,
    amount: amount && isMissed(why) ? amount(rows) : null,
    sheetRows: rows.slice(0, MOST_ROWS).map((r) => table.sheetRow[r]!),
  }));
  const all = [...table.setAside.map(ofSheet), ...aside];
  return {
    table: table.name,
    sheet: table.sheet,
    kpi: reader?.kpi ?? null,
    figure: reader?.text ?? "",
    found: table.rows + table.setAside.reduce((sum, { sheetRows }) => sum + sheetRows.length, 0),
    used,
    aside: all.sort((a, b) => order(a.why) - order(b.why) || b.rows - a.rows),
  };
}

const ofSheet = ({ why, sheetRows }: SetAside): AsideRows => ({
  why,
  who: "",
  rows: sheetRows.length,
  amount: null,
  sheetRows: sheetRows.slice(0, MOST_ROWS),
});

/** Rows of nobody have a line of their own for each name. */
const isNobody = (why: AsideWhy): boolean => why === "unknown owner" || why === "not in the org";
/** Rows in nobody's total for want of an owner in the org. */
export const isNobodys = (why: AsideWhy): boolean => why === "no owner" || isNobody(why);
/** Rows that would count, were they dated, owned, or of the past. */
const isMissed = (why: AsideWhy): boolean => order(why) >= order("no date");
const order = (why: AsideWhy): number => ASIDE.indexOf(why);

function ownerText({ program, model }: Engine, table: Table, row: number): string {
  const [column] = program.tables[table.id]!.owner;
  const at = column === undefined ? null : table.find(column);
  if (at === null) return "";
  const { codes, shown } = model.tables[table.id]!.texts(at);
  return shown[codes[row]!]!;
}

type Reason = (row: number) => AsideWhy | null;

/** Why a row does not count for anybody in any period up to the as-of day; null where it does. */
function reasonOf(engine: Engine, table: Table, measure: Measure, reader: Reader | null): Reason {
  engine.evaluator.rowsOf.rowsOf(measure.table).setToday(engine.model.asOf);
  const kept = reader ? keptReason(engine, measure, reader.by) : () => null;
  const owned = measure.owned ? ownerReason(engine, table, measure) : () => null;
  const days = daysOf(engine, table, measure);
  const { asOf } = engine.model;
  return (row) => {
    const why = kept(row);
    if (why !== null) return why;
    if (days !== null && days[row] === NO_DAY) return "no date";
    return owned(row) ?? (days !== null && days[row]! > asOf ? "later" : null);
  };
}

/** The condition, then what the figure takes of the row. */
function keptReason({ evaluator }: Engine, measure: Measure, by: AggregateBy): Reason {
  const { keep, numbers, codes, marks } = evaluator.rowsOf.valuesOf(measure, by);
  return (row) => {
    if (marks !== null && marks[row] !== 0) return "error";
    if (keep !== null && keep[row] === 0) return "condition";
    const blank =
      numbers !== null ? Number.isNaN(numbers[row]!) : codes !== null && codes[row] === 0;
    return blank ? "blank" : null;
  };
}

/** The days that place the rows in time; null where none does. */
function daysOf(engine: Engine, table: Table, measure: Measure): Int32Array | null {
  if (measure.day.at === "date") return engine.evaluator.rowsOf.placement(measure, table).days;
  if (measure.day.at === "any") return null;
  const from = table.find(measure.day.from);
  return from === null ? new Int32Array(table.rows).fill(NO_DAY) : table.days(from).values;
}

/** The owner: blank, nobody's name, or somebody who isn't in the org (on the row's day, where it has one). */
function ownerReason(
  { program, model, evaluator }: Engine,
  table: Table,
  measure: Measure,
): Reason {
  const [column] = program.tables[table.id]!.owner;
  const at = column === undefined ? null : table.find(column);
  const names = at === null ? null : table.texts(at).codes;
  const owners = model.owners(table);
  const { positions } = evaluator.rowsOf.placement(measure, table);
  return (row) => {
    const owner = owners[row]!;
    if (owner < 0) return names === null || names[row] === 0 ? "no owner" : "unknown owner";
    const there = positions ? positions[row]! >= 0 : model.org.positionsOf(owner).length > 0;
    return there ? null : "not in the org";
  };
}

/** What a figure would make of some rows: their sum, their number, how many are different; null for the rest. */
function amountOf(
  { evaluator }: Engine,
  measure: Measure,
  by: AggregateBy,
): ((rows: readonly number[]) => number) | null {
  const { numbers, codes } = evaluator.rowsOf.valuesOf(measure, by);
  if (by === "count") return (rows) => rows.length;
  if (by === "distinct" && codes) return (rows) => new Set(rows.map((r) => codes[r])).size;
  return by === "sum" && numbers ? (rows) => roundedSum(rows.map((r) => numbers[r]!)) : null;
}
