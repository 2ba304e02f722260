/** What the goals were on a day, and which command moved which figure until then. */
import type { Day } from "../../../dsl/calendar/day.ts";
import { isoOf } from "../../../dsl/calendar/day.ts";
import type { Reset } from "../../../dsl/ir/ir.ts";
import type { Engine } from "../engine.ts";
import type { GoalRow } from "../results.ts";
import { type Run, type RunInput, run } from "../run.ts";
import { type RowFilter, type TidyTable, wanted } from "../tidy.ts";
import { type Change, compareEdited } from "./compare.ts";
import { EDIT_COLUMNS, type Edit } from "./edit.ts";
import { followers } from "./follow.ts";
import { editOutcomes } from "./outcomes.ts";
import { amountsOf } from "./sheet.ts";

/** The run of a day: edits and resets of later days are not known to it, nor are later rows. */
export const goalsOn = (input: Omit<RunInput, "asOf">, day: Day): readonly GoalRow[] =>
  run({ ...input, asOf: day }).goals;

export type Command =
  | { readonly of: "edit"; readonly on: Day; readonly edit: Edit }
  | { readonly of: "reset"; readonly on: Day; readonly reset: Reset };

/** A command and the goals that it moved when it came, given all before it. */
export interface Step {
  readonly command: Command;
  readonly changes: readonly Change[];
}

/**
 * Every command that is known on the as-of day, in the order of days (of one day resets first, then edits by
 * number), each with what it moved in its fiscal year: the goals with it against the goals without it and
 * all that came later. One replay a command.
 */
export function goalHistory(engine: Engine): readonly Step[] {
  const { model, program } = engine;
  const later = new Set(
    editOutcomes(engine).flatMap((o) => (o.state === "later" ? [o.edit.n] : [])),
  );
  const commands: Command[] = [
    ...program.resets
      .filter((reset) => reset.on <= model.asOf)
      .map((reset): Command => ({ of: "reset", on: reset.on, reset })),
    ...engine.stored.edits
      .filter((edit) => !later.has(edit.n))
      .map((edit): Command => ({ of: "edit", on: edit.on, edit })),
  ].sort((a, b) => a.on - b.on);
  const upTo = (count: number): Engine => {
    const known = commands.slice(0, count);
    return engine.with({
      edits: known.flatMap((c) => (c.of === "edit" ? [c.edit] : [])).sort((a, b) => a.n - b.n),
      resets: known.flatMap((c) => (c.of === "reset" ? [c.reset] : [])),
      whatIf: [],
    });
  };
  let before = upTo(0);
  return commands.map((command, at) => {
    const after = upTo(at + 1);
    const changes = between(before, after, command);
    before = after;
    return { command, changes };
  });
}

function between(before: Engine, after: Engine, command: Command): Change[] {
  const { program, calendar, model } = before;
  const { who, kpi: called, period: label } = spokenOf(before, command);
  const kpi = program.kpis.find((k) => k.name === called || k.label === called);
  const period = calendar.parse(label);
  const node = model.org.nodeOf(who);
  if (!kpi || !period) return [];
  const year = calendar.periodOf(period.end - 1, "year");
  const periods = new Map([[year.label, year]]);
  for (const grain of program.calendar.track)
    if (grain !== "year") for (const p of calendar.parts(year, grain)) periods.set(p.label, p);
  periods.set(period.label, period);
  const kpis = new Set([kpi.id]);
  return compareEdited({
    before,
    after,
    kpis,
    periods: [...periods.values()],
    named: node === null ? [] : [node],
    followers: followers(program, kpis),
  });
}

const spokenOf = ({ program }: Engine, command: Command) =>
  command.of === "edit"
    ? command.edit
    : {
        who: command.reset.person,
        kpi: program.kpis[command.reset.kpi]!.name,
        period: command.reset.period,
      };

export const LOG_COLUMNS = [
  "on",
  "by",
  "command",
  "named",
  "who",
  "kpi",
  "period",
  "before",
  "after",
  "note",
] as const;

/** The log as a table: a row for each goal that a command moved, or one without figures where it moved none. */
export function logTable({ engine }: Run, filter: RowFilter): TidyTable {
  const [who, kpi, period] = [wanted(filter.who), wanted(filter.kpi), wanted(filter.period)];
  const { program } = engine;
  const blank = (value: number) => (Number.isNaN(value) ? null : value);
  const rows = goalHistory(engine).flatMap(({ command, changes }) => {
    const { who: named } = spokenOf(engine, command);
    const isEdit = command.of === "edit";
    const head = [
      isoOf(command.on),
      isEdit ? command.edit.by : command.reset.by,
      isEdit ? `edit ${command.edit.n}: ${command.edit.kind}` : "reset",
      named,
    ];
    const note = isEdit ? command.edit.note : command.reset.because;
    const kept = changes.filter(
      (c) => who(engine.nameOf(c.node)) && kpi(program.kpis[c.kpi]!.name) && period(c.period.label),
    );
    if (changes.length === 0) return [[...head, null, null, null, null, null, note]];
    return kept.map((c) => [
      ...head,
      engine.nameOf(c.node),
      program.kpis[c.kpi]!.name,
      c.period.label,
      blank(c.before),
      blank(c.after),
      note,
    ]);
  });
  return { columns: LOG_COLUMNS, rows };
}

export const EDIT_TABLE_COLUMNS = [...EDIT_COLUMNS, "state", "reason"] as const;

/** The edits on record and what became of each. */
export const editsTable = ({ engine }: Run): TidyTable => ({
  columns: EDIT_TABLE_COLUMNS,
  rows: editOutcomes(engine).map(({ edit, state, reason }) => [
    edit.n,
    edit.kind,
    edit.who,
    edit.kpi,
    edit.period,
    amountsOf(edit).from,
    amountsOf(edit).to,
    edit.by,
    isoOf(edit.on),
    edit.note,
    state,
    reason,
  ]),
});
