import type { RefusalWords } from "../../cascade/refusal.ts";

export const refusals: RefusalWords = {
  holds: (r, manager, { amount, period }) => {
    const when = r.period === undefined ? "" : ` in ${period(r.period)}`;
    return `Die festgehaltenen Ziele passen unter ${manager}${when} nicht. Festgehalten: ${amount(r.held)}. Weiterzugeben: ${amount(r.target)}. ${amount(r.excess)} zu viel.`;
  },
  "all held": (r, manager, { amount }) =>
    `Alle unter ${manager} sind festgehalten. Festgehalten: ${amount(r.held)}. Weiterzugeben: ${amount(r.target)}. ${amount(r.short)} auseinander.`,
  floors: (r, manager, { amount }) =>
    `Die Untergrenzen unter ${manager} ergeben ${amount(r.floors)}, weitergegeben werden ${amount(r.target)}: ${amount(r.excess)} zu wenig. Mit ${amount(r.nearest)} ginge es.`,
  caps: (r, manager, { amount }) =>
    `Die Obergrenzen unter ${manager} ergeben ${amount(r.caps)}, weitergegeben werden ${amount(r.target)}: ${amount(r.excess)} zu viel. Mit ${amount(r.nearest)} ginge es.`,
  "no increment": (r, manager, { amount, person }) =>
    `Zwischen der Untergrenze ${amount(r.floor)} und der Obergrenze ${amount(r.cap)} von ${person(r.who)} unter ${manager} liegt kein Vielfaches von ${amount(r.increment)}.`,
  odd: (r, manager, { amount }) =>
    `${amount(r.odd)} von ${amount(r.target)} unter ${manager} sind kein Vielfaches von ${amount(r.increment)}, und die Grenzen lassen niemanden, der sie nimmt.`,
  "cells over year": (r, manager, { amount, person }) =>
    `Die festgehaltenen Zeiträume von ${person(r.who)} unter ${manager} ergeben ${amount(r.cells)}, ${amount(r.excess)} mehr als das festgehaltene Jahr von ${amount(r.year)}.`,
  periods: (r, manager, { amount, person, period }) => {
    const when = r.periods.map(period).join(", ");
    const who = r.who.map(person).join(", ");
    return r.kind === "caps"
      ? `In ${when} sind unter ${manager} ${amount(r.owed)} zu verteilen, und ${who || "niemand"} kann ${amount(r.can)} übernehmen: ${amount(r.short)} zu wenig.`
      : `Die Untergrenzen von ${who} unter ${manager} brauchen ${amount(r.owed)}, und ${when} hat ${amount(r.can)}: ${amount(r.short)} zu wenig.`;
  },
  nobody: (r, manager, { amount, period }) =>
    `Unter ${manager} ist in ${period(r.period)} niemand, der ${amount(r.target)} übernimmt.`,
  "totals differ": (r, _, { amount }) =>
    `Die Zeilen ergeben ${amount(r.rows)} und die Spalten ${amount(r.columns)}.`,
  "not whole increments": (r, _, { amount }) =>
    `${amount(r.margin)} ist kein Vielfaches von ${amount(r.increment)}.`,
  "no table": (r, _, { amount, person, period }) => {
    const who = r.rows.map(person).join(", ");
    const when = r.columns.map(period).join(", ") || "keine Spalte";
    return `Auf ${who} entfallen ${amount(r.owed)}, und ${when} kann ${amount(r.can)} aufnehmen: ${amount(r.short)} zu wenig.`;
  },
  "rate caps": (r, manager, { amount }) =>
    `Das Team von ${manager} kann höchstens ${amount(r.most)} erreichen, und das Ziel ist ${amount(r.target)}: ${amount(r.short)} zu viel.`,
  "rate floors": (r, manager, { amount }) =>
    `Das Team von ${manager} kann nicht unter ${amount(r.least)} gehen, und das Ziel ist ${amount(r.target)}: ${amount(r.over)} zu wenig.`,
};
