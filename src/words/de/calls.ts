import type * as english from "../en/calls.ts";
import type { Worded } from "../worded.ts";

export const calls: Worded<typeof english.calls> = {
  takenBack: "Zurückgenommen.",
  wroteSheets: (n) => `${n} ${n === 1 ? "Blatt" : "Blätter"} geschrieben.`,
  wroteRules: "Die Regeln sind geschrieben.",
  wroteSample: "Das Beispiel und seine Regeln sind geschrieben.",
  wroteCell: (place) => `${place} ist geschrieben.`,
  removed: (n) => `${n} ${n === 1 ? "Blatt" : "Blätter"} entfernt.`,

  changed: "Arbeitsmappe oder Regeln sind seit der Vorschau anders; nichts wurde geschrieben.",
  lookAgain: "Die neue Vorschau ansehen, dann schreiben.",
  changedSinceRead: "Die Arbeitsmappe ist seit dem Lesen anders; nichts wurde geschrieben.",
  lookAtRules: "Die Regeln noch einmal ansehen, dann schreiben.",
  lookAtPreview: "Die Vorschau ansehen.",
  calledOtherwise: (title) => `Diese Arbeitsmappe heißt ${title}; nichts wurde entfernt.`,
  writeName: "Den Namen schreiben, wie er dort steht.",
  sheetsChanged: "Die Blätter sind anders, seit die Liste entstand; nichts wurde entfernt.",
  lookAtList: "Die Liste noch einmal ansehen.",
  sheetTaken: (sheet) =>
    `Diese Arbeitsmappe hat schon ein Blatt ${sheet}; nichts wurde geschrieben.`,
  emptyWorkbook: "Das Beispiel in einer leeren Arbeitsmappe öffnen.",
  noSample: "In diesem Programm ist kein Beispiel.",
  runStart: "`npm start` aufrufen.",
  inTheWay: (place, rows, columns) =>
    `${place} ist im Weg: das Ergebnis braucht ${rows} × ${columns} Zellen.`,
  cellInUse: (place) => `${place} ist belegt, und nichts wird darüber geschrieben.`,
  nothingToTakeBack: "Es gibt nichts zurückzunehmen.",
  brokenRules: (n) =>
    `${n} ${n === 1 ? "Regel hat" : "Regeln haben"} einen Fehler und hier keine Zahlen.`,
  refused: {
    changed: "Die neue Vorschau ansehen, dann noch einmal schreiben.",
    protected: "Wem das Blatt gehört, kann das Bearbeiten erlauben.",
    missing: "Noch einmal rechnen.",
    failed: "Noch einmal versuchen.",
  },

  excelSilent: "Excel hat nicht geantwortet.",
  reopenPane: "Die Leiste schließen und neu öffnen; hilft das nicht, Excel neu starten.",
  safe: "Nichts wurde geschrieben; der Entwurf liegt hier.",
  wrong: (said) => `Hier ging etwas schief: ${said}`,
  report: "Noch einmal versuchen; bleibt es so, die Regeln exportieren und mit diesem Satz melden.",
  noDay: (text) => `\`${text}\` ist kein Tag.`,
  writeDay: "Als 2026-03-31 schreiben.",
  noKpi: (name) => `Eine KPI \`${name}\` gibt es nicht.`,
  nobody: (name) => `Niemand heißt ${name}.`,
  noPeriod: (label) => `\`${label}\` ist kein Zeitraum dieses Kalenders.`,
  writePeriod: "2026, 2026-Q1 oder 2026-03 schreiben.",
  didYouMean: (near) => `Ist ${near} gemeint?`,
  checkRules: "Die Regeln ansehen.",
  checkPeople: "Das Blatt der Personen ansehen.",
  handsNothing: (who, kpi, period) => `${who} gibt in ${period} nichts von ${kpi} weiter.`,
  askManager: "Nach einer Führungskraft fragen, deren Ziel kaskadiert.",
  noGoals: "Keine KPI hat ein Ziel.",
  writeGoal: "Zuerst ein `goal` schreiben.",
  at: (error, place) => `${error} in ${place}`,
  notExpected: (expression, actual, expected) =>
    `${expression}: ${actual ?? "leer"}, erwartet ${expected ?? "leer"}`,

  noFunction: (id) => `Eine Funktion ${id} gibt es hier nicht.`,
  chooseFunction: "Eine andere wählen.",
  noCell: "Keine Zelle ist ausgewählt.",
  selectCell: "Eine auswählen, dann ansehen.",
  notSaid: (parameter) => `${parameter} fehlt noch.`,
  writeValue: "Einen Wert oder einen Bereich schreiben.",
  noRange: (text) => `${text} ist kein Bereich und keine Zahl.`,
  writeRange: "Als Deals!A2:A90 schreiben.",
  noSheet: (name) => `Ein Blatt ${name} gibt es nicht.`,

  noFile: "Von hier aus lässt sich keine Datei erzeugen.",
  saveItself:
    "Die Blätter schreiben, dann die Arbeitsmappe über ihr eigenes Menü speichern oder herunterladen.",

  publish: {
    noCharts: (sheet) =>
      `${sheet} bekommt die Zahlen; ein Diagramm lässt sich in diesem Programm nicht anlegen. In Google Sheets und Excel wird es gezeichnet.`,
    thaws: (sheets, since) =>
      `${sheets}: festgehalten${since && ` seit ${since}`}. Das Schreiben ersetzt, was festgehalten wurde.`,
    inRow: (column, row) => `${column} in Zeile ${row}`,
    comesToElse: (sheet, n, first) =>
      `${sheet}: die Funktion kommt in ${n} ${n === 1 ? "Zelle" : "Zellen"} auf anderes als dieser Lauf, zuerst ${first}. Sie kennt nur die Tabellen, die sie bekommt, nicht was früher veröffentlicht wurde.`,
  },
  upkeep: {
    frozen: (n) => `${n} ${n === 1 ? "Blatt enthält" : "Blätter enthalten"} jetzt Werte.`,
    repaired: (n) => `${n} ${n === 1 ? "Formel" : "Formeln"} repariert.`,
    neverWorkedOut: (place) =>
      `${place} wurde nie ausgerechnet. Die Arbeitsmappe in ihrem Programm öffnen, speichern, dann festhalten.`,
    unread: (place, error) =>
      `${place} zeigt ${error}: dieses Programm kennt die Funktion nicht. Zuerst die Formeln reparieren.`,
    loading: (place) => `${place} lädt noch. Warten, dann festhalten.`,
    foreign: (sheets) =>
      `${sheets}: für ein anderes Programm geschrieben. Noch einmal veröffentlichen, dann hat dieses seine eigenen.`,
    unknown: (n, first) =>
      `${n} weitere ${n === 1 ? "Zelle zeigt" : "Zellen zeigen"} #NAME?, zuerst ${first}: nicht wegen einer unserer Funktionen.`,
  },

  drift: {
    nothing: "nichts",
    heading: "eine Überschrift",
    plain: (value) => `der bloße Wert ${value}`,
    formula: (result) => `eine Formel (${result})`,
    of: (column, about) => `${column} von ${about}`,
    typedOver: (place, what, was, is, since) =>
      `${place} (${what}) wurde von Hand geändert: ausgegeben war ${was}${since && ` am ${since}`}, dort steht ${is}.`,
    rowGone: (sheet, row, since) =>
      `In ${sheet} fehlt die Zeile von ${row}${since && `, ausgegeben am ${since}`}.`,
    rowAdded: (place) => `${place} ist eine Zeile, die nie ausgegeben wurde.`,
    columnGone: (sheet, column, since) =>
      `In ${sheet} fehlt die Spalte ${column}${since && `, ausgegeben am ${since}`}.`,
    sheetGone: (sheet, since) =>
      `Das Blatt ${sheet}${since && `, ausgegeben am ${since},`} ist nicht mehr da.`,
    record: (sheet, row) =>
      `Die Aufzeichnung von ${sheet}, Zeile ${row}, wurde geändert: was dort ausgegeben war, lässt sich nicht mehr sagen.`,
    more: (n) => `${n} weitere ausgegebene Zellen oder Zeilen wurden von Hand geändert.`,
  },
};
