/** Deutsch: wie die Funktionen aufgerufen werden und was sie ergeben. Ihre Namen sind in jeder Sprache dieselben. */
import type { FunctionHelp, FunctionName } from "./functions.ts";

const rows = (name: string, summary: string, extra: readonly string[] = []): FunctionHelp => ({
  signatures: [`${name}(Tabelle[Spalte])`, `${name}(Tabelle, Ausdruck)`, ...extra],
  summary,
});
const f = (signatures: readonly string[], summary: string): FunctionHelp => ({
  signatures,
  summary,
});

export const FUNCTIONS_IN_GERMAN: { readonly [N in FunctionName]: FunctionHelp } = {
  sum: rows("sum", "Die Summe über die Zeilen, die zählen; 0 über keine."),
  count: rows(
    "count",
    "Wie viele Zeilen es gibt, oder wie viele in der Spalte etwas enthalten; 0 über keine.",
    ["count(Tabelle)", "count(reports [where Bedingung an Zahlen])"],
  ),
  average: rows("average", "Der Mittelwert der Zeilen, die eine Zahl enthalten; leer über keine."),
  min: rows("min", "Das Kleinste über die Zeilen, oder von mehreren Zahlen; leer über keine.", [
    "min(a, b, …)",
  ]),
  max: rows("max", "Das Größte über die Zeilen, oder von mehreren Zahlen; leer über keine.", [
    "max(a, b, …)",
  ]),
  median: rows(
    "median",
    "Der Wert in der Mitte, bei einer geraden Anzahl das Mittel der beiden; leer über keine.",
  ),
  distinct: rows(
    "distinct",
    "Wie viele verschiedene Werte in der Spalte stehen, über alle darunter; 0 über keine.",
  ),
  share: f(
    ["share(Tabelle where Bedingung)", "share(reports where Bedingung an Zahlen)"],
    "Der Teil der Zeilen, oder der direkt Unterstellten, für den die Bedingung gilt; leer über keine.",
  ),
  own: f(["own(Zahl)"], "Die Zahl nur aus den eigenen Zeilen, ohne die der Leute darunter."),
  ytd: f(["ytd(Zahl)"], "Vom Beginn des Geschäftsjahres bis zum Ende des Zeitraums."),
  qtd: f(["qtd(Zahl)"], "Vom Beginn des Quartals bis zum Ende des Zeitraums."),
  mtd: f(["mtd(Zahl)"], "Vom Beginn des Monats bis zum Ende des Zeitraums."),
  trailing: f(
    ["trailing(Zahl, 3 months)"],
    "Über ganze Zeiträume, die mit diesem enden; eine Quote über alle zusammen.",
  ),
  growth: f(
    ["growth(Zahl)", "growth(Zahl, year)"],
    "Die Veränderung zum Zeitraum davor, oder zum Vorjahr, als Anteil daran; leer, wo das 0 oder weniger war.",
  ),
  actual: f(["actual(KPI)"], "Was bei der KPI herauskam; der bloße Name sagt dasselbe."),
  goal: f(["goal(KPI)"], "Was als Ziel gilt."),
  attainment: f(
    ["attainment(KPI)"],
    "Wie viel des Ziels erreicht ist, in der Richtung, in der die KPI besser wird.",
  ),
  pace: f(["pace(KPI)"], "Die Zielerreichung an dem gemessen, was bis zum Stichtag fällig war."),
  forecast: f(["forecast(KPI)"], "Wo der Zeitraum endet, wenn es so weitergeht."),
  gap: f(["gap(KPI)"], "Das Ziel weniger das Ist."),
  score: f(["score(Name)"], "Die gewichtete Zielerreichung der Teile eines Scores."),
  if: f(["if(Bedingung, dann, sonst)"], "Die eine Zahl, wo die Bedingung gilt, sonst die andere."),
  abs: f(["abs(Zahl)"], "Die Größe ohne das Vorzeichen."),
  round: f(
    ["round(Zahl, [Stellen])"],
    "Kaufmännisch gerundet, die Hälfte von der Null weg, wie in einer Tabellenkalkulation.",
  ),
  floor: f(["floor(Zahl, [Stellen])"], "Die nächste darunter, ganz oder mit so vielen Stellen."),
  ceiling: f(["ceiling(Zahl, [Stellen])"], "Die nächste darüber, ganz oder mit so vielen Stellen."),
  sqrt: f(["sqrt(Zahl)"], "Die Quadratwurzel; leer von einer negativen Zahl."),
};
