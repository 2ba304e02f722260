/** Drift as the views and the command line see it: each item with a sentence, and what can be done. */
import { type CellValue, isCellError } from "../../dsl/cell.ts";
import { isFormula, sameCell } from "../hosts/port/plan.ts";
import type { Finding } from "../model/finding.ts";
import { finding } from "../model/findings.ts";
import type { SheetData, WorkbookData } from "../model/workbook.ts";
import { ENGLISH, type Words } from "../words/index.ts";
import { PARTS, type Publishing, USUAL_CHOICE } from "./choice.ts";
import type { DriftItemView, DriftView } from "./contract-drift.ts";
import type { GoalCommand } from "./contract-goals.ts";
import { type Drift, driftOf, type SheetDrift, sheetDrift, shownOf } from "./drift.ts";
import { PERSON_KEYS } from "./person-sheet.ts";
import {
  CHART_SHEET,
  GOALS_SHEET,
  type PublishedSheet,
  publishedSheets,
  SCORECARD_SHEET,
} from "./published.ts";
import type { RecordedSheet } from "./record.ts";
import type { Results } from "./results.ts";
import { BAR_HEAD, type Bars, SCORECARD_HEADER_ROW } from "./scorecard-sheet.ts";
import { type Shower, shower } from "./show.ts";

/** Drift of a workbook, with what a run of today would publish beside it. */
export function driftView(
  results: Results,
  workbook: WorkbookData,
  say: Words = ENGLISH,
): DriftView {
  const drifts = driftOf(workbook);
  const sheets = publishedSheets(results, workbook, publishingOf(drifts));
  const news = drifts.map(({ recorded }) => {
    const made = sheets.find(({ sheet }) => sheet === recorded.sheet);
    return made ? sheetDrift(recorded, asData(made)) : null;
  });
  const { exact } = shower(workbook.locale || "en-US");
  return {
    recorded: drifts.length > 0,
    sheets: drifts.map(({ recorded, sorted }, i) => ({
      sheet: recorded.sheet,
      since: recorded.on,
      rows: recorded.rows.length,
      sorted,
      outdated: news[i]?.items.length ?? 0,
    })),
    items: drifts.flatMap((drift, i) =>
      drift.items.map((item) => itemView(results, drift, item, news[i] ?? null, { say, exact })),
    ),
  };
}

/** What was asked for when these were published, as far as it changes what they hold. */
export function publishingOf(drifts: readonly SheetDrift[]): Publishing {
  const about = (name: string) => drifts.find(({ recorded }) => recorded.sheet === name)?.recorded;
  const people = drifts.some(({ recorded }) => recorded.keys[0] === PERSON_KEYS[0]);
  const charted = about(CHART_SHEET);
  const parts = (people ? PARTS : [...USUAL_CHOICE.parts, "chart" as const]).filter(
    (part) => part !== "chart" || charted !== undefined,
  );
  const scorecard = about(SCORECARD_SHEET);
  const period = (scorecard ?? charted)?.about ?? null;
  return { ...USUAL_CHOICE, parts, period, bars: barsOf(scorecard), on: "" };
}

function barsOf(scorecard: RecordedSheet | undefined): Bars {
  const rows = scorecard?.rows ?? [];
  const drawn = rows.some((row) =>
    row?.some((cell) => isFormula(cell) && cell.formula.startsWith("=SPARKLINE")),
  );
  if (drawn) return "sparkline";
  const isThere = rows[SCORECARD_HEADER_ROW]?.includes(BAR_HEAD) ?? true;
  return isThere ? "data bar" : "none";
}

/** A published sheet as it would be read back. */
const asData = ({ sheet, cells }: PublishedSheet): SheetData => ({
  name: sheet,
  rows: cells.length,
  columns: (cells[0] ?? []).map((_, c) => cells.map((row) => shownOf(row[c] ?? null))),
});

function itemView(
  results: Results,
  drift: SheetDrift,
  item: Drift,
  news: SheetDrift | null,
  { say, exact }: { readonly say: Words; readonly exact: Shower["exact"] },
): DriftItemView {
  const { id, kind, sheet, cell, about, since } = item;
  const isCell = item.kind === "typed over";
  const expected = isCell ? item.expected : null;
  const found = isCell ? item.found : null;
  const changed = news?.items.find((n) => n.id === id);
  const now = changed?.kind === "typed over" ? changed.found : expected;
  return {
    id,
    kind,
    sheet,
    cell,
    about,
    column: "column" in item ? item.column : "",
    expected,
    found,
    now,
    settled: isCell
      ? sameCell(found, now) && !item.formulas
      : kind === "row gone" && changed?.kind === "row gone",
    since,
    by: null,
    sentence: sentenceOf(item, say, exact),
    accept: isCell ? acceptOf(results, drift, item) : null,
  };
}

/** Only a goal that holds a number can be accepted: other figures follow from the data. */
function acceptOf(
  results: Results,
  { recorded, layout }: SheetDrift,
  item: Extract<Drift, { kind: "typed over" }>,
): GoalCommand | null {
  if (recorded.sheet !== GOALS_SHEET || item.column !== "goal") return null;
  if (typeof item.found !== "number" || !layout) return null;
  // The goal itself is as it was: there is nothing to accept.
  if (sameCell(item.found, item.expected)) return null;
  const [, row] = /^[A-Z]+(\d+)$/.exec(item.cell) ?? [];
  const r = layout.rows.indexOf(Number(row) - 1);
  const header = recorded.rows[recorded.headerRow]!;
  const cellOf = (name: string) =>
    String(shownOf(recorded.rows[r]?.[header.indexOf(name)] ?? null));
  if (!results.program.kpis.some((kpi) => kpi.name === cellOf("kpi"))) return null;
  const of = { who: cellOf("who"), kpi: cellOf("kpi"), period: cellOf("period") };
  return { ...of, kind: "override", to: item.found };
}

const shownWith =
  (nothing: string, number: Shower["exact"]) =>
  (cell: CellValue): string => {
    if (cell === null || cell === "") return nothing;
    if (typeof cell === "number") return number(cell);
    return isCellError(cell) ? cell.error : typeof cell === "string" ? `\`${cell}\`` : String(cell);
  };

/** A cell where it matters whether it works itself out. */
function told(formula: string | null, result: string, drift: Words["calls"]["drift"]): string {
  if (formula === null) return drift.plain(result);
  return formula === "" ? drift.formula(result) : `\`=${formula}\` (${result})`;
}

/** What is so, in one or two sentences. */
function sentenceOf(item: Drift, { calls }: Words, number: Shower["exact"]): string {
  const { sheet, cell, about, since } = item;
  const { drift } = calls;
  switch (item.kind) {
    case "typed over": {
      const what = about ? drift.of(item.column, about) : item.column || drift.heading;
      const [expected, found] = [item.expected, item.found].map(shownWith(drift.nothing, number));
      const [was, is] = item.formulas
        ? [told(item.formulas.expected, expected!, drift), told(item.formulas.found, found!, drift)]
        : [expected, found];
      return drift.typedOver(`${sheet}!${cell}`, what, was!, is!, since);
    }
    case "row gone":
      return drift.rowGone(sheet, about || cell, since);
    case "row added":
      return drift.rowAdded(`${sheet}!${cell}`);
    case "column gone":
      return drift.columnGone(sheet, item.column, since);
    case "sheet gone":
      return drift.sheetGone(sheet, since);
    case "record":
      return drift.record(sheet, cell.slice(1));
  }
}

/** More than these are counted in one finding. */
const MOST_FINDINGS = 20;

/** Drift as findings of a run; what is there and today's run agree on is none. */
export function driftFindings(
  results: Results,
  workbook: WorkbookData,
  say: Words = ENGLISH,
): Finding[] {
  const drifts = driftOf(workbook);
  if (drifts.every(({ items }) => items.length === 0)) return [];
  const open = driftView(results, workbook, say).items.filter((item) => !item.settled);
  const told = open
    .slice(0, MOST_FINDINGS)
    .map((item) => finding("DRIFT01", `${item.sheet}!${item.cell}`, { message: item.sentence }));
  if (open.length <= MOST_FINDINGS) return told;
  const message = say.calls.drift.more(open.length - MOST_FINDINGS);
  return [...told, finding("DRIFT01", open[MOST_FINDINGS]!.sheet, { message })];
}
