/** The edits of a run: holds laid over the rules, overrides beside the resets, and what became of each row. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { type Day, isoOf } from "../../../dsl/calendar/day.ts";
import { foldText } from "../../../dsl/fold.ts";
import type { Kpi, KpiId } from "../../../dsl/ir/ir.ts";
import { nearest } from "../../../dsl/nearest.ts";
import type { Words } from "../../words/index.ts";
import type { CascadeEdits } from "../goals/cascade-edits.ts";
import type { CascadeBookInput } from "../goals/cascade-input.ts";
import type { Change, Override } from "../goals/resets.ts";
import type { Shower } from "../show.ts";
import type { Edit, EditOutcome } from "./edit.ts";
import { type Hold, type Holds, holdKey, NO_HOLDS, withHolds } from "./holds.ts";
import { type Books, isEdited, type Known, type Replayed, replay } from "./replay.ts";

export interface EditBook {
  /** What lies over the rules in every cascade: the holds of the edits. */
  readonly over: CascadeEdits;
  /** Overrides in force, in the order of their numbers. */
  readonly overrides: readonly Override[];
  /** Edits that change what was published, as a text: cascades over the same are as good as each other's. */
  readonly beside: string;
  /** The cascades of a KPI in the year of a period, where its edits were replayed; null: it has none. */
  books(kpi: KpiId, period: Period): Books | null;
  /** What became of each edit, in order. Asking replays all that no figure has asked for yet. */
  outcomes(): readonly EditOutcome[];
  /** Whether a cascade made a hold of a reset or override: then the siblings have taken it up. */
  adopted(change: Change): boolean;
  /** The day of the cascade that makes a hold of it; null: none does. */
  adoptedOn(change: Change): Day | null;
  /** The edit that holds a goal, or null. */
  heldBy(kpi: KpiId, node: number, period: Period): Edit | null;
}

/** A goal asked for as a question: taken as said, without being written. */
export interface WhatIf {
  readonly kpi: KpiId;
  readonly node: number;
  readonly period: Period;
  readonly amount: number;
}

export interface EditBookInput {
  /** `edits` without any hold by hand. */
  readonly cascading: CascadeBookInput;
  readonly edits: readonly Edit[];
  readonly whatIf: readonly WhatIf[];
  readonly show: Shower;
  readonly say: Words;
}

export function editBook(input: EditBookInput): EditBook {
  const { cascading, show, say } = input;
  const { program, model } = cascading;
  const { calendar } = model;
  const sorted = sort(input);
  const inYear = new Map<string, Known[]>();
  const yearOf = (period: Period) => calendar.periodOf(period.start, "year").start;
  for (const { kpi, known } of sorted.holds) {
    const key = `${kpi.id} ${yearOf(known.period)}`;
    inYear.set(key, [...(inYear.get(key) ?? []), known]);
  }
  const asked = new Map<string, Map<string, Hold>>();
  for (const { kpi, node, period, amount } of input.whatIf) {
    const key = `${kpi} ${yearOf(period)}`;
    const list = asked.get(key) ?? new Map<string, Hold>();
    asked.set(key, list.set(holdKey(node, period), { node, period, amount, edit: 0 }));
  }
  const made = new Map<string, Replayed>();
  const replayed = (kpi: Kpi, key: string): Replayed => {
    const known = made.get(key);
    if (known) return known;
    const before = asked.get(key) ?? NO_HOLDS;
    // The weights of a replay may ask for goals of other years and KPIs, never for those at hand.
    made.set(key, { holds: before, outcomes: [], books: null });
    const found = replay({ cascading, kpi, edits: inYear.get(key) ?? [], show, say, before });
    made.set(key, found);
    return found;
  };
  const holdsIn = (kpi: KpiId, period: Period): Holds => {
    if (inYear.size === 0 && asked.size === 0) return NO_HOLDS;
    const key = `${kpi} ${yearOf(period)}`;
    return inYear.has(key) || asked.has(key) ? replayed(program.kpis[kpi]!, key).holds : NO_HOLDS;
  };
  const byNumber = new Map(input.edits.map((edit) => [edit.n, edit]));
  return {
    over: withHolds(
      { ...cascading.edits, cascadedFrom: (kpi) => sorted.cascaded.get(kpi) ?? null },
      holdsIn,
    ),
    overrides: sorted.overrides,
    beside: JSON.stringify([sorted.overrides, input.edits.filter((e) => e.kind === "cascade")]),
    books: (kpi, period) => {
      const key = `${kpi} ${yearOf(period)}`;
      return inYear.has(key) ? replayed(program.kpis[kpi]!, key).books : null;
    },
    outcomes: () => {
      const found = new Map(sorted.outcomes.map((o) => [o.edit, o]));
      for (const { kpi, known } of sorted.holds)
        for (const o of replayed(kpi, `${kpi.id} ${yearOf(known.period)}`).outcomes) {
          // A hold that a cascade made of a reset tells of the cascade.
          const own = byNumber.get(o.edit.n)!;
          if (own === o.edit || o.state === "not applied") found.set(own, { ...o, edit: own });
        }
      return input.edits.flatMap((edit) => found.get(edit) ?? []);
    },
    adopted: (change) => {
      const by = sorted.adopted.get(change);
      const period = calendar.parse(change.period);
      const node = model.org.nodeOf(change.person);
      if (by === undefined || !period || node === null) return false;
      return holdsIn(change.kpi, period).get(holdKey(node, period))?.edit === by;
    },
    adoptedOn: (change) => byNumber.get(sorted.adopted.get(change) ?? -1)?.on ?? null,
    heldBy: (kpi, node, period) => {
      const hold = holdsIn(kpi, period).get(holdKey(node, period));
      return hold ? (byNumber.get(hold.edit) ?? null) : null;
    },
  };
}

interface Sorted {
  readonly holds: readonly { readonly kpi: Kpi; readonly known: Known }[];
  readonly overrides: readonly Override[];
  readonly outcomes: readonly EditOutcome[];
  /** From which day on each KPI was cascaded again. */
  readonly cascaded: ReadonlyMap<KpiId, Day>;
  /** Resets and overrides of which a cascade makes holds, by its number. */
  readonly adopted: ReadonlyMap<Change, number>;
}

/** What the rows before one came to. */
interface Sorting {
  readonly cascading: CascadeBookInput;
  readonly say: Words["goals"];
  readonly holds: { readonly kpi: Kpi; readonly known: Known }[];
  readonly outcomes: EditOutcome[];
  /** Overrides by goal: one on top of another; a release takes the last one back. */
  readonly stacks: Map<string, readonly Override[]>;
  readonly cascaded: Map<KpiId, Day>;
  readonly adopted: Map<Change, number>;
}
type Told = Pick<EditOutcome, "state" | "reason">;

const IN_FORCE: Told = { state: "in force", reason: "" };
const notApplied = (reason: string): Told => ({ state: "not applied", reason });

/** Finds what each row speaks of. Names that nobody bears, closed periods and later days end here. */
function sort({ cascading, edits, say }: EditBookInput): Sorted {
  const sorting: Sorting = {
    cascading,
    say: say.goals,
    holds: [],
    outcomes: [],
    stacks: new Map(),
    cascaded: new Map(),
    adopted: new Map(),
  };
  for (const edit of edits) {
    const told = sortOne(sorting, edit);
    if (told) sorting.outcomes.push({ edit, ...told });
  }
  const { holds, outcomes, stacks, cascaded, adopted } = sorting;
  const overrides = [...stacks.values()].flat().sort((a, b) => a.edit - b.edit);
  return { holds, overrides, outcomes, cascaded, adopted };
}

/** What became of a row; null for a hold, of which its replay tells. */
function sortOne(sorting: Sorting, edit: Edit): Told | null {
  const { cascading, say } = sorting;
  const { program, model } = cascading;
  if (edit.on > model.asOf) return { state: "later", reason: say.later(isoOf(edit.on)) };
  const kpi = program.kpis.find((k) => isCalled(k, edit.kpi));
  if (!kpi) return notApplied(near(say, say.noKpi(edit.kpi), edit.kpi, program.kpis));
  const isOfAll = edit.kind === "cascade";
  const node = isOfAll ? null : model.org.nodeOf(edit.who);
  if (!isOfAll && (node === null || model.org.positionsOf(node).length === 0))
    return notApplied(near(say, say.nobody(edit.who), edit.who, model.org.nodes));
  const period = model.calendar.parse(edit.period);
  if (!period || !isEdited(cascading, kpi, period)) {
    const isWeek = period?.grain === "week";
    return notApplied(
      isWeek ? say.noWeeks(period.label, kpi.name) : say.noEditedPeriod(edit.period),
    );
  }
  return node === null
    ? cascadeAgain(sorting, edit, kpi, period)
    : sortGoal(sorting, kpi, { edit, node, period });
}

/** From a day on, resets and overrides that lie wholly in what is cascaded again are holds. */
function cascadeAgain(sorting: Sorting, edit: Edit, kpi: Kpi, period: Period): Told {
  const { cascading, say, holds, stacks, cascaded, adopted } = sorting;
  if (period.end - 1 <= edit.on) return notApplied(say.cascadeClosed(period.label, isoOf(edit.on)));
  cascaded.set(kpi.id, Math.max(period.start, cascaded.get(kpi.id) ?? period.start));
  for (const change of [...cascading.program.resets, ...[...stacks.values()].flat()]) {
    const hold = holdOf(cascading, edit, kpi.id, period, change);
    if (!hold) continue;
    adopted.set(change, edit.n);
    holds.push({ kpi, known: hold });
  }
  return IN_FORCE;
}

/** An edit of one goal: onto its overrides, off them, or to the holds. */
function sortGoal(sorting: Sorting, kpi: Kpi, known: Known): Told | null {
  const { say, holds, stacks } = sorting;
  const { edit, node, period } = known;
  const key = `${kpi.id} ${holdKey(node, period)}`;
  const stack = stacks.get(key) ?? [];
  if (edit.kind === "override") {
    stacks.set(key, [...stack, overrideOf(edit, kpi.id, period)]);
    return IN_FORCE;
  }
  if (edit.kind === "release" && stack.length > 0) {
    stacks.set(key, stack.slice(0, -1));
    endOverride(sorting, stack[stack.length - 1]!, edit);
    return IN_FORCE;
  }
  if (edit.kind !== "release" && period.end - 1 <= edit.on)
    return notApplied(say.closed(period.label, isoOf(edit.on)));
  holds.push({ kpi, known });
  return null;
}

function endOverride({ outcomes, say }: Sorting, ended: Override, { n, on }: Edit): void {
  const at = outcomes.findIndex((o) => o.edit.n === ended.edit);
  const reason = say.ended(false, n, isoOf(on));
  outcomes[at] = { ...outcomes[at]!, state: "released", reason };
}

/** What a cascade makes of a reset or override that lies wholly in what it cascades again. */
function holdOf(
  { model }: CascadeBookInput,
  edit: Edit,
  kpi: KpiId,
  from: Period,
  change: Change,
): Known | null {
  const period = model.calendar.parse(change.period);
  const node = model.org.nodeOf(change.person);
  if (change.kpi !== kpi || change.on > edit.on || !period || node === null) return null;
  if (period.start < from.start) return null;
  const { n, who, kpi: called, by, on, note, place } = edit;
  const row = { n, who, kpi: called, period: period.label, by, on, note, place };
  return { edit: { ...row, kind: "hold", from: change.from, to: change.to }, node, period };
}

const isCalled = (kpi: Kpi, name: string): boolean =>
  foldText(kpi.name) === foldText(name) || foldText(kpi.label) === foldText(name);

type Named = readonly { readonly name: string }[];

/** A name that nobody bears, with the one that was perhaps meant. */
function near(goals: Words["goals"], sentence: string, name: string, list: Named): string {
  const [meant] = nearest(
    name,
    list.map((one) => one.name),
  );
  return meant ? goals.meant(sentence, meant) : sentence;
}

const overrideOf = (
  edit: Extract<Edit, { kind: "override" }>,
  kpi: KpiId,
  period: Period,
): Override => ({
  kpi,
  period: period.label,
  person: edit.who,
  from: edit.from ?? Number.NaN,
  to: edit.to,
  because: edit.note,
  by: edit.by,
  on: edit.on,
  edit: edit.n,
});
