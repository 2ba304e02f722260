/**
 * Rules as native formulas: six sheets that work the figures out in the workbook itself, for people without the
 * add-in. Time and tree are data on sheets of their own; a figure that no formula can follow is left as values, and said.
 */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { Day } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import type { FigureId, Kpi, Program } from "../../dsl/ir/ir.ts";
import type { Span } from "../../dsl/span.ts";
import { nodeMeant } from "../evaluate/meant.ts";
import { sometimesAway } from "../evaluate/presence.ts";
import type { Evaluator } from "../evaluate/types.ts";
import { rangeOf } from "../evaluate/windows.ts";
import type { Model } from "../model/model.ts";
import { serialOfDay } from "../model/serial.ts";
import type { WorkbookData } from "../model/workbook.ts";
import type { BlockInput } from "./block.ts";
import { checksSheet } from "./checks-sheet.ts";
import { cleaner } from "./clean.ts";
import { liveSheet, type Standing } from "./live-sheet.ts";
import { orgSheet } from "./org-sheet.ts";
import { type Part, partsUnder, windowsOf } from "./parts.ts";
import { partsSheet } from "./parts-sheet.ts";
import { isUndated, peopleSheet, placesOf } from "./people-sheet.ts";
import { periodsSheet } from "./periods-sheet.ts";
import { noReadings, type Readings, readingRanges, readingsSheet } from "./readings.ts";
import { attempt, refuse, sentenceOf } from "./refusal.ts";
import { blocksFor, rowsSheet } from "./rows-sheet.ts";
import type { FormulaSheet } from "./sheet.ts";
import { sourcesOf } from "./source.ts";
import type { Dialect } from "./text/dialect.ts";

export interface BookInput {
  readonly program: Program;
  readonly model: Model;
  readonly workbook: WorkbookData;
  readonly evaluator: Pick<Evaluator, "at">;
  readonly periods: readonly Period[];
  readonly dialect: Dialect;
  standing(kpi: Kpi, node: number, period: Period): Standing;
  /** The rules' own words at a span. */
  words(span: Span): string;
}

export interface FormulaBook {
  readonly sheets: readonly FormulaSheet[];
  /** KPIs that became formulas. */
  readonly live: readonly Kpi[];
  /** A sentence for each KPI that is published as values. */
  readonly refused: readonly { readonly kpi: Kpi; readonly sentence: string }[];
}

export function formulaBook(input: BookInput): FormulaBook {
  const { program, model, periods, dialect } = input;
  const { org, calendar, asOf } = model;
  const serial = (day: Day): number => serialOfDay(day, input.workbook.dateSystem);
  const places = placesOf(org);
  const people = peopleSheet(org, places, serial);
  const readings = noReadings();
  const cleaned = cleanKpis(input, readings, isUndated(places));
  const sources = sourcesOf(program, model, dialect, readingRanges(readings));
  const blockInput: BlockInput = { program, sources, people: people.ranges, dialect };
  const kpis = shortKpis(cleaned, blockInput);
  const parts = distinctParts(kpis.live.flatMap((kpi) => partsOfKpi(program, kpi)));
  const days = periodsSheet({
    program,
    calendar,
    periods,
    windows: windowsOf(parts),
    asOf,
    serial,
  });
  const rows = rowsSheet(program, blocksFor(program, parts, blockInput), sources, blockInput);
  const tree = orgSheet(org, places, rows.blocks, serial);
  const away = new Set(sometimesAway(org));
  const everyone = [...new Set(places.map(({ node }) => node))].map((node) => ({
    node,
    name: org.nodes[node]!.name,
    places: places.filter((place) => place.node === node),
    away: away.has(node),
  }));
  const made = partsSheet({
    program,
    parts,
    people: everyone,
    periods,
    days,
    rows,
    org: tree,
    sheet: people,
    name: (part) => nameOf(input, part),
    meant: ({ figure }, node, period) => meantBy(input, figure, node, period),
    result: (part, node, period) => resultOf(input, part, node, period),
  });
  const odd = readingsSheet(readings);
  const measures = [
    ...new Set(parts.flatMap((p) => (p.of === "figure" ? [] : [p.aggregate.measure]))),
  ].map((id) => program.measures[id]!);
  const { workbook } = input;
  const checks = checksSheet({ program, model, sources, measures, workbook });
  const isLive = new Set(kpis.live);
  const live = liveSheet({
    kpis: program.kpis,
    people: everyone,
    periods,
    days,
    verdict: checks.verdict,
    standing: input.standing,
    cells: (kpi, node) =>
      isLive.has(kpi)
        ? {
            actual: made.cellOf(kpi.figure, node),
            baseline: kpi.baseline === null ? null : made.cellOf(kpi.baseline, node),
          }
        : null,
  });
  return {
    sheets: [
      live,
      checks.sheet,
      made.sheet,
      days.sheet,
      tree.sheet,
      people.sheet,
      rows.sheet,
      odd,
    ].filter((sheet) => sheet !== null),
    live: kpis.live,
    refused: kpis.refused,
  };
}

const figuresOf = ({ figure, baseline }: Kpi): FigureId[] =>
  baseline === null ? [figure] : [figure, baseline];
const partsOfKpi = (program: Program, kpi: Kpi): readonly Part[] =>
  figuresOf(kpi).flatMap((id) => partsUnder(program, id));
const distinctParts = (parts: readonly Part[]): Part[] => [
  ...new Map(parts.map((part) => [part.key, part])).values(),
];

type Judged = Pick<FormulaBook, "live" | "refused">;

/** Sorts KPIs by whether something can be done for them without a refusal. */
function judged(kpis: readonly Kpi[], attemptFor: (kpi: Kpi) => void): Judged {
  const live: Kpi[] = [];
  const refused: { kpi: Kpi; sentence: string }[] = [];
  for (const kpi of kpis) {
    const tried = attempt(() => attemptFor(kpi));
    if ("refused" in tried) refused.push({ kpi, sentence: sentenceOf(kpi.name, tried.refused) });
    else live.push(kpi);
  }
  return { live, refused };
}

/** KPIs whose forms have formulas and whose cells a formula reads as we do; `readings` takes what helps it. */
function cleanKpis(input: BookInput, readings: Readings, undated: boolean): Judged {
  const { program, model, workbook } = input;
  const clean = cleaner({ program, model, workbook, readings });
  return judged(program.kpis, (kpi) => {
    for (const part of partsOfKpi(program, kpi)) {
      if (part.of === "figure") continue;
      const measure = program.measures[part.aggregate.measure]!;
      const { name } = program.tables[measure.table]!;
      if (!model.tables[measure.table]) refuse({ of: "table", table: name });
      if (!undated && measure.owned && measure.day.at !== "date")
        refuse({ of: "moves", what: "counts rows by the org of each period’s last day" });
      clean(measure);
    }
  });
}

/** Of those the ones whose blocks can be written down. */
function shortKpis({ live, refused }: Judged, blockInput: BlockInput): Judged {
  const { program } = blockInput;
  const short = judged(live, (kpi) => {
    blocksFor(program, partsOfKpi(program, kpi), blockInput);
  });
  return { live: short.live, refused: [...refused, ...short.refused] };
}

function nameOf({ program, words }: BookInput, part: Part): string {
  if (part.of === "figure") return words(program.figures[part.figure]!.span);
  const { measure, window, by } = part.aggregate;
  const figure = program.figures.find(
    ({ node }) =>
      node.kind === "aggregate" &&
      node.measure === measure &&
      node.window === window &&
      node.by === by,
  );
  return figure ? words(figure.span) : "rows that count";
}

function meantBy(
  { program, model }: BookInput,
  id: FigureId,
  node: number,
  period: Period,
): number {
  const figure = program.figures[id]!.node;
  if (figure.kind !== "aggregate") return -1;
  const window = program.windows[figure.window]!;
  const when = rangeOf(model.calendar, window, period, model.asOf).period;
  return nodeMeant(model.org, figure.node, node, when.end - 1);
}

/** Known for the figures of the rules; parts that only formulas have are worked out when the workbook is opened. */
function resultOf(
  { program, evaluator }: BookInput,
  part: Part,
  node: number,
  period: Period,
): CellValue {
  const id =
    part.of === "figure"
      ? part.figure
      : program.figures.findIndex(
          ({ node: f }) =>
            f.kind === "aggregate" &&
            f.node.who === "self" &&
            f.measure === part.aggregate.measure &&
            f.window === part.aggregate.window &&
            f.by === part.aggregate.by &&
            f.scope === part.aggregate.scope &&
            f.empty === part.aggregate.empty,
        );
  if (id < 0) return null;
  const { value, error } = evaluator.at(id, node, period);
  return error ? { error: error.text } : Number.isNaN(value) ? "" : value;
}
