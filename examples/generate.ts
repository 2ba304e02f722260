/** The sample workbook: made from a seed, the same on every machine, with the dirt that real ones hold. */

import { type Day, isoOf } from "../dsl/calendar/day.ts";
import type { CellValue } from "../dsl/cell.ts";
import { serialOf } from "../src/model/serial.ts";
import type { SheetData, WorkbookData } from "../src/model/workbook.ts";
import { accountsOf, opportunitiesOf, renewalsOf } from "./deals.ts";
import { organisation } from "./people.ts";
import { seeded } from "./random.ts";
import rules from "./sample.kpi";

const SEED = 20261;

/** The rule book of the sample (examples/sample.kpi). */
export const sampleRules: string = rules;

/** Sheets Team, Opportunities, Renewals, Accounts. */
export function sampleWorkbook(seed = SEED): WorkbookData {
  const random = seeded(seed);
  const { rows, reps } = organisation(random);
  const until = new Map<string, Day>();
  for (const row of rows) {
    if (row.until === null) until.delete(row.name);
    else until.set(row.name, row.until);
  }
  const accounts = accountsOf(reps, random);
  const deals = opportunitiesOf(reps, accounts, until, random);
  const renewals = renewalsOf(reps, accounts, until, random);
  return {
    sheets: [
      sheet(
        "Team",
        ["Name", "Manager", "Region", "Role", "From", "Until", "Hired", "Potential", "E-mail"],
        rows.map((p) => [
          p.name,
          p.manager,
          p.region,
          p.role,
          date(p.since),
          date(p.until),
          date(p.hired),
          p.potential,
          p.name.startsWith("Vacant")
            ? null
            : `${p.name.toLowerCase().replace(/ /g, ".")}@example.com`,
        ]),
      ),
      sheet(
        "Opportunities",
        [
          "Opportunity",
          "Owner",
          "Account",
          "Stage",
          "Created",
          "Closed",
          "Amount",
          "Executive access",
          "Source of urgency",
          "Forecast note",
        ],
        withDirt(
          deals.map((d) => [
            d.id,
            d.owner,
            d.account,
            d.stage,
            date(d.created),
            date(d.closed),
            d.amount,
            d.executive,
            d.urgency,
            null,
          ]),
        ),
      ),
      sheet(
        "Renewals",
        ["Account", "Owner", "Due", "ARR", "Outcome"],
        renewals.map((r) => [r.account, r.owner, date(r.due), r.arr, r.outcome]),
      ),
      sheet(
        "Accounts",
        ["Account", "Owner", "Segment", "Potential"],
        accounts.map((a) => [a.name, a.owner, a.segment, a.potential]),
      ),
    ],
    names: [],
    locale: "en-US",
    dateSystem: 1900,
  };
}

const date = (day: Day | null): number | null => (day === null ? null : serialOf(isoOf(day), 1900));

function sheet(
  name: string,
  headers: readonly string[],
  rows: readonly (readonly CellValue[])[],
): SheetData {
  return {
    name,
    rows: rows.length + 1,
    columns: headers.map((header, c) => [header, ...rows.map((row) => row[c] ?? null)]),
  };
}

const OWNER = 1;
const CREATED = 4;
const AMOUNT = 6;
const NOTE = 9;

/** Ordinary dirt: an amount typed as text, blanks around a name, a name misspelt, a date as text, an error cell nobody uses, a row of totals. */
function withDirt(rows: CellValue[][]): CellValue[][] {
  const at = (index: number, column: number, change: (cell: CellValue) => CellValue) => {
    const row = rows[index];
    if (row) row[column] = change(row[column] ?? null);
  };
  at(40, AMOUNT, (cell) => `$${Number(cell).toLocaleString("en-US")}`);
  at(88, OWNER, (cell) => ` ${String(cell)}\u00a0`);
  at(131, OWNER, (cell) => String(cell).toUpperCase());
  at(260, OWNER, () => "Ana Sousa");
  at(311, CREATED, (cell) => isoFromSerial(Number(cell)));
  at(420, NOTE, () => ({ error: "#N/A" }));
  const total = rows.reduce(
    (sum, row) => sum + (typeof row[AMOUNT] === "number" ? row[AMOUNT] : 0),
    0,
  );
  return [...rows, ["Total", null, null, null, null, null, total, null, null, null]];
}

const isoFromSerial = (serial: number): string => isoOf(serial - 25569);
