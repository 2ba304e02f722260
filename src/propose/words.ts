/** What headers and words of choice usually mean, as data: a language is one more entry of each table. */
import { foldText } from "../../dsl/fold.ts";

export type Language = "en" | "de";
type Words = Readonly<Record<Language, RegExp>>;

/** What a header's words may say that its column holds. */
export type Meaning = keyof typeof HEADERS;

const HEADERS = {
  person: {
    en: /\b(?:names?|rep|employee|person|agent|advisor|adviser|store|shop|branch|member|consultant)\b/,
    de: /name|mitarbeiter|person|berater|filiale|vertreter|verkäufer/,
  },
  manager: {
    en: /\b(?:manager|reports? to|rolls? up|supervisor|boss|team lead|leader|head|parent|reporting line)\b/,
    de: /vorgesetzt|führungskraft|teamleit|berichtet an|leiter|chef/,
  },
  since: {
    en: /\b(?:since|from|start(?:ed)?(?: date)?|hired?(?: date)?|joined|opened|opening|valid from)\b/,
    de: /\bab\b|seit|beginn|eintritt|eröffn|gültig von|\bvon\b/,
  },
  until: {
    en: /\b(?:until|to|end(?:ed)?(?: date)?|left|leaving|closed|closing|terminat\w*|valid to)\b/,
    de: /\bbis\b|ende|austritt|geschlossen|schließ/,
  },
  email: { en: /\be[- ]?mail\b/, de: /e-?mail/ },
  unit: {
    en: /\b(?:regions?|district|area|territory|team|office|division|department|country|market|zone|group|segment|business unit)\b/,
    de: /region|bezirk|gebiet|team|büro|standort|abteilung|bereich|land|markt|gruppe|segment/,
  },
  potential: {
    en: /\b(?:potential|capacity|sq ?ft|square|size|headcount|weight|population)\b/,
    de: /potenzial|potential|kapazität|fläche|\bqm\b|größe|gewicht/,
  },
  owner: {
    en: /\b(?:owner|ae|account executive|seller|sales ?person|sales rep|rep|agent|store|shop|assigned|employee|name)\b/,
    de: /inhaber|besitzer|verkäufer|vertriebler|mitarbeiter|filiale|zuständig|betreuer|name/,
  },
  second: {
    en: /\b(?:sdr|bdr|sourced? by|created by|setter|specialist|partner|csm)\b/,
    de: /erstellt von|quelle|partner|innendienst/,
  },
  created: {
    en: /\b(?:created?|opened|open date|added|entered|received|started?|submitted)\b/,
    de: /erstellt|angelegt|erfasst|eröffnet|eingang|beginn/,
  },
  closed: {
    en: /\b(?:closed?|won|booked|signed|sold|invoiced?|paid|order(?:ed)?|completed|decision|due|bound)\b/,
    de: /abschluss|abgeschlossen|geschlossen|gebucht|verkauft|rechnung|bezahlt|bestell|fällig/,
  },
  last: {
    en: /\b(?:last|next|modified|updated|activity)\b/,
    de: /letzte|nächste|geändert|aktualisiert|aktivität/,
  },
  date: {
    en: /\b(?:date|day|when|month|week|period|time|on|at)\b/,
    de: /datum|\btag\b|wann|monat|woche|\bam\b|zeit/,
  },
  amount: {
    en: /\b(?:amount|revenue|sales|value|acv|arr|mrr|tcv|price|premium|total|net|gross|turnover|bookings?|volume|fee)\b|[$€£]|\b(?:usd|eur|gbp|chf)\b/,
    de: /betrag|umsatz|wert|preis|summe|erlös|volumen|prämie|netto|brutto|[$€£]|\b(?:eur|usd|chf)\b/,
  },
  cost: {
    en: /\b(?:returns?|refunds?|shrink|discount|cost|loss|waste|credit|chargebacks?)\b/,
    de: /retour|rückgabe|schwund|rabatt|kosten|verlust|gutschrift|storno/,
  },
  rate: {
    en: /\b(?:rate|probability|percent|pct|margin|share)\b|%/,
    de: /quote|rate|wahrscheinlich|prozent|anteil|marge|%/,
  },
  stage: {
    en: /\b(?:stage|status|outcome|result|state|phase|disposition)\b/,
    de: /phase|status|stufe|ergebnis|stand|ausgang/,
  },
  kind: {
    en: /\b(?:kind|type|activity)\b/,
    de: /\bart\b|typ\b|aktivität/,
  },
  metric: { en: /\b(?:metric|measure|kpi|indicator)\b/, de: /kennzahl|messgröße|kpi/ },
  key: {
    en: /\b(?:id|nr|no|number|key|ref(?:erence)?|code)\b|#/,
    de: /\bid\b|nummer|\bnr\b|schlüssel|kennung|#/,
  },
  account: {
    en: /\b(?:account|customer|client|company|policy ?holder)\b/,
    de: /kunde|konto|firma|unternehmen/,
  },
  opportunity: {
    en: /\b(?:opp(?:ortunit(?:y|ies))?|deals?|pipeline)\b/,
    de: /verkaufschance|chance|opportunit|pipeline|angebot/,
  },
  renewal: { en: /\b(?:renewals?|contracts?)\b/, de: /verlängerung|vertrag|verträge/ },
  activity: {
    en: /\b(?:activit(?:y|ies)|calls?|visits?|touch(?:es)?|meetings?|tasks?|demos?)\b/,
    de: /aktivität|besuch|anruf|termin|aufgabe/,
  },
  lead: {
    en: /\b(?:leads?|inquir(?:y|ies)|enquir(?:y|ies))\b/,
    de: /leads?\b|anfrage|interessent/,
  },
  transactions: {
    en: /\b(?:transactions?|receipts?|tickets|baskets|orders)\b/,
    de: /transaktion|bons?\b|kassenbon|bestellungen/,
  },
  visitors: {
    en: /\b(?:visitors?|footfall|traffic|sessions|visits)\b/,
    de: /besucher|frequenz|sitzungen/,
  },
  units: { en: /\b(?:units?|items?|quantity|qty|pieces)\b/, de: /menge|stück|artikel|anzahl/ },
  duration: {
    en: /\b(?:hours?|days|minutes|time to|duration|age|latency)\b/,
    de: /stunden|tage\b|minuten|dauer|zeit bis/,
  },
  target: {
    en: /\b(?:targets?|goals?|quotas?|plan|budget|objective)\b/,
    de: /ziel|soll|plan|budget|quote|vorgabe/,
  },
  quality: {
    en: /\b(?:qualified|executive|sponsor|verified|completed|attended|accepted|access)\b/,
    de: /qualifiziert|geprüft|erledigt|angenommen|zugang/,
  },
} as const satisfies Readonly<Record<string, Words>>;

/** Words of a column of choice that end a thing, well or badly. */
const VALUES = {
  won: {
    en: /\b(?:won|renewed|retained|signed|sold|bound|issued|paid|success(?:ful)?|converted|closed[- ]won)\b/,
    de: /gewonnen|verlängert|unterschrieben|verkauft|bezahlt|erfolgreich|gehalten/,
  },
  lost: {
    en: /\b(?:lost|churned|cancell?ed|declined|expired|rejected|lapsed|disqualified|closed[- ]lost|not renewed)\b/,
    de: /verloren|gekündigt|storniert|abgelehnt|abgelaufen|abgesagt|disqualifiziert|nicht verlängert/,
  },
  yes: { en: /^(?:yes|y|true|x|done|ok)$/, de: /^(?:ja|j|wahr|x|erledigt)$/ },
  no: { en: /^(?:no|n|false|-)$/, de: /^(?:nein|n|falsch|-)$/ },
} as const satisfies Readonly<Record<string, Words>>;

const LANGUAGES: readonly Language[] = ["en", "de"];

/** A text as its words are looked for: matching form, signs that join words as blanks. */
const plain = (text: string): string =>
  foldText(text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")).replace(/[_./()[\]?:]+/g, " ");

/** In which language a header says this of its column; null where it doesn't. */
export function saysIn(header: string | null, meaning: Meaning): Language | null {
  if (header === null) return null;
  const text = plain(header);
  return LANGUAGES.find((language) => HEADERS[meaning][language].test(text)) ?? null;
}

export const says = (header: string | null, meaning: Meaning): boolean =>
  saysIn(header, meaning) !== null;

/** A negated outcome (`not renewed`) is a bad one. */
export function valueMeans(text: string, meaning: keyof typeof VALUES): boolean {
  const value = foldText(text);
  if (meaning === "won" && valueMeans(text, "lost")) return false;
  if (meaning === "won" && /^(?:not|nicht|kein\w*) /.test(value)) return false;
  return LANGUAGES.some((language) => VALUES[meaning][language].test(value));
}

/** The language that most headers speak; the fallback where none says more. */
export function languageOf(headers: readonly (string | null)[], fallback: Language): Language {
  const count = { en: 0, de: 0 };
  for (const header of headers) {
    if (header === null) continue;
    const text = plain(header);
    for (const language of LANGUAGES)
      if (Object.values(HEADERS).some((words) => words[language].test(text))) count[language] += 1;
  }
  if (count.en === count.de) return fallback;
  return count.de > count.en ? "de" : "en";
}
