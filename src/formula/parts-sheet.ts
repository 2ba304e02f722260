/** `KPI Parts`: a row for each person and part, a column for each period. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import type { CellValue } from "../../dsl/cell.ts";
import type { FigureId, FigureNode, Program } from "../../dsl/ir/ir.ts";
import { across } from "./across.ts";
import { aggregateCell } from "./aggregates.ts";
import { asOne } from "./blank.ts";
import { figureFormula, type Given, literalOf } from "./figures.ts";
import { columnOf } from "./live-rows.ts";
import type { OrgSheet } from "./org-sheet.ts";
import {
  aggregatePart,
  countPart,
  isInline,
  needsCount,
  type Part,
  partOf,
  peoplePart,
  type RowsPart,
} from "./parts.ts";
import type { PeopleRows } from "./people-rows.ts";
import type { PeopleSheet, Place } from "./people-sheet.ts";
import type { PeriodsSheet } from "./periods-sheet.ts";
import type { ReportsSheet } from "./reports-sheet.ts";
import type { RowsSheet } from "./rows-sheet.ts";
import { type FormulaSheet, plain, SHEETS, type SheetCell } from "./sheet.ts";
import { kpisAsked, type StandingNode, type StandingRead } from "./standing-figures.ts";
import { BLANK, cell, type Formula, fixed, number, off, operate } from "./text/formula.ts";

const HEADER_ROW = 0;

export interface PartsInput {
  readonly program: Program;
  readonly parts: readonly Part[];
  readonly people: readonly {
    readonly node: number;
    readonly name: string;
    readonly places: readonly Place[];
    /** Not in the org on some day. */
    readonly away: boolean;
  }[];
  readonly periods: readonly Period[];
  readonly days: PeriodsSheet;
  readonly rows: RowsSheet;
  readonly org: OrgSheet;
  readonly sheet: PeopleSheet;
  /** Whether a row may be one formula that fills it. */
  readonly goesAcross: boolean;
  /** What a part is called: the words of the rules. */
  name(part: Part): string;
  /** The node that a figure of another node means; -1 where there is none. */
  meant(part: Extract<Part, { of: "figure" }>, node: number, period: Period): number;
  /** A figure of the day or of people; null where nobody is meant. */
  given(given: Given, node: number, period: Period): Formula | null;
  /** A figure that asks for a KPI's standing. */
  standing(asked: StandingNode, node: number, period: Period): Formula;
  /** What is asked of people's own rows. */
  readonly asked: PeopleRows;
  readonly reports: ReportsSheet;
  /** Where another node or window leads; null: nobody is there. */
  readonly placeOf: StandingRead["placeOf"];
  /** What the part comes to now. */
  result(part: Part, node: number, period: Period): CellValue;
}

/** The cell of a part of a person, from the cell at hand; `columns` to the right. */
type CellFrom = (key: string, node: number, columns?: number) => Formula;

export interface PartsSheet {
  readonly sheet: FormulaSheet;
  /** The cell of a figure in the own column, from any sheet with the same columns. */
  cellOf(figure: FigureId, node: number, columns?: number): Formula;
}

export function partsSheet(input: PartsInput): PartsSheet {
  const { program, parts, people, periods } = input;
  const indexOf = new Map(parts.map((part, i) => [part.key, i]));
  const at = new Map(people.map(({ node }, i) => [node, i]));
  const rowOf = (key: string, node: number): number =>
    HEADER_ROW + 1 + at.get(node)! * parts.length + indexOf.get(key)!;
  // Relative, so that everybody's formulas read alike.
  const from =
    (part: Part, person: number): CellFrom =>
    (key, node, columns = 0) =>
      cell(null, off(rowOf(key, node) - rowOf(part.key, person)), off(columns));
  const inline = (id: FigureId): Formula | null => {
    const { node } = program.figures[id]!;
    if (!isInline(node)) return null;
    return node.kind === "literal" ? literalOf(node) : BLANK;
  };
  // Standings look at other columns, and what they rest on may lead back to their own row: such rows go cell by cell.
  const asksStanding = new Set(
    parts.filter((part) => part.of === "figure" && kpisAsked(program, part.figure).length > 0),
  );
  const rows = people.flatMap((person) =>
    parts.map((part): SheetCell[] => {
      const cells = periods.map((period) =>
        partCell(input, part, person, period, from(part, person.node), inline),
      );
      const goesAcross = input.goesAcross && !asksStanding.has(part);
      return [person.name, input.name(part), null, ...(goesAcross ? across(cells) : cells)];
    }),
  );
  return {
    sheet: {
      name: SHEETS.parts,
      what: "what the figures are made of",
      rows: [["Who", "Part", null, ...periods.map(({ label }) => label)], ...rows],
      headerRow: HEADER_ROW,
      frozenColumns: 2,
      dayColumns: [],
      dayRows: [],
    },
    cellOf: (id, node, columns = 0) =>
      inline(id) ?? cell(SHEETS.parts, fixed(rowOf(partOf(program, id)!.key, node)), off(columns)),
  };
}

/** The cell at hand: whose, when, and how it finds others. */
interface At {
  readonly input: PartsInput;
  readonly person: PartsInput["people"][number];
  readonly period: Period;
  readonly own: CellFrom;
  readonly inline: (id: FigureId) => Formula | null;
  readonly result: CellValue;
}

function partCell(
  input: PartsInput,
  part: Part,
  person: At["person"],
  period: Period,
  own: CellFrom,
  inline: At["inline"],
): SheetCell {
  const result = input.result(part, person.node, period);
  const at: At = { input, person, period, own, inline, result };
  if (part.of === "figure") return figureCell(at, part);
  if (part.of !== "people") return rowsCell(at, part);
  const report = (who: number): Formula => own(part.key, who);
  return plain(input.asked.part(part, person.node, period, report), result);
}

function rowsCell({ input, person, own, result }: At, part: RowsPart): SheetCell {
  const { aggregate } = part;
  const { block, column } = input.rows.find(part);
  return aggregateCell({
    aggregate,
    measure: input.program.measures[aggregate.measure]!,
    placed: input.rows.blocks[block]!,
    block,
    column,
    places: person.places,
    org: input.org,
    periods: input.days,
    away: person.away ? input.sheet.numberOf(person.node) : null,
    people: input.sheet.ranges,
    count:
      part.of === "aggregate" && needsCount(aggregate)
        ? own(countPart(aggregate).key, person.node)
        : null,
    result,
  });
}

function figureCell(at: At, part: Extract<Part, { of: "figure" }>): SheetCell {
  const { input, person, period, own, inline, result } = at;
  const { program } = input;
  const { node } = program.figures[part.figure]!;
  const who = input.meant(part, person.node, period);
  const formula = figureFormula(program, part.figure, {
    of: (id) => inline(id) ?? own(partOf(program, id)!.key, person.node),
    seen: () => (node.kind !== "aggregate" || who < 0 ? null : own(aggregatePart(node).key, who)),
    attribute: (asked) => attributeOf(at, asked),
    person: (asked) => conditionOf(at, asked),
    reports: (asked) => {
      const place = input.placeOf(asked, { node: person.node, period });
      const columns = place && columnsTo(at, place.period);
      if (place === null) return BLANK;
      return columns === null ? asItWas(result) : input.reports.figure(asked, place, columns);
    },
    given: (asked) => input.given(asked, person.node, period),
    standing: (asked) => input.standing(asked, person.node, period),
  });
  // What is as published is a number, not a formula.
  return formula.kind === "number" ? formula.value : plain(formula, result);
}

/** How far another period's column is; null: it has none. */
function columnsTo({ input, period }: At, other: Period): number | null {
  const column = columnOf(input.periods, other);
  return column < 0 ? null : column - columnOf(input.periods, period);
}

const asItWas = (result: CellValue): Formula =>
  typeof result === "number" ? number(result) : BLANK;

/** Another person's column of the people's sheet, or that of another period; of one without a column what it came to. */
function attributeOf(at: At, asked: Extract<FigureNode, { kind: "attribute" }>): Formula {
  const { input, person, period, own, result } = at;
  const place = input.placeOf(asked, { node: person.node, period });
  if (place === null) return BLANK;
  // A live tree has no dates: what its rows say holds in every period.
  const columns = columnsTo(at, place.period) ?? (input.sheet.live ? 0 : null);
  if (columns === null) return asItWas(result);
  return own(peoplePart(input.program, asked).key, place.node, columns);
}

function conditionOf(
  { input, person, period }: At,
  asked: Extract<FigureNode, { kind: "person" }>,
): Formula {
  const place = input.placeOf(asked, { node: person.node, period });
  if (place === null) return number(0);
  const at = input.asked.own({ row: asked.where, of: "condition" }, place.node, place.period);
  return at === BLANK ? number(0) : asOne(operate(at, "=", number(1)));
}
