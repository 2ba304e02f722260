/** The published truth table of blank, zero, empty text and errors: its lines, and how each is worked out. */
import { parseIso } from "../../dsl/calendar/day.ts";
import { run } from "../../src/app/run.ts";
import { serialOf } from "../../src/model/serial.ts";
import { workbookOf } from "../language/catalogs.ts";

export interface TruthTable {
  /** What the one cell holds; the last has no row at all. */
  readonly cells: readonly string[];
  readonly rows: readonly { readonly expression: string; readonly results: readonly string[] }[];
}

/** `expression | result | result …`, headed by the cells; blank lines and `#` lines part the groups. */
export function readTruthTable(text: string): TruthTable {
  const lines = text.split("\n").filter((l) => l.includes(" | ") && !l.startsWith("#"));
  const [head = [], ...rows] = lines.map((l) => l.split(" | ").map((c) => c.trim()));
  return {
    cells: head.slice(1),
    rows: rows.map(([expression = "", ...results]) => ({ expression, results })),
  };
}

const CELLS: Readonly<Record<string, unknown>> = {
  "5": 5,
  "0": 0,
  blank: null,
  '`" "`': " ",
  "#N/A": { error: "#N/A" },
};
/** A person for each cell, whose only row holds it; `y` is 10 times a plain number. */
const DAY = serialOf("2026-01-15", 1900);

/** The result of every expression for every cell, in the table's order. */
export function truths(table: TruthTable): string[][] {
  const people = table.cells.map((_, i) => `P${i}`);
  const facts = table.cells.flatMap((cell, i) =>
    cell in CELLS ? [[`P${i}`, DAY, CELLS[cell], textOf(CELLS[cell])]] : [],
  );
  const asks = table.rows.flatMap(({ expression, results }) =>
    people.map((who, i) => {
      const [, condition] = /^if (.*)$/.exec(expression) ?? [];
      const side = condition === undefined ? expression : `if(${condition}, 1, 0)`;
      return {
        text: `check (${side}) of "${who}" in 2026-01 = 0`,
        truth: condition !== undefined,
        expected: results[i],
      };
    }),
  );
  const rules = [
    "people from Team",
    "  name [Name]",
    '  reports to [Boss] then "All"',
    "table Facts from Facts",
    "  owner [Rep]",
    "  date [Day]",
    "kpi x = average(Facts[A])",
    ...asks.map((a) => a.text),
  ].join("\n");
  const workbook = workbookOf({
    Team: [["Name", "Boss"], ...people.map((name) => [name, null])],
    Facts: [["Rep", "Day", "A", "T"], ...facts],
  });
  const results = run({ rules, workbook, asOf: parseIso("2026-01-31"), today: null });
  const shown = asks.map(({ truth }, i) => {
    const row = results.checks.find((c) => c.line === 8 + i);
    if (!row) return results.diagnostics.map((d) => d.message).join(" ");
    const { actual } = row;
    if (actual === null) return "blank";
    if (typeof actual === "string") return actual.replace(/ at .*$/, "");
    return truth ? (actual === 1 ? "true" : "false") : String(actual);
  });
  return table.rows.map((_, r) => shown.slice(r * people.length, (r + 1) * people.length));
}

/** The text column beside it: the same cell as a text. */
const textOf = (cell: unknown): unknown => (typeof cell === "number" ? `t${cell}` : cell);
