/** How things are called: names in the rules, labels for people, in the language of the headers. */
import { foldText } from "../../dsl/fold.ts";
import { isReserved } from "../../dsl/syntax/tokens.ts";
import { type Language, says } from "./words.ts";

/** Names of one kind, each given once. */
export class Names {
  private readonly taken = new Set<string>();

  /** A name from words: letters, digits and `_`, no word of the language, used by nobody yet. */
  give(words: string, otherwise: string): string {
    const plain = words.replace(/[^\p{L}\p{M}\p{Nd}]+/gu, "_").replace(/^[_\p{Nd}]+|_+$/gu, "");
    const base = plain === "" || isReserved(plain) ? otherwise : plain;
    for (let n = 1; ; n += 1) {
      const name = n === 1 ? base : `${base}_${n}`;
      if (this.taken.has(foldText(name))) continue;
      this.taken.add(foldText(name));
      return name;
    }
  }
}

/** A sheet's name without what only tells exports apart: `Bookings (CRM)`, `Leads export`, `Quota letter FY26`. */
export const sheetWords = (sheet: string): string =>
  sheet
    .replace(/\([^)]*\)/g, " ")
    .replace(/\b(?:export|import|daily|weekly|monthly|raw|data|list|täglich|liste|daten)\b/gi, " ")
    .replace(/\b(?:FY|GJ)? ?\d{2,4}\b/g, " ")
    .replace(/\s+/g, " ")
    .trim() || sheet;

/** A header as a label: without its unit and the question mark. */
export const headerWords = (header: string): string =>
  header
    .replace(/\([^)]*\)/g, " ")
    .replace(/[$€£?]|\b(?:USD|EUR|GBP|CHF)\b/g, " ")
    .replace(/\s+/g, " ")
    .trim();

const GENERIC = /^(?:amount|value|total|sum|net|gross|betrag|wert|summe|netto|brutto)$/i;

/** What an amount adds up to: its header, unless that says only that it is an amount. */
export function amountLabel(header: string | null, sheet: string): string {
  const words = header === null ? "" : headerWords(header);
  return words === "" || GENERIC.test(words) ? sheetWords(sheet) : words;
}

/** The day's header as what happened on it: `Meeting held on` → `Meeting held`. */
export const eventLabel = (header: string): string =>
  headerWords(header).replace(/(?:\s+(?:on|at|date|day|am)|datum)$/i, "") || header;

export interface Label {
  readonly name: string;
  readonly label: string;
}
const LABELS = {
  revenue: { en: "Closed revenue", de: "Gewonnener Umsatz" },
  new: { en: "New opportunities", de: "Neue Chancen" },
  winRate: { en: "Win rate", de: "Abschlussquote" },
  renewalRate: { en: "Renewal rate", de: "Verlängerungsquote" },
  cycle: { en: "Days to win", de: "Tage bis Abschluss" },
  pipeline: { en: "Open pipeline", de: "Offene Pipeline" },
  conversion: { en: "Conversion", de: "Konversion" },
  perTransaction: { en: "Units per transaction", de: "Stück pro Bon" },
  rateOf: { en: "rate", de: "Quote" },
  countOf: { en: "Number of", de: "Anzahl" },
  penetration: { en: "Account penetration", de: "Durchdringung der Kunden" },
  card: { en: "Quarter card", de: "Quartalskarte" },
} as const satisfies Readonly<Record<string, Readonly<Record<Language, string>>>>;

export const labelOf = (what: keyof typeof LABELS, language: Language): string =>
  LABELS[what][language];

/** Sentences of the four plain cases; in braces what a run fills in. */
export const FLAG_WORDS = {
  en: {
    activity: ["activity", "Activity shortfall"],
    activitySay: (kpi: string) =>
      `{name}: {missed} below goal, at {attainment(${kpi})} of the goal`,
    coach: ["coach_or_reset", "Coach, or reset the goal"],
    coachSay: (kpi: string) =>
      `{name} meets every leading KPI and is at {attainment(${kpi})} of the goal`,
    wrong: ["wrong_goals", "Goal met without the activity"],
    wrongSay: (kpi: string) =>
      `{name} made {attainment(${kpi})} of the goal with {missed} below goal: are the leading goals right?`,
    fine: ["on_track", "On track"],
    fineSay: () => "{name} meets every goal",
  },
  de: {
    activity: ["zu_wenig_aktivitaet", "Zu wenig Aktivität"],
    activitySay: (kpi: string) => `{name}: {missed} unter Ziel, bei {attainment(${kpi})} des Ziels`,
    coach: ["coachen_oder_neu_setzen", "Coachen oder das Ziel neu setzen"],
    coachSay: (kpi: string) =>
      `{name} erreicht jede Frühkennzahl und steht bei {attainment(${kpi})} des Ziels`,
    wrong: ["falsche_ziele", "Ziel erreicht ohne die Aktivität"],
    wrongSay: (kpi: string) =>
      `{name} hat {attainment(${kpi})} des Ziels, mit {missed} unter Ziel: stimmen die Frühziele?`,
    fine: ["auf_kurs", "Auf Kurs"],
    fineSay: () => "{name} erreicht jedes Ziel",
  },
} as const satisfies Readonly<Record<Language, unknown>>;

const BY_REGION: Readonly<Record<string, string>> = {
  US: "USD",
  GB: "GBP",
  CH: "CHF",
  CA: "CAD",
  AU: "AUD",
  NZ: "NZD",
  JP: "JPY",
  IN: "INR",
  SE: "SEK",
  DK: "DKK",
  NO: "NOK",
  PL: "PLN",
};
const EURO = new Set("AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MT NL PT SI SK".split(" "));
const SIGNS: Readonly<Record<string, string>> = { "€": "EUR", "£": "GBP", $: "USD" };

/** The currency of an amount: its header's, its cells', the locale's; empty where nothing tells. */
export function currencyOf(
  header: string | null,
  signs: readonly (string | null)[] | null,
  locale: string,
): string {
  const code = /\b(USD|EUR|GBP|CHF|SEK|NOK|DKK|PLN|JPY|CAD|AUD)\b/i.exec(header ?? "")?.[1];
  if (code) return code.toUpperCase();
  const sign = /[$€£]/.exec(header ?? "")?.[0] ?? signs?.find((s) => s !== null) ?? "";
  if (sign && SIGNS[sign]) return SIGNS[sign];
  if (!says(header, "amount")) return "";
  const region = /[-_]([A-Z]{2})\b/.exec(locale)?.[1] ?? "";
  return EURO.has(region) ? "EUR" : (BY_REGION[region] ?? "");
}
