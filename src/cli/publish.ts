import { Command, Option } from "commander";
import { publishPlan } from "../app/publish.ts";
import { type FormulaPublication, formulaPublication } from "../app/publish-formulas.ts";
import { run } from "../app/run.ts";
import { DIALECTS, type DialectId } from "../formula/text/dialect.ts";
import { lossesOf, readWorkbook, saveXlsxCopy } from "../hosts/files/index.ts";
import { UserError } from "../model/user-error.ts";
import { dayOption, inLocale, readRulesFile, today } from "./input.ts";
import { EXIT, type Exit, progress } from "./output.ts";

interface PublishOptions {
  readonly data: string;
  readonly as: "formulas" | "values";
  readonly dialect: DialectId;
  readonly out: string;
  readonly asOf?: string;
  readonly locale?: string;
}

/** `answerable publish`: the workbook with our sheets in it, for people without the add-in. */
export const publishCommand = (done: (exit: Exit) => void): Command =>
  new Command("publish")
    .description("Write the results into a copy of a workbook, as values or as native formulas.")
    .argument("<rules>", "the rule text, for example rules.kpi")
    .requiredOption("--data <path>", "an .xlsx file")
    .requiredOption("--out <path>", "the .xlsx file to write")
    .addOption(
      new Option("--as <what>", "what the figures become")
        .choices(["formulas", "values"])
        .default("formulas"),
    )
    .addOption(
      new Option("--dialect <program>", "whose formulas: the program that will open the file")
        .choices(["excel365", "excel2021", "libreoffice"])
        .default("excel365"),
    )
    .option("--as-of <date>", "the day the figures are taken")
    .option("--locale <locale>", "how numbers and dates that are texts are written, de-DE")
    .addHelpText(
      "after",
      `
Examples:
  answerable publish rules.kpi --data crm.xlsx --out crm-live.xlsx
  answerable publish rules.kpi --data crm.xlsx --as values --out crm-results.xlsx`,
    )
    .action(async (rules: string, options: PublishOptions) => {
      done(await publishAll(rules, options));
    });

async function publishAll(rulesPath: string, options: PublishOptions): Promise<Exit> {
  if (!/\.xlsx$/i.test(options.data) || !/\.xlsx$/i.test(options.out))
    throw new UserError(
      "Formulas live in .xlsx files.",
      "--data, --out",
      "Name an .xlsx file for both.",
    );
  const rules = readRulesFile(rulesPath);
  const bar = progress();
  bar.say(`Reading ${options.data} …`);
  const workbook = inLocale(await readWorkbook(options.data), options.locale);
  const losses = await lossesOf(options.data);
  bar.say("Working out the figures …");
  const results = run({ rules, workbook, asOf: dayOption(options.asOf), today: today() });
  const made =
    options.as === "formulas"
      ? formulaPublication(results, workbook, DIALECTS[options.dialect], true)
      : null;
  bar.say(`Writing ${options.out} …`);
  await saveXlsxCopy(options.data, made?.plan ?? publishPlan(results, workbook), options.out);
  bar.done();
  if (losses.length > 0)
    process.stderr.write(`The copy has no ${losses.join(", ")}: they can't be carried over.\n`);
  if (made) sayWhat(made, options);
  else process.stdout.write(`Wrote ${options.out} with the results as values.\n`);
  return EXIT.ok;
}

function sayWhat({ book, formulas, advice }: FormulaPublication, options: PublishOptions): void {
  const kpis = book.live.length === 1 ? "1 KPI is" : `${book.live.length} KPIs are`;
  process.stdout.write(
    `Wrote ${options.out}: ${kpis} live in ${formulas.toLocaleString("en")} formulas for ${DIALECTS[options.dialect].label}.\n`,
  );
  for (const { sentence } of book.refused) process.stdout.write(`${sentence}\n`);
  if (advice !== null) process.stdout.write(`${advice}\n`);
}
