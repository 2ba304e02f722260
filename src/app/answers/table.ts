/** Expectations as one tidy table: the command line's, and anybody's who wants it in a sheet. */
import type { Unit } from "../../../dsl/types/type.ts";
import { ENGLISH } from "../../words/index.ts";
import type { Person } from "../results.ts";
import type { Run } from "../run.ts";
import type { TidyCell, TidyTable } from "../tidy.ts";
import { type Expectations, expectationsOf, owesNothing, yearOf } from "./expectations.ts";

export const EXPECTATION_COLUMNS = [
  "level",
  "who",
  "path",
  "owes",
  "what",
  "period",
  "goal",
  "unit",
  "better",
  "met_at",
  "line",
  "from",
] as const;

/** `people` null: everybody. Rows are made as they are read. */
export const expectationsTable = (run: Run, people: readonly Person[] | null): TidyTable => ({
  columns: EXPECTATION_COLUMNS,
  rows: rowsOf(run, people ?? run.people),
});

function* rowsOf(run: Run, people: readonly Person[]): Generator<readonly TidyCell[]> {
  const periods = yearOf(run);
  const nothing = new Set(owesNothing(run, periods).map(({ node }) => node));
  for (const person of people) {
    const who = [person.level, person.name, person.path.join(" / ")];
    for (const rest of expectationRows(expectationsOf(run, person, periods)))
      yield [...who, ...rest];
    if (nothing.has(person.node))
      yield [
        ...who,
        "nothing",
        null,
        run.calendar.periodOf(run.asOf, "year").label,
        ...BLANKS,
        null,
      ];
  }
}
/** Goal, unit, better, met at, line. */
const BLANKS = [null, null, null, null, null] as const;

function* expectationRows(list: Expectations): Generator<readonly TidyCell[]> {
  for (const { kpi, period, goal, line, how } of list.owed) {
    const better =
      kpi.direction.better === "within"
        ? `within ${kpi.direction.tolerance}`
        : kpi.direction.better;
    const said = line === 0 ? null : line;
    yield ["goal", kpi.name, period.label, goal, unitText(kpi.unit), better, kpi.metAt, said, how];
  }
  for (const { flag, as, line } of list.flags)
    yield ["flag", flag.name, null, null, null, null, null, line, ENGLISH.flags.parts[as]];
  for (const { expression, line, passed } of list.checks)
    yield ["check", expression, null, null, null, null, null, line, passed ? "passed" : "failed"];
  for (const { person, flags } of list.reports)
    yield ["report", person.name, null, ...BLANKS, flags.map((f) => f.label).join("; ")];
}

const unitText = (unit: Unit): string => {
  if (unit.of === "money") return unit.code;
  if (unit.of === "text") return unit.label;
  return unit.of === "percent" ? "%" : unit.of === "plain" ? "" : unit.of;
};
