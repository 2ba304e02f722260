import type * as english from "../en/goals.ts";
import type { Worded } from "../worded.ts";

const BY_THE = {
  year: "im Jahr",
  half: "im Halbjahr",
  quarter: "im Quartal",
  month: "im Monat",
  week: "in der Woche",
  day: "am Tag",
} as const;

const KINDS = {
  hold: "Festhalten von",
  release: "Freigeben von",
  move: "Verschieben von",
  override: "Überschreiben von",
} as const;

export const goals: Worded<typeof english.goals> = {
  noKpi: (kpi) => `Eine KPI ${kpi} gibt es nicht.`,
  nobody: (who) => `Niemand heißt ${who}.`,
  meant: (sentence, near) => `${sentence} Ist ${near} gemeint?`,
  noPeriod: (period) => `${period} ist kein Zeitraum dieses Kalenders.`,
  noEditedPeriod: (period) =>
    `${period} ist kein Jahr, Halbjahr, Quartal oder Monat dieses Kalenders.`,
  noWeeks: (period, kpi) =>
    `${period} ist eine Woche, und Ziele für ${kpi} gehen nicht in Wochen hinunter: einen Monat ändern.`,

  goalOf: (kpi, who, period) => `${kpi} von ${who} in ${period}`,
  needsNumber: (goal) => `Das Ziel für ${goal} braucht eine Zahl.`,
  owesNone: (who, kpi, period) => `${who} hat in ${period} kein Ziel für ${kpi}.`,
  resetClosed: (period) =>
    `${period} ist abgeschlossen: neu gesetzt wird nur, was noch vor uns liegt.`,
  resetReason: (goal) => `Wer ${goal} neu setzt, sagt warum, und wer es entschieden hat.`,
  overrideReason: (goal) => `Wer ${goal} überschreibt, nennt den Grund.`,
  nothingToAccept: (goal) => `In KPI Goals steht kein Ziel für ${goal}: nichts anzunehmen.`,
  acceptedAlready: (goal) =>
    `In KPI Goals steht das Ziel für ${goal}, wie es ist: nichts anzunehmen.`,
  acceptReason: (goal) => `Wer das Ziel für ${goal} annimmt, nennt den Grund.`,
  moveAmount: "Verschoben wird ein Betrag über 0.",
  noTop: (kpi, period, who) =>
    `Kein Ziel für ${kpi} geht in ${period} von ${who} hinunter: andere Regeln versuchen.`,
  nothingToWrite: "Es gibt nichts zu schreiben.",
  plan: (edits) => (edits === 1 ? "1 Änderung schreiben" : `${edits} Änderungen schreiben`),
  wrote: (edits) => (edits === 1 ? "1 Änderung geschrieben." : `${edits} Änderungen geschrieben.`),

  belowZero: (kpi) => `Ein Ziel für ${kpi} lässt sich nicht unter 0 festhalten.`,
  rates: (kpi) =>
    `Ziele für ${kpi} sind Quoten: eine lässt sich festhalten, Beträge davon nicht verschieben.`,
  toThemself: (who) => `${who} kann sich selbst nichts verschieben.`,
  oneBelow: (a, b) =>
    `${a} und ${b} stehen übereinander; verschoben wird zwischen Personen nebeneinander.`,
  tooMuch: (who, owes, period, amount) =>
    `Das Ziel von ${who} ist in ${period} ${owes}: ${amount} lassen sich davon nicht verschieben.`,
  noCascade: (kpi, period) => `Ziele für ${kpi} kaskadieren in ${period} nicht.`,
  notThere: (who, period) => `${who} ist in ${period} nicht in der Organisation.`,
  byThe: (kpi, grain, span) =>
    `Ziele für ${kpi} gehen ${BY_THE[grain]} hinunter: ${span} festhalten.`,
  startsWith: (kpi, who) => `Das Ziel für ${kpi} beginnt bei ${who}: in den Regeln ändern.`,
  notBelow: (who, kpi) => `${who} steht unter niemandem, dessen Ziel für ${kpi} kaskadiert.`,
  saidInRules: (goal) => `${goal} steht in den Regeln: dort freigeben.`,
  notHeld: (goal) => `Keine Änderung hält ${goal} fest: nichts freizugeben.`,

  edit: (kind, kpi, period, who) =>
    kind === "cascade"
      ? `Kaskade von ${kpi} ab ${period}`
      : `${KINDS[kind]} ${kpi} ${period} für ${who}`,
  outdated: (n, edit, reason) => `Änderung ${n} (${edit}) würde nicht mehr gelten. ${reason}`,
  later: (day) => `Gilt ab ${day}.`,
  ended: (isReplaced, n, on) =>
    `${isReplaced ? "Ersetzt" : "Freigegeben"} durch Änderung ${n} am ${on}.`,
  closed: (period, on) =>
    `${period} war am ${on} abgeschlossen: ein abgeschlossenes Ziel ändert sich nur, wenn es überschrieben wird.`,
  cascadeClosed: (period, on) =>
    `${period} war am ${on} abgeschlossen: neu kaskadiert wird nur, was noch vor uns liegt.`,

  and: (names, more) => `${names.join(", ")} und ${more} weitere`,
  notes: {
    evenly: (manager, kpi, owesNothing) =>
      `Alle im Team von ${manager} haben für \`${kpi}\` das Gewicht 0 oder keines, also ${owesNothing ? "haben sie kein Ziel" : "wird gleich verteilt"}; \`else evenly\` schreiben, wenn das gemeint ist.`,
    negative: (who, kpi) => `Das Gewicht von ${who} für \`${kpi}\` ist negativ und zählt als 0.`,
    worse: (who, kpi, period) =>
      `${who} müsste bei \`${kpi}\` schlechter werden als im Vorjahr, um das Ziel von ${period} zu treffen.`,
    weightless: (kpi, year, names) =>
      `\`${kpi}\` hat in ${year} keinen Nenner für ${names}: die Quote gilt, wiegt aber in der Quote darüber nichts.`,
    each: (grain) => `jeden Zeitraum (${BY_THE[grain]})`,
    finerThanWeeks: (kpi, spans) =>
      `\`${kpi}\` geht in Wochen hinunter: das Ziel für ${spans} zählt nicht. Für eine Woche nennen.`,
    finerThanMonths: (kpi, spans) =>
      `\`${kpi}\` geht in Monaten hinunter: das Ziel für ${spans} ist kein ganzer Monat und zählt nicht. Für einen Monat nennen, alles von \`${kpi}\` in Wochen nennen, oder einen Kalender mit \`weeks\` nehmen.`,
    gap: (names, kpi) =>
      `Die eigene Verteilung von ${names} für \`${kpi}\` hat eine Lücke; es gelten die Monate der Führungskraft.`,
    dropped: (names, kpi) =>
      `Ein Teil der Mischung für \`${kpi}\` ist für alle im Team von ${names} null; an seiner Stelle zählen die anderen.`,
    yearMoved: (year, names, kpi) =>
      `${year} von ${names} für \`${kpi}\` wurde um einen Schritt verschoben, damit die Monate stimmen.`,
    atOnce: (kpi, names) =>
      `Die Monate von \`${kpi}\` unter ${names} wurden auf einmal abgeglichen; für Halbjahre und Quartale ging keine Tabelle auf.`,
    inUnits: (kpi, names) =>
      `Einige Monate von \`${kpi}\` unter ${names} sind keine ganzen Schritte; sie stimmen auf die Einheit.`,
    alabama: (kpi, names) =>
      `Durch Rundung bekäme ${names} mit einem Schritt mehr \`${kpi}\` weniger, oder mit einem weniger mehr.`,
    resetFrom: (kpi, period, who, says, rules) =>
      `Laut dem Neusetzen von \`${kpi}\` ${period} für ${who} waren es ${says}; die Regeln ergeben ${rules || "kein Ziel"}.`,
    tooLittle: (s) =>
      `${s.count} von \`${s.activity}\` mit ${s.rate} bei \`${s.rateName}\` und \`${s.size}\` des Vorjahrs von ${s.each} bringen ${s.brings}; das Ziel für \`${s.result}\` ist ${s.owed}.`,
    nobodys: (kpi, sum, rows) =>
      `${kpi} ${sum && `${sum} in `}${rows === 1 ? "1 Zeile" : `${rows} Zeilen`}`,
    nobodysMore: (list, more) => `${list} und ${more} weitere`,
  },
  rulesWere: {
    sorted: "sortiert",
    "rows added": "Zeilen dazu",
    "rows removed": "Zeilen weg",
    edited: "von Hand geändert",
  },
  cells: {
    noColumn: (sheet, columns) =>
      `${sheet} hat keine Spalte ${columns}; die Änderungen darin werden nicht gelesen.`,
    twice: (n) => `Zwei Änderungen haben die Nummer ${n}; die erste zählt.`,
    noNumber: "Eine Änderung braucht eine eigene Nummer: 1, 2, 3.",
    hostDate: "Aus diesem Zeitraum wurde ein Datum gemacht; als Text schreiben, 2026-03.",
    noDay: "Bei einer Änderung steht der Tag, ab dem sie gilt, 2026-03-31.",
    amount: "Beim Verschieben steht hier der Betrag, über 0.",
    reason: "Beim Überschreiben steht hier der Grund.",
    error: (error) => `Diese Zelle ist ${error}; die Änderung wird nicht gelesen.`,
    noKind: (kind, near) => `Eine Änderung \`${kind}\` gibt es nicht; ist ${near} gemeint?`,
    kinds: (kinds) => `Eine Änderung ist eines von ${kinds}.`,
    says: (column) => `Bei einer Änderung steht ${column}.`,
    taker: "Beim Verschieben steht, wer den Betrag übernimmt, oder `siblings`.",
    noGoal: (text) => `\`${text}\` ist kein Ziel: es braucht eine Zahl.`,
  },
};
