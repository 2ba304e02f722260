/** What random models seldom hold: a case for each fault that they would leave alive. */
import { ACCOUNT_COLUMNS, type Cell, COLUMNS, type DrawnModel, HEAD, modelOf } from "./model.ts";

const row = (over: Readonly<Record<string, Cell>>): Cell[] => {
  const plain: Readonly<Record<string, Cell>> = {
    Owner: "P1",
    Closed: "2026-01-15 18:00:00",
    Created: "2026-01-15",
    ...over,
  };
  return COLUMNS.map(({ name }) => plain[name] ?? null);
};

const DEALS: readonly Cell[][] = [
  // A wildcard in the data's own text, and what it would take with it.
  row({ Stage: "50%", Note: "a_b", Amount: 1.005, Qty: 1 }),
  row({ Stage: "50x", Note: "axb", Amount: 2.675, Qty: 2, Account: "Acme" }),
  // A text that only our own fold knows, and a power of a blank.
  row({ Stage: "\u{fb01}", Amount: 1.115, Qty: 0 }),
  // The same day at another time; quantity and size both blank.
  row({ Stage: "fi", Closed: "2026-01-15 00:00:00", Amount: -3 }),
];

export const fixedModel = (): DrawnModel =>
  modelOf({
    seed: 0,
    stays: [
      { person: "P0", manager: null, from: null, to: null },
      { person: "P1", manager: "P0", from: null, to: null },
    ],
    tables: [
      { name: "Deals", columns: COLUMNS, rows: DEALS },
      { name: "Accounts", columns: ACCOUNT_COLUMNS, rows: [["Acme", "East", 2, "2025-01-01"]] },
    ],
    rules: [
      ...HEAD,
      'kpi k0 = count(Deals where [Stage] starts with "50%")',
      'kpi k1 = count(Deals where [Note] contains "_b")',
      "kpi k2 = count(Deals where [Qty] = Accounts[Size])",
      "kpi k3 = sum(Deals, round([Amount], 2))",
      "kpi k6 = sum(Deals, [Fee] ^ [Qty])",
      "kpi k4 = distinct(Deals[Closed])",
      'kpi k5 = count(Deals where [Stage] = "fi")',
    ].join("\n"),
    texts: [],
    asOf: "2026-12-31",
  });
