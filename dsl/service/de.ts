/** Deutsch: was die Wörter der Regeln sagen. Die Wörter selbst sind in jeder Sprache dieselben. */

import { unitName } from "../diagnostics/de/phrases.ts";
import { FUNCTIONS_IN_GERMAN } from "../functions-de.ts";
import type { ServiceWords } from "./words.ts";

const ROLES = { leading: "Frühindikator", lagging: "Ergebnis", helper: "Hilfsgröße" };
const TAKEN = {
  kpi: "eine KPI",
  score: "ein Score",
  table: "eine Tabelle",
  flag: "ein Hinweis",
};

export const GERMAN: ServiceWords = {
  statements: {
    calendar: "Wann das Geschäftsjahr beginnt und welche Zeiträume bewertet werden.",
    people: "Wer in der Organisation ist und wer an wen berichtet.",
    table: "Bindet ein Blatt, damit KPIs seine Zeilen zählen können.",
    kpi: "Eine Zahl mit Namen, Einheit und Richtung.",
    goal: "Was jemand in einem Zeitraum von einer KPI als Ziel hat.",
    cascade: "Wie ein Ziel durch die Organisation hinunter und über das Jahr geht.",
    score: "Die Zielerreichung mehrerer KPIs als eine Zahl.",
    flag: "Eine Bedingung, für die jemand antwortet.",
    check: "Eine Zahl, die aufgehen muss, mit einer Zelle oder einer anderen Zahl.",
    test: "Ein Beispiel neben den Regeln: Zeilen, und was herauskommen muss.",
    reset: "Ein neu gesetztes Ziel, festgehalten: für wen, von was auf was, warum, von wem, wann.",
  },
  clauses: {
    "calendar year starts": "Der Monat, in dem das Geschäftsjahr beginnt.",
    "calendar weeks": "Handelsjahre mit 52 oder 53 Wochen: 4-4-5, 4-5-4 oder 5-4-4.",
    "calendar year named by":
      "Ob ein Geschäftsjahr nach dem Kalenderjahr heißt, in dem es endet oder beginnt.",
    "calendar track": "Die Zeiträume, die bewertet werden; Hinweise richten sich nach dem ersten.",
    "calendar work week": "Die Tage, die als Arbeitstage zählen, für das Tempo.",
    "calendar holidays": "Tage, die keine Arbeitstage sind, aus der Spalte einer Tabelle.",
    "people header row": "Die Zeile der Überschriften, wenn es nicht die erste ist.",
    "people name": "Die Spalte mit dem Namen der Person.",
    "people reports to":
      "Die Spalte mit der Führungskraft, dann die Einheiten darüber, dann eine Spitze mit Namen.",
    "people since": "Der erste Tag einer Zuordnung: wer wechselt, hat für jede eine Zeile.",
    "people until": "Der letzte Tag einer Zuordnung.",
    "people email": "Die Spalte mit der E-Mail-Adresse der Person.",
    "table header row": "Die Zeile der Überschriften, wenn es nicht die erste ist.",
    "table owner":
      "Wem jede Zeile gehört; `then` geht unter die Personen, zu Kunden und einzelnen Geschäften.",
    "table date": "Die Spalte, die sagt, in welchem Zeitraum eine Zeile zählt.",
    "table key": "Die Spalte, über die andere Tabellen diese finden.",
    "table link": "Ein Verweis: in dieser Spalte steht der Schlüssel einer anderen Tabelle.",
    "kpi leading": "Eine Tätigkeit, für die der Verkauf antwortet.",
    "kpi lagging": "Ein Ergebnis.",
    "kpi leads": "Frühindikator, gepaart mit der KPI, die er voranbringen soll.",
    "kpi unit": "Eine Währung, `%`, `days`, `count`, oder ein eigenes Wort in Anführungszeichen.",
    "kpi higher is better": "Mehr ist besser; so ist es auch, wenn nichts dasteht.",
    "kpi lower is better": "Weniger ist besser; `by ratio` misst Ziel durch Ist.",
    "kpi within … is better": "Das Ziel soll getroffen werden, bis auf einen Teil davon.",
    "kpi baseline": "Die Zielerreichung zählt von hier an.",
    "kpi met at":
      "Ab welcher Zielerreichung das Ziel als erreicht gilt; 100 %, wenn nichts dasteht.",
    "kpi at risk below": "Unter welchem Tempo es gefährdet ist; 80 %, wenn nichts dasteht.",
    "kpi at": "Die Ebene, die das Ziel hat: `reps`, `managers` oder eine Spalte.",
    "cascade by":
      "Wonach die Anteile gehen; `else` für Führungskräfte, deren Leute davon nichts haben.",
    "cascade keep back": "Eine Reserve, die die Führungskraft behält und nicht weitergibt.",
    "cascade over-assign": "Ein Puffer: das Team hat zusammen ein höheres Ziel als seine Führung.",
    "cascade ramp": "Wie viel vom vollen Ziel neue Leute in den ersten Zeiträumen haben.",
    "cascade at least": "Das kleinste Ziel einer Person für ein volles Jahr.",
    "cascade at most": "Das größte Ziel einer Person für ein volles Jahr.",
    "cascade round to": "Jahre kommen als ganze Vielfache davon heraus.",
    "cascade rounding":
      "Nach welcher Regel Jahre gerundet werden: `largest`, `first` oder `webster`.",
    "cascade spread": "Wie ein Jahr auf seine Monate fällt.",
    "cascade to": "Geht unter den Personen weiter, zu Kunden oder einzelnen Geschäften.",
    "score cap": "Kein Teil zählt mehr.",
    "score floor": "Kein Teil zählt weniger.",
    "flag at": "Wo der Hinweis kommt: bei `reps`, `managers` oder einer Ebene nach ihrer Spalte.",
    "flag when": "Die Bedingung.",
    "flag for": "Wie viele Zeiträume hintereinander.",
    "flag hold": "Wer antwortet: `person`, `manager`, `top`, oder jemand mit Namen.",
    "flag say": "Der Satz, mit Zahlen in geschweiften Klammern.",
    "flag severity": "`info`, `warn` oder `high`.",
    "flag escalate after":
      "Nach welcher Zeit ohne Maßnahme auch die nächste Führungskraft darüber antwortet.",
    "reset for": "Wessen Ziel neu gesetzt wird.",
    "reset from": "Das Ziel davor und danach.",
    "reset because": "Warum.",
    "reset by": "Wer es entschieden hat.",
    "reset on": "Der Tag, ab dem es gilt.",
  },
  said: {
    name: "Um wen es in dem Hinweis geht.",
    manager: "Wer die Person führt, um die es geht.",
    period: "Der Zeitraum, in dem geurteilt wurde.",
    missed: "Die verfehlten KPIs.",
    met: "Die erreichten KPIs.",
  },
  kinds: {
    statement: "Anweisung",
    clause: "Klausel",
    keyword: "Wort",
    kpi: "KPI",
    score: "Score",
    flag: "Hinweis",
    function: "Funktion",
    table: "Tabelle",
    column: "Spalte",
    sheet: "Blatt",
    person: "Person",
    value: "Wert",
    period: "Zeitraum",
    unit: "Einheit",
  },
  details: {
    reports: "die direkt Unterstellten",
    sheet: "Blatt",
    status: "Status",
    from: (sheet) => `aus ${sheet}`,
  },
  hover: {
    kpi: (name, role, leads, unit) =>
      `kpi ${name}: ${ROLES[role]}${leads && `, führt zu ${leads}`}, Einheit ${unit}`,
    unclear: (name) => `kpi ${name}: noch nicht verstanden`,
    better: {
      higher: "Mehr ist besser",
      lower: "Weniger ist besser",
      within: "Nah am Ziel ist besser",
    },
    nature: {
      additive: "summiert sich über Personen und Zeit",
      ratio: "eine Quote: Zähler und Nenner summieren sich",
      stock: "ein Bestand: summiert sich über Personen, im längeren Zeitraum gilt der letzte Tag",
      other: "jede Person und Einheit hat eine eigene Zahl, die sich nicht summiert",
    },
    columns: (names, more) => `Spalten: ${names}${more > 0 ? ` und ${more} weitere` : ""}`,
    column: (name, sheet) => (sheet === "" ? `Spalte ${name}` : `Spalte ${name} von ${sheet}`),
    example: (values) => `Zum Beispiel ${values}`,
    days: (label, first, last) => `${label}: ${first} bis ${last}`,
    rowWords: "Danach, wenn gewünscht: where …, on [Datum], active [von] to [bis], at any time.",
  },
  rename: {
    noName: "Hier steht kein Name der Regeln.",
    oneLine:
      "Ein Name ist eine Zeile, ohne doppelte Anführungszeichen und ohne geschweifte Klammern.",
    taken: (name, by) => `\`${name}\` ist schon ${TAKEN[by]}.`,
    meaning: (name) => `\`${name}\` hat eine eigene Bedeutung und kann keine Tabelle sein.`,
    broken: "Eine Anweisung mit einem Fehler verwendet vielleicht diesen Namen: zuerst beheben.",
  },
  functions: FUNCTIONS_IN_GERMAN,
  given: {
    today: "Der Stichtag, oder der letzte Tag des Zeitraums, wenn der früher liegt.",
    workdays: "Arbeitstage des Zeitraums bis jetzt, solange in der Organisation.",
    headcount:
      "Wie viele Personen ohne Unterstellte am letzten Tag da sind; offene Stellen zählen nicht.",
  },
  unit: unitName,
};
