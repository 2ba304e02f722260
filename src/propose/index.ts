/**
 * Proposes a rule book for an unknown workbook. Pure: the same cells and choices, the same proposal. What was
 * guessed is data (`proposal.ts`), and each guess can be answered otherwise; then everything that rests on it
 * is guessed again.
 */
import { compile } from "../../dsl/index.ts";
import type { Span } from "../../dsl/span.ts";
import { catalogOf } from "../model/catalog.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { type Book, bookText, type Link, type Lookup } from "./book.ts";
import { findCalendar } from "./calendar.ts";
import { type DataTable, dataTable, keyOf, undatedIn } from "./data.ts";
import { goalsOf } from "./goals.ts";
import { Guesses, reason } from "./guess.ts";
import { type KpiDraft, kpisOf, type SecondTable } from "./kpis.ts";
import { Names, sheetWords } from "./names.ts";
import { type FoundPeople, findPeople } from "./people.ts";
import type { Choices, FirstRun, Proposal } from "./proposal.ts";
import { type FoundTable, rangeId, tablesIn } from "./sheets.ts";
import { strangersIn } from "./strangers.ts";
import { type TargetTable, targetTable } from "./targets.ts";
import { mayName, shareIn, valuesOf } from "./values.ts";
import { languageOf, says } from "./words.ts";

export { GOAL_YEAR } from "./goals.ts";
export type * from "./proposal.ts";
export { type Correction, corrected, correctionsOf, strangerId } from "./strangers.ts";

export interface ProposeInput {
  readonly workbook: WorkbookData;
  readonly choices: Choices;
  /** What a run of the rules without goals told; null: no goals are proposed yet. */
  readonly first: FirstRun | null;
}

/** A proposal with where its owners stand, for whoever writes a correction. */
export interface Proposed extends Proposal {
  readonly owners: readonly { readonly sheet: string; readonly columns: readonly number[] }[];
}

export function propose({ workbook, choices, first }: ProposeInput): Proposed {
  const guesses = new Guesses(choices);
  const sheets = tablesIn(workbook, choices);
  const tables = sheets.flatMap(({ table }) => (table ? [table] : []));
  const headers = tables.flatMap(({ columns }) => columns.map(({ header }) => header));
  const language = languageOf(headers, /^de\b/i.test(workbook.locale) ? "de" : "en");
  const empty = sheets.flatMap(({ sheet, table }) =>
    table ? [] : [{ sheet, why: "no table" as const }],
  );
  const people = findPeople(tables, guesses, language);
  if (!people) {
    const alone = tables.map(({ sheet }) => ({ sheet: sheet.name, why: "no people" as const }));
    const lacks = tables.length === 0 ? "tables" : "people";
    return { ...NOTHING, lacks, guesses: guesses.list, unused: [...alone, ...empty] };
  }
  const found = sortTables(tables, people, guesses);
  rangesSaid(tables, people, found.unused, guesses);
  const calendar = findCalendar(tables, guesses);
  const drafts = kpisOf({ ...found, language, locale: workbook.locale, choices }, found.seconds);
  const main = mainOf(drafts, guesses);
  const chosen = drafts.filter(
    (draft) => draft === main || (choices[`kpi.${draft.name}`] ?? usual(draft)) === "yes",
  );
  const owed = first
    ? goalsOf({
        kpis: chosen,
        main,
        targets: found.targets,
        people,
        first,
        weeks: calendar.weeks,
        guesses,
      })
    : { statements: [], goal: null, owed: new Set<string>() };
  const used = (target: TargetTable) =>
    owed.statements.some((s) => s.includes(` from ${target.name}[`));
  const book: Book = {
    calendar,
    people,
    ...found,
    targets: found.targets.filter(used),
    kpis: chosen,
    main,
    goals: owed.statements,
    owed: owed.owed,
    language,
  };
  return {
    ...sound(bookText(book), workbook),
    guesses: guesses.list,
    people: {
      sheet: people.table.sheet.name,
      rows: people.table.rows,
      names: [...people.names.values()].map(({ shown }) => shown),
    },
    tables: found.tables.map(({ name, table }) => ({
      name,
      sheet: table.sheet.name,
      rows: table.rows,
    })),
    kpis: drafts.map((draft) => ({ ...shown(draft), chosen: chosen.includes(draft) })),
    goal: owed.goal,
    strangers: strangersIn(found.tables, people, choices),
    unused: [...empty, ...found.unused],
    lacks: found.tables.length === 0 ? "data" : null,
    undated: undatedIn(found.tables),
    owners: found.tables.map(({ table, owner, seconds }) => ({
      sheet: table.sheet.name,
      columns: [owner, ...seconds].map(({ at }) => at),
    })),
  };
}

/** The cells of a picked table stand among what can be changed of it. */
function rangesSaid(
  tables: readonly FoundTable[],
  people: FoundPeople,
  unused: Proposal["unused"],
  guesses: Guesses,
): void {
  for (const table of tables) {
    const sheet = table.sheet.name;
    if (table.range === null || unused.some((one) => one.sheet === sheet)) continue;
    const part = table === people.table ? "people" : "table";
    guesses.text({ id: rangeId(sheet), part, sheet, what: "range" }, table.range, [], 1);
  }
}

const NOTHING = {
  rules: "",
  refused: [],
  people: null,
  tables: [],
  kpis: [],
  goal: null,
  strangers: [],
  undated: [],
  owners: [],
} as const;

const usual = (draft: KpiDraft): string => (draft.usual ? "yes" : "");

const shown = ({ name, label, role, unit, lowerIsBetter, table, formula, adds }: KpiDraft) => ({
  name,
  label,
  role,
  unit,
  lowerIsBetter,
  table,
  formula,
  adds,
});

interface Sorted extends Pick<Book, "tables" | "seconds" | "targets" | "lookups" | "links"> {
  readonly unused: Proposal["unused"];
}

/** Which table is what: goals, data, or only looked up. */
function sortTables(all: readonly FoundTable[], people: FoundPeople, guesses: Guesses): Sorted {
  const names = new Names();
  const targets: TargetTable[] = [];
  const tables: DataTable[] = [];
  const rest: FoundTable[] = [];
  const unused: { sheet: string; why: "no owner or date" | "left out" }[] = [];
  for (const table of all) {
    if (table === people.table) continue;
    const sheet = table.sheet.name;
    const name = names.give(sheetWords(sheet), "Data");
    const target = targetTable(table, people, name);
    if (target) {
      targets.push(target);
      continue;
    }
    const data = dataTable(table, people, guesses, name);
    if (data === "no owner") rest.push(table);
    else if (data === "left out") unused.push({ sheet, why: "left out" });
    else tables.push(data);
  }
  const { links, lookups } = linksOf(tables, rest, (words) => names.give(words, "Data"));
  for (const table of rest)
    if (!lookups.some((lookup) => lookup.table === table))
      unused.push({ sheet: table.sheet.name, why: "no owner or date" });
  const seconds = tables.flatMap((data) => secondsOf(data, names));
  return { tables, seconds, targets, lookups, links, unused };
}

/** Columns whose values are the keys of another table. */
function linksOf(
  tables: readonly DataTable[],
  rest: readonly FoundTable[],
  nameFor: (words: string) => string,
): { readonly links: readonly Link[]; readonly lookups: readonly Lookup[] } {
  const lookups: Lookup[] = [];
  const keyed = [
    ...tables.flatMap(({ table, name, key }) => (key ? [{ table, name: () => name, key }] : [])),
    ...rest.flatMap((table) => {
      const key = keyOf(table, new Set());
      const name = () => {
        const known = lookups.find((lookup) => lookup.table === table);
        if (known) return known.name;
        const given = nameFor(sheetWords(table.sheet.name));
        lookups.push({ table, name: given, key: key! });
        return given;
      };
      return key ? [{ table, name, key }] : [];
    }),
  ];
  const links = tables.flatMap((from) =>
    from.table.columns.flatMap((column): Link[] => {
      if (column === from.owner || column === from.key || !mayName(column)) return [];
      const values = valuesOf(from.table, column);
      const to = keyed.find(
        ({ table, key }) =>
          table !== from.table &&
          values.size > 1 &&
          (says(column.header, "account") || column.header === key.header) &&
          shareIn(values, valuesOf(table, key)) >= LEAST_LINKED,
      );
      return to ? [{ from, column, to: to.name() }] : [];
    }),
  );
  return { links, lookups };
}
const LEAST_LINKED = 0.8;

/** A second owner's share in the same rows, on the day that is neither their beginning nor their end. */
function secondsOf(data: DataTable, names: Names): SecondTable[] {
  return data.seconds.flatMap((owner): SecondTable[] => {
    const between = data.days.filter(
      (day) => day !== data.date && day !== data.created && !says(day.header, "last"),
    );
    const date = between[0] ?? data.created ?? data.date;
    return date
      ? [
          {
            of: data,
            name: names.give(`${data.name} ${owner.header ?? ""}`, "Second"),
            owner,
            date,
          },
        ]
      : [];
  });
}

/** The result that the others lead to. */
function mainOf(drafts: readonly KpiDraft[], guesses: Guesses): KpiDraft | null {
  return guesses.pick(
    { id: "kpi.main", part: "kpi", sheet: "", what: "main" },
    drafts
      .filter((draft) => draft.role === "lagging")
      .map((draft) => ({
        value: draft.name,
        label: draft.label,
        of: draft,
        points: Math.log10(1 + draft.weight),
        reasons: [reason("found in", draft.table)],
      })),
  );
}

/**
 * The rules without what the checker refuses, and each refusal: what is proposed must run as it stands. A
 * statement that goes may take others with it.
 */
function sound(
  rules: string,
  workbook: WorkbookData,
): { readonly rules: string; readonly refused: readonly string[] } {
  const catalog = catalogOf(workbook);
  const refused: string[] = [];
  for (let text = rules; ; ) {
    const { diagnostics, statements } = compile(text, catalog);
    const errors = diagnostics.filter((d) => d.severity === "error");
    if (errors.length === 0) return { rules: text, refused };
    refused.push(...errors.map((d) => d.message));
    const inside = (span: Span) =>
      errors.some((e) => e.span.start < span.end && e.span.end > span.start);
    const kept = statements.filter(({ span }) => !inside(span));
    if (kept.length === statements.length) return { rules: "", refused };
    text = kept.map(({ span }) => text.slice(span.start, span.end)).join("\n\n");
  }
}
