import { Command } from "commander";
import { isoOf } from "../../dsl/calendar/day.ts";
import { renderDiagnostic } from "../../dsl/diagnostics/render.ts";
import { LineMap } from "../../dsl/span.ts";
import type { Results } from "../app/results.ts";
import { TABLES, type TableName, table } from "../app/rows.ts";
import { type Run, run } from "../app/run.ts";
import type { RowFilter } from "../app/tidy.ts";
import { databaseIn, SMALL_ROWS } from "../hosts/databases/index.ts";
import { readWorkbook } from "../hosts/files/index.ts";
import { UserError } from "../model/user-error.ts";
import { mapIn, runInDatabase, wholeOption } from "./database.ts";
import { filterOf } from "./filter.ts";
import { dayOption, inLocale, localeOption, many, readRulesFile, today } from "./input.ts";
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
  readonly map?: string;
  readonly sheets?: string;
  readonly timeout?: string;
  readonly readUpTo?: string;
}

/** `answerable run`: the whole run of a rule text over a workbook. */
export const runCommand = (done: (exit: Exit) => void): Command =>
  new Command("run")
    .description("Work out every person's goals, standing and flags.")
    .argument("<rules>", "the rule text, for example rules.kpi")
    .requiredOption(
      "--data <path>",
      "an .xlsx file, a folder of CSVs (a sheet is named by its file), duckdb:FILE, duckdb:FOLDER, a folder with .parquet files, or postgres://…",
    )
    .option(
      "--as-of <date>",
      "the day the figures are taken, 2026-03-31; else the workbook's KPI_AsOf cell or its last dated row",
    )
    .option("--locale <locale>", "how numbers and dates that are texts are written, de-DE")
    .option("--map <file>", "which relations and columns stand for the tables (docs/sql.md)")
    .option(
      "--sheets <path>",
      "with a database: a workbook that holds the people, goals and the like",
    )
    .option("--timeout <seconds>", "with a database: how long a statement may take")
    .option(
      "--read-up-to <rows>",
      `with a database: tables up to so many rows are read whole (${SMALL_ROWS})`,
    )
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
  answerable run rules.kpi --data crm.xlsx --out answers/
  answerable run rules.kpi --data duckdb:warehouse.duckdb --map map.json
  answerable run rules.kpi --data postgres://me@db/sales --sheets team.xlsx`,
    )
    .action(async (rules: string, options: RunOptions) => {
      done(await runAll(rules, options));
    });

async function runAll(rulesPath: string, options: RunOptions): Promise<Exit> {
  const only = tablesOf(options.only);
  const rules = readRulesFile(rulesPath);
  const bar = progress();
  const results = await resultsOf(rules, only, options, bar.say);
  bar.done();
  sayDiagnostics(results, rules, rulesPath);
  const asOfFrom = { given: "as asked", cell: "from KPI_AsOf", data: "the last dated row" };
  process.stderr.write(`As of ${isoOf(results.asOf)}, ${asOfFrom[results.asOfFrom]}.\n`);
  const filter = filterOf(results, options);
  if (only.includes("data")) sayRowsElsewhere(results);
  if (options.out) await writeOut(options.out, only, results, filter);
  else print(only, results, filter, options.format);
  return failed(results) ? EXIT.failed : EXIT.ok;
}

/** As milliseconds the most that a server's setting, and this program's clock, can count. */
const MOST_SECONDS = 2_147_483;

async function resultsOf(
  rules: string,
  only: readonly TableName[],
  options: RunOptions,
  say: (what: string) => void,
): Promise<Run> {
  const asOf = dayOption(options.asOf);
  const address = databaseIn(options.data);
  const read = async (path: string) => inLocale(await readWorkbook(path), options.locale);
  if (address === null) {
    say(`Reading ${options.data} …`);
    const workbook = await read(options.data);
    say("Working out the figures …");
    return run({ rules, workbook, asOf, today: today() });
  }
  const request = {
    rules,
    address,
    asOf,
    today: today(),
    locale: localeOption(options.locale),
    map: mapIn(options.map),
    sheets: options.sheets === undefined ? null : await read(options.sheets),
    timeout: wholeOption("--timeout", options.timeout, MOST_SECONDS) || null,
    readUpTo: wholeOption("--read-up-to", options.readUpTo) ?? SMALL_ROWS,
    say,
  };
  return runInDatabase(request, (results) => {
    const filter = filterOr(results, options);
    for (const name of only) for (const row of table(results, name, filter).rows) void row;
  });
}

/** An unknown name is said after what is wrong with the rules, which may be why it is unknown. */
function filterOr(results: Run, options: RunOptions): RowFilter {
  try {
    return filterOf(results, options);
  } catch (fault) {
    if (fault instanceof UserError) return {};
    throw fault;
  }
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

/** Tables without an account of their rows, because no row was seen. */
function sayRowsElsewhere({ engine }: Run): void {
  const names = engine.model.tables.flatMap((of) => (of?.elsewhere ? [of.name] : []));
  if (names.length === 0) return;
  process.stderr.write(
    `Not in \`data\`: ${names.join(", ")}. The rows stay in the database; only figures came back.\n`,
  );
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
