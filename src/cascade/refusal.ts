/** What can't be met: typed, with all figures, and worded in one place. Amounts are in the caller's units. */
export type Refusal =
  | {
      readonly code: "holds";
      readonly period?: number;
      readonly target: number;
      readonly held: number;
      readonly excess: number;
    }
  | {
      readonly code: "all held";
      readonly target: number;
      readonly held: number;
      readonly short: number;
    }
  | {
      readonly code: "floors";
      readonly target: number;
      readonly floors: number;
      readonly excess: number;
      readonly nearest: number;
    }
  | {
      readonly code: "caps";
      readonly target: number;
      readonly caps: number;
      readonly excess: number;
      readonly nearest: number;
    }
  | {
      readonly code: "no increment";
      readonly who: number;
      readonly floor: number;
      readonly cap: number;
      readonly increment: number;
    }
  | {
      readonly code: "odd";
      readonly target: number;
      readonly odd: number;
      readonly increment: number;
    }
  | {
      readonly code: "cells over year";
      readonly who: number;
      readonly cells: number;
      readonly year: number;
      readonly excess: number;
    }
  | {
      readonly code: "periods";
      readonly kind: "caps" | "floors";
      readonly periods: readonly number[];
      readonly who: readonly number[];
      readonly owed: number;
      readonly can: number;
      readonly short: number;
    }
  | {
      readonly code: "nobody";
      readonly period: number;
      readonly target: number;
      readonly open: number;
    }
  | { readonly code: "totals differ"; readonly rows: number; readonly columns: number }
  | {
      readonly code: "not whole increments";
      readonly margin: number;
      readonly increment: number;
    }
  | {
      readonly code: "no table";
      /** By position. */
      readonly rows: readonly number[];
      readonly columns: readonly number[];
      readonly owed: number;
      readonly can: number;
      readonly short: number;
    }
  | {
      readonly code: "rate caps";
      readonly target: number;
      readonly most: number;
      readonly short: number;
    }
  | {
      readonly code: "rate floors";
      readonly target: number;
      readonly least: number;
      readonly over: number;
    };

/** Amounts that have the sign of the goal; what is short or too much has none. */
const SIGNED = new Set(
  "target held floors caps nearest cells year owed can odd floor cap".split(" "),
);

/** A refusal of the opposite goal: what is a floor of it is a cap. */
export function turnedOver(refusal: Refusal): Refusal {
  const back = Object.fromEntries(
    Object.entries(refusal).map(([key, value]) => [key, SIGNED.has(key) ? -value || 0 : value]),
  ) as Refusal;
  if (back.code === "no increment") return { ...back, floor: back.cap, cap: back.floor };
  if (back.code === "floors") {
    const { floors, ...rest } = back;
    return { ...rest, code: "caps", caps: floors };
  }
  if (back.code === "caps") {
    const { caps, ...rest } = back;
    return { ...rest, code: "floors", floors: caps };
  }
  return back;
}

export interface Wording {
  readonly amount: (units: number) => string;
  readonly person: (index: number) => string;
  readonly period: (index: number) => string;
}

/** A sentence for each refusal, with every figure that mends it. `manager` names where it shows. */
export type RefusalWords = {
  readonly [C in Refusal["code"]]: (
    refusal: Extract<Refusal, { code: C }>,
    manager: string,
    say: Wording,
  ) => string;
};

export const REFUSALS: RefusalWords = {
  holds: (r, manager, { amount, period }) => {
    const when = r.period === undefined ? "" : ` in ${period(r.period)}`;
    return `The holds don't fit under ${manager}${when}. Held: ${amount(r.held)}. To hand down: ${amount(r.target)}. ${amount(r.excess)} too much.`;
  },
  "all held": (r, manager, { amount }) =>
    `Everyone under ${manager} is held. Held: ${amount(r.held)}. To hand down: ${amount(r.target)}. ${amount(r.short)} apart.`,
  floors: (r, manager, { amount }) =>
    `The floors under ${manager} add up to ${amount(r.floors)}, and ${amount(r.target)} is handed down: ${amount(r.excess)} too little. ${amount(r.nearest)} would do.`,
  caps: (r, manager, { amount }) =>
    `The caps under ${manager} add up to ${amount(r.caps)}, and ${amount(r.target)} is handed down: ${amount(r.excess)} too much. ${amount(r.nearest)} would do.`,
  "no increment": (r, manager, { amount, person }) =>
    `No multiple of ${amount(r.increment)} lies between the floor ${amount(r.floor)} and the cap ${amount(r.cap)} of ${person(r.who)} under ${manager}.`,
  odd: (r, manager, { amount }) =>
    `${amount(r.odd)} of ${amount(r.target)} under ${manager} is no multiple of ${amount(r.increment)}, and the bounds leave nobody to take it.`,
  "cells over year": (r, manager, { amount, person }) =>
    `The held periods of ${person(r.who)} under ${manager} add up to ${amount(r.cells)}, ${amount(r.excess)} more than the held year of ${amount(r.year)}.`,
  periods: (r, manager, { amount, person, period }) => {
    const when = r.periods.map(period).join(", ");
    const who = r.who.map(person).join(", ");
    return r.kind === "caps"
      ? `In ${when} ${amount(r.owed)} is owed under ${manager}, and ${who || "nobody"} can owe ${amount(r.can)}: ${amount(r.short)} short.`
      : `The floors of ${who} under ${manager} need ${amount(r.owed)}, and ${when} has ${amount(r.can)}: ${amount(r.short)} short.`;
  },
  nobody: (r, manager, { amount, period }) =>
    `Nobody is under ${manager} in ${period(r.period)} to owe ${amount(r.target)}.`,
  "totals differ": (r, _, { amount }) =>
    `The rows add up to ${amount(r.rows)} and the columns to ${amount(r.columns)}.`,
  "not whole increments": (r, _, { amount }) =>
    `${amount(r.margin)} is no multiple of ${amount(r.increment)}.`,
  "no table": (r, _, { amount, person, period }) => {
    const who = r.rows.map(person).join(", ");
    const when = r.columns.map(period).join(", ") || "no column";
    return `${amount(r.owed)} is owed by ${who}, and ${when} can take ${amount(r.can)}: ${amount(r.short)} short.`;
  },
  "rate caps": (r, manager, { amount }) =>
    `The reports of ${manager} can reach ${amount(r.most)} at most, and ${amount(r.target)} is owed: ${amount(r.short)} too much.`,
  "rate floors": (r, manager, { amount }) =>
    `The reports of ${manager} can't go below ${amount(r.least)}, and ${amount(r.target)} is owed: ${amount(r.over)} too little.`,
};

/** A refusal in a sentence, in English or in the words given. */
export function refusalText(
  refusal: Refusal,
  manager: string,
  say: Wording,
  words: RefusalWords = REFUSALS,
): string {
  // One key, one parameter type: TypeScript can't relate the two of a union.
  const sentence = words[refusal.code] as (r: Refusal, manager: string, say: Wording) => string;
  return sentence(refusal, manager, say);
}

/** Either what was worked out, or why it can't be. */
export type Outcome<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal };
export const done = <T>(value: T): Outcome<T> => ({ ok: true, value });
export const refused = (refusal: Refusal): { readonly ok: false; readonly refusal: Refusal } => ({
  ok: false,
  refusal,
});
