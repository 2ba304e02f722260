import { Command } from "commander";
import { isoOf } from "../../dsl/calendar/day.ts";
import { logTable } from "../app/edits/history.ts";
import { table } from "../app/rows.ts";
import { run } from "../app/run.ts";
import { readWorkbook } from "../hosts/files/index.ts";
import { filterOf } from "./filter.ts";
import { dayOption, many, readRulesFile, today } from "./input.ts";
import { EXIT, type Exit } from "./output.ts";
import { printed, type TableFormat, tableFormat } from "./tables.ts";

interface GoalsOptions {
  readonly data: string;
  readonly on?: string;
  readonly log?: true;
  readonly kpi?: string[];
  readonly who?: string[];
  readonly period?: string[];
  readonly format: TableFormat;
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
    .addOption(tableFormat())
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
  const filter = filterOf(results, options);
  const made = options.log ? logTable(results, filter) : table(results, "goals", filter);
  process.stdout.write(printed(made, options.format));
  process.stderr.write(`As of ${isoOf(results.asOf)}.\n`);
  return EXIT.ok;
}
