import { Command, Option } from "commander";
import { isoOf } from "../../dsl/calendar/day.ts";
import { logTable } from "../app/edits/history.ts";
import { type RowFilter, table } from "../app/rows.ts";
import { run } from "../app/run.ts";
import { readWorkbook } from "../hosts/files/index.ts";
import { toCsv } from "./csv.ts";
import { checkFilter } from "./filter.ts";
import { dayOption, many, readRulesFile, today } from "./input.ts";
import { EXIT, type Exit, toJson, toText } from "./output.ts";

interface GoalsOptions {
  readonly data: string;
  readonly on?: string;
  readonly log?: true;
  readonly kpi?: string[];
  readonly who?: string[];
  readonly period?: string[];
  readonly format: "table" | "csv" | "json";
}

/** `answerable goals`: what the goals were on a day, why, and which command moved which of them. */
export const goalsCommand = (done: (exit: Exit) => void): Command =>
  new Command("goals")
    .description("Say what the goals were on a day and why, or which command moved them.")
    .argument("<rules>", "the rule text")
    .requiredOption("--data <path>", "an .xlsx file or a folder of CSVs")
    .option("--on <date>", "the day, 2026-03-31; else the run's as-of day")
    .option("--log", "each hold, move, override and reset until then, and the goals it moved")
    .option("--kpi <name>", "only these KPIs", many)
    .option("--who <name>", "only these people", many)
    .option("--period <period>", "only these periods", many)
    .addOption(
      new Option("--format <format>", "how it is printed")
        .choices(["table", "csv", "json"])
        .default("table"),
    )
    .addHelpText(
      "after",
      `
Edits and resets dated after the day are not in force yet, and rows after it don't count.

Examples:
  answerable goals rules.kpi --data crm.xlsx --on 2026-03-31 --kpi revenue --period 2026
  answerable goals rules.kpi --data crm.xlsx --log --who "Ben Cole" --period 2026`,
    )
    .action(async (path: string, options: GoalsOptions) => {
      done(await goals(path, options));
    });

async function goals(path: string, options: GoalsOptions): Promise<Exit> {
  const rules = readRulesFile(path);
  const workbook = await readWorkbook(options.data);
  const results = run({ rules, workbook, asOf: dayOption(options.on), today: today() });
  const filter: RowFilter = {
    ...(options.who && { who: options.who }),
    ...(options.kpi && { kpi: options.kpi }),
    ...(options.period && { period: options.period }),
  };
  checkFilter(results, filter);
  const made = options.log ? logTable(results, filter) : table(results, "goals", filter);
  if (options.format === "json") process.stdout.write(`${JSON.stringify(toJson(made), null, 2)}\n`);
  else process.stdout.write(options.format === "csv" ? toCsv(made) : toText(made));
  process.stderr.write(`As of ${isoOf(results.asOf)}.\n`);
  return EXIT.ok;
}
