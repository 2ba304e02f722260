/** Hover: what stands under the cursor, in a few lines. */

import { makeCalendar } from "../calendar/calendar.ts";
import { isoOf } from "../calendar/day.ts";
import type { Catalog } from "../check/catalog.ts";
import { foldText } from "../fold.ts";
import { expression } from "../format/expression.ts";
import { functionNamed, GIVEN_FIGURES, ROW_WORDS, type RuleFunction } from "../functions.ts";
import { type Compiled, compile } from "../index.ts";
import type { Kpi } from "../ir/ir.ts";
import type { Span } from "../span.ts";
import { CLAUSES } from "../syntax/clauses.ts";
import { pieces } from "../syntax/parse.ts";
import * as T from "../syntax/tokens.ts";
import { unitName } from "../types/type.ts";
import { likelyNameAt, occurrenceAt, occurrences } from "./names.ts";
import { bracesAt } from "./said.ts";
import { type Scene, sceneOf, tableNamed, valuesOf } from "./scene.ts";
import { CLAUSE_HELP, SAID_HELP, STATEMENT_HELP } from "./words.ts";

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
): Hover | null {
  const compiled = compile(text, catalog);
  const all = occurrences(compiled.statements, text);
  const named = occurrenceAt(all, offset) ?? likelyNameAt(all, text, offset);
  if (named) {
    const { kind, name, span } = named;
    if (kind === "kpi") return { span, lines: kpiLines(compiled, name, figure) };
    if (kind === "table") return { span, lines: tableLines(sceneOf(text, catalog), name) };
    if (kind === "flag") return { span, lines: [flagLine(compiled, name)] };
    return { span, lines: scoreLines(compiled, name, figure) };
  }
  const braces = bracesAt(text, offset);
  if (!braces) return tokenHover(text, offset, catalog, compiled);
  const help = SAID_HELP[braces.source.trim()];
  if (help) {
    const span = { start: braces.start, end: braces.start + braces.source.length };
    return { span, lines: [braces.source.trim(), help] };
  }
  const found = tokenHover(braces.source, offset - braces.start, catalog, compiled);
  return (
    found && {
      span: { start: found.span.start + braces.start, end: found.span.end + braces.start },
      lines: found.lines,
    }
  );
}

function kpiLines({ program, statements }: Compiled, name: string, figure: ShownFigure): string[] {
  const kpi = program.kpis.find((k) => foldText(k.name) === name);
  const statement = statements.find((s) => s.kind === "kpi" && foldText(s.name.text) === name);
  const written = statement?.kind === "kpi" ? expression(statement.value) : "";
  if (!kpi) return [`kpi ${name}: not understood yet`, ...(written ? [`= ${written}`] : [])];
  const label = kpi.label === kpi.name ? "" : ` "${kpi.label}"`;
  const leads = kpi.leads === null ? "" : `, leads ${program.kpis[kpi.leads]!.name}`;
  const shown = figure(kpi.name);
  return [
    `kpi ${kpi.name}${label}: ${kpi.role}${leads}, in ${unitName(kpi.unit)}`,
    `= ${written}`,
    `${DIRECTION[kpi.direction.better]}; ${natureText(kpi)}.`,
    ...(shown === null ? [] : [shown]),
  ];
}

const DIRECTION = {
  higher: "Higher is better",
  lower: "Lower is better",
  within: "Near the goal is better",
} as const;

function natureText({ nature }: Kpi): string {
  switch (nature.of) {
    case "additive":
      return "adds up over people and time";
    case "ratio":
      return "a ratio: rolls up by numerator and denominator";
    case "stock":
      return "a stock: adds up over people, of a longer period it is the last day's";
    case "other":
      return "each node has a figure of its own, which doesn't add up";
  }
}

function tableLines(scene: Scene, name: string): string[] {
  const table = tableNamed(scene, name);
  if (!table) return [`table ${name}`];
  const from = table.source.range
    ? `${table.source.name}!${table.source.range}`
    : table.source.name;
  const columns = table.columns.slice(0, 12).map((c) => `[${c}]`);
  const more = table.columns.length > 12 ? `, and ${table.columns.length - 12} more` : "";
  return [
    `table ${table.name} from ${from}`,
    ...(columns.length > 0 ? [`Columns: ${columns.join(", ")}${more}`] : []),
  ];
}

function flagLine({ program }: Compiled, name: string): string {
  const flag = program.flags.find((f) => foldText(f.name) === name);
  return `flag ${flag?.name ?? name}${flag ? ` "${flag.label}", ${flag.severity}` : ""}`;
}

function scoreLines({ program }: Compiled, name: string, figure: ShownFigure): string[] {
  const score = program.scores.find((s) => foldText(s.name) === name);
  if (!score) return [`score ${name}`];
  const parts = score.parts.map(
    (p) => `${+(p.share * 100).toPrecision(6)}% ${program.kpis[p.kpi]!.name}`,
  );
  const shown = figure(score.name);
  return [`score ${score.name}`, `= ${parts.join(" + ")}`, ...(shown === null ? [] : [shown])];
}

function tokenHover(
  text: string,
  offset: number,
  catalog: Catalog | null,
  compiled: Compiled,
): Hover | null {
  const { tokens } = T.lex(text);
  const at = tokens.findIndex((t) => t.startOffset <= offset && offset <= T.endOf(t));
  const token = tokens[at];
  if (!token) return null;
  const span = T.spanOf(token);
  if (token.tokenType === T.ColumnName) return columnHover(text, at, span, catalog);
  if (token.tokenType === T.PeriodLike) {
    const calendar = makeCalendar({ spec: compiled.program.calendar, holidays: [] });
    const period = calendar.parse(token.image);
    if (!period) return null;
    const days = `${isoOf(period.start)} to ${isoOf(period.end - 1)}`;
    return { span, lines: [`${period.label}: ${days}`] };
  }
  const fn = tokens[at + 1]?.tokenType === T.Open ? functionNamed(token.image) : null;
  if (fn) return { span, lines: functionLines(fn) };
  const given = GIVEN_FIGURES.find((g) => g.name === foldText(token.image));
  if (given) return { span, lines: [given.name, given.summary] };
  return wordHover(text, at, span);
}

/** How a function is called, what it gives, and what may stand in its brackets besides. */
export const functionLines = (fn: RuleFunction): string[] => [
  fn.signatures.join("  "),
  fn.summary,
  ...(fn.group === "rows" ? [`Then, if wanted: ${ROW_WORDS}.`] : []),
];

function columnHover(text: string, at: number, span: Span, catalog: Catalog | null): Hover | null {
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
  if (!table) return { span, lines: [`column ${column}`] };
  const values = valuesOf(scene, table, column, 6);
  return {
    span,
    lines: [
      `column ${column} of ${table.source.name}`,
      ...(values.length > 0 ? [`For example ${values.join(", ")}`] : []),
    ],
  };
}

/** A statement's word, or the longest clause of the statement that the tokens here spell. */
function wordHover(text: string, at: number, span: Span): Hover | null {
  const { tokens } = T.lex(text);
  const token = tokens[at]!;
  const piece = pieces(tokens, text).find((p) => p.includes(token));
  const statement = piece?.[0]?.image.toLowerCase() ?? "";
  if (piece && token === piece[0] && STATEMENT_HELP[statement])
    return { span, lines: [statement, STATEMENT_HELP[statement]] };
  const words = tokens.slice(at, at + 3).map((t) => t.image.toLowerCase());
  const clause = (CLAUSES[statement] ?? [])
    .filter((c) => {
      const own = c.word.split(" … ")[0]!.split(" ");
      return own.every((w, i) => words[i] === w);
    })
    .sort((a, b) => b.word.length - a.word.length)[0];
  const help = clause && CLAUSE_HELP[`${statement} ${clause.word}`];
  return help ? { span, lines: [clause.word, help] } : null;
}
