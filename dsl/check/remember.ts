/**
 * Checked statements, kept while somebody types (docs/decisions, "Typing checks by statement"). A statement is checked again when its own
 * text changed, when a name that stands in it is said otherwise than before, or when the ground changed:
 * calendar, people, tables, the workbook's headers and values.
 */

import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { foldText } from "../fold.ts";
import type { Span } from "../span.ts";
import type { Statement } from "../syntax/ast.ts";
import { moved } from "../syntax/remember.ts";
import type { Catalog } from "./catalog.ts";
import { type DayMark, dayMarks } from "./days.ts";
import type { CheckedKind, FactsOf } from "./facts.ts";

/** What a statement's check found; places count from the statement's start. */
export interface Finding<F> {
  readonly version: number;
  readonly diagnostics: readonly Diagnostic[];
  readonly facts: F;
}

type Findings = { readonly [K in CheckedKind]: Map<string, Finding<FactsOf[K]>> };
const noFindings = (): Findings => ({
  kpi: new Map(),
  goal: new Map(),
  cascade: new Map(),
  score: new Map(),
  flag: new Map(),
  check: new Map(),
  test: new Map(),
  reset: new Map(),
});

/** What can be seen of a statement's text without knowing the others. */
interface Look {
  readonly words: readonly string[];
  readonly isQuoting: boolean;
  readonly days: readonly DayMark[];
}

/** Everything that any statement may rest on besides the names in it. */
export interface Ground {
  readonly catalog: Catalog | null;
  /** Calendar, people, tables, levels: plain data without places. */
  readonly sources: unknown;
}

export interface CheckMemory {
  looks: ReadonlyMap<string, Look>;
  findings: Findings;
  ground: { readonly catalog: Catalog | null; readonly sources: string } | null;
  /** Numbers of what statements say, by their text and the numbers of what they rest on. Only ever grows by what is typed. */
  versions: Map<string, number>;
}

export const newCheckMemory = (): CheckMemory => ({
  looks: new Map(),
  findings: noFindings(),
  ground: null,
  versions: new Map(),
});

/** Past this many texts of statements the numbers are dealt out anew. */
const MOST_VERSIONS = 100_000;
const WORD = /[\p{L}_][\p{L}\p{M}\p{Nd}_]*/gu;
const QUOTE = /['‘’‚‛′`´＇]/;

/** One pass over a text with a memory: what is known of each statement, and what to keep. */
export class Recheck {
  /** Statements that were checked, and not only remembered. */
  checked = 0;
  private readonly sources = new Map<Statement, string>();
  private readonly looks = new Map<string, Look>();
  private readonly kept = noFindings();
  private readonly sayers = new Map<string, Statement[]>();
  private readonly quoted: string[] = [];
  private readonly numbers = new Map<Statement, number | "asked" | null>();
  private readonly memory: CheckMemory;

  constructor(memory: CheckMemory, text: string, statements: readonly Statement[]) {
    this.memory = memory;
    if (memory.versions.size > MOST_VERSIONS) {
      memory.versions = new Map();
      memory.findings = noFindings();
    }
    for (const statement of statements) {
      const source = text.slice(statement.span.start, statement.span.end);
      this.sources.set(statement, source);
      if (!this.looks.has(source))
        this.looks.set(source, memory.looks.get(source) ?? lookAt(source, statement));
      const name = nameOf(statement);
      if (name === null) continue;
      const key = foldText(name);
      const sayers = this.sayers.get(key);
      if (sayers) sayers.push(statement);
      else this.sayers.set(key, [statement]);
      if (!/^[\p{L}_][\p{L}\p{M}\p{Nd}_]*$/u.test(key)) this.quoted.push(key);
    }
  }

  *days(): Iterable<DayMark> {
    for (const look of this.looks.values()) yield* look.days;
  }

  /** Says what the statements rest on; what was found on other ground is forgotten. */
  standOn({ catalog, sources }: Ground): void {
    const text = JSON.stringify(sources);
    const before = this.memory.ground;
    if (before?.catalog !== catalog || before.sources !== text) this.memory.findings = noFindings();
    this.memory.ground = { catalog, sources: text };
  }

  /** What an earlier check of this statement found, with its places in the text of now. */
  known<K extends CheckedKind>(
    kind: K,
    statement: Statement,
  ): Omit<Finding<FactsOf[K]>, "version"> | null {
    const version = this.versionOf(statement);
    const source = this.sources.get(statement)!;
    const found = this.memory.findings[kind].get(source);
    if (version === null || found?.version !== version) return null;
    this.kept[kind].set(source, found);
    const by = statement.span.start;
    return { diagnostics: moved(found.diagnostics, by), facts: moved(found.facts, by) };
  }

  /** Keeps what a check found, unless it is an error, or speaks of another place. */
  keep<K extends CheckedKind>(
    kind: K,
    statement: Statement,
    { diagnostics, facts }: Omit<Finding<FactsOf[K]>, "version">,
  ): void {
    const { span } = statement;
    const version = this.versionOf(statement);
    if (version === null || !diagnostics.every((d) => d.severity !== "error" && isWithin(d, span)))
      return;
    this.kept[kind].set(this.sources.get(statement)!, {
      version,
      diagnostics: moved(diagnostics, -span.start),
      facts: moved(facts, -span.start),
    });
  }

  /** Hands over to the next pass. */
  end(): void {
    this.memory.looks = this.looks;
    this.memory.findings = this.kept;
  }

  /** Equal numbers: the same text, resting on the same; null where names go round in a ring. */
  private versionOf(statement: Statement): number | null {
    const known = this.numbers.get(statement);
    if (known === "asked") return null;
    if (known !== undefined) return known;
    this.numbers.set(statement, "asked");
    const source = this.sources.get(statement)!;
    const { words, isQuoting } = this.looks.get(source)!;
    let key: string | null = `${statement.kind} ${source}`;
    for (const word of isQuoting ? [...words, ...this.quoted] : words) {
      const rests: string | null = this.sayingOf(word, statement);
      key = rests === null ? null : key + rests;
      if (key === null) break;
    }
    const number = key === null ? null : this.numberOf(key);
    this.numbers.set(statement, number);
    return number;
  }

  private sayingOf(word: string, by: Statement): string | null {
    let saying = "";
    for (const sayer of this.sayers.get(word) ?? []) {
      if (sayer === by) saying += ` ${word}: itself`;
      // Of a flag, and of a broken statement, the others only know that it is there.
      else if (sayer.kind === "flag" || sayer.kind === "broken")
        saying += ` ${word}: ${sayer.kind} ${sayer.kind === "broken" ? sayer.keyword : ""}`;
      else {
        const number = this.versionOf(sayer);
        if (number === null) return null;
        saying += ` ${word}: ${number}`;
      }
    }
    return saying;
  }

  private numberOf(key: string): number {
    const { versions } = this.memory;
    const known = versions.get(key);
    if (known !== undefined) return known;
    versions.set(key, versions.size);
    return versions.size - 1;
  }
}

/** KPIs, scores and flags are what others can name; tables are ground. */
const nameOf = (statement: Statement): string | null => {
  switch (statement.kind) {
    case "kpi":
    case "score":
    case "flag":
      return statement.name.text;
    case "broken":
      return statement.name?.text ?? null;
    default:
      return null;
  }
};

/** Every word of the text, those in texts too (`say` has figures in it): more than are names, never fewer. */
function lookAt(source: string, statement: Statement): Look {
  const words = new Set(source.match(WORD)?.map(foldText));
  return { words: [...words], isQuoting: QUOTE.test(source), days: dayMarks(statement) };
}

const isWithin = ({ span, related, fix }: Diagnostic, whole: Span): boolean =>
  [span, ...related.map((r) => r.span), ...(fix ? [fix.span] : [])].every(
    (s) => s.start >= whole.start && s.end <= whole.end,
  );
