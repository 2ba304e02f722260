/** The rule book as text, from what was found. */
import { column, name as nameText, text } from "../../dsl/format/expression.ts";
import { format } from "../../dsl/format/index.ts";
import type { FoundCalendar } from "./calendar.ts";
import type { DataTable } from "./data.ts";
import type { KpiDraft, SecondTable } from "./kpis.ts";
import { FLAG_WORDS, labelOf } from "./names.ts";
import type { FoundPeople } from "./people.ts";
import type { Column, FoundTable } from "./sheets.ts";
import type { TargetTable } from "./targets.ts";
import type { Language } from "./words.ts";

export interface Link {
  readonly from: DataTable;
  readonly column: Column;
  readonly to: string;
}
/** A table that is only looked up. */
export interface Lookup {
  readonly table: FoundTable;
  readonly name: string;
  readonly key: Column;
}
export interface Book {
  readonly calendar: FoundCalendar;
  readonly people: FoundPeople;
  readonly tables: readonly DataTable[];
  readonly seconds: readonly SecondTable[];
  readonly targets: readonly TargetTable[];
  readonly lookups: readonly Lookup[];
  readonly links: readonly Link[];
  readonly kpis: readonly KpiDraft[];
  readonly main: KpiDraft | null;
  readonly goals: readonly string[];
  readonly owed: ReadonlySet<string>;
  readonly language: Language;
}

/** The whole rule text in the formatter's layout. */
export function bookText(book: Book): string {
  const { calendar } = book;
  return format(
    [
      `calendar\n  ${calendar.clauses.join("\n  ")}`,
      peopleText(book.people),
      ...book.tables.map((data) => tableText(data, book)),
      ...book.seconds.map(({ of, name, owner, date }) =>
        statement(`table ${nameText(name)} from ${sourceOf(of.table)}`, [
          ...headerRow(of.table),
          `owner ${column(owner.name)}`,
          `date ${column(date.name)}`,
        ]),
      ),
      ...book.lookups.map(({ table, name, key }) =>
        statement(`table ${nameText(name)} from ${sourceOf(table)}`, [
          ...headerRow(table),
          `key ${column(key.name)}`,
        ]),
      ),
      ...book.targets.map((target) =>
        statement(`table ${nameText(target.name)} from ${sourceOf(target.table)}`, [
          ...headerRow(target.table),
          `owner ${column(target.owner.name)}`,
          ...(target.date ? [`date ${column(target.date.name)}`] : []),
        ]),
      ),
      ...book.kpis.map((kpi) => kpiText(kpi, book.main)),
      ...book.goals,
      ...scoreText(book),
      ...flagTexts(book),
    ].join("\n\n"),
  );
}

const statement = (head: string, clauses: readonly string[]): string =>
  [head, ...clauses].join("\n  ");

const sourceOf = ({ sheet, range }: FoundTable): string =>
  nameText(sheet.name) + (range === null ? "" : `!${range}`);

const headerRow = ({ headerRow }: FoundTable): string[] =>
  headerRow === null ? [] : [`header row ${headerRow}`];

function peopleText({ table, name, reportsTo, top, since, until, email }: FoundPeople): string {
  const line = [...reportsTo.map((c) => column(c.name)), ...(top ? [text(top)] : [])];
  return statement(`people from ${sourceOf(table)}`, [
    ...headerRow(table),
    `name ${column(name.name)}`,
    ...(line.length > 0 ? [`reports to ${line.join(" then ")}`] : []),
    ...(since ? [`since ${column(since.name)}`] : []),
    ...(until ? [`until ${column(until.name)}`] : []),
    ...(email ? [`email ${column(email.name)}`] : []),
  ]);
}

function tableText(data: DataTable, { links }: Book): string {
  const { table, name, owner, date, key } = data;
  const own = links.filter((link) => link.from === data);
  const isLinked = links.some((link) => link.to === name);
  return statement(`table ${nameText(name)} from ${sourceOf(table)}`, [
    ...headerRow(table),
    `owner ${column(owner.name)}`,
    ...(date ? [`date ${column(date.name)}`] : []),
    ...(key && isLinked ? [`key ${column(key.name)}`] : []),
    ...own.map((link) => `link ${column(link.column.name)} to ${nameText(link.to)}`),
  ]);
}

function kpiText(kpi: KpiDraft, main: KpiDraft | null): string {
  const leads = kpi.role === "leading" && main ? [`leads ${nameText(main.name)}`] : [kpi.role];
  return statement(`kpi ${nameText(kpi.name)} ${text(kpi.label)} = ${kpi.formula}`, [
    ...leads,
    ...(kpi.unitText ? [`unit ${kpi.unitText}`] : []),
    ...(kpi.lowerIsBetter ? ["lower is better"] : []),
  ]);
}

/** What the parts weigh: results a little more than all that leads to them. */
const RESULTS = 60;

function scoreText({ kpis, main, owed, language }: Book): string[] {
  const leading = kpis.filter((k) => k.role === "leading" && owed.has(k.name));
  if (!main || !owed.has(main.name) || leading.length === 0) return [];
  const rest = 100 - RESULTS;
  const each = Math.floor(rest / leading.length);
  const parts = leading.map((kpi, n) => {
    const share = n === 0 ? rest - each * (leading.length - 1) : each;
    return `${share}% ${nameText(kpi.name)}`;
  });
  const label = labelOf("card", language);
  const name = language === "de" ? "quartalskarte" : "quarter_card";
  return [
    `score ${name} ${text(label)} = ${RESULTS}% ${nameText(main.name)} + ${parts.join(" + ")}\n  cap 150%`,
  ];
}

/** The four plain cases: who falls short in what, and who answers for it. */
function flagTexts({ kpis, main, owed, language }: Book): string[] {
  if (!main || !owed.has(main.name)) return [];
  const k = nameText(main.name);
  const words = FLAG_WORDS[language];
  const leads = kpis.some((kpi) => kpi.role === "leading" && owed.has(kpi.name));
  const flag = ([name, label]: readonly [string, string], clauses: readonly string[]) =>
    statement(`flag ${name} ${text(label)}`, clauses);
  if (!leads) {
    const say = `{name}: {attainment(${k})}`;
    return [flag(words.activity, [`when ${k} is missed`, "hold person", `say ${text(say)}`])];
  }
  return [
    flag(words.activity, [
      `when any leading kpi is missed and ${k} is missed`,
      "hold person",
      `say ${text(words.activitySay(k))}`,
      "escalate after 2 quarters",
    ]),
    flag(words.coach, [
      `when every leading kpi is met and ${k} is missed`,
      "hold manager",
      `say ${text(words.coachSay(k))}`,
      "severity high",
      "escalate after 1 quarter",
    ]),
    flag(words.wrong, [
      `when any leading kpi is missed and ${k} is met`,
      "hold manager",
      `say ${text(words.wrongSay(k))}`,
    ]),
    flag(words.fine, [
      `when every leading kpi is met and ${k} is met`,
      "severity info",
      `say ${text(words.fineSay())}`,
    ]),
  ];
}
