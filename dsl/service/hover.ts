/** Hover: what stands under the cursor, in a few lines. */

import { makeCalendar } from "../calendar/calendar.ts";
import { isoOf } from "../calendar/day.ts";
import type { Catalog } from "../check/catalog.ts";
import { foldText } from "../fold.ts";
import { expression } from "../format/expression.ts";
import { functionNamed, type RuleFunction } from "../functions.ts";
import { type Compiled, compile } from "../index.ts";
import type { Span } from "../span.ts";
import { CLAUSES } from "../syntax/clauses.ts";
import { pieces } from "../syntax/parse.ts";
import * as T from "../syntax/tokens.ts";
import { likelyNameAt, occurrenceAt, occurrences } from "./names.ts";
import { bracesAt } from "./said.ts";
import { type Scene, sceneOf, tableNamed, valuesOf } from "./scene.ts";
import { ENGLISH, explained, givenIn, helpOf, type ServiceWords } from "./words.ts";

export interface Hover {
  readonly span: Span;
  /** The first line names it, the others say more. */
  readonly lines: readonly string[];
}

/** The figure of a KPI or score for the person and period that the editor shows; null where none is chosen. */
export type ShownFigure = (name: string) => string | null;

const NO_FIGURE: ShownFigure = () => null;

/** What the text at an offset means; null where nothing can be said. */
export function hover(
  text: string,
  offset: number,
  catalog: Catalog | null,
  figure: ShownFigure = NO_FIGURE,
  words: ServiceWords = ENGLISH,
): Hover | null {
  const about = { catalog, figure, words };
  const compiled = compile(text, catalog);
  const all = occurrences(compiled.statements, text);
  const named = occurrenceAt(all, offset) ?? likelyNameAt(all, text, offset);
  if (named) {
    const { kind, name, span } = named;
    if (kind === "kpi") return { span, lines: kpiLines(compiled, name, about) };
    if (kind === "table") return { span, lines: tableLines(sceneOf(text, catalog), name, words) };
    if (kind === "flag") return { span, lines: [flagLine(compiled, name)] };
    return { span, lines: scoreLines(compiled, name, about) };
  }
  const braces = bracesAt(text, offset);
  if (!braces) return tokenHover(text, offset, about, compiled);
  const help = helpOf(words.said, braces.source.trim());
  if (help !== "") {
    const span = { start: braces.start, end: braces.start + braces.source.length };
    return { span, lines: [braces.source.trim(), help] };
  }
  const found = tokenHover(braces.source, offset - braces.start, about, compiled);
  return (
    found && {
      span: { start: found.span.start + braces.start, end: found.span.end + braces.start },
      lines: found.lines,
    }
  );
}

/** What a hover is made of beside the text. */
interface About {
  readonly catalog: Catalog | null;
  readonly figure: ShownFigure;
  readonly words: ServiceWords;
}

function kpiLines({ program, statements }: Compiled, name: string, about: About): string[] {
  const { hover: say, unit } = about.words;
  const kpi = program.kpis.find((k) => foldText(k.name) === name);
  const statement = statements.find((s) => s.kind === "kpi" && foldText(s.name.text) === name);
  const written = statement?.kind === "kpi" ? expression(statement.value) : "";
  if (!kpi) return [say.unclear(name), ...(written ? [`= ${written}`] : [])];
  const label = kpi.label === kpi.name ? "" : ` "${kpi.label}"`;
  const leads = kpi.leads === null ? "" : program.kpis[kpi.leads]!.name;
  const shown = about.figure(kpi.name);
  return [
    say.kpi(`${kpi.name}${label}`, kpi.role, leads, unit(kpi.unit)),
    `= ${written}`,
    `${say.better[kpi.direction.better]}; ${say.nature[kpi.nature.of]}.`,
    ...(shown === null ? [] : [shown]),
  ];
}

function tableLines(scene: Scene, name: string, { hover: say }: ServiceWords): string[] {
  const table = tableNamed(scene, name);
  if (!table) return [`table ${name}`];
  const from = table.source.range
    ? `${table.source.name}!${table.source.range}`
    : table.source.name;
  const columns = table.columns.slice(0, 12).map((c) => `[${c}]`);
  return [
    `table ${table.name} from ${from}`,
    ...(columns.length > 0 ? [say.columns(columns.join(", "), table.columns.length - 12)] : []),
  ];
}

function flagLine({ program }: Compiled, name: string): string {
  const flag = program.flags.find((f) => foldText(f.name) === name);
  return `flag ${flag?.name ?? name}${flag ? ` "${flag.label}", ${flag.severity}` : ""}`;
}

function scoreLines({ program }: Compiled, name: string, { figure }: About): string[] {
  const score = program.scores.find((s) => foldText(s.name) === name);
  if (!score) return [`score ${name}`];
  const parts = score.parts.map(
    (p) => `${+(p.share * 100).toPrecision(6)}% ${program.kpis[p.kpi]!.name}`,
  );
  const shown = figure(score.name);
  return [`score ${score.name}`, `= ${parts.join(" + ")}`, ...(shown === null ? [] : [shown])];
}

function tokenHover(text: string, offset: number, about: About, compiled: Compiled): Hover | null {
  const { words } = about;
  const { tokens } = T.lex(text);
  const at = tokens.findIndex((t) => t.startOffset <= offset && offset <= T.endOf(t));
  const token = tokens[at];
  if (!token) return null;
  const span = T.spanOf(token);
  if (token.tokenType === T.ColumnName) return columnHover(text, at, span, about);
  if (token.tokenType === T.PeriodLike) {
    const calendar = makeCalendar({ spec: compiled.program.calendar, holidays: [] });
    const period = calendar.parse(token.image);
    if (!period) return null;
    const days = words.hover.days(period.label, isoOf(period.start), isoOf(period.end - 1));
    return { span, lines: [days] };
  }
  const fn = tokens[at + 1]?.tokenType === T.Open ? functionNamed(token.image) : null;
  if (fn) return { span, lines: functionLines(fn, words) };
  const given = givenIn(words).find((g) => g.name === foldText(token.image));
  if (given) return { span, lines: [given.name, given.summary] };
  return wordHover(text, at, span, words);
}

/** How a function is called, what it gives, and what may stand in its brackets besides. */
export function functionLines(fn: RuleFunction, words: ServiceWords = ENGLISH): string[] {
  const { signatures, summary, group } = explained(fn, words.functions);
  return [signatures.join("  "), summary, ...(group === "rows" ? [words.hover.rowWords] : [])];
}

function columnHover(text: string, at: number, span: Span, about: About): Hover | null {
  const { catalog, words } = about;
  const { tokens } = T.lex(text);
  const scene = sceneOf(text, catalog);
  const before = tokens[at - 1];
  const joined = before && T.endOf(before) === span.start ? T.nameText(before.image) : null;
  const column = T.columnText(tokens[at]!.image);
  const wanted = foldText(column);
  const has = (t: { columns: readonly string[] }) => t.columns.some((c) => foldText(c) === wanted);
  const table =
    (joined === null ? null : tableNamed(scene, joined)) ??
    [...scene.tables, ...(scene.people ? [scene.people] : [])].find(has);
  if (!table) return { span, lines: [words.hover.column(column, "")] };
  const values = valuesOf(scene, table, column, 6);
  return {
    span,
    lines: [
      words.hover.column(column, table.source.name),
      ...(values.length > 0 ? [words.hover.example(values.join(", "))] : []),
    ],
  };
}

/** A statement's word, or the longest clause of the statement that the tokens here spell. */
function wordHover(text: string, at: number, span: Span, words: ServiceWords): Hover | null {
  const { tokens } = T.lex(text);
  const token = tokens[at]!;
  const piece = pieces(tokens, text).find((p) => p.includes(token));
  const statement = piece?.[0]?.image.toLowerCase() ?? "";
  const told = helpOf(words.statements, statement);
  if (piece && token === piece[0] && told !== "") return { span, lines: [statement, told] };
  const here = tokens.slice(at, at + 3).map((t) => t.image.toLowerCase());
  const clause = (CLAUSES[statement] ?? [])
    .filter((c) => {
      const own = c.word.split(" … ")[0]!.split(" ");
      return own.every((w, i) => here[i] === w);
    })
    .sort((a, b) => b.word.length - a.word.length)[0];
  const help = clause && helpOf(words.clauses, `${statement} ${clause.word}`);
  return clause && help ? { span, lines: [clause.word, help] } : null;
}
