import { Command, Option } from "commander";
import { WHY_WHATS } from "../app/contract.ts";
import { run } from "../app/run.ts";
import { whyView } from "../app/why.ts";
import { databaseIn } from "../hosts/databases/index.ts";
import { readWorkbook } from "../hosts/files/index.ts";
import { UserError } from "../model/user-error.ts";
import { dayOption, inLocale, readRulesFile, today } from "./input.ts";
import { EXIT, type Exit } from "./output.ts";

interface WhyOptions {
  readonly data: string;
  readonly kpi: string;
  readonly who: string;
  readonly period: string;
  readonly asOf?: string;
  readonly locale?: string;
}

/** `answerable why`: the sentences that explain one figure. */
export const whyCommand = (done: (exit: Exit) => void): Command =>
  new Command("why")
    .description("Explain a figure: what counts, what was left out, where the goal comes from.")
    .argument("<rules>", "the rule text")
    .requiredOption("--data <path>", "an .xlsx file or a folder of CSVs")
    .requiredOption("--kpi <name>", "the KPI, score or flag")
    .requiredOption("--who <name>", "the person")
    .requiredOption("--period <period>", "the period, 2026-Q1")
    .option("--as-of <date>", "the day the figures are taken")
    .option("--locale <locale>", "how numbers and dates that are texts are written, de-DE")
    .addOption(
      new Option(
        "--what <figure>",
        "one figure of a KPI; else the actual, its goal and its status",
      ).choices(WHY_WHATS),
    )
    .addHelpText(
      "after",
      '\nExample:\n  answerable why rules.kpi --data crm.xlsx --kpi revenue --who "Ben Cole" --period 2026-Q1\n  answerable why rules.kpi --data crm.xlsx --kpi revenue --who "Ben Cole" --period 2026 --what goal',
    )
    .action(async (path: string, options: WhyOptions) => {
      const rules = readRulesFile(path);
      if (databaseIn(options.data) !== null) {
        throw new UserError(
          "`why` goes through the rows, and those of a database stay there.",
          "--data",
          "`answerable sql` prints what is asked of them; a workbook with the person's rows explains them one by one.",
        );
      }
      const workbook = inLocale(await readWorkbook(options.data), options.locale);
      const results = run({ rules, workbook, asOf: dayOption(options.asOf), today: today() });
      const why = whyView(results, options);
      process.stdout.write(`${why.title}: ${why.value}\n`);
      why.steps.forEach((step, index) => {
        process.stdout.write(
          `${index + 1}. ${step.sentence}${step.value ? `  ${step.value}` : ""}\n`,
        );
        for (const cells of step.cells)
          process.stdout.write(`   ${cells.label}: ${cells.sheet}!${cells.range}\n`);
        for (const cells of step.left)
          process.stdout.write(`   left out, ${cells.label}: ${cells.sheet}!${cells.range}\n`);
      });
      if (why.without) process.stdout.write(`${why.without}\n`);
      done(EXIT.ok);
    });
