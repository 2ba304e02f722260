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

export interface Wording {
  readonly amount: (units: number) => string;
  readonly person: (index: number) => string;
  readonly period: (index: number) => string;
}

/** One sentence with every figure that mends it. `manager` names where it shows. */
export function refusalText(refusal: Refusal, manager: string, say: Wording): string {
  const { amount } = say;
  switch (refusal.code) {
    case "holds": {
      const when = refusal.period === undefined ? "" : ` in ${say.period(refusal.period)}`;
      return `The holds don't fit under ${manager}${when}. Held: ${amount(refusal.held)}. To hand down: ${amount(refusal.target)}. ${amount(refusal.excess)} too much.`;
    }
    case "all held":
      return `Everyone under ${manager} is held. Held: ${amount(refusal.held)}. To hand down: ${amount(refusal.target)}. ${amount(refusal.short)} apart.`;
    case "floors":
      return `The floors under ${manager} add up to ${amount(refusal.floors)}, and ${amount(refusal.target)} is handed down: ${amount(refusal.excess)} too little. ${amount(refusal.nearest)} would do.`;
    case "caps":
      return `The caps under ${manager} add up to ${amount(refusal.caps)}, and ${amount(refusal.target)} is handed down: ${amount(refusal.excess)} too much. ${amount(refusal.nearest)} would do.`;
    case "no increment":
      return `No multiple of ${amount(refusal.increment)} lies between the floor ${amount(refusal.floor)} and the cap ${amount(refusal.cap)} of ${say.person(refusal.who)} under ${manager}.`;
    case "odd":
      return `${amount(refusal.odd)} of ${amount(refusal.target)} under ${manager} is no multiple of ${amount(refusal.increment)}, and the bounds leave nobody to take it.`;
    case "cells over year":
      return `The held periods of ${say.person(refusal.who)} under ${manager} add up to ${amount(refusal.cells)}, ${amount(refusal.excess)} more than the held year of ${amount(refusal.year)}.`;
    case "periods": {
      const when = refusal.periods.map(say.period).join(", ");
      const who = refusal.who.map(say.person).join(", ");
      return refusal.kind === "caps"
        ? `In ${when} ${amount(refusal.owed)} is owed under ${manager}, and ${who || "nobody"} can owe ${amount(refusal.can)}: ${amount(refusal.short)} short.`
        : `The floors of ${who} under ${manager} need ${amount(refusal.owed)}, and ${when} has ${amount(refusal.can)}: ${amount(refusal.short)} short.`;
    }
    case "nobody":
      return `Nobody is under ${manager} in ${say.period(refusal.period)} to owe ${amount(refusal.target)}.`;
    case "totals differ":
      return `The rows add up to ${amount(refusal.rows)} and the columns to ${amount(refusal.columns)}.`;
    case "not whole increments":
      return `${amount(refusal.margin)} is no multiple of ${amount(refusal.increment)}.`;
    case "no table": {
      const who = refusal.rows.map(say.person).join(", ");
      const when = refusal.columns.map(say.period).join(", ") || "no column";
      return `${amount(refusal.owed)} is owed by ${who}, and ${when} can take ${amount(refusal.can)}: ${amount(refusal.short)} short.`;
    }
    case "rate caps":
      return `The reports of ${manager} can reach ${amount(refusal.most)} at most, and ${amount(refusal.target)} is owed: ${amount(refusal.short)} too much.`;
    case "rate floors":
      return `The reports of ${manager} can't go below ${amount(refusal.least)}, and ${amount(refusal.target)} is owed: ${amount(refusal.over)} too little.`;
  }
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
