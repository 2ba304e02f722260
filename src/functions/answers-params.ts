/** What functions that answer from the rules are given: their parameters, and the rule book of their examples. */

export const RULES = {
  name: "rules",
  type: "range",
  help: "The cells that hold the rules (KPI_Rules).",
} as const;
export const AS_OF = {
  name: "as_of",
  type: "date",
  help: "The day the figures are taken (KPI_AsOf); a cell, not TODAY().",
} as const;
export const TABLES = {
  name: "tables",
  type: "any",
  repeating: true,
  help: "Pairs: a table's name in the rules (or its sheet's), then its range with the header row.",
} as const;

export const DEALS = [
  ["Owner", "Stage", "Closed", "Amount"],
  ["Ann", "Won", "2026-02-01", 500],
  ["Bo", "Won", "2026-02-03", 700],
];
export const TEAM = [
  ["Name", "Boss"],
  ["Ann", "Cy"],
  ["Bo", "Cy"],
  ["Cy", null],
];
export const EXAMPLE_RULES = [
  ["calendar"],
  ["  year starts January"],
  ["  track quarterly"],
  ["people from Team"],
  ["  name [Name]"],
  ["  reports to [Boss]"],
  ["table Deals from Deals"],
  ["  owner [Owner]"],
  ["  date [Closed]"],
  ['kpi revenue = sum(Deals[Amount] where [Stage] = "Won")'],
  ["  lagging"],
  ["goal revenue 2026-Q1 = 600 for reps"],
  ["flag short"],
  ["  when revenue is missed"],
  ["  hold person"],
];
export const LEADING = [
  ["kpi calls = count(Deals)"],
  ["  leads revenue"],
  ["goal calls 2026-Q1 = 1 for reps"],
];
export const EXAMPLE = [EXAMPLE_RULES, "2026-03-31", "Team", TEAM, "Deals", DEALS] as const;
