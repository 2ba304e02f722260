/** Deutsch. Fachwörter wie im Vertrieb üblich: Ziel, Zielerreichung, Frühindikator, Kaskade. */
import { countingIn, listIn } from "./counting.ts";
import type { Texts } from "./en.ts";

const { many, digits } = countingIn("de");
const list = listIn("de");

export const de: Texts = {
  common: {
    run: "Rechnen",
    save: "Speichern",
    write: "Schreiben",
    undo: "Rückgängig",
    why: "Warum",
    back: "Zurück",
    close: "Schließen",
    cancel: "Abbrechen",
    apply: "Anwenden",
    preview: "Vorschau",
    tryAgain: "Noch einmal versuchen",
    reason: "Grund",
    name: "Name",
    person: "Person",
    period: "Zeitraum",
    kpi: "KPI",
    goal: "Ziel",
    of: "von",
    nobody: "niemand",
    everyone: "Alle",
    everyPeriod: "Alle Zeiträume",
    notYet: "Noch ist nichts geschrieben.",
    rows: (n) => many(n, { one: "{n} Zeile", other: "{n} Zeilen" }),
    noRun: {
      title: "Noch nichts gerechnet",
      body: "Rechnen ermittelt die Zahlen; geschrieben wird dabei nichts.",
    },
  },
  status: {
    met: "erreicht",
    missed: "verfehlt",
    ahead: "schon erreicht",
    "on pace": "im Plan",
    behind: "im Rückstand",
    "at risk": "gefährdet",
    "no goal": "kein Ziel",
    "no data": "keine Daten",
  },
  frame: {
    views: "Ansichten",
    tabs: {
      start: "Start",
      rules: "Regeln",
      goals: "Ziele",
      scorecard: "Scorecard",
      answers: "Antworten",
      publish: "Ausgabe",
    },
    context: "Worum es geht",
    actions: "Aktionen",
    waiting: (n) =>
      many(n, { one: "{n} Hinweis zu beantworten", other: "{n} Hinweise zu beantworten" }),
    loading: "Die Arbeitsmappe wird gelesen …",
    running: "Die Zahlen werden ermittelt …",
    lastRun: (time) => `Zuletzt gerechnet ${time}`,
    upToDate: (day, ties) => `Aktuell · Daten bis ${day} · ${ties}`,
    stale: "Seit dem letzten Rechnen wurden Zellen geändert",
    totalsTie: "Summen stimmen",
    totalsRound: "Jahre stimmen, Monate bis auf Rundung",
    rulesBroken: (n) =>
      many(n, {
        one: "{n} Regel hat einen Fehler; die anderen gelten",
        other: "{n} Regeln haben einen Fehler; die anderen gelten",
      }),
    since: (seconds) => many(seconds, { one: "{n} Sekunde.", other: "{n} Sekunden." }),
    writing: "Schreiben lässt sich nicht halb abbrechen; Rückgängig nimmt es zurück.",
    stopped: "Abgebrochen. Nichts wurde geschrieben.",
    noRules: "Noch keine Regeln in dieser Arbeitsmappe",
    nothingFound: (typed) => `Hier heißt nichts „${typed}“`,
    matches: (n) => many(n, { one: "{n} Treffer", other: "{n} Treffer" }),
  },
  start: {
    noRules: {
      title: "Diese Arbeitsmappe hat noch keine Regeln",
      body: "Regeln sagen, welche KPIs es gibt, welche Ziele gelten, wie sie kaskadieren und wer Rede und Antwort steht.",
      sample: "Beispiel in diese Arbeitsmappe schreiben",
      own: "Regeln schreiben",
    },
    findings: "Was in den Daten auffällt",
  },
  rules: {
    editor: "Regeln",
    discard: "Entwurf verwerfen",
    format: "Formatieren",
    draft: "Entwurf liegt hier, ist nicht gespeichert.",
    changedByHand: (how) =>
      `Das Blatt der Regeln wurde von Hand geändert, seit es hier gespeichert wurde (${how}). Regeln durchsehen, dann speichern.`,
    goTo: "Gehe zu",
    rename: (name) => `Neuer Name von ${name}`,
    renameDo: "Umbenennen",
    problemList: "Probleme",
    problems: (n) =>
      many(n, { one: "{n} Problem", other: n === 0 ? "Keine Probleme" : "{n} Probleme" }),
    fix: (text) => (text.trim() === "" ? "Weglassen" : `${text.trim().slice(0, 28)} schreiben`),
    nothingToMend: "In dieser Zeile ist nichts, was sich von selbst beheben lässt.",
    line: (n, code) => `Zeile ${n} · ${code}`,
    conflict: {
      title: "Inzwischen hat jemand andere Regeln gespeichert",
      body: "Nichts wurde überschrieben. Einen Text behalten; der andere steht bis dahin hier.",
      mine: "Eigener Text",
      theirs: "Text der anderen",
      keepMine: "Eigenen speichern",
      keepTheirs: "Anderen übernehmen",
    },
  },
  goals: {
    of: (kpi) => `Ziele für ${kpi}`,
  },
  scorecard: {
    leading: "Frühindikatoren",
    lagging: "Ergebnisse",
    others: "Weitere Zahlen",
    team: "Team",
    metOf: (met, all) => `${digits(met)} von ${digits(all)} erreicht`,
    owesNothing: "Hat in diesem Zeitraum kein Ziel",
    activity: (met, all) =>
      met === all
        ? many(all, {
            one: "Erreicht den Frühindikator",
            other: "Erreicht alle {n} Frühindikatoren",
          })
        : `Erreicht ${digits(met)} von ${many(all, { one: "{n} Frühindikator", other: "{n} Frühindikatoren" })}`,
    result: (met) => (met ? "Erreicht das Ziel" : "Verfehlt das Ziel"),
    both: (activity, met) => `${activity} und ${met ? "das Ziel" : "verfehlt das Ziel"}`,
    quadrant: (leading, lagging) =>
      `Frühindikatoren ${leading ? "erreicht" : "verfehlt"}, Umsatz ${lagging ? "erreicht" : "verfehlt"}`,
    ofGoal: (name, share) =>
      share === null ? `${name}: keine Zahl` : `${name}: ${share} Zielerreichung`,
    trend: (name) => `${name}, letzte 12 Monate`,
    short: (amount) => `${amount} zu wenig`,
    over: (amount) => `${amount} darüber`,
    pace: (value) => `Tempo ${value}`,
  },
  why: {
    of: (name) => `Warum: ${name}`,
  },
  answers: {
    noFlags: {
      title: "Niemand muss antworten",
      body: "In diesem Zeitraum ist kein Hinweis offen.",
    },
    as: "Es antwortet",
    who: ([first, ...above]) =>
      first === undefined
        ? ""
        : above.length === 0
          ? `${first} antwortet.`
          : `${first} antwortet, eskaliert an ${list(above)}.`,
    since: (day) => `Seit ${day}.`,
    record: {
      open: "Festhalten",
      by: "Ich bin",
      choose: "Namen wählen",
      note: "Was vereinbart wurde",
      actions: { coached: "Gecoacht", "goal reset": "Ziel angepasst", accepted: "Akzeptiert" },
      write: "In KPI Actions schreiben",
    },
  },
  publish: {
    title: "Ergebnisse schreiben",
    body: "Vor „Schreiben“ wird nichts geschrieben.",
    behind: (n) =>
      many(n, {
        one: "{n} Zelle der KPI-Blätter ändert sich",
        other: "{n} Zellen der KPI-Blätter ändern sich",
      }),
    isNew: "neu",
    changed: (n) =>
      many(n, {
        one: "{n} Zelle ändert sich",
        other: n === 0 ? "keine Zelle ändert sich" : "{n} Zellen ändern sich",
      }),
    write: (n) => many(n, { one: "{n} Blatt schreiben", other: "{n} Blätter schreiben" }),
    ties: (ties, all) => `${digits(ties)} von ${digits(all)} Summen stimmen genau`,
    rounding: (n, amount) =>
      many(n, {
        one: `{n} Monatssumme weicht durch Rundung ab, höchstens ${amount}; die Jahre stimmen.`,
        other: `{n} Monatssummen weichen durch Rundung ab, höchstens ${amount}; die Jahre stimmen.`,
      }),
    checks: "Prüfungen",
    tests: "Tests",
    passed: "bestanden",
    failed: "gescheitert",
    notExpected: (actual, expected) => `${actual} statt ${expected}`,
  },
  faults: {
    nothingLost: "Nichts wurde geschrieben; der Entwurf liegt hier.",
    severalAccounts: {
      message: "Google konnte nicht erkennen, welches Ihrer Konten das ist.",
      todo: "Die Arbeitsmappe in einem Browserprofil oder privaten Fenster mit nur einem Konto öffnen.",
    },
  },
};
