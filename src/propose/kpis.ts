/** KPIs that the found columns allow: what was won, what is new, how many are won, how long it takes. */

import { foldText } from "../../dsl/fold.ts";
import { column, name as nameText, text } from "../../dsl/format/expression.ts";
import { type DataTable, wordsOf } from "./data.ts";
import {
  amountLabel,
  currencyOf,
  eventLabel,
  headerWords,
  labelOf,
  Names,
  sheetWords,
} from "./names.ts";
import type { Choices, ProposedKpi } from "./proposal.ts";
import type { Column } from "./sheets.ts";
import type { TargetTable } from "./targets.ts";
import { type Value, valuesOf } from "./values.ts";
import { type Language, says, valueMeans } from "./words.ts";

/** A KPI before it is known whether it is taken. */
export interface KpiDraft extends Omit<ProposedKpi, "chosen"> {
  /** As the `unit` clause has it; empty for none. */
  readonly unitText: string;
  readonly usual: boolean;
  /** How likely it is what a team is measured by; only of lagging ones. */
  readonly weight: number;
  /** What goals in sheets may call it besides its label. */
  readonly called: readonly string[];
}

export interface KpiInput {
  readonly tables: readonly DataTable[];
  readonly targets: readonly TargetTable[];
  readonly language: Language;
  readonly locale: string;
  readonly choices: Choices;
}

/** A table under another owner and another day. */
export interface SecondTable {
  readonly of: DataTable;
  readonly name: string;
  readonly owner: Column;
  readonly date: Column;
}

/** So many kinds of activity are proposed. */
const MOST_KINDS = 4;
const MOST_COSTS = 2;

export function kpisOf(input: KpiInput, seconds: readonly SecondTable[]): readonly KpiDraft[] {
  const names = new Names();
  const { tables, language } = input;
  const drafts: KpiDraft[] = [];
  const add = (draft: Omit<KpiDraft, "name" | "called"> & { called?: readonly string[] }) =>
    drafts.push({ called: [], ...draft, name: names.give(draft.label.toLowerCase(), "kpi") });
  for (const data of tables) {
    if (data.outcomes && data.outcomes.won.length > 0) ofOutcomes(data, input, add);
    else if (data.amount) ofSales(data, input, add);
    else if (!data.table.columns.some(({ header }) => says(header, "visitors")))
      ofActivities(data, language, add);
    ofDurations(data, add);
    if (!data.outcomes) ofQuality(data, add);
  }
  for (const second of seconds) ofSecond(second, add);
  ofVisitors(tables, language, add);
  if (!drafts.some((d) => d.role === "leading" && d.usual)) {
    const [first] = tables;
    if (first)
      add(
        counted(
          first.name,
          `${labelOf("countOf", language)} ${sheetWords(first.table.sheet.name)}`,
        ),
      );
  }
  return drafts;
}

type Add = (draft: Omit<KpiDraft, "name" | "called"> & { called?: readonly string[] }) => void;

const PLAIN = {
  role: "leading",
  unit: "plain",
  unitText: "",
  lowerIsBetter: false,
  usual: true,
  adds: false,
  weight: 0,
} as const;
const RATE = { ...PLAIN, unit: "percent", unitText: "%" } as const;

const counted = (table: string, label: string) => ({
  ...PLAIN,
  unit: "count" as const,
  adds: true,
  table,
  label,
  formula: `count(${nameText(table)})`,
});

const col = (c: Column): string => column(c.name);
/** `[Stage] = "Won"`, or in a list where there are several. */
const isOne = (c: Column, words: readonly string[]): string =>
  words.length === 1
    ? `${col(c)} = ${text(words[0]!)}`
    : `${col(c)} in (${words.map(text).join(", ")})`;

function money(amount: Column, data: DataTable, locale: string) {
  const signs = data.table.sheet.currencies?.[amount.at] ?? null;
  return { unit: "money" as const, unitText: currencyOf(amount.header, signs, locale) };
}

function ofOutcomes(data: DataTable, { language, locale }: KpiInput, add: Add): void {
  const { name, amount, created, date, outcomes, table } = data;
  const { column: stage, won, lost } = outcomes!;
  const t = nameText(name);
  const renewal =
    says(table.sheet.name, "renewal") || won.some((w) => /renew|retain|verläng|gehalten/i.test(w));
  const isWon = isOne(stage, won);
  const ended = isOne(stage, [...won, ...lost]);
  const rate = lost.length > 0;
  if (renewal) {
    const of = (where: string) =>
      amount ? `sum(${t}${col(amount)} where ${where})` : `count(${t} where ${where})`;
    const all = amount ? `sum(${t}${col(amount)})` : `count(${t})`;
    add({
      ...RATE,
      label: labelOf("renewalRate", language),
      table: name,
      formula: `${of(isWon)} / ${rate ? of(ended) : all}`,
    });
    return;
  }
  const weight = table.rows * (says(table.sheet.name, "opportunity") ? 2 : 1) * (amount ? 10 : 1);
  add({
    ...PLAIN,
    role: "lagging",
    label: amount ? labelOf("revenue", language) : `${sheetWords(table.sheet.name)}: ${won[0]!}`,
    ...(amount ? money(amount, data, locale) : { unit: "count" as const }),
    table: name,
    formula: amount ? `sum(${t}${col(amount)} where ${isWon})` : `count(${t} where ${isWon})`,
    adds: true,
    weight,
    called: [sheetWords(table.sheet.name), ...(amount?.header ? [headerWords(amount.header)] : [])],
  });
  if (created)
    add({
      ...PLAIN,
      unit: "count",
      adds: true,
      label:
        says(table.sheet.name, "opportunity") || amount
          ? labelOf("new", language)
          : `${labelOf("countOf", language)} ${sheetWords(table.sheet.name)}`,
      table: name,
      formula: `count(${t} on ${col(created)})`,
    });
  if (rate)
    add({
      ...RATE,
      label: labelOf("winRate", language),
      table: name,
      formula: `count(${t} where ${isWon}) / count(${t} where ${ended})`,
    });
  for (const { c, yes } of yesColumns(data))
    add({
      ...RATE,
      usual: says(c.header, "quality"),
      label: headerWords(c.header ?? c.name),
      table: name,
      formula: `share(${t} where ${yes}${created ? ` on ${col(created)}` : ""})`,
    });
  if (created && date)
    add({
      ...PLAIN,
      unit: "days",
      unitText: "days",
      lowerIsBetter: true,
      label: labelOf("cycle", language),
      table: name,
      formula: `average(${t}${col(date)} - ${col(created)} where ${isWon})`,
    });
  if (created && date && amount)
    add({
      ...PLAIN,
      ...money(amount, data, locale),
      usual: false,
      label: labelOf("pipeline", language),
      table: name,
      formula: `sum(${t}${col(amount)} active ${col(created)} to ${col(date)})`,
    });
}

function ofSales(data: DataTable, { language, locale, targets }: KpiInput, add: Add): void {
  const { name, table } = data;
  const amount = data.amount!;
  const t = nameText(name);
  const label = amountLabel(amount.header, table.sheet.name);
  add({
    ...PLAIN,
    role: "lagging",
    ...money(amount, data, locale),
    label,
    table: name,
    formula: `sum(${t}${col(amount)})`,
    adds: true,
    weight: table.rows * 10,
    called: [sheetWords(table.sheet.name)],
  });
  const metrics = targets.flatMap(({ long }) => long?.metric?.words ?? []);
  for (const { c, shown } of kindsOf(data)) {
    if (!metrics.some((metric) => isCalled(shown, metric.shown))) continue;
    add({
      ...PLAIN,
      role: "lagging",
      ...money(amount, data, locale),
      label: shown === label ? `${label}, ${shown}` : shown,
      table: name,
      formula: `sum(${t}${col(amount)} where ${col(c)} = ${text(shown)})`,
      adds: true,
      weight: table.rows,
      called: [shown],
    });
  }
  const units = numberSaying(data, "units");
  const transactions = numberSaying(data, "transactions");
  if (units && transactions)
    add({
      ...PLAIN,
      label: labelOf("perTransaction", language),
      table: name,
      formula: `sum(${t}${col(units)}) / sum(${t}${col(transactions)})`,
    });
  const costs = table.columns.filter(
    (c) => c !== amount && c.profile.holds === "numbers" && says(c.header, "cost"),
  );
  for (const cost of costs.slice(0, MOST_COSTS))
    add({
      ...RATE,
      lowerIsBetter: true,
      label: `${headerWords(cost.header ?? cost.name)} ${labelOf("rateOf", language)}`,
      table: name,
      formula: `sum(${t}${col(cost)}) / sum(${t}${col(amount)})`,
    });
}

const numberSaying = ({ table }: DataTable, meaning: "units" | "transactions" | "visitors") =>
  table.columns.find((c) => c.profile.holds === "numbers" && says(c.header, meaning));

function ofActivities(data: DataTable, language: Language, add: Add): void {
  const { name, table } = data;
  const t = nameText(name);
  const [first] = kindsOf(data);
  if (!first) {
    add(
      counted(
        name,
        says(table.sheet.name, "lead") || says(table.sheet.name, "activity")
          ? sheetWords(table.sheet.name)
          : `${labelOf("countOf", language)} ${sheetWords(table.sheet.name)}`,
      ),
    );
    return;
  }
  const groups = new Map<string, { rows: number; words: Value[] }>();
  for (const word of wordsOf(table, first.c) ?? []) {
    const stem = word.shown.split(/\s+[-–—:/]\s+|:\s*/)[0]!.trim();
    const group = groups.get(stem) ?? { rows: 0, words: [] };
    groups.set(stem, { rows: group.rows + word.rows, words: [...group.words, word] });
  }
  const sorted = [...groups].sort(([, a], [, b]) => b.rows - a.rows).slice(0, MOST_KINDS);
  for (const [stem, { words }] of sorted)
    add({
      ...counted(name, stem),
      formula:
        words.length === 1
          ? `count(${t} where ${col(first.c)} = ${text(words[0]!.shown)})`
          : `count(${t} where ${col(first.c)} starts with ${text(stem)})`,
      called: [stem],
    });
}

/** Words of the column that says what kind each row is of. */
function kindsOf(data: DataTable): readonly { readonly c: Column; readonly shown: string }[] {
  const c = data.table.columns.find(
    (column) =>
      column !== data.owner && says(column.header, "kind") && wordsOf(data.table, column) !== null,
  );
  return c ? (wordsOf(data.table, c) ?? []).map(({ shown }) => ({ c, shown })) : [];
}

/** Columns of yes and no, each with the condition for yes. */
function yesColumns({ table, owner }: DataTable): { c: Column; yes: string }[] {
  return table.columns.flatMap((c) => {
    if (c === owner) return [];
    if (c.profile.holds === "truths") return [{ c, yes: `${col(c)} = true` }];
    if (c.profile.holds !== "texts") return [];
    const values = [...valuesOf(table, c).values()];
    const yes = values.find(({ shown }) => valueMeans(shown, "yes"));
    const rest = values.filter((v) => v !== yes);
    const plain = rest.every(({ shown }) => valueMeans(shown, "no"));
    return yes && plain ? [{ c, yes: `${col(c)} = ${text(yes.shown)}` }] : [];
  });
}

function ofQuality(data: DataTable, add: Add): void {
  for (const { c, yes } of yesColumns(data))
    add({
      ...RATE,
      usual: false,
      label: headerWords(c.header ?? c.name),
      table: data.name,
      formula: `share(${nameText(data.name)} where ${yes})`,
    });
}

function ofDurations(data: DataTable, add: Add): void {
  for (const c of data.table.columns) {
    if (c === data.amount || c.profile.holds !== "numbers" || !says(c.header, "duration")) continue;
    const word = UNIT.exec(c.header ?? "")?.[0];
    add({
      ...PLAIN,
      unitText: word ? text(unitWord(word)) : "",
      lowerIsBetter: true,
      label: headerWords(c.header ?? c.name),
      table: data.name,
      formula: `median(${nameText(data.name)}${col(c)})`,
    });
  }
}

const UNIT = /hours?|minutes?|days?|stunden|minuten|tage/i;
/** Nouns begin with a capital in German. */
const unitWord = (word: string): string => {
  const low = word.toLowerCase();
  return /stunden|minuten|tage/.test(low) ? low[0]!.toUpperCase() + low.slice(1) : low;
};

function ofSecond({ of, name, date }: SecondTable, add: Add): void {
  const quality = yesColumns(of).find(({ c }) => says(c.header, "quality"));
  const event = eventLabel(date.header ?? date.name);
  add({
    ...counted(name, quality ? `${event}, ${headerWords(quality.c.header ?? "")}` : event),
    formula: quality ? `count(${nameText(name)} where ${quality.yes})` : `count(${nameText(name)})`,
  });
}

/** How many of those who came bought: transactions of one table, visitors of another. */
function ofVisitors(tables: readonly DataTable[], language: Language, add: Add): void {
  for (const data of tables) {
    const visitors = numberSaying(data, "visitors");
    if (!visitors) continue;
    for (const sales of tables) {
      const bought = numberSaying(sales, "transactions");
      if (!bought) continue;
      add({
        ...RATE,
        label: labelOf("conversion", language),
        table: sales.name,
        formula: `sum(${nameText(sales.name)}${col(bought)}) / sum(${nameText(data.name)}${col(visitors)})`,
      });
      return;
    }
  }
}

/** Whether two words call the same thing: `Demos` and `Demo`, `Services $` and `Services`. */
export function isCalled(a: string, b: string): boolean {
  const bare = (word: string) =>
    foldText(word)
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim()
      .split(" ")
      .map((part) => part.replace(/(?<=\p{L}{3})(?:s|en|n)$/u, ""))
      .join(" ");
  return bare(a) === bare(b);
}
