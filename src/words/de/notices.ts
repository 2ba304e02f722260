/** Was sich nicht als Formel ausgeben lässt, und was stattdessen geht. */
import { phraseIn } from "../../../dsl/worded.ts";
import type {
  FLAG_FORMS,
  FORMS,
  NoticeWords,
  Reason,
  Told,
  WhyKept,
} from "../../formula/notices.ts";
import type { Worded } from "../worded.ts";

const numbers = new Intl.NumberFormat("de");
const lists = new Intl.ListFormat("de", { style: "long", type: "conjunction" });

const GRAINS = {
  day: "Tagen",
  week: "Wochen",
  month: "Monaten",
  quarter: "Quartalen",
  half: "Halbjahren",
  year: "Jahren",
};

const FORMS_SAID: Worded<typeof FORMS> = {
  today: "`today` in Zeilen",
  texts: "einen Vergleich von Texten",
  score: "einen Score",
  "too long": "eine Bedingung, die für eine einzige Formel zu lang ist",
  standing: (p) => `den Stand von \`${p.kpi}\``,
};
const FLAG_FORMS_SAID: Worded<typeof FLAG_FORMS> = {
  "below people":
    "Kunden oder Ähnlichem unter den Personen, und die stehen nicht auf diesen Blättern",
  untracked: (p) => `${GRAINS[p.grain]}, und die werden nicht bewertet`,
};
const form = phraseIn<typeof FORMS>(FORMS_SAID);
const flagForm = phraseIn<typeof FLAG_FORMS>(FLAG_FORMS_SAID);

function told(name: string, reason: Reason): Told {
  switch (reason.of) {
    case "moves":
      return {
        what: `\`${name}\` zählt Zeilen nach der Organisation am letzten Tag jedes Zeitraums, und es haben Leute gewechselt; dem folgt keine Formel.`,
        mend: "Eine Datenbank fragen, wenn es folgen soll",
      };
    case "form":
      return {
        what: `\`${name}\` verwendet ${form(reason.form)}, und dafür gibt es keine Formel.`,
      };
    case "flag form":
      return { what: `\`${name}\` fragt nach ${flagForm(reason.form)}.` };
    case "cells": {
      const cells = reason.count === 1 ? "eine Zelle" : `${numbers.format(reason.count)} Zellen`;
      return {
        what: `${reason.column} enthält ${cells}, die eine Formel anders liest (${reason.example}), und \`${name}\` braucht sie.`,
        mend: "Berichtigen und noch einmal ausgeben",
      };
    }
    case "rows":
      return {
        what: `${reason.table} hat Zeilen, die nirgends zählen (${reason.example}); eine Formel würde sie für \`${name}\` mitzählen.`,
        mend: "Herausnehmen und noch einmal ausgeben",
      };
    case "column":
      return {
        what: `${reason.table ?? "Eine Tabelle"} hat keine Spalte [${reason.column}], und \`${name}\` braucht sie.`,
      };
    case "links":
      return {
        what: `Zeilen von ${reason.table} finden ihre Entsprechung anders, als ein Verweis es täte (${reason.example}), und \`${name}\` braucht sie.`,
      };
    case "table":
      return {
        what: `\`${name}\` braucht ${reason.table}, und das ist nicht in der Arbeitsmappe.`,
      };
  }
}

function sentence(name: string, reason: Reason, otherwise: string): string {
  const { what, mend } = told(name, reason);
  return mend
    ? `${what} ${mend}; bis dahin stehen Werte da.`
    : `${what} ${otherwise} werden als Werte ausgegeben.`;
}

const clause = (word: string): string =>
  word === "to" ? "`to` auf eine Ebene unter den Personen" : `\`${word}\``;

function whyKept(name: string, why: WhyKept): string {
  const its = `\`cascade ${name}\``;
  switch (why.of) {
    case "changed":
      return "einige sind von Hand geändert, in der Ansicht Ziele oder durch eine Rücksetzung";
    case "untracked":
      return "einige kommen aus längeren oder kürzeren Zeiträumen, die hier keine Spalte haben: sie werden nicht bewertet oder liegen vor der ersten";
    case "items":
      return "sie setzen sich aus dem zusammen, was unter den Personen liegt und auf diesen Blättern keine Zeilen hat";
    case "many":
      return `jemandes Ziel ist aus den Quoten von ${why.reports} Unterstellten gemacht, zu viele für eine Formel`;
    case "clauses":
      return `${its} hat ${lists.format(why.clauses.map(clause))}, und solche Anteile finden sich erst Schritt für Schritt`;
    case "rate":
      return `${its} gibt eine Quote weiter, und die findet sich erst Schritt für Schritt`;
    case "blend":
      return `${its} geht nach einer Mischung von Gewichten`;
    case "months":
      return `${its} lässt Personen und Monate zugleich aufgehen, und das geschieht Schritt für Schritt`;
    case "absences":
      return `${its} zählt die Tage von Leuten, die kamen, gingen oder wechselten`;
    case "decided":
      return `${its} geht nach Gewichten mit mehr Stellen, als Zellen genau multiplizieren, oder hält Beträge oder abgeschlossene Monate fest, die bei der Ausgabe entschieden wurden`;
  }
}

export const notices: NoticeWords = {
  kpi: (name, reason) => sentence(name, reason, "Die Zahlen"),
  goals: (name, reason) => sentence(`goal(${name})`, reason, "Die Ziele"),
  flag: (name, reason) => {
    const { what } = told(name, reason);
    const isOwn = reason.of === "form" || reason.of === "flag form";
    return `${isOwn ? `Der Hinweis ${what}` : what} Der Hinweis ist nicht unter den Formeln: wer antwortet, als Werte ausgeben.`;
  },
  kept: (name, why, asOf) =>
    `Ziele von \`${name}\` sind Werte vom ${asOf}: ${whyKept(name, why)}. KPI Checks meldet, wenn sich ändert, worauf sie beruhen; dann noch einmal ausgeben.`,
  tree: (asOf, why, sheet) =>
    `Die Organisation unter allen Zahlen ist die vom ${asOf}: ${why === "dates" ? "Personen haben ein Seit oder Bis" : "ihren Personen folgen keine Formeln"}. KPI Checks meldet, wenn sich ${sheet} ändert; dann noch einmal ausgeben.`,
  levels: (names, column) =>
    `${lists.format(names.map((name) => `\`${name}\``))} nach \`[${column}]\`, unter den Personen, ${names.length === 1 ? "hat" : "haben"} unter den Formeln keine Zeilen: eine Übersicht nach \`[${column}]\` als Werte ausgeben.`,
  tooMuch: (rows, people) =>
    `${numbers.format(rows)} Zeilen und ${numbers.format(people)} Personen sind viel für Formeln: jede Änderung würde Sekunden dauern. Werte ausgeben, oder eine Datenbank fragen.`,
  tooManyHere: (formulas) =>
    `${numbers.format(formulas)} Formeln sind viel für die lokale Arbeitsmappe: sie rechnet im Hintergrund, nach jeder Änderung Minuten lang. Excel, Google Sheets und LibreOffice brauchen Sekunden; hier Zahlen ausgeben.`,
  localWorkbook: "die lokale Arbeitsmappe",
};
