/** Wie die Blattfunktionen in der Leiste erklärt werden; Namen und Parameter heißen in jeder Sprache gleich. */
import type { FunctionHelp } from "../function-help.ts";

const DUE = {
  start: "Erster Tag des Zeitraums.",
  end: "Letzter Tag des Zeitraums.",
  as_of: "Der Tag, bis zu dem gezählt wird; eine Zelle, nicht TODAY().",
  weights:
    "Wie sich das Ziel auf gleiche Teile des Zeitraums verteilt; ohne Angabe gleichmäßig nach Tagen.",
};
const WHOLE = { goal: "Das Ziel des ganzen Zeitraums." };
const DONE = { actual: "Was herauskam." };
const CALENDAR = { calendar: 'Wie in den Regeln, zum Beispiel "year starts February".' };
const LABEL = { period: "2026, 2026-Q1, 2026-03, 2026-W07." };
const FROM_RULES = {
  rules: "Die Zellen mit den Regeln (KPI_Rules).",
  as_of: "Der Tag, zu dem die Zahlen gelten (KPI_AsOf); eine Zelle, nicht TODAY().",
  tables:
    "Paare: der Name einer Tabelle in den Regeln (oder der ihres Blatts), dann ihr Bereich mit der Kopfzeile.",
};
const WHO = { who: "Die Person." };

export const functions: Readonly<Record<string, FunctionHelp>> = {
  SPLIT: {
    summary: "Teilt eine Summe nach Gewichten auf, genau, in ganzen Schritten, wie die Kaskade.",
    params: {
      total: "Was aufgeteilt wird.",
      weights: "Ein Gewicht je Zelle; leer oder 0 bekommt nichts.",
      increment: "Der kleinste Schritt; ohne Angabe 1.",
      at_least: "Untergrenzen, Zelle für Zelle; leer: keine.",
      at_most: "Obergrenzen, Zelle für Zelle; leer: keine.",
      held: "Beträge, die bleiben, Zelle für Zelle; leer: frei.",
      rounding:
        'Wer bekommt, was von ganzen Schritten übrig ist: "remainder" (üblich: die größten Reste), "largest", "first" oder "webster".',
    },
  },
  SPLIT2: {
    summary:
      "Eine Tabelle, deren Zeilen und Spalten aufgehen, so nah an ihren Gewichten, wie ganze Schritte es zulassen.",
    params: {
      row_totals: "Eine Summe je Zeile.",
      column_totals: "Eine Summe je Spalte.",
      weights:
        "Die Form, der sie nahekommen soll, eine Zelle je Zeile und Spalte; 0 oder leer bleibt leer. Ohne Angabe: nach den Summen.",
      increment: "Der kleinste Schritt; ohne Angabe 1.",
    },
  },
  ATTAINMENT: {
    summary:
      "Der erreichte Teil eines Ziels; richtig auch, wo weniger besser ist, und bei negativen Zielen.",
    params: {
      ...DONE,
      goal: "Was das Ziel war.",
      direction: '"higher" (üblich), "lower", "lower by ratio", oder eine Toleranz wie 5%.',
      baseline: "Die Zielerreichung zählt von hier an.",
    },
  },
  EXPECTED: {
    summary: "Der Teil eines Ziels, der an einem Tag fällig ist.",
    params: { ...WHOLE, ...DUE },
  },
  PACE: {
    summary: "Das Ist an dem gemessen, was an einem Tag fällig ist.",
    params: { ...DONE, ...WHOLE, ...DUE },
  },
  FORECAST: {
    summary: "Wo ein Zeitraum endet, wenn es so weitergeht.",
    params: { ...DONE, ...DUE },
  },
  STATUS: {
    summary:
      "Das Wort zu einer Zielerreichung: met oder missed im abgeschlossenen Zeitraum; mit einem Tempo ahead, on pace, behind oder at risk.",
    params: {
      attainment: "Die Zielerreichung, oder ein Bereich davon.",
      met_at: "Ohne Angabe 1.",
      at_risk_below: "Ohne Angabe 0,8.",
      pace: "Das Tempo eines laufenden Zeitraums.",
    },
  },
  SCORE: {
    summary:
      "Das gewichtete Mittel von Zielerreichungen; leere fallen weg, und die anderen Gewichte füllen ihren Platz.",
    params: {
      attainments: "Eine Zielerreichung je Zelle.",
      weights: "Ein Gewicht je Zelle.",
      cap: "Keine Zielerreichung zählt mehr.",
    },
  },
  PERIOD: {
    summary: "Der Zeitraum, in dem ein Tag liegt.",
    params: {
      date: "Der Tag.",
      grain: '"month", "quarter" (üblich), "half", "year", "week" oder "day".',
      ...CALENDAR,
    },
  },
  PERIODSTART: {
    summary: "Der erste Tag eines Zeitraums, als Datum.",
    params: { ...LABEL, ...CALENDAR },
  },
  PERIODEND: {
    summary: "Der letzte Tag eines Zeitraums, als Datum.",
    params: { ...LABEL, ...CALENDAR },
  },
  RESULTS: {
    summary: "Wo jede Person steht, eine Zeile je KPI und bewertetem Zeitraum.",
    params: FROM_RULES,
  },
  SCORECARD: {
    summary: "Die Übersicht einer Person für einen Zeitraum.",
    params: { ...WHO, period: "Der Zeitraum, 2026-Q1.", ...FROM_RULES },
  },
  GOALS: {
    summary: "Alle Ziele: ohne Puffer und verteilt, festgehalten oder nicht, und woher sie kommen.",
    params: FROM_RULES,
  },
  FLAGS: {
    summary: "Wer antwortet, wofür und seit wann.",
    params: FROM_RULES,
  },
  TIEOUT: {
    summary:
      "Der Nachweis: je Führungskraft und Zeitraum, was sich zu was summiert. Jahre gehen genau auf; Monate dürfen um die Rundung abweichen, und der Unterschied steht da.",
    params: FROM_RULES,
  },
  EVIDENCE: {
    summary:
      "Ob die Frühindikatoren etwas über die Ergebnisse sagen: je Paar und Führungskraft, wie oft beide, eines oder keines erreicht war, über abgeschlossene Zeiträume.",
    params: FROM_RULES,
  },
  VALUE: {
    summary: "Sucht eine Zahl in einem Bereich von RESULTS oder im Blatt KPI Results.",
    params: {
      results: "Der Bereich von RESULTS, mit seiner Kopfzeile (KPI_Results).",
      measure: "actual, goal, attainment, pace, forecast, status …",
      kpi: "Die KPI oder der Score.",
      ...WHO,
      period: "Der Zeitraum.",
    },
  },
  EVAL: {
    summary: "Die Formel einer KPI über einen Bereich; bloße Spalten sind die des Bereichs.",
    params: {
      formula: 'Wie in den Regeln: sum([Amount] where [Stage] = "Won").',
      table: "Der Bereich mit seiner Kopfzeile.",
      from: "Erster Tag; ohne Angabe alle Zeilen.",
      to: "Letzter Tag.",
      date_column: "Die Überschrift der Spalte mit dem Datum.",
    },
  },
  WHY: {
    summary: "Die Sätze, die eine Zahl erklären.",
    params: {
      rules: FROM_RULES.rules,
      as_of: FROM_RULES.as_of,
      kpi: "Die KPI.",
      ...WHO,
      period: "Der Zeitraum.",
      tables: FROM_RULES.tables,
    },
  },
};
