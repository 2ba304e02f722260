import { Command } from "commander";
import { isoOf } from "../../dsl/calendar/day.ts";
import { editsTable } from "../app/edits/history.ts";
import { run } from "../app/run.ts";
import { readWorkbook } from "../hosts/files/index.ts";
import { dayOption, readRulesFile, today } from "./input.ts";
import { EXIT, type Exit } from "./output.ts";
import { printed, type TableFormat, tableFormat } from "./tables.ts";

interface EditsOptions {
  readonly data: string;
  readonly asOf?: string;
  readonly format: TableFormat;
}

/** `answerable edits`: the edits on record and what became of each. Exit 1 if one is not applied. */
export const editsCommand = (done: (exit: Exit) => void): Command =>
  new Command("edits")
    .description("List the edits of goals (sheet `KPI Edits`) and what became of each.")
    .argument("<rules>", "the rule text")
    .requiredOption("--data <path>", "an .xlsx file or a folder of CSVs")
    .option("--as-of <date>", "the day the figures are taken")
    .addOption(tableFormat())
    .addHelpText(
      "after",
      `
An edit is in force, released, replaced, later (dated after the day) or not applied, with its reason.
Exit 1 if one is not applied or can't be read.

Example:
  answerable edits rules.kpi --data crm.xlsx`,
    )
    .action(async (path: string, options: EditsOptions) => {
      done(await edits(path, options));
    });

async function edits(path: string, options: EditsOptions): Promise<Exit> {
  const rules = readRulesFile(path);
  const workbook = await readWorkbook(options.data);
  const results = run({ rules, workbook, asOf: dayOption(options.asOf), today: today() });
  process.stdout.write(printed(editsTable(results), options.format));
  const told = results.findings.filter((f) => f.code === "EDIT01" || f.code === "EDIT02");
  for (const { place, message } of told) process.stderr.write(`${place}: ${message}\n`);
  process.stderr.write(`As of ${isoOf(results.asOf)}.\n`);
  return told.length > 0 ? EXIT.failed : EXIT.ok;
}
