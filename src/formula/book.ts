/**
 * Rules as native formulas: sheets that work the figures out in the workbook itself, for people without the
 * add-in. Time and tree are data on sheets of their own; a figure that no formula can follow is left as values, and said.
 */
import type { Flag, Kpi } from "../../dsl/ir/ir.ts";
import { columnsUnder } from "../evaluate/measures.ts";
import { serialOfDay } from "../model/serial.ts";
import { asPublished } from "./as-published.ts";
import { asOne } from "./blank.ts";
import { type AsValues, type Check, type ChecksSheet, checksSheet } from "./checks-sheet.ts";
import type { Sorted } from "./chosen.ts";
import { type BookInput, type Groundwork, groundwork } from "./groundwork.ts";
import { columnOf, placeIn } from "./live-rows.ts";
import { peopleColumnsOf } from "./parts.ts";
import type { PeriodsSheet } from "./periods-sheet.ts";
import type { Read } from "./rests.ts";
import type { RowsSheet } from "./rows-sheet.ts";
import { type FormulaSheet, SHEETS } from "./sheet.ts";
import { flagsIn, liveIn, reportsIn, splitsIn, standingGround, watchIn } from "./standings.ts";
import { call, cell, fixed, number, operate, product, sum } from "./text/formula.ts";

export type { BookInput } from "./groundwork.ts";

export interface FormulaBook {
  readonly sheets: readonly FormulaSheet[];
  /** KPIs that became formulas. */
  readonly live: readonly Kpi[];
  /** A sentence for each KPI that is published as values. */
  readonly refused: readonly { readonly kpi: Kpi; readonly sentence: string }[];
  /** A sentence for each KPI with goals that stay as published. */
  readonly refusedGoals: readonly { readonly kpi: Kpi; readonly sentence: string }[];
  /** Flags that became formulas, and a sentence for each that is left out. */
  readonly flags: readonly Flag[];
  readonly refusedFlags: readonly { readonly flag: Flag; readonly sentence: string }[];
  /** What else stays as published, a sentence each. */
  readonly asPublished: readonly string[];
}

/** All that didn't become formulas, a sentence each. */
export const refusalsOf = ({
  refused,
  refusedGoals,
  refusedFlags,
  asPublished: others,
}: Pick<
  FormulaBook,
  "refused" | "refusedGoals" | "refusedFlags" | "asPublished"
>): readonly string[] => [
  ...[...refused, ...refusedGoals, ...refusedFlags].map(({ sentence }) => sentence),
  ...others,
];

export function formulaBook(input: BookInput): FormulaBook {
  const ground = groundwork(input);
  const { found, goals, made, days, tree, people, asked, rows, readings } = ground;
  const standings = standingGround(input, ground);
  const watch = watchIn(standings);
  const splits = splitsIn(standings);
  const checks = checksIn(input, ground, [...(watch?.checks ?? []), ...(splits?.checks ?? [])]);
  const { kpis, flags } = found;
  return {
    sheets: [
      liveIn(standings, splits, checks.verdict),
      flagsIn(standings),
      reportsIn(standings),
      watch?.sheet ?? null,
      splits?.sheet ?? null,
      checks.sheet,
      made.sheet,
      days.sheet,
      tree.sheet,
      people.sheet,
      asked.sheet,
      rows.sheet,
      readings,
    ].filter((sheet) => sheet !== null),
    live: kpis.live,
    refused: kpis.refused.map(({ of, sentence }) => ({ kpi: of, sentence })),
    flags: flags.live.map(({ flag }) => flag),
    refusedGoals: refusedGoals(input, found.goals, goals.kept(standings.goalsLive)),
    refusedFlags: flags.refused.map(({ of, sentence }) => ({ flag: of.flag, sentence })),
    asPublished: asPublished(input, ground),
  };
}

function checksIn(input: BookInput, ground: Groundwork, ofGoals: readonly Check[]): ChecksSheet {
  const { found, sources, people, days, goals } = ground;
  const { program, workbook } = input;
  const ids = found.parts.flatMap((p) => ("aggregate" in p ? [p.aggregate.measure] : []));
  const table = program.people?.table;
  const ofPeople = table === undefined ? [] : peopleColumnsOf(program, found.parts);
  return checksSheet({
    program,
    sources,
    measures: [
      ...[...new Set(ids)].map((id) => program.measures[id]!),
      ...ofPeople.map(({ row }): Read => ({ ...ANY_ROW, table: table!, of: row })),
    ],
    values: [
      ...found.kpis.refused.map(({ of }): AsValues => {
        const figures = of.baseline === null ? [of.figure] : [of.figure, of.baseline];
        return { what: "figures", label: of.label, figures };
      }),
      ...goals
        .unwatched(new Set(found.goals.live), new Set(found.watched))
        .map(({ kpi, figures }): AsValues => ({ what: "goals", label: kpi.label, figures })),
    ],
    workbook,
    peopleColumns: [...goals.columns, ...columnsKnown(input, ground)],
    isTreeLive: people.live !== null,
    asOf: input.goals.asOf,
    say: input.checks,
    more: [
      ...errorsCheck(ground.rows),
      ...asOfCheck(input, days, found.kpis.refused),
      ...(people.live?.checks ?? []),
      ...ofGoals,
    ],
  });
}

/** Columns of people's rows that figures ask for in a period without a column: there they are numbers, as published. */
function columnsKnown(
  { program, model }: BookInput,
  { found, columns, everyone, people }: Groundwork,
): string[] {
  if (people.live) return [];
  const placeOf = placeIn({ program, model });
  return found.parts.flatMap((part) => {
    const node = part.of === "figure" ? program.figures[part.figure]!.node : null;
    if (node?.kind !== "attribute") return [];
    const isKnown = everyone.some((person) =>
      columns.some((period) => {
        const place = placeOf(node, { node: person.node, period });
        return place !== null && columnOf(columns, place.period) < 0;
      }),
    );
    if (!isKnown) return [];
    const asked = columnsUnder(program, node.row);
    return asked.flatMap(({ table, column }) => (table === program.people?.table ? [column] : []));
  });
}

const ANY_ROW = { owned: false, where: null, day: { at: "any" } } as const;

/** Blocks that a program can't work out: figures over them would be 0, and say nothing. */
function errorsCheck({ blocks }: RowsSheet): Check[] {
  const [first, ...more] = blocks.map(({ left }) =>
    asOne(call("ISERROR", cell(SHEETS.rows, fixed(1), fixed(left)))),
  );
  return first ? [{ said: { of: "errors", sheet: SHEETS.rows }, count: sum(first, ...more) }] : [];
}

/** What doesn't follow the as-of day: KPIs that are values. */
function asOfCheck(
  { model, workbook, goals }: BookInput,
  { asOf }: PeriodsSheet,
  refused: Sorted<Kpi>["refused"],
): Check[] {
  if (refused.length === 0) return [];
  const moved = operate(asOf, "<>", number(serialOfDay(model.asOf, workbook.dateSystem)));
  return [
    {
      said: { of: "as of", asOf: goals.asOf },
      count: product(moved, number(1)),
    },
  ];
}

/** A sentence for each KPI with goals that stay as published. */
function refusedGoals(
  { goals, say }: BookInput,
  { refused }: Sorted<Kpi>,
  kept: ReturnType<Groundwork["goals"]["kept"]>,
): FormulaBook["refusedGoals"] {
  const told = new Set(refused.map(({ of }) => of));
  const others = kept.filter(({ kpi }) => !told.has(kpi));
  return [
    ...refused.map(({ of, sentence }) => ({ kpi: of, sentence })),
    ...others.map(({ kpi, why }) => ({ kpi, sentence: say.kept(kpi.name, why, goals.asOf) })),
  ];
}
