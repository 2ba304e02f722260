/** What the checker knows while it turns statements into the IR. */
import type { Calendar } from "../calendar/calendar.ts";
import { type Code, diagnose } from "../diagnostics/catalogue.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { foldText } from "../fold.ts";
import type {
  FigureId,
  Kpi,
  LinkStep,
  Nature,
  PeopleSource,
  Score,
  SourceRef,
  TableId,
} from "../ir/ir.ts";
import { Pools } from "../ir/pool.ts";
import { nearest } from "../nearest.ts";
import type { LineMap, Span } from "../span.ts";
import type { Statement, StatementOf } from "../syntax/ast.ts";
import type { Catalog } from "./catalog.ts";
import type { CheckedKind, FactsOf } from "./facts.ts";
import type { Levels } from "./levels.ts";
import type { Lowering } from "./lowering.ts";
import type { Recheck } from "./remember.ts";

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
  /** What its own check said, whoever asked for it first. */
  said: readonly Diagnostic[];
}

export class Context {
  readonly text: string;
  readonly lines: LineMap;
  readonly catalog: Catalog | null;
  readonly statements: readonly Statement[];
  readonly pools = new Pools();
  readonly tables: TableInfo[] = [];
  readonly tableByName = new Map<string, TableInfo | null>();
  readonly kpiByName = new Map<string, KpiInfo>();
  readonly kpis: Kpi[] = [];
  readonly scoreByName = new Map<string, Score | null>();
  readonly scores: Score[] = [];
  people: PeopleSource | null = null;
  levels: Levels = { columns: [], asked: [] };
  /** Names in the people's sheet, units and the top among them; null where the rows aren't known. */
  names: ReadonlyMap<string, string> | null = null;
  calendar!: Calendar;
  lower!: Lowering;
  /** What the statements checked so far have found; those of one statement are gathered apart. */
  private found: Diagnostic[] = [];
  /** While somebody types: what is known of statements that didn't change. */
  recheck: Recheck | null = null;
  /** Figures of KPIs taken elsewhere in time or tree, by how. */
  readonly movedKpis = new Map<string, FigureId>();
  /** Where the KPI at hand was named, if it is taken elsewhere in time or tree. */
  movedAt: Span | null = null;
  /** No more figures: the rules asked for too many. */
  isFull = false;
  readonly natures = new Map<FigureId, Nature>();
  /** How deep the expression at hand is, through the KPIs it names. */
  depth = 0;
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
    this.found.push(diagnose(...args));
    throw new Stop();
  }

  /** Says it; the same thing at the same place counts once, because expressions are read again where they are moved. */
  say<C extends Code>(...args: Parameters<typeof diagnose<C>>): void {
    this.add([diagnose(...args)]);
  }

  add(found: readonly Diagnostic[]): void {
    this.found.push(...found);
  }

  /** Everything said so far, each once. */
  get diagnostics(): readonly Diagnostic[] {
    return eachOnce(this.found);
  }

  /** Runs a check and keeps what it says apart. */
  gather<T>(work: () => T): { readonly value: T | null; readonly said: readonly Diagnostic[] } {
    const before = this.found;
    this.found = [];
    try {
      const value = this.guard(work);
      return { value, said: eachOnce(this.found) };
    } finally {
      this.found = before;
    }
  }

  /**
   * Checks one statement, or takes what is known of it. Gives its facts; null where it has a mistake, or
   * rests on one.
   */
  examine<K extends CheckedKind>(
    kind: K,
    statement: Statement,
    work: () => FactsOf[K],
  ): FactsOf[K] | null {
    const known = this.recheck?.known(kind, statement) ?? null;
    if (known) {
      this.add(known.diagnostics);
      return known.facts;
    }
    const { value, said } = this.gather(work);
    this.add(said);
    this.noteChecked(kind, statement, value, said);
    return value;
  }

  noteChecked<K extends CheckedKind>(
    kind: K,
    statement: Statement,
    facts: FactsOf[K] | null,
    diagnostics: readonly Diagnostic[],
  ): void {
    if (!this.recheck) return;
    this.recheck.checked += 1;
    if (facts) this.recheck.keep(kind, statement, { diagnostics, facts });
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

  /** `Deals[Amount]` for the name of a column that just one table has; null for any other. */
  columnAnywhere(name: string): string | null {
    const wanted = foldText(name);
    const found = this.tables.flatMap((table) =>
      (this.catalog?.headers(table.source) ?? [])
        .filter((header) => header !== null && foldText(header) === wanted)
        .map((header) => `${table.name}[${header}]`),
    );
    return found.length === 1 ? found[0]! : null;
  }

  table(name: string, span: Span): TableInfo {
    const found = this.tableByName.get(foldText(name));
    if (found) return found;
    if (found === null) throw new Stop();
    const candidates = nearest(
      name,
      this.tables.map((t) => t.name),
    );
    const column = candidates.length === 0 ? this.columnAnywhere(name) : null;
    if (column) return this.stop("KPI136", span, { write: column }, fixTo(span, column));
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
        letters,
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

/** The first of those that say the same of the same place. */
function eachOnce(found: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return found.filter(({ code, span }) => {
    const key = `${code} ${span.start} ${span.end}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

export const fixTo = (span: Span, text: string | undefined) =>
  text === undefined ? {} : { fix: { span, text } };

const letter = (column: number): string => {
  const rest = Math.floor(column / 26) - 1;
  return (rest >= 0 ? letter(rest) : "") + String.fromCharCode(65 + (column % 26));
};
