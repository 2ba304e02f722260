/** calendar, people and table statements: where everything comes from. */
import { makeCalendar } from "../calendar/calendar.ts";
import { foldText } from "../fold.ts";
import type { CalendarSpec, LinkStep, SourceRef } from "../ir/ir.ts";
import { nearest } from "../nearest.ts";
import type { Name, Source, StatementOf } from "../syntax/ast.ts";
import { isWhole } from "./catalog.ts";
import { type Context, fixTo, type TableInfo } from "./context.ts";

const MONTHS =
  "January February March April May June July August September October November December".split(
    " ",
  );
const DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
const PATTERNS = ["4-4-5", "4-5-4", "5-4-4"] as const;

/** Number from 1 of an English month or weekday; three letters will do. */
function numberOf(
  context: Context,
  name: Name,
  words: readonly string[],
  kind: "month" | "day",
): number {
  const wanted = foldText(name.text);
  const at = words.findIndex((w) => foldText(w) === wanted || foldText(w).slice(0, 3) === wanted);
  if (at >= 0) return at + 1;
  const candidates = nearest(name.text, words);
  return context.stop(
    "KPI312",
    name.span,
    { word: name.text, kind, candidates },
    fixTo(name.span, candidates[0]),
  );
}

const clauseOf = <C extends { readonly kind: string }, K extends C["kind"]>(
  clauses: readonly C[],
  kind: K,
): Extract<C, { readonly kind: K }> | null =>
  (clauses.find((c) => c.kind === kind) as Extract<C, { readonly kind: K }> | undefined) ?? null;

export { clauseOf };

const PLAIN_CALENDAR: CalendarSpec = {
  yearStarts: 1,
  namedBy: "end",
  weeks: null,
  track: ["month", "quarter"],
  workWeek: null,
  holidays: [],
};

/** The calendar's spec without its holidays, which need the tables first. */
function calendarSpec(context: Context): CalendarSpec {
  const found = context.statements.filter(
    (s): s is StatementOf<"calendar"> => s.kind === "calendar",
  );
  if (found[1]) context.say("KPI209", found[1].span, { what: "calendar" });
  const statement = found[0];
  if (!statement) return PLAIN_CALENDAR;
  return context.guard(() => specOf(context, statement)) ?? PLAIN_CALENDAR;
}

function specOf(context: Context, { clauses }: StatementOf<"calendar">): CalendarSpec {
  const starts = clauseOf(clauses, "yearStarts");
  const weeks = clauseOf(clauses, "weeks");
  const work = clauseOf(clauses, "workWeek");
  return {
    yearStarts: starts ? numberOf(context, starts.month, MONTHS, "month") : 1,
    namedBy: clauseOf(clauses, "yearNamed")?.by ?? "end",
    track: clauseOf(clauses, "track")?.grains ?? PLAIN_CALENDAR.track,
    workWeek: work
      ? {
          from: numberOf(context, work.from, DAYS, "day"),
          to: numberOf(context, work.to, DAYS, "day"),
        }
      : null,
    holidays: [],
    weeks: weeks
      ? {
          pattern: patternOf(context, weeks.pattern.span),
          ending: weeks.ending,
          weekday: numberOf(context, weeks.day, DAYS, "day"),
          month: numberOf(context, weeks.month, MONTHS, "month"),
        }
      : null,
  };
}

function patternOf(context: Context, span: Source["span"]): (typeof PATTERNS)[number] {
  const written = context.source(span).replace(/\s/g, "");
  const found = PATTERNS.find((p) => p === written);
  if (found) return found;
  const write = nearest(written, PATTERNS)[0] ?? PATTERNS[0];
  return context.stop("KPI406", span, { write }, { fix: { span, text: write } });
}

/** Declares people and tables, then their links; fills `context.tables`, `people`, `names` and `calendar`. */
export function declareSources(context: Context): CalendarSpec {
  const spec = calendarSpec(context);
  context.calendar = makeCalendar({ spec, holidays: [] });
  const people = context.statements.filter((s): s is StatementOf<"people"> => s.kind === "people");
  const tables = context.statements.filter((s): s is StatementOf<"table"> => s.kind === "table");
  if (people[1]) context.say("KPI209", people[1].span, { what: "people" });
  for (const s of context.statements) {
    if (s.kind === "broken" && s.keyword === "table" && s.name)
      context.tableByName.set(foldText(s.name.text), null);
  }
  if (people[0]) context.guard(() => declarePeople(context, people[0]!));
  for (const table of tables) {
    const key = foldText(table.name.text);
    if (
      context.guard(() => declareTable(context, table)) === null &&
      !context.tableByName.get(key)
    ) {
      context.tableByName.set(key, null);
    }
  }
  for (const table of tables) context.guard(() => linkTable(context, table));
  const holidays = context.guard(() => holidaysOf(context)) ?? [];
  return { ...spec, holidays };
}

function sourceRef(context: Context, source: Source, headerRow: number): SourceRef {
  const ref = { name: source.name, range: source.range, headerRow };
  const { catalog } = context;
  if (catalog && catalog.headers(ref) === null) {
    const candidates = nearest(source.name, catalog.sources);
    const text =
      candidates[0] && /^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u.test(candidates[0])
        ? candidates[0]
        : candidates[0] && `'${candidates[0]}'`;
    context.stop(
      "KPI202",
      source.span,
      { name: source.name, candidates },
      source.range ? {} : fixTo(source.span, text),
    );
  }
  return ref;
}

function newTable(
  context: Context,
  name: string,
  source: SourceRef,
  span: Source["span"],
): TableInfo {
  const info: TableInfo = {
    id: context.tables.length,
    name,
    source,
    headers: context.catalog?.headers(source) ?? null,
    span,
    owner: [],
    date: null,
    key: null,
    links: [],
    days: new Set(),
  };
  return info;
}

function register(context: Context, info: TableInfo): void {
  context.tables.push(info);
  context.tableByName.set(foldText(info.name), info);
}

function declarePeople(context: Context, statement: StatementOf<"people">): void {
  const { clauses } = statement;
  const header = clauseOf(clauses, "headerRow")?.row.value ?? 1;
  const source = sourceRef(context, statement.source, header);
  const info = newTable(context, "people", source, statement.span);
  const column = (c: { name: string; span: Source["span"] } | undefined | null) =>
    c ? context.column(info, c.name, c.span) : null;
  const reports = clauseOf(clauses, "reportsTo")!;
  const name = column(clauseOf(clauses, "name")?.column)!;
  info.key = name;
  const people = {
    source,
    name,
    reportsTo: reports.columns.map((c) => context.column(info, c.name, c.span)),
    top: reports.top?.value ?? null,
    since: column(clauseOf(clauses, "since")?.column),
    until: column(clauseOf(clauses, "until")?.column),
    email: column(clauseOf(clauses, "email")?.column),
    table: info.id,
  };
  for (const day of [people.since, people.until]) if (day !== null) info.days.add(foldText(day));
  register(context, info);
  context.people = people;
  context.names = namesOf(context, source, [name, ...people.reportsTo], people.top);
}

function namesOf(
  context: Context,
  source: SourceRef,
  columns: readonly string[],
  top: string | null,
): ReadonlyMap<string, string> | null {
  const names = new Map<string, string>();
  for (const column of columns) {
    const values = context.catalog?.values(source, column) ?? null;
    if (values === null || !isWhole(context.catalog!, values)) return null;
    for (const value of values) {
      if (value === null || typeof value === "object") continue;
      const text = String(value).trim();
      if (text !== "" && !names.has(foldText(text))) names.set(foldText(text), text);
    }
  }
  if (names.size === 0) return null;
  if (top !== null) names.set(foldText(top), top);
  return names;
}

function declareTable(context: Context, statement: StatementOf<"table">): true {
  const { name, clauses } = statement;
  const before = context.tableByName.get(foldText(name.text));
  if (before) {
    const line = context.lines.lineOf(before.span.start);
    context.stop("KPI206", name.span, { name: name.text, kind: "table", line });
  }
  const header = clauseOf(clauses, "headerRow")?.row.value ?? 1;
  const source = sourceRef(context, statement.source, header);
  const info = newTable(context, name.text, source, statement.span);
  const column = (c: { name: string; span: Source["span"] } | undefined) =>
    c ? context.column(info, c.name, c.span) : null;
  info.owner = (clauseOf(clauses, "owner")?.columns ?? []).map((c) =>
    context.column(info, c.name, c.span),
  );
  info.date = column(clauseOf(clauses, "date")?.column);
  info.key = column(clauseOf(clauses, "key")?.column);
  if (info.date !== null) info.days.add(foldText(info.date));
  register(context, info);
  return true;
}

function linkTable(context: Context, statement: StatementOf<"table">): void {
  const info = context.tableByName.get(foldText(statement.name.text));
  if (!info) return;
  const links: LinkStep[] = [];
  for (const clause of statement.clauses) {
    if (clause.kind !== "link") continue;
    const link = context.guard(() => {
      const to = context.table(clause.to.text, clause.to.span);
      const column = context.column(info, clause.column.name, clause.column.span);
      if (to.key === null) context.stop("KPI213", clause.to.span, { from: info.name, to: to.name });
      return { table: info.id, column, to: to.id };
    });
    if (link) links.push(link);
  }
  info.links = links;
}

function holidaysOf(context: Context): CalendarSpec["holidays"] {
  const statement = context.statements.find(
    (s): s is StatementOf<"calendar"> => s.kind === "calendar",
  );
  return (statement?.clauses ?? []).flatMap((clause) => {
    if (clause.kind !== "holidays") return [];
    const table = context.table(clause.table.text, clause.table.span);
    const column = context.column(table, clause.column.name, clause.column.span);
    table.days.add(foldText(column));
    return [{ table: table.id, column }];
  });
}
