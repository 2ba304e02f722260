/** What can't become a formula, and what to do instead: a sentence each, thrown where it is found and caught per figure. */

export class Refused extends Error {
  readonly reason: Reason;
  constructor(reason: Reason) {
    super(reason.of);
    this.reason = reason;
  }
}

export type Reason =
  | { readonly of: "moves"; readonly what: string }
  | { readonly of: "form"; readonly form: string }
  | {
      readonly of: "cells";
      readonly column: string;
      readonly count: number;
      readonly example: string;
    }
  | { readonly of: "rows"; readonly table: string; readonly example: string }
  | { readonly of: "column"; readonly table: string; readonly column: string }
  | { readonly of: "links"; readonly table: string; readonly example: string }
  | { readonly of: "table"; readonly table: string };

export function refuse(reason: Reason): never {
  throw new Refused(reason);
}

/** `name`: the KPI as the rules call it. */
export function sentenceOf(name: string, reason: Reason): string {
  const values = "It is published as values.";
  switch (reason.of) {
    case "moves":
      return `\`${name}\` ${reason.what}, and people moved; a sheet formula can't follow that. ${values}`;
    case "form":
      return `\`${name}\` uses ${reason.form}, which has no sheet formula. ${values}`;
    case "cells":
      return `${reason.column} holds ${reason.count === 1 ? "a cell" : `${reason.count} cells`} that a formula reads otherwise (${reason.example}), and \`${name}\` needs it. Clean ${reason.count === 1 ? "it" : "them"} and publish again; until then it is published as values.`;
    case "rows":
      return `${reason.table} has rows that count nowhere (${reason.example}); a formula would count them for \`${name}\`. Take them out and publish again; until then it is published as values.`;
    case "column":
      return `${reason.table} has no column [${reason.column}], which \`${name}\` needs. ${values}`;
    case "links":
      return `Rows of ${reason.table} find their partner otherwise than a look-up would (${reason.example}), and \`${name}\` needs it. ${values}`;
    case "table":
      return `\`${name}\` needs ${reason.table}, which isn’t in the workbook. ${values}`;
  }
}

/** `name`: the flag as the rules call it. */
export function sentenceOfFlag(name: string, reason: Reason): string {
  const what =
    reason.of === "form"
      ? `The flag \`${name}\` asks for ${reason.form}${/, which /.test(reason.form) ? "" : ", which has no sheet formula"}.`
      : sentenceOf(name, reason).replace(/ (It is published|Publish|Clean|Take) .*$/, "");
  return `${what} It is not among the formulas: publish who answers as values.`;
}

/** `name`: the KPI as the rules call it, whose goals stay as published. */
export const sentenceOfGoals = (name: string, reason: Reason): string =>
  sentenceOf(`goal(${name})`, reason).replace(
    "It is published as values",
    "Goals are published as values",
  );

/** Goals that stay as published; `why`: what no formula follows. */
export const sentenceOfKept = (name: string, why: string, asOf: string): string =>
  `Goals of \`${name}\` are values of ${asOf}: ${why}. KPI Checks tells when what they rest on changes; then publish again.`;

/** The value, or why there is none. */
export function attempt<T>(make: () => T): { readonly made: T } | { readonly refused: Reason } {
  try {
    return { made: make() };
  } catch (error) {
    if (error instanceof Refused) return { refused: error.reason };
    throw error;
  }
}
