import { Command } from "commander";
import { personIn } from "../app/answers/names.ts";
import { expectationsTable } from "../app/answers/table.ts";
import { run } from "../app/run.ts";
import { readWorkbook } from "../hosts/files/index.ts";
import { dayOption, readRulesFile, today } from "./input.ts";
import { EXIT, type Exit } from "./output.ts";
import { printed, type TableFormat, tableFormat } from "./tables.ts";

interface ExpectationOptions {
  readonly data: string;
  readonly who?: string[];
  readonly asOf?: string;
  readonly format: TableFormat;
}

const many = (value: string, before: string[] | undefined) => [...(before ?? []), value];

/** `answerable expectations`: each person's whole list of what is owed, and who owes nothing. */
export const expectationsCommand = (done: (exit: Exit) => void): Command =>
  new Command("expectations")
    .description("List what each person owes in the fiscal year, and who owes nothing.")
    .argument("<rules>", "the rule text")
    .requiredOption("--data <path>", "an .xlsx file or a folder of CSVs")
    .option("--who <name>", "only this person (repeat for more)", many)
    .option("--as-of <date>", "the day whose fiscal year and org are meant")
    .addOption(tableFormat())
    .addHelpText(
      "after",
      `
A row each: goal (of a KPI in a period, and the statement it comes from), flag (that can name the
person, and in which part), check (that names the person), report (for whom the person answers),
nothing (who owes no goal all year).

Example:
  answerable expectations rules.kpi --data crm.xlsx --who "Ben Cole"`,
    )
    .action(async (path: string, options: ExpectationOptions) => {
      const rules = readRulesFile(path);
      const workbook = await readWorkbook(options.data);
      const results = run({ rules, workbook, asOf: dayOption(options.asOf), today: today() });
      const people = options.who?.map((name) => personIn(results, name)) ?? null;
      process.stdout.write(printed(expectationsTable(results, people), options.format));
      done(EXIT.ok);
    });
