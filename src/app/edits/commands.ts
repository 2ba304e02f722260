/** Commands of the sidebar as rows of `KPI Edits` and statements of the rules, and the plan that writes both. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { isoOf } from "../../../dsl/calendar/day.ts";
import { foldText } from "../../../dsl/fold.ts";
import { name as nameText, text as quoted } from "../../../dsl/format/expression.ts";
import type { Kpi, Reset } from "../../../dsl/ir/ir.ts";
import type { WritePlan } from "../../hosts/port/index.ts";
import type { WorkbookData } from "../../model/workbook.ts";
import type { GoalCommand, GoalsAsk } from "../contract-goals.ts";
import type { Engine } from "../engine.ts";
import { readRules, saveRulesPlan } from "../rules-sheet.ts";
import type { Edit } from "./edit.ts";
import { type PublishedGoals, publishedGoals } from "./published-goals.ts";
import { appendSteps, nextNumber } from "./sheet.ts";

export interface Proposed {
  readonly edits: readonly Edit[];
  readonly resets: readonly Reset[];
  /** Why a command makes no sense, before it is tried. */
  readonly problems: readonly string[];
  /** Nodes that the commands name. */
  readonly named: readonly number[];
}

/** The edits that commands come to. They are dated by the run's as-of day: that is the statement they change. */
export function proposed(
  engine: Engine,
  workbook: WorkbookData,
  { commands, by, note }: GoalsAsk,
): Proposed {
  const edits: Edit[] = [];
  const resets: Reset[] = [];
  const problems: string[] = [];
  const named: number[] = [];
  const published = publishedGoals(workbook, engine.model.org);
  let n = nextNumber(workbook);
  for (const command of commands) {
    const found = foundOf(engine, command);
    if (typeof found === "string") {
      problems.push(found);
      continue;
    }
    named.push(found.node);
    const { kpi, node, period } = found;
    const goal = engine.goals.goal(kpi.id, node, period).goal;
    const from = Number.isNaN(goal) ? null : goal;
    const who = { ...found, from, by: by.trim(), note: note.trim() };
    const problem = problemOf(engine, command, who, published);
    if (problem) problems.push(problem);
    else if (command.kind === "reset") resets.push(resetOf(engine, command.to, who));
    else {
      edits.push(editOf(engine, command, who, n, published));
      n += 1;
    }
  }
  return { edits, resets, problems, named };
}

interface Found {
  readonly kpi: Kpi;
  readonly node: number;
  readonly period: Period;
}
interface Asked extends Found {
  readonly from: number | null;
  readonly by: string;
  readonly note: string;
}

function foundOf(
  { program, model, calendar, say }: Engine,
  command: Pick<GoalCommand, "kpi" | "who" | "period">,
): Found | string {
  const called = foldText(command.kpi);
  const kpi = program.kpis.find((k) => foldText(k.name) === called || foldText(k.label) === called);
  if (!kpi) return say.goals.noKpi(command.kpi);
  const node = model.org.nodeOf(command.who);
  if (node === null) return say.goals.nobody(command.who);
  const period = calendar.parse(command.period);
  return period ? { kpi, node, period } : say.goals.noPeriod(command.period);
}

function problemOf(
  engine: Engine,
  command: GoalCommand,
  { kpi, node, period, from, by, note }: Asked,
  published: PublishedGoals,
): string | null {
  const who = engine.nameOf(node);
  const { goals } = engine.say;
  const what = goals.goalOf(kpi.name, who, period.label);
  const amount = "to" in command && typeof command.to === "number" ? command.to : null;
  if (amount !== null && !Number.isFinite(amount)) return goals.needsNumber(what);
  switch (command.kind) {
    case "reset":
      if (from === null) return goals.owesNone(who, kpi.name, period.label);
      if (period.end - 1 <= engine.model.asOf) return goals.resetClosed(period.label);
      if (note === "" || by === "") return goals.resetReason(what);
      return null;
    case "override":
      return note === "" ? goals.overrideReason(what) : null;
    case "accept": {
      const held = published.find(kpi, node, period);
      if (held === null) return goals.nothingToAccept(what);
      if (from !== null && Math.abs(held - from) <= 1e-6 * Math.max(1, Math.abs(from)))
        return goals.acceptedAlready(what);
      return note === "" ? goals.acceptReason(what) : null;
    }
    case "move":
      return Number.isFinite(command.amount) && command.amount > 0 ? null : goals.moveAmount;
    default:
      return null;
  }
}

function editOf(
  engine: Engine,
  command: Exclude<GoalCommand, { kind: "reset" }>,
  { kpi, node, period, from, by, note }: Asked,
  n: number,
  published: PublishedGoals,
): Edit {
  const row = {
    n,
    who: command.who,
    kpi: kpi.name,
    period: period.label,
    by,
    on: engine.model.asOf,
    note,
    place: "",
  };
  switch (command.kind) {
    case "hold":
      return { ...row, kind: "hold", from, to: command.to };
    case "release":
      return { ...row, kind: "release", from };
    case "move":
      return { ...row, kind: "move", amount: command.amount, to: command.to };
    case "override":
      return { ...row, kind: "override", from, to: command.to };
    case "cascade":
      return { ...row, kind: "cascade" };
    case "accept":
      return { ...row, kind: "override", from, to: published.find(kpi, node, period)! };
  }
}

const resetOf = (
  engine: Engine,
  to: number,
  { kpi, node, period, from, by, note }: Asked,
): Reset => ({
  kpi: kpi.id,
  period: period.label,
  person: engine.nameOf(node),
  from: from!,
  to,
  because: note,
  by,
  on: engine.model.asOf,
  span: { start: 0, end: 0 },
});

/** One block: rows appended to `KPI Edits`, resets appended to the rules. Null where there is nothing to write. */
export function commandsPlan(
  engine: Engine,
  workbook: WorkbookData,
  { edits, resets }: Proposed,
): WritePlan | null {
  const steps = [...appendSteps(workbook, edits)];
  if (resets.length > 0) {
    const { text } = readRules(workbook);
    const lines = resets.map((reset) => resetLine(engine, reset));
    const next = `${text.replace(/\n*$/, "\n\n")}${lines.join("\n")}\n`;
    steps.push(...saveRulesPlan(workbook, next, null).steps);
  }
  const count = edits.length + resets.length;
  const title = engine.say.goals.plan(count);
  return count === 0 ? null : { title, steps };
}

const resetLine = ({ program }: Engine, reset: Reset): string =>
  [
    `reset ${nameText(program.kpis[reset.kpi]!.name)} ${reset.period} for ${quoted(reset.person)}`,
    `from ${reset.from} to ${reset.to}`,
    `because ${quoted(reset.because.replace(/\s+/g, " "))}`,
    `by ${quoted(reset.by)} on ${isoOf(reset.on)}`,
  ].join(" ");

/**
 * The plan that takes written edits back: their own cells only, so that a sheet made for them, and rows that
 * others appended since, stay.
 */
export function undoOf(inverse: WritePlan, plan: WritePlan): WritePlan {
  const made = new Set(plan.steps.flatMap((s) => (s.kind === "addSheet" ? [s.sheet] : [])));
  const steps = inverse.steps.flatMap((step) => {
    if (step.kind === "removeSheet" || step.kind === "format") return [];
    if (step.kind !== "write" || !made.has(step.sheet)) return [step];
    const [, ...old] = step.old ?? [];
    return [{ ...step, top: step.top + 1, old, cells: step.cells.slice(1) }];
  });
  return { ...inverse, steps };
}

export { foundOf };
