import { Command, Option } from "commander";
import { isoOf } from "../../dsl/calendar/day.ts";
import { table } from "../app/rows.ts";
import { run } from "../app/run.ts";
import { readWorkbook } from "../hosts/files/index.ts";
import { filterOf } from "./filter.ts";
import { dayOption, many, readRulesFile, today } from "./input.ts";
import { EXIT, type Exit, toJson, toText } from "./output.ts";
import { asJson } from "./tables.ts";

interface CertifyOptions {
  readonly data: string;
  readonly asOf?: string;
  readonly kpi?: string[];
  readonly period?: string[];
  readonly who?: string[];
  readonly format: "table" | "json";
}

/** `answerable certify`: does every goal tie? Exit 1 if one line does not. */
export const certifyCommand = (done: (exit: Exit) => void): Command =>
  new Command("certify")
    .description("Say whether every goal that was handed down ties, in both layers.")
    .argument("<rules>", "the rule text")
    .requiredOption("--data <path>", "an .xlsx file or a folder of CSVs")
    .option("--as-of <date>", "the day the figures are taken")
    .option("--kpi <name>", "only these KPIs", many)
    .option("--who <name>", "only these managers", many)
    .option("--period <period>", "only these periods", many)
    .addOption(
      new Option("--format <format>", "how it is printed")
        .choices(["table", "json"])
        .default("table"),
    )
    .addHelpText(
      "after",
      `
Prints the lines that don't tie, and how many do. Exit 1 if one doesn't, or if nothing could be handed down.
Every line is in: answerable run rules.kpi --data crm.xlsx --only tieout

Example:
  answerable certify rules.kpi --data crm.xlsx --period 2026`,
    )
    .action(async (path: string, options: CertifyOptions) => {
      done(await certify(path, options));
    });

async function certify(path: string, options: CertifyOptions): Promise<Exit> {
  const rules = readRulesFile(path);
  const workbook = await readWorkbook(options.data);
  const results = run({ rules, workbook, asOf: dayOption(options.asOf), today: today() });
  const filter = filterOf(results, options);
  const made = table(results, "tieout", filter);
  const rows = [...made.rows];
  const at = made.columns.indexOf("ties");
  const off = rows.filter((row) => row[at] !== true);
  const refused = results.findings.filter((f) => f.code === "GOAL02");
  if (options.format === "json") {
    const lines = toJson({ columns: made.columns, rows: off });
    const said = { asOf: isoOf(results.asOf), lines: rows.length, ties: rows.length - off.length };
    const told = refused.map(({ place, message }) => ({ place, message }));
    process.stdout.write(asJson({ ...said, off: lines, refused: told }));
  } else {
    if (off.length > 0) process.stdout.write(toText({ columns: made.columns, rows: off }));
    for (const { place, message } of refused) process.stdout.write(`${place}: ${message}\n`);
    const day = `as of ${isoOf(results.asOf)}`;
    process.stdout.write(`${rows.length - off.length} of ${rows.length} lines tie, ${day}.\n`);
  }
  return off.length > 0 || refused.length > 0 || rows.length === 0 ? EXIT.failed : EXIT.ok;
}
