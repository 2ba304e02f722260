/**
 * What the engine says, by language: sentences are made from figures, names and days, never translated.
 * English is the measure; another language is a folder beside it with every key of it, which the compiler
 * holds it to. The sidebar's own texts are in `sidebar/texts`.
 */
import { DIAGNOSTIC_WORDS } from "../../dsl/diagnostics/languages.ts";
import type { DiagnosticWords } from "../../dsl/diagnostics/words.ts";
import { type Language, languageOf } from "../../dsl/language.ts";
import { REFUSALS, type RefusalWords } from "../cascade/refusal.ts";
import { CHECK_WORDS, type CheckWords } from "../formula/check-words.ts";
import { NOTICES, type NoticeWords } from "../formula/notices.ts";
import type { WriteRefusalWords } from "../hosts/port/refused.ts";
import type { FindingWords } from "../model/findings.ts";
import { calls as germanCalls } from "./de/calls.ts";
import { checks as germanChecks } from "./de/checks.ts";
import { findings as germanFindings } from "./de/findings.ts";
import { flags as germanFlags } from "./de/flags.ts";
import { functions as germanFunctions } from "./de/functions.ts";
import { goals as germanGoals } from "./de/goals.ts";
import { notices as germanNotices } from "./de/notices.ts";
import { refusals as germanRefusals } from "./de/refusals.ts";
import { show as germanShow } from "./de/show.ts";
import { status as germanStatus } from "./de/status.ts";
import { why as germanWhy } from "./de/why.ts";
import { writes as germanWrites } from "./de/writes.ts";
import { calls } from "./en/calls.ts";
import { flags } from "./en/flags.ts";
import { goals } from "./en/goals.ts";
import { show } from "./en/show.ts";
import { status } from "./en/status.ts";
import { why } from "./en/why.ts";
import type { FunctionHelp } from "./function-help.ts";
import type { Worded } from "./worded.ts";

export type WhyWords = Worded<typeof why>;

export interface Words {
  readonly language: Language;
  readonly show: Worded<typeof show>;
  readonly status: Worded<typeof status>;
  readonly why: WhyWords;
  readonly flags: Worded<typeof flags>;
  readonly goals: Worded<typeof goals>;
  readonly calls: Worded<typeof calls>;
  readonly refusals: RefusalWords;
  /** Null: as the catalogue of findings has them. */
  readonly findings: FindingWords | null;
  /** What is wrong with rules. Null: as their catalogue has it. */
  readonly diagnostics: DiagnosticWords | null;
  /** Why a workbook took no write. Null: as the hosts' catalogue has it. */
  readonly writes: WriteRefusalWords | null;
  /** What can't be native formulas, and why. */
  readonly notices: NoticeWords;
  /** What a publication's checks say, on its sheets. */
  readonly checks: CheckWords;
  /** Help of sheet functions, by their ids. Null: as their table has it, which the hosts' own dialogs show. */
  readonly functions: Readonly<Record<string, FunctionHelp>> | null;
}

export const ENGLISH: Words = {
  language: "en",
  show,
  status,
  why,
  flags,
  goals,
  calls,
  refusals: REFUSALS,
  findings: null,
  diagnostics: DIAGNOSTIC_WORDS.en,
  writes: null,
  notices: NOTICES,
  checks: CHECK_WORDS,
  functions: null,
};

const GERMAN: Words = {
  language: "de",
  show: germanShow,
  status: germanStatus,
  why: germanWhy,
  flags: germanFlags,
  goals: germanGoals,
  calls: germanCalls,
  refusals: germanRefusals,
  findings: germanFindings,
  diagnostics: DIAGNOSTIC_WORDS.de,
  writes: germanWrites,
  notices: germanNotices,
  checks: germanChecks,
  functions: germanFunctions,
};

const WORDS: Readonly<Record<Language, Words>> = { en: ENGLISH, de: GERMAN };

/** The words of a language (`de`, `de-AT`), English where there are none. */
export const wordsOf = (language: string): Words => WORDS[languageOf(language)];

/** Of a call: which language its answer speaks. */
export interface Speaking {
  /** Left out: English. */
  readonly language?: string;
}

/** How an action on record reads; one that this product doesn't know stays as it is written. */
export const actionWord = ({ actions }: Words["flags"], action: string): string =>
  action in actions ? actions[action as keyof typeof actions] : action;

/** The words that a call's answer is made of. */
export const wordsFor = ({ language = "en" }: Speaking): Words => wordsOf(language);
