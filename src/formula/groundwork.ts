/** What all sheets of formulas stand on: people and their tree, what becomes formulas, days, rows and parts. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { Day } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import type { FigureId, FigureNode, Kpi, Program } from "../../dsl/ir/ir.ts";
import type { Span } from "../../dsl/span.ts";
import { nodeMeant } from "../evaluate/meant.ts";
import { sometimesAway } from "../evaluate/presence.ts";
import type { Evaluator } from "../evaluate/types.ts";
import { rangeOf } from "../evaluate/windows.ts";
import type { Model } from "../model/model.ts";
import { serialOfDay } from "../model/serial.ts";
import type { WorkbookData } from "../model/workbook.ts";
import type { BlockInput } from "./block.ts";
import type { CheckWords } from "./check-words.ts";
import { type Chosen, chosen } from "./chosen.ts";
import type { ConditionBasis, FlagBasis } from "./flags-sheet.ts";
import type { GoalsBasis } from "./goal-cells.ts";
import { type GoalPlan, goalPlan } from "./goals.ts";
import { type LiveRows, liveRows, placeIn } from "./live-rows.ts";
import type { Standing } from "./live-sheet.ts";
import type { NoticeWords } from "./notices.ts";
import { type OrgSheet, orgSheet } from "./org-sheet.ts";
import {
  isOwn,
  type Part,
  type PeopleColumn,
  type PeoplePart,
  peopleColumnsOf,
  reportConditions,
  windowsOf,
} from "./parts.ts";
import { type PartsInput, type PartsSheet, partsSheet } from "./parts-sheet.ts";
import { givenFormula } from "./people-counted.ts";
import { livePeople } from "./people-live.ts";
import { withKeysInOrder } from "./people-order.ts";
import { type PeopleRows, peopleRows } from "./people-rows.ts";
import { isUndated, type PeopleSheet, type Place, peopleSheet, placesOf } from "./people-sheet.ts";
import { type PeriodsSheet, periodsSheet } from "./periods-sheet.ts";
import { noReadings, readingRanges, readingsSheet } from "./readings.ts";
import { type ReportsSheet, reportsSheet } from "./reports-sheet.ts";
import { blocksFor, type RowsSheet, rowsSheet } from "./rows-sheet.ts";
import type { FormulaSheet } from "./sheet.ts";
import { type Sources, sourcesOf } from "./source.ts";
import { standingFigure } from "./standing-figures.ts";
import type { Dialect } from "./text/dialect.ts";

export interface BookInput {
  readonly program: Program;
  readonly model: Model;
  readonly workbook: WorkbookData;
  readonly evaluator: Pick<Evaluator, "at">;
  readonly periods: readonly Period[];
  readonly dialect: Dialect;
  standing(kpi: Kpi, node: number, period: Period): Standing;
  /** What parts of the goal the period's parts make (`partsOfPeriod`). */
  dueShares(kpi: Kpi, node: number, period: Period): readonly number[];
  readonly goals: GoalsBasis;
  readonly flags: readonly FlagBasis[];
  /** What is known of a condition that is asked of reports. */
  condition(condition: FigureId): ConditionBasis;
  /** Before this as-of day it is too early to judge a period. */
  judgedFrom(period: Period): Day;
  /** The rules' own words at a span. */
  words(span: Span): string;
  /** What is told of what can't be formulas. */
  readonly say: NoticeWords;
  /** What `KPI Checks` says, in the workbook's language. */
  readonly checks: CheckWords;
}

export interface Groundwork {
  readonly found: Chosen;
  readonly goals: GoalPlan;
  /** The tracked periods, and to their right others that goals rest on. */
  readonly columns: readonly Period[];
  readonly sources: Sources;
  readonly places: readonly Place[];
  readonly everyone: PartsInput["people"];
  readonly people: PeopleSheet;
  readonly days: PeriodsSheet;
  readonly rows: RowsSheet;
  readonly tree: OrgSheet;
  readonly made: PartsSheet;
  readonly live: LiveRows;
  /** What is asked of people's own rows. */
  readonly asked: PeopleRows;
  readonly reports: ReportsSheet;
  readonly readings: FormulaSheet | null;
}

export function groundwork(input: BookInput): Groundwork {
  const { program, model, periods, dialect, workbook } = input;
  const { org, calendar, asOf } = model;
  const serial = (day: Day): number => serialOfDay(day, workbook.dateSystem);
  const places = placesOf(org);
  const readings = noReadings();
  const sources = sourcesOf(program, model, dialect, readingRanges(readings));
  const listed =
    livePeople({ program, model, workbook, sources, places, dialect }) ??
    peopleSheet(org, places, serial);
  const people = dialect.halves ? withKeysInOrder(listed) : listed;
  const blocks: BlockInput = {
    program,
    sources,
    people: people.ranges,
    dialect,
    owners: new Map(),
  };
  const nodes = [...new Set(places.map(({ node }) => node))];
  const goals = goalPlan(program, input.goals, nodes, periods);
  const found = chosen(
    { program, model, workbook, readings, undated: isUndated(places), blocks },
    { program, periods },
    { flags: input.flags, goals: goals.figures, watched: goals.watched },
    input.say,
  );
  const columns = [...periods, ...goals.extra];
  const days = periodsSheet({
    program,
    calendar,
    periods: columns,
    ...windowsOf(program, found.parts),
    asOf,
    serial,
  });
  const rows = rowsSheet(program, blocksFor(program, found.parts, blocks), sources, blocks);
  const tree = orgSheet(org, places, rows.blocks, serial, people.live);
  const away = new Set(sometimesAway(org));
  const everyone = nodes.map((node) => ({
    node,
    name: org.nodes[node]!.name,
    places: places.filter((place) => place.node === node),
    away: away.has(node),
  }));
  const { standing } = input;
  const shown = { program, model, periods, columns, people: everyone };
  const live = liveRows({ ...shown, goals, found, standing });
  const rowsOfPeople = peopleColumnsOf(program, found.parts);
  const asked = peopleRows({
    ...{ program, model, sources, dialect, people, columns: rowsOfPeople },
    words: (column) => wordsOf(input, column),
  });
  const reports = reportsSheet({
    ...{ org, people: everyone, sheet: people, periods: columns },
    conditions: reportConditions(program, found.parts),
    words: (condition) => input.words(program.figures[condition]!.span),
  });
  const made = partsSheet({
    program,
    parts: found.parts,
    people: everyone,
    periods: columns,
    days,
    rows,
    org: tree,
    sheet: people,
    goesAcross: dialect.sumsAcross,
    name: (part) => nameOf(input, part),
    meant: ({ figure }, node, period) => meantBy(input, figure, node, period),
    given: (given, node, period) =>
      givenFormula({ program, model, days, people }, given, node, period),
    standing: (of, node, period) => standingFigure(live.from(period), of, { node, period }),
    asked,
    reports,
    placeOf: placeIn({ program, model }),
    result: (part, node, period) => resultOf(input, part, node, period),
  });
  const odd = readingsSheet(readings);
  return {
    found,
    goals,
    columns,
    sources,
    places,
    everyone,
    people,
    days,
    rows,
    tree,
    made,
    live,
    asked,
    reports,
    readings: odd,
  };
}

function nameOf({ program, words }: BookInput, part: Part): string {
  if (part.of === "figure") return words(program.figures[part.figure]!.span);
  if (part.of === "people") return wordsOf({ program, words }, { row: part.row, of: "value" });
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

const isOwnOf = (program: Program, node: FigureNode, part: PeoplePart): boolean =>
  node.kind === "attribute" && isOwn(program, node) && node.row === part.row;

/** The first figure's that asks for it. */
function wordsOf(
  { program, words }: Pick<BookInput, "program" | "words">,
  { row, of }: PeopleColumn,
): string {
  const figure = program.figures.find(({ node }) =>
    of === "value"
      ? node.kind === "attribute" && node.row === row
      : node.kind === "person" && node.where === row,
  );
  return words(figure!.span);
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
      : part.of === "people"
        ? program.figures.findIndex(({ node: f }) => isOwnOf(program, f, part))
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
