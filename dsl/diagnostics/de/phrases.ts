/** Deutsch: was je nach Stelle in einer Meldung steht. Schlüsselwörter der Regeln bleiben, wie sie sind. */
import { FUNCTIONS_IN_GERMAN } from "../../functions-de.ts";
import { type UNITS, unitIn } from "../../types/type.ts";
import { phraseIn, type Worded } from "../../worded.ts";
import type * as english from "../phrases.ts";

/** `a, b oder c`. */
export const anyOf = (words: readonly string[]): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} oder ${words.at(-1)}`;

/** Vorschläge als Frage, oder was sonst zu tun ist. */
export const isMeant = (candidates: readonly string[], otherwise: string): string =>
  candidates.length > 0
    ? `Ist ${anyOf(candidates.map((word) => `\`${word}\``))} gemeint?`
    : otherwise;

/** `1.000`, und `12,5`. */
export const inFigures = (n: number): string => n.toLocaleString("de-DE");

const UNITS_IN_GERMAN: Worded<typeof UNITS> = {
  plain: "eine bloße Zahl",
  percent: "%",
  count: "eine Anzahl",
  days: "Tage",
};
export const unitName = unitIn(UNITS_IN_GERMAN);

export const put = (text: string): string => `\`${text}\` schreiben.`;

const SAYINGS: Worded<typeof english.SAYINGS> = {
  "one equals sign": "Gleichheit wird mit einem einzigen `=` geschrieben.",
  "not equal": "Ungleich wird `<>` geschrieben.",
  and: "Zwei Bedingungen, die beide gelten sollen, verbindet `and`.",
  or: "Zwei Bedingungen, von denen eine genügt, verbindet `or`.",
  not: "Das Gegenteil einer Bedingung wird `not` geschrieben.",
  comma: "Argumente trennt ein Komma, in jeder Sprache der Arbeitsmappe.",
  "texts are not joined": "In Regeln werden Texte nicht aneinandergehängt.",
  "size before equals": "Das Größer- oder Kleinerzeichen steht vor dem Gleichheitszeichen.",
  "greater or equal": "Mindestens wird `>=` geschrieben.",
  plus: "Ein Plus steht zwischen zwei Zahlen.",
  day: "Ein Tag wird als Jahr, Monat und Tag geschrieben, mit Bindestrichen.",
  "where keeps rows": "Welche Zeilen zählen, steht nach `where`.",
  "parts of texts": "Nach Teilen von Texten fragen `contains` und `starts with`.",
  blank: "Was nichts enthält, ist `blank`.",
  today: "Der Stichtag ist `today`.",
  equality: "Gleichheit wird mit `=` geschrieben.",
  "signs of size": "Größer und kleiner werden mit Zeichen geschrieben.",
  "when after figure": "Aus welcher Zeit eine Zahl ist, steht hinter ihr, ohne Klammern.",
  "last period": "`last period` ist der Zeitraum davor, wie lang er auch ist.",
  "period before": "Der Zeitraum davor ist `last period`, ein Jahr davor `last year`.",
  "whose after of": "Wessen Zahl es ist, steht nach `of`.",
  "nothing is grouped":
    "Eine KPI hat schon für jede Person, Einheit und jeden Zeitraum eine Zahl: gruppiert wird nichts.",
  "distinct counts": "`distinct` zählt von selbst, wie viele verschiedene Werte es gibt.",
  "rows by table": "Zeilen werden über den Namen ihrer Tabelle gezählt.",
  choice: "Eine Auswahl wird mit `if` geschrieben.",
  cases: "Fälle werden mit `if` geschrieben.",
  "no SQL": "Regeln sind kein SQL: eine Summe oder Anzahl nennt ihre Tabelle selbst.",
  "figure in brackets": (p) => `\`${p.fn}\` nimmt seine Zahl in Klammern.`,
  "function of the figure": (p) => `\`${p.word}\` ist eine Funktion der Zahl.`,
  "KPI in brackets": (p) => `\`${p.fn}\` nimmt seine KPI in Klammern.`,
  "name in brackets": (p) => `\`${p.fn}\` nimmt seinen Namen in Klammern.`,
  "joins nothing": (p) => `\`${p.word}\` verbindet zwei Teile, und danach kommt keiner.`,
  "twice in brackets": (p) => `\`${p.word}\` steht zweimal in diesen Klammern.`,
  "row by its day": "Eine Zeile gehört durch ihren Tag zu einem Zeitraum.",
  owed: (p) => `Für ein Ziel steht \`goal\`, nicht \`${p.word}\`.`,
  "sheet in quotes": "Der Name eines Blatts steht in einfachen Anführungszeichen.",
  "table from": "Eine Tabelle wird mit `from` an ihr Blatt gebunden.",
  "column in brackets": "Eine Spalte steht in eckigen Klammern.",
  "whole sheet":
    "Eine Tabelle ist ein ganzes Blatt: welche Zeilen zählen, sagt jede KPI selbst, nach `where`.",
  "no colon": "Nach dem Wort einer Klausel steht kein Doppelpunkt.",
  "fiscal year": "Das Jahr eines Kalenders ist das Geschäftsjahr.",
  "month after starts": "Der Monat steht gleich nach `starts`.",
  "month by name": "Der Monat steht mit seinem Namen da.",
  tracked: "Welche Zeiträume bewertet werden, sagen `monthly`, `quarterly` und so weiter.",
  "KPI after equals": "Was eine KPI ist, steht nach `=`.",
  "score: nothing between":
    "Ein Teil eines Scores ist ein Prozentsatz und eine KPI, ohne etwas dazwischen.",
  "score: percentages": "Die Teile eines Scores sind Prozentsätze.",
  "score: percentage first": "In einem Score steht der Prozentsatz vor seiner KPI.",
  "score: parts are added": "Die Teile eines Scores werden addiert.",
  "goal's order":
    "Ein Ziel nennt seinen Zeitraum gleich nach der KPI, und am Ende, für wen es gilt.",
  "goal's period": "Ein Ziel nennt seinen Zeitraum gleich nach der KPI.",
  "period after KPI": "Der Zeitraum eines Ziels steht gleich nach der KPI.",
  "goal after equals": "Was ein Ziel ist, steht nach `=`.",
  "goal is no comparison":
    "Was ein Ziel ist, steht nach `=`; ob mehr oder weniger besser ist, sagt seine KPI.",
  "one period or each": "Ein Ziel gilt für einen Zeitraum, oder für jeden einer Länge.",
  each: "Die Zeiträume eines Ziels nennt `each`.",
  "team of somebody": "Ein Team ist das Team von jemandem.",
  "one person or group": "Ein Ziel gilt für eine Person, oder für eine Gruppe, die ein Wort nennt.",
  "owner of the table's goals":
    "Ein Ziel aus einer Tabelle gilt für die Person, die deren `owner` nennt.",
  "owed after for": "Für wen ein Ziel gilt, steht nach `for`.",
  everyone: "Alle Personen sind `everyone`.",
  reps: "Personen ohne Unterstellte sind `reps`.",
  managers: "Personen mit Unterstellten sind `managers`.",
  growth: "Ein Wachstumsziel sagt, worauf das Wachstum kommt.",
  evenly: "Gleiche Anteile sind `evenly`.",
  "at least": "Das kleinste Ziel nennt `at least`.",
  "at most": "Das größte Ziel nennt `at most`.",
  "over-assign": "Einen Puffer nennt `over-assign`.",
  spread: "Ein Jahr verteilt sich auf seine Monate `evenly`, nach einem Gewicht oder in Teilen.",
  "spread in order": "Die Teile von `spread` stehen in ihrer Reihenfolge, ohne Namen.",
  "round to": "Ziele werden auf etwas gerundet.",
  "weights are added": "Die Teile eines Gewichts werden addiert.",
  when: "Die Bedingung eines Hinweises steht nach `when`.",
  "met and missed": "Ob ein Ziel erreicht ist, sagen `met` und `missed`.",
  "status after is": "Ein Status steht nach `is`.",
  every: "Alle zusammen sind `every`.",
  high: "Das Schwerste ist `high`.",
  warn: "In der Mitte liegt `warn`.",
  info: "Das Leichteste ist `info`.",
  "say's words": (p) => `\`say\` kennt kein \`${p.word}\`.`,
  "flag of somebody": "Ein Hinweis wird zu einer Person erwartet, mit Namen und Zeitraum.",
};
export const saying = phraseIn<typeof english.SAYINGS>(SAYINGS);

const HINTS: Worded<typeof english.HINTS> = {
  none: "",
  "leave out": "Weglassen.",
  "leave one": "Eines davon behalten.",
  "what follows": "Weglassen, oder schreiben, was folgt.",
  "join with and": "Die Bedingungen mit `and` verbinden.",
  write: (p) => put(p.text),
  "one of": (p) => `${anyOf(p.texts.map((text) => `\`${text}\``))} schreiben.`,
  "or a period": (p) => `\`${p.text}\` schreiben, oder einen Zeitraum nennen.`,
  "or a period in its place": (p) =>
    `\`${p.text}\` schreiben, oder an dieser Stelle einen Zeitraum.`,
  "a goal for each": "Für jede Person ein eigenes `goal` schreiben.",
  "in the KPI": "In die KPI schreiben: `sum(Tabelle[Spalte] where …)`.",
  "distinct column": "Stattdessen `distinct(Tabelle[Spalte])` schreiben.",
  "count the table": "`count(Tabelle)` schreiben.",
  "sum of a column": "`sum(Tabelle[Spalte] where …)` schreiben.",
  if: "`if(Bedingung, dann, sonst)` schreiben.",
  "whole spread": "Alle Teile schreiben: `spread 20%, 30%, 25%, 25%`.",
  "round under cascade": "Unter `cascade` schreiben; für eine Zahl gibt es `round(x, -2)`.",
  "goal at most": "Ein Ziel begrenzt `at most`.",
  "goal at least": "Ein Ziel begrenzt `at least`.",
  under: (p) => `Unter \`${p.statement}\` schreiben.`,
  "for more": (p) => `Für ${p.percent} mehr \`${p.text}\` schreiben.`,
  convert: "Zuerst eine Seite umrechnen: mit einem Kurs multiplizieren.",
  "like with like": "Gleiches mit Gleichem vergleichen.",
  link: "`link [Schlüssel] to Tabelle` unter die Tabelle schreiben, deren Zeilen fragen, dann `Tabelle[Spalte]`.",
};
export const hinted = phraseIn<typeof english.HINTS>(HINTS);

const INSTEAD: Worded<typeof english.INSTEAD> = {
  unknown: "",
  write: (p) => `; hier heißt das \`${p.text}\``,
  where: "; Bedingungen stehen nach `where`",
  else: "; für eine leere Zahl springt `else` ein",
  texts:
    "; Texte werden ohne Groß- und Kleinschreibung verglichen, Teile davon mit `contains` oder `starts with`",
  dates: "; ein Zeitraum steht nach `in`, und Tage werden verglichen, `[Datum] >= 2025-01-01`",
  "no brackets": (p) => `; \`${p.text}\` steht ohne Klammern`,
  "if within if": "; mehrere Fälle sind ein `if` im anderen",
  "is blank": "; nach leeren Zellen fragt `is blank`",
  product: "; was addiert wird, darf ein Produkt sein",
  "by zero": "; `/` durch 0 ist leer",
  "by zero itself": "; `/` durch 0 ist von selbst leer",
  difference: "; Tage dazwischen sind eine Differenz",
  "difference of columns": "; Tage dazwischen sind eine Differenz, `[Ende] - [Beginn]`",
  workdays: "; Arbeitstage sind `workdays`",
  "people's column": "; eine Spalte der Personen wird einfach genannt",
  "owned rows": "; eine Zahl addiert die Zeilen, die einer Person gehören",
  linked: "; die Tabellen sind verknüpft",
  "linked by key": "; eine Tabelle wird über ihren Schlüssel verknüpft",
  "goals from a table": "; Ziele, die in einer Tabelle stehen, holt `from`",
};
export const instead = phraseIn<typeof english.INSTEAD>(INSTEAD);

const TAKES: Worded<typeof english.TAKES> = {
  KPI: "eine KPI",
  score: "einen Score",
  figure: "eine Zahl",
  number: "eine Zahl",
  "table and where": "eine Tabelle und `where`",
  "table or column": "eine Tabelle oder ihre Spalte",
  column: (p) => `eine Spalte, \`${p.text}\``,
  "column of rows": "eine Spalte von Zeilen, keine KPI",
  "column with its table": "eine Spalte mit ihrer Tabelle",
  "column with its table, so": "eine Spalte mit ihrer Tabelle, `Deals[Amount]`",
  "one expression": (p) =>
    `einen Ausdruck, oder eine Tabelle und einen Ausdruck; \`${p.more}\` ist einer zu viel`,
  "no reports": "eine Tabelle; `reports` geht mit `count` und `share`",
  "figure of rows":
    "eine Zahl aus Zeilen; ein Ziel und seine Erreichung gelten für einen ganzen Zeitraum",
  "figure and span": "eine Zahl und eine Dauer, `trailing(x, 3 months)`",
  "only year": "neben seiner Zahl nur `year`, für die Veränderung zum Vorjahr",
  "condition and two figures": "eine Bedingung und zwei Zahlen, `if(c, a, b)`",
  arguments: (p) =>
    `seine Argumente so: ${anyOf(FUNCTIONS_IN_GERMAN[p.fn].signatures.map((s) => `\`${s}\``))}`,
};
export const taken = phraseIn<typeof english.TAKES>(TAKES);

const PERIODS: Worded<typeof english.PERIODS> = {
  "four quarters": (p) => `${p.label} gibt es nicht: ein Jahr hat vier Quartale.`,
  "two halves": (p) => `${p.label} gibt es nicht: ein Jahr hat zwei Halbjahre.`,
  "two digits": (p) => `\`${p.label}\` ist kein Zeitraum; ein Monat hat zwei Ziffern.`,
  "no month": (p) => `${p.label}: in einem Kalender aus Wochen gibt es keinen Kalendermonat.`,
  "of weeks": (p) => `${p.label} ist ein Zeitraum eines Kalenders aus Wochen.`,
  "a day": (p) => `${p.label} ist ein Tag, und hier steht ein Zeitraum.`,
  "a period": (p) => `${p.label} ist ein Zeitraum, und hier steht ein Tag.`,
  "no day": (p) => `${p.label} ist kein Tag.`,
  "no period": (p) => `\`${p.label}\` ist kein Zeitraum.`,
};
export const faulty = phraseIn<typeof english.PERIODS>(PERIODS);

/** Zwei Seiten lassen sich nicht … */
const DONE: Worded<typeof english.DONE> = {
  added: "addieren",
  subtracted: "voneinander abziehen",
  multiplied: "multiplizieren",
  divided: "dividieren",
  raised: "potenzieren",
  compared: "vergleichen",
  alternatives: "füreinander einsetzen",
};
export const done = phraseIn<typeof english.DONE>(DONE);

/** Was etwas nicht ist. */
const NONE: Worded<typeof english.NEEDED> = {
  number: "keine Zahl",
  text: "kein Text",
  day: "kein Datum",
  truth: "keine Bedingung",
  figure: "keine Zahl",
  KPI: "keine KPI",
  value: "kein geschriebener Wert",
};
export const none = phraseIn<typeof english.NEEDED>(NONE);

export const LABELS: Worded<typeof english.LABELS> = {
  "a name": "ein Name",
  "a text": "ein Text",
  '"text"': '"Text"',
  "[column]": "[Spalte]",
  "a column": "eine Spalte",
  "a cell": "eine Zelle",
  "a period": "ein Zeitraum",
  "a number": "eine Zahl",
  "a percentage": "ein Prozentsatz",
  "a sign": "ein Zeichen",
};

/** Was hier weitergehen kann. */
export const fitting = (expected: readonly string[]): string =>
  anyOf(expected.map((word) => (word in LABELS ? LABELS[word as english.Label] : word)));
