/** docs/sql.md: the support table from the code, and an example whose statement is printed by the code. */
import { readFileSync } from "node:fs";
import { parseIso } from "../../dsl/calendar/day.ts";
import { compile } from "../../dsl/index.ts";
import { printedBinding } from "../../src/hosts/databases/printed.ts";
import { buildModel } from "../../src/model/build.ts";
import { sheetOf } from "../../src/model/workbook.ts";
import { DIALECTS, figuresQuery, withLiterals } from "../../src/sql/index.ts";
import { sqlSupport } from "./support.ts";

const RULES = `people from Team
  name [Name]
  reports to [Manager]

table Deals from Deals
  owner [Owner]
  date [Closed]

kpi revenue = sum(Deals[Amount])
kpi average = revenue / count(Deals)
`;

/** A small book over two people, as DuckDB gets it. */
function example(): string {
  const { program } = compile(RULES, null);
  const team = sheetOf("Team", [
    ["Name", "Manager"],
    ["Ann", null],
    ["Ben", "Ann"],
  ]);
  const workbook = { sheets: [team], names: [], locale: "", dateSystem: 1900 } as const;
  const model = buildModel(program, workbook, { day: parseIso("2026-02-28"), today: null });
  const map = {
    timeZone: "UTC",
    searchPath: [],
    tables: {
      Deals: {
        relation: "crm.deals",
        columns: { Owner: "owner", Closed: "closed", Amount: { name: "amount", type: "decimal" } },
      },
    },
  } as const;
  const binding = printedBinding(DIALECTS.duckdb, program, model, map);
  const periods = model.calendar.between(parseIso("2026-01-01")!, parseIso("2026-02-28")!, "month");
  const input = { program, org: model.org, asOf: model.asOf, binding, model, periods };
  const { statement } = figuresQuery({ ...input, kpis: program.kpis });
  return [
    "Two people, two months, two KPIs:",
    "",
    "```",
    RULES.trimEnd(),
    "```",
    "",
    "is in DuckDB:",
    "",
    "```sql",
    `${withLiterals(statement, DIALECTS.duckdb)};`,
    "```",
  ].join("\n");
}

/** The page, its made parts between their marks. */
export function sqlPage(): string {
  const made: Readonly<Record<string, string>> = { example: example(), support: sqlSupport() };
  return readFileSync("docs/sql.md", "utf8").replace(
    /<!-- (example|support) -->\n[\s\S]*?<!-- end -->/g,
    (_, name: string) => `<!-- ${name} -->\n\n${made[name]}\n\n<!-- end -->`,
  );
}
