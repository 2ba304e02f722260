/**
 * Edits of one KPI in one fiscal year, replayed in order over what the rules say: a pure function of rules,
 * cells and rows. What can't be applied is told with its reason; the rest goes on.
 */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { isoOf } from "../../../dsl/calendar/day.ts";
import { foldText } from "../../../dsl/fold.ts";
import type { Kpi } from "../../../dsl/ir/ir.ts";
import { refusalText } from "../../cascade/refusal.ts";
import type { Words } from "../../words/index.ts";
import type { CascadeBookInput } from "../goals/cascade-input.ts";
import { leavesOf } from "../goals/cascade-leaves.ts";
import { type CascadeBook, type CascadeYear, cascadeBook } from "../goals/cascades.ts";
import { type RateBook, type RateCascade, rateBook } from "../goals/rates.ts";
import { refusedText } from "../goals/refused.ts";
import type { Shower } from "../show.ts";
import { type Edit, type EditOutcome, SIBLINGS } from "./edit.ts";
import { type Hold, type Holds, holdKey, withHolds } from "./holds.ts";
import { moveHolds } from "./moves.ts";

/** An edit whose names were found. */
export interface Known {
  readonly edit: Edit;
  readonly node: number;
  readonly period: Period;
}

export interface ReplayInput {
  /** `edits` without any hold by hand. */
  readonly cascading: CascadeBookInput;
  readonly kpi: Kpi;
  readonly edits: readonly Known[];
  readonly show: Shower;
  readonly say: Words;
  /** Holds that stand before the first edit: a question of what if. */
  readonly before: Holds;
}

export interface Replayed {
  readonly holds: Holds;
  readonly outcomes: readonly EditOutcome[];
  /** Cascades with these holds, where the replay has worked them out; null: it hadn't to. */
  readonly books: Books | null;
}

export type Books = { readonly cascades: CascadeBook; readonly rates: RateBook };
const EDITED = ["year", "half", "quarter", "month"] as const;

/** Whether a goal of this period can be edited: years to months, and weeks where the KPI's goals come down in weeks. */
export function isEdited(cascading: CascadeBookInput, kpi: Kpi, period: Period): boolean {
  if (period.grain !== "week") return EDITED.some((known) => known === period.grain);
  if (kpi.nature.of !== "additive") return cascading.said.grainsOf(kpi.id).includes("week");
  const year = cascading.model.calendar.periodOf(period.start, "year");
  return leavesOf(cascading, kpi, year)[0]?.grain === "week";
}

/** All at once first; only where that can't be met, one by one, to find which can't. */
export function replay(input: ReplayInput): Replayed {
  if (input.edits.length === 0) return { holds: input.before, outcomes: [], books: null };
  const plain = booksWith(input, input.before);
  const all = pass(input, plain, () => null);
  if (all.holds === input.before) return { ...all, books: plain };
  const made = new Map<Holds, Books>();
  const books = (holds: Holds): Books => {
    const known = made.get(holds) ?? booksWith(input, holds);
    made.set(holds, known);
    return known;
  };
  const isNew = refusalsBeyond(input, plain, books);
  const found = isNew(all.holds) === null ? all : pass(input, plain, isNew);
  return { ...found, books: books(found.holds) };
}

function booksWith({ cascading }: ReplayInput, holds: Holds): Books {
  const edited = { ...cascading, edits: withHolds(cascading.edits, () => holds) };
  return { cascades: cascadeBook(edited), rates: rateBook(edited) };
}

/** Why holds can't be met that were not there before; null where they can. */
function refusalsBeyond(input: ReplayInput, plain: Books, booksOf: (holds: Holds) => Books) {
  const { kpi, show, say } = input;
  const { nodes } = input.cascading.model.org;
  const nameOf = (node: number) => nodes[node]?.name ?? "";
  const periods = input.edits.map((e) => e.period);
  const year = (books: Books) => [
    ...new Set(periods.flatMap((p) => books.cascades.over(kpi.id, p) ?? [])),
  ];
  const rate = (books: Books) => [
    ...new Set(periods.flatMap((p) => books.rates.over(kpi.id, p) ?? [])),
  ];
  const before = new Set([
    ...year(plain).flatMap((c) => c.result.refusals.map((r) => c.seats[r.node]!.node)),
    ...rate(plain).flatMap((c) => c.refusals.map((r) => r.node)),
  ]);
  return (holds: Holds): string | null => {
    const books = booksOf(holds);
    for (const cascade of year(books)) {
      const refused = cascade.result.refusals.find((r) => !before.has(cascade.seats[r.node]!.node));
      if (refused) return refusedText(cascade, refused, nameOf, show, say.refusals);
    }
    for (const rates of rate(books)) {
      const refused = rates.refusals.find((r) => !before.has(r.node));
      if (!refused) continue;
      const wording = {
        amount: (x: number) => show.number(x, kpi.unit),
        person: (i: number) => nameOf(refused.reports[i] ?? -1),
        period: () => rates.period.label,
      };
      return refusalText(refused.refusal, nameOf(refused.node), wording, say.refusals);
    }
    return null;
  };
}

/** `refused` says why holds can't be met. */
function pass(
  input: ReplayInput,
  plain: Books,
  refused: (holds: Holds) => string | null,
): Omit<Replayed, "books"> {
  let holds = input.before;
  const states = new Map<Edit, EditOutcome>();
  const told = (edit: Edit, state: EditOutcome["state"], reason: string) =>
    states.set(edit, { edit, state, reason });
  for (const known of input.edits) {
    const { edit } = known;
    const made = edit.kind === "release" ? null : holdsOf(input, plain, holds, known);
    if (typeof made === "string") {
      told(edit, "not applied", made);
      continue;
    }
    const next = new Map(holds);
    if (made === null) {
      const key = holdKey(known.node, known.period);
      const was = holds.get(key);
      if (!was || was.edit === 0) {
        told(edit, "not applied", nothingToRelease(input, known));
        continue;
      }
      next.delete(key);
    } else for (const hold of made) next.set(holdKey(hold.node, hold.period), hold);
    const why = refused(next);
    if (why !== null) {
      told(edit, "not applied", why);
      continue;
    }
    holds = next;
    told(edit, "in force", "");
    outdate(input, states, holds, edit, made === null ? "released" : "replaced");
  }
  return { holds, outcomes: input.edits.map(({ edit }) => states.get(edit)!) };
}

/** Edits none of whose holds are left: released, or replaced by the edit named. */
function outdate(
  { edits, say }: ReplayInput,
  states: Map<Edit, EditOutcome>,
  holds: Holds,
  by: Edit,
  state: "released" | "replaced",
): void {
  const left = new Set([...holds.values()].map((h) => h.edit));
  for (const { edit } of edits) {
    const was = states.get(edit);
    if (was?.state !== "in force" || edit === by || edit.kind === "release") continue;
    if (left.has(edit.n)) continue;
    const reason = say.goals.ended(state === "replaced", by.n, isoOf(by.on));
    states.set(edit, { edit, state, reason });
  }
}

/** The holds that a hold or move asks for, or the sentence why it can't be. */
function holdsOf(
  input: ReplayInput,
  plain: Books,
  holds: Holds,
  { edit, node, period }: Known,
): readonly Hold[] | string {
  const { kpi } = input;
  const { goals } = input.say;
  const cascade = plain.cascades.over(kpi.id, period);
  const rates = plain.rates.over(kpi.id, period);
  const why = whyNot(input, cascade, rates, node, period);
  if (why !== null) return why;
  if (edit.kind === "hold") {
    if (kpi.nature.of === "additive" && edit.to < 0 && !(goalOf(cascade, node, period) < 0))
      return goals.belowZero(kpi.name);
    return [{ node, period, amount: edit.to, edit: edit.n }];
  }
  if (edit.kind !== "move") return [];
  if (!cascade) return goals.rates(kpi.name);
  const org = input.cascading.model.org;
  const taker = foldText(edit.to) === SIBLINGS ? null : org.nodeOf(edit.to);
  if (taker === null && foldText(edit.to) !== SIBLINGS) return goals.nobody(edit.to);
  if (taker === node) return goals.toThemself(nameOf(input, node));
  const whyTaker = taker === null ? null : whyNot(input, cascade, rates, taker, period);
  if (whyTaker !== null) return whyTaker;
  const now = holds === input.before ? plain : booksWith(input, holds);
  const standing = now.cascades.over(kpi.id, period)!;
  const placeOf = (of: number) => placeIn(input, standing, of, period);
  if (taker !== null && isAbove(standing, placeOf(node), placeOf(taker)))
    return goals.oneBelow(nameOf(input, node), nameOf(input, taker));
  if (!standing.goal(node, period))
    return goals.owesNone(nameOf(input, node), kpi.name, period.label);
  if (taker !== null && !standing.goal(taker, period))
    return goals.owesNone(nameOf(input, taker), kpi.name, period.label);
  const made = moveHolds({
    cascade: standing,
    period,
    giver: node,
    taker,
    amount: edit.amount,
    edit: edit.n,
    placeOf,
  });
  if (!("short" in made)) return made;
  const [owes, amount] = [made.short, edit.amount].map((x) => input.show.number(x, kpi.unit));
  return goals.tooMuch(nameOf(input, node), owes!, period.label, amount!);
}

const nameOf = ({ cascading }: ReplayInput, node: number): string =>
  cascading.model.org.nodes[node]?.name ?? "";

const goalOf = (cascade: CascadeYear | null, node: number, period: Period): number =>
  cascade?.goal(node, period)?.goal ?? 0;

/** A mover's place on the period's last day, else the last he has in the cascade. */
function placeIn(input: ReplayInput, cascade: CascadeYear, node: number, period: Period): number {
  const { positions } = input.cascading.model.org;
  const places = cascade.seats.flatMap((seat, at) => (seat.node === node ? [at] : []));
  const there = places.find((at) => {
    const { from, to } = positions[cascade.seats[at]!.position]!;
    return from < period.end && to >= period.end;
  });
  return there ?? places[places.length - 1] ?? -1;
}

function isAbove({ nodes }: CascadeYear, a: number, b: number): boolean {
  const under = (low: number, high: number) => {
    for (let at = nodes[low]!.parent; at >= 0; at = nodes[at]!.parent) if (at === high) return true;
    return false;
  };
  return under(a, b) || under(b, a);
}

/** Why a goal can't be held at all: not cascaded, the top's own, out of the org, another grain. */
function whyNot(
  input: ReplayInput,
  cascade: CascadeYear | null,
  rates: RateCascade | null,
  node: number,
  period: Period,
): string | null {
  const { kpi, cascading } = input;
  const { goals } = input.say;
  const who = nameOf(input, node);
  if (!cascade && !rates) return goals.noCascade(kpi.name, period.label);
  if (!cascading.model.org.existsIn(node, period.start, period.end))
    return goals.notThere(who, period.label);
  const span = cascade?.kpi.nature.of === "additive" ? null : (cascade?.year ?? rates?.period);
  if (span && (span.grain !== period.grain || span.start !== period.start))
    return goals.byThe(kpi.name, span.grain, span.label);
  const isTop = cascade
    ? cascade.seats.some((s, at) => s.node === node && cascade.nodes[at]!.parent < 0)
    : rates!.tops.includes(node);
  if (isTop) return goals.startsWith(kpi.name, who);
  const isIn = cascade ? cascade.seats.some((s) => s.node === node) : isBelow(input, rates!, node);
  return isIn ? null : goals.notBelow(who, kpi.name);
}

/** Of rates the tree is that of the period's last day. */
function isBelow({ cascading }: ReplayInput, { tops, period }: RateCascade, node: number): boolean {
  const { org } = cascading.model;
  for (
    let at = org.managerOn(node, period.end - 1);
    at >= 0;
    at = org.managerOn(at, period.end - 1)
  )
    if (tops.includes(at)) return true;
  return false;
}

function nothingToRelease(input: ReplayInput, { node, period }: Known): string {
  const { kpi } = input;
  const said = input.cascading.said.find(kpi.id, node, period);
  const { goals } = input.say;
  const goal = goals.goalOf(kpi.name, nameOf(input, node), period.label);
  return said ? goals.saidInRules(goal) : goals.notHeld(goal);
}
