/**
 * What a formula publication tells of what can't be formulas, and what to do instead. These are the English words, the
 * measure of every other language (`src/words`); reasons are data until they are said.
 */
import type { Grain } from "../../dsl/ir/ir.ts";
import { type Phrase, phraseIn } from "../../dsl/worded.ts";
import { DIALECTS } from "./text/dialect.ts";

/** Forms that no sheet formula follows: `x uses …`. */
export const FORMS = {
  today: "`today` on rows",
  texts: "a comparison of texts",
  score: "a score",
  "too long": "a condition too long for one formula",
  standing: (p: { readonly kpi: string }) => `the standing of \`${p.kpi}\``,
} as const;
export type Form = Phrase<typeof FORMS>;

/** What only flags ask for, with the reason in it. */
export const FLAG_FORMS = {
  "below people": "accounts or the like below people, which are not on these sheets",
  untracked: (p: { readonly grain: Grain }) => `periods of a ${p.grain}, which are not tracked`,
} as const;
export type FlagForm = Phrase<typeof FLAG_FORMS>;

export type Reason =
  /** People moved, and rows are counted by the org of each period's last day. */
  | { readonly of: "moves" }
  | { readonly of: "form"; readonly form: Form }
  | { readonly of: "flag form"; readonly form: FlagForm }
  | {
      readonly of: "cells";
      readonly column: string;
      readonly count: number;
      readonly example: string;
    }
  | { readonly of: "rows"; readonly table: string; readonly example: string }
  /** `table` null: it isn't there either. */
  | { readonly of: "column"; readonly table: string | null; readonly column: string }
  | { readonly of: "links"; readonly table: string; readonly example: string }
  | { readonly of: "table"; readonly table: string };

/** Why goals stay as published. */
export type WhyKept =
  /** Reports, each with a rate. */
  | { readonly of: "many"; readonly reports: number }
  /** Clauses of its cascade; `to` a level below people. */
  | { readonly of: "clauses"; readonly clauses: readonly string[] }
  | { readonly of: "rate" | "blend" | "months" | "absences" | "decided" }
  | { readonly of: "changed" | "untracked" | "items" };

export interface NoticeWords {
  /** `name`: the KPI as the rules call it. */
  readonly kpi: (name: string, reason: Reason) => string;
  /** The KPI whose goals stay as published. */
  readonly goals: (name: string, reason: Reason) => string;
  readonly flag: (name: string, reason: Reason) => string;
  readonly kept: (name: string, why: WhyKept, asOf: string) => string;
  readonly tree: (asOf: string, why: "no formulas" | "dates", sheet: string) => string;
  /** KPIs whose rows name what lies below people, by a column. */
  readonly levels: (names: readonly string[], column: string) => string;
  readonly tooMuch: (rows: number, people: number) => string;
  readonly tooManyHere: (formulas: number) => string;
  /** The program without a name of its own. */
  readonly localWorkbook: string;
}

const form = phraseIn<typeof FORMS>(FORMS);
const flagForm = phraseIn<typeof FLAG_FORMS>(FLAG_FORMS);

/** What is wrong, what to do about it where there is something, and what then. */
export interface Told {
  readonly what: string;
  readonly mend?: string;
}

function told(name: string, reason: Reason): Told {
  switch (reason.of) {
    case "moves":
      return {
        what: `\`${name}\` counts rows by the org of each period’s last day, and people moved; a sheet formula can't follow that.`,
        mend: "Ask a database to have it live",
      };
    case "form":
      return { what: `\`${name}\` uses ${form(reason.form)}, which has no sheet formula.` };
    case "flag form":
      return { what: `\`${name}\` asks for ${flagForm(reason.form)}.` };
    case "cells": {
      const [cells, them] =
        reason.count === 1 ? ["a cell", "it"] : [`${reason.count} cells`, "them"];
      return {
        what: `${reason.column} holds ${cells} that a formula reads otherwise (${reason.example}), and \`${name}\` needs it.`,
        mend: `Clean ${them} and publish again`,
      };
    }
    case "rows":
      return {
        what: `${reason.table} has rows that count nowhere (${reason.example}); a formula would count them for \`${name}\`.`,
        mend: "Take them out and publish again",
      };
    case "column":
      return {
        what: `${reason.table ?? "A table"} has no column [${reason.column}], which \`${name}\` needs.`,
      };
    case "links":
      return {
        what: `Rows of ${reason.table} find their partner otherwise than a look-up would (${reason.example}), and \`${name}\` needs it.`,
      };
    case "table":
      return { what: `\`${name}\` needs ${reason.table}, which isn’t in the workbook.` };
  }
}

const sentence = (name: string, reason: Reason, otherwise: string): string => {
  const { what, mend } = told(name, reason);
  return mend
    ? `${what} ${mend}; until then it is published as values.`
    : `${what} ${otherwise} published as values.`;
};

function flagSentence(name: string, reason: Reason): string {
  const asks =
    reason.of === "form"
      ? `The flag \`${name}\` asks for ${form(reason.form)}, which has no sheet formula.`
      : reason.of === "flag form"
        ? `The flag ${told(name, reason).what}`
        : told(name, reason).what;
  return `${asks} It is not among the formulas: publish who answers as values.`;
}

const clause = (word: string): string =>
  word === "to" ? "`to` a level below people" : `\`${word}\``;

function whyKept(name: string, why: WhyKept): string {
  const its = `\`cascade ${name}\``;
  switch (why.of) {
    case "changed":
      return "some were changed by hand, in the goals view or by a reset";
    case "untracked":
      return "some come from longer or shorter periods without a column here: they aren’t tracked, or lie before the first";
    case "items":
      return "they are made of what lies below people, which has no rows on these sheets";
    case "many":
      return `somebody’s is made of the rates of ${why.reports} reports, too many for one formula`;
    case "clauses":
      return `${its} has ${why.clauses.map(clause).join(" and ")}, and such shares are found step by step`;
    case "rate":
      return `${its} hands down a rate, which is found step by step`;
    case "blend":
      return `${its} goes by a blend of weights`;
    case "months":
      return `${its} ties people and months at once, which is done step by step`;
    case "absences":
      return `${its} counts the days of people who came, left or moved`;
    case "decided":
      return `${its} goes by weights of more digits than cells multiply exactly, or holds amounts, or months that are over, that were decided when it was published`;
  }
}

/** `a`, `b` and `c`. */
const listed = (names: readonly string[]): string => {
  const quoted = names.map((name) => `\`${name}\``);
  return quoted.length < 2
    ? quoted.join("")
    : `${quoted.slice(0, -1).join(", ")} and ${quoted[quoted.length - 1]}`;
};

export const NOTICES: NoticeWords = {
  kpi: (name, reason) => sentence(name, reason, "It is"),
  goals: (name, reason) => sentence(`goal(${name})`, reason, "Goals are"),
  flag: flagSentence,
  kept: (name, why, asOf) =>
    `Goals of \`${name}\` are values of ${asOf}: ${whyKept(name, why)}. KPI Checks tells when what they rest on changes; then publish again.`,
  tree: (asOf, why, sheet) =>
    `The tree under all figures is that of ${asOf}: ${why === "dates" ? "people have dates" : "no formulas follow its people"}. KPI Checks tells when ${sheet} changes; then publish again.`,
  levels: (names, column) =>
    `${listed(names)} by \`[${column}]\`, below people, ${names.length === 1 ? "has" : "have"} no rows among the formulas: publish a scorecard of \`[${column}]\` as values.`,
  tooMuch: (rows, people) =>
    `${rows.toLocaleString("en")} rows and ${people.toLocaleString("en")} people are much for formulas: each edit would take seconds. Publish values, or ask a database.`,
  tooManyHere: (formulas) =>
    `${formulas.toLocaleString("en")} formulas are much for the local workbook: it works them out in the background, minutes after each change. Excel, Google Sheets and LibreOffice take seconds; here publish figures.`,
  localWorkbook: DIALECTS.local.label,
};
