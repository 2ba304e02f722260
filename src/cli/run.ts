import { Command } from "commander";
import { isoOf } from "../../dsl/calendar/day.ts";
import { renderDiagnostic } from "../../dsl/diagnostics/render.ts";
import { LineMap } from "../../dsl/span.ts";
import type { Results } from "../app/results.ts";
import { type RowFilter, TABLES, type TableName, table } from "../app/rows.ts";
import { run } from "../app/run.ts";
import { readWorkbook } from "../hosts/files/index.ts";
import { UserError } from "../model/user-error.ts";
import { filterOf } from "./filter.ts";
import { dayOption, inLocale, many, readRulesFile, today } from "./input.ts";
import { writeOut } from "./out.ts";
import { EXIT, type Exit, progress, toJson } from "./output.ts";
import { asJson, printed, type TableFormat, tableFormat } from "./tables.ts";

interface RunOptions {
  readonly data: string;
  readonly asOf?: string;
  readonly locale?: string;
  readonly only?: string;
  readonly who?: string[];
  readonly kpi?: string[];
  readonly period?: string[];
  readonly format: TableFormat;
  readonly out?: string;
}

/** `answerable run`: the whole run of a rule text over a workbook. */
export const runCommand = (done: (exit: Exit) => void): Command =>
  new Command("run")
    .description("Work out every person's goals, standing and flags.")
    .argument("<rules>", "the rule text, for example rules.kpi")
    .requiredOption(
      "--data <path>",
      "an .xlsx file, or a folder of CSVs (a sheet is named by its file)",
    )
    .option(
      "--as-of <date>",
      "the day the figures are taken, 2026-03-31; else the workbook's KPI_AsOf cell or its last dated row",
    )
    .option("--locale <locale>", "how numbers and dates that are texts are written, de-DE")
    .option("--only <tables>", `some of ${TABLES.join(",")}`)
    .option("--who <name>", "only these people (repeat or separate by commas)", many)
    .option("--kpi <name>", "only these KPIs or scores", many)
    .option("--period <period>", "only these periods, 2026-Q1", many)
    .addOption(tableFormat())
    .option("--out <path>", "write to a folder of CSVs, or to FILE.xlsx, instead of printing")
    .addHelpText(
      "after",
      `
Examples:
  answerable run rules.kpi --data crm.xlsx
  answerable run rules.kpi --data exports/ --as-of 2026-03-31 --only flags
  answerable run rules.kpi --data crm.xlsx --who "Ben Cole" --period 2026-Q1 --format csv
  answerable run rules.kpi --data crm.xlsx --out answers/`,
    )
    .action(async (rules: string, options: RunOptions) => {
      done(await runAll(rules, options));
    });

async function runAll(rulesPath: string, options: RunOptions): Promise<Exit> {
  const only = tablesOf(options.only);
  const rules = readRulesFile(rulesPath);
  const bar = progress();
  bar.say(`Reading ${options.data} …`);
  const workbook = inLocale(await readWorkbook(options.data), options.locale);
  bar.say("Working out the figures …");
  const results = run({ rules, workbook, asOf: dayOption(options.asOf), today: today() });
  bar.done();
  sayDiagnostics(results, rules, rulesPath);
  const asOfFrom = { given: "as asked", cell: "from KPI_AsOf", data: "the last dated row" };
  process.stderr.write(`As of ${isoOf(results.asOf)}, ${asOfFrom[results.asOfFrom]}.\n`);
  const filter = filterOf(results, options);
  if (options.out) await writeOut(options.out, only, results, filter);
  else print(only, results, filter, options.format);
  return failed(results) ? EXIT.failed : EXIT.ok;
}

function tablesOf(only: string | undefined): readonly TableName[] {
  if (only === undefined) return TABLES;
  return only.split(",").map((part) => {
    const name = TABLES.find((t) => t === part.trim());
    if (!name) {
      throw new UserError(
        `There is no table \`${part}\`.`,
        "--only",
        `Some of ${TABLES.join(", ")}.`,
      );
    }
    return name;
  });
}

function sayDiagnostics(results: Results, rules: string, path: string): void {
  const lines = new LineMap(rules);
  for (const diagnostic of results.diagnostics) {
    if (diagnostic.severity === "advice") continue;
    process.stderr.write(`${renderDiagnostic(diagnostic, rules, { file: path, lines })}\n`);
  }
}

/** Errors in the rules or the data, or a check or test that does not hold. */
const failed = (results: Results): boolean =>
  results.findings.some((f) => f.severity === "error") ||
  results.checks.some((c) => !c.passed) ||
  results.tests.some((t) => !t.passed);

function print(
  names: readonly TableName[],
  results: Results,
  filter: RowFilter,
  format: RunOptions["format"],
): void {
  if (format === "json") {
    const tables = names.map((name) => [name, toJson(table(results, name, filter))]);
    process.stdout.write(asJson(Object.fromEntries(tables)));
    return;
  }
  for (const name of names) {
    const made = table(results, name, filter);
    if (names.length > 1) process.stdout.write(`# ${name}\n`);
    process.stdout.write(printed(made, format));
    if (names.length > 1) process.stdout.write("\n");
  }
}
