/** What the checker knows while it turns statements into the IR. */
import type { Calendar } from "../calendar/calendar.ts";
import { type Code, diagnose } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { foldText } from "../fold.ts";
import type { Kpi, LinkStep, PeopleSource, Score, SourceRef, TableId } from "../ir/ir.ts";
import { Pools } from "../ir/pool.ts";
import { nearest } from "../nearest.ts";
import type { LineMap, Span } from "../span.ts";
import type { Statement, StatementOf } from "../syntax/ast.ts";
import type { Catalog } from "./catalog.ts";
import type { Lowering } from "./figure-scope.ts";
import type { Levels } from "./levels.ts";

/** Ends the statement at hand: its one diagnostic is given, or was given where the mistake is. */
export class Stop extends Error {}

export interface TableInfo {
  readonly id: TableId;
  readonly name: string;
  readonly source: SourceRef;
  readonly headers: readonly (string | null)[] | null;
  readonly span: Span;
  owner: readonly string[];
  date: string | null;
  key: string | null;
  links: readonly LinkStep[];
  /** Columns that hold days: the table's date and those that `on` and `active` name. */
  readonly days: Set<string>;
}

export interface KpiInfo {
  readonly statement: StatementOf<"kpi"> | null;
  readonly name: string;
  readonly span: Span;
  state: "new" | "busy" | "done" | "broken";
  kpi: Kpi | null;
}

export class Context {
  readonly text: string;
  readonly lines: LineMap;
  readonly catalog: Catalog | null;
  readonly statements: readonly Statement[];
  readonly pools = new Pools();
  readonly diagnostics: Diagnostic[] = [];
  readonly tables: TableInfo[] = [];
  readonly tableByName = new Map<string, TableInfo | null>();
  readonly kpiByName = new Map<string, KpiInfo>();
  readonly kpis: Kpi[] = [];
  readonly scoreByName = new Map<string, Score | null>();
  readonly scores: Score[] = [];
  readonly flagNames = new Set<string>();
  people: PeopleSource | null = null;
  levels: Levels = { columns: [], asked: [] };
  /** Names in the people's sheet, units and the top among them; null where the rows aren't known. */
  names: ReadonlyMap<string, string> | null = null;
  calendar!: Calendar;
  lower!: Lowering;
  /** Checks a `kpi` statement: set by the compiler, because figures need KPIs and KPIs figures. */
  makeKpi!: (info: KpiInfo, statement: StatementOf<"kpi">) => Kpi;

  /** Whether a name is a node below people (`Acme`, `Ann / Acme`): set by the compiler. */
  isBelowPeople: (name: string) => boolean = () => false;

  constructor(
    text: string,
    lines: LineMap,
    statements: readonly Statement[],
    catalog: Catalog | null,
  ) {
    this.text = text;
    this.lines = lines;
    this.statements = statements;
    this.catalog = catalog;
  }

  /** Says what is wrong and ends the statement. */
  stop<C extends Code>(...args: Parameters<typeof diagnose<C>>): never {
    this.diagnostics.push(diagnose(...args));
    throw new Stop();
  }

  /** Says it once: a KPI's expression is read again wherever it is moved in time or tree. */
  say<C extends Code>(...args: Parameters<typeof diagnose<C>>): void {
    const said = diagnose(...args);
    const isKnown = this.diagnostics.some(
      (d) =>
        d.code === said.code && d.span.start === said.span.start && d.span.end === said.span.end,
    );
    if (!isKnown) this.diagnostics.push(said);
  }

  /** Runs a statement's check; its mistake ends it and nothing else. */
  guard<T>(work: () => T): T | null {
    try {
      return work();
    } catch (fault) {
      if (fault instanceof Stop) return null;
      throw fault;
    }
  }

  source(span: Span): string {
    return this.text.slice(span.start, span.end);
  }

  table(name: string, span: Span): TableInfo {
    const found = this.tableByName.get(foldText(name));
    if (found) return found;
    if (found === null) throw new Stop();
    const candidates = nearest(
      name,
      this.tables.map((t) => t.name),
    );
    return this.stop("KPI201", span, { name, candidates }, fixTo(span, candidates[0]));
  }

  /** A column that a table has; unknown headers are believed. */
  column(table: TableInfo, name: string, span: Span, bracketed = true): string {
    const { headers } = table;
    if (headers === null) return name;
    const wanted = foldText(name);
    const found = headers.filter((h) => h !== null && foldText(h) === wanted);
    if (found.length > 1) {
      const letters = headers.flatMap((h, c) =>
        h !== null && foldText(h) === wanted ? [`[$${letter(c)}]`] : [],
      );
      this.stop("KPI208", span, {
        table: table.source.name,
        column: name,
        letters: letters.join(" or "),
      });
    }
    if (found.length === 1) return found[0]!;
    if (/^\$[a-z]{1,3}$/i.test(name)) return name;
    const other = this.tables.find(
      (t) => t !== table && t.headers?.some((h) => h !== null && foldText(h) === wanted),
    );
    const known = headers.filter((h): h is string => h !== null);
    const candidates = nearest(name, known);
    if (other && candidates.length === 0) {
      this.stop("KPI204", span, { table: table.name, column: name, other: other.name });
    }
    const text =
      candidates[0] === undefined ? undefined : bracketed ? `[${candidates[0]}]` : candidates[0];
    return this.stop(
      "KPI203",
      span,
      { table: table.source.name, column: name, candidates },
      fixTo(span, text),
    );
  }

  person(name: string, span: Span): string {
    if (!this.names) return name;
    const known = this.names.get(foldText(name));
    if (known !== undefined || this.isBelowPeople(name)) return known ?? name;
    const candidates = nearest(name, this.names.values());
    const text = candidates[0] === undefined ? undefined : `"${candidates[0]}"`;
    return this.stop("KPI205", span, { name, candidates }, fixTo(span, text));
  }
}

export const fixTo = (span: Span, text: string | undefined) =>
  text === undefined ? {} : { fix: { span, text } };

const letter = (column: number): string => {
  const rest = Math.floor(column / 26) - 1;
  return (rest >= 0 ? letter(rest) : "") + String.fromCharCode(65 + (column % 26));
};
