import { statSync } from "node:fs";
import { Command, Option } from "commander";
import { USUAL_CHOICE } from "../app/choice.ts";
import type { LiveView } from "../app/contract-publish.ts";
import { FILE_STYLES } from "../app/kpi-calls.ts";
import { publishPlan } from "../app/publish.ts";
import { type FormulaPublication, formulaPublication } from "../app/publish-formulas.ts";
import { functionSheets } from "../app/publish-functions.ts";
import { saveRulesPlan } from "../app/rules-sheet.ts";
import { type Run, run } from "../app/run.ts";
import { DIALECTS, type DialectId } from "../formula/text/dialect.ts";
import { FUNCTION_DESK } from "../functions/desk.ts";
import { lossesOf, readWorkbook, saveXlsxCopy } from "../hosts/files/index.ts";
import type { WritePlan } from "../hosts/port/index.ts";
import { UserError } from "../model/user-error.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { dayOption, inLocale, readRulesFile, today } from "./input.ts";
import { EXIT, type Exit, progress } from "./output.ts";

interface PublishOptions {
  readonly data: string;
  readonly as: "formulas" | "functions" | "values";
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
        .choices(["formulas", "functions", "values"])
        .default("formulas"),
    )
    .addOption(
      new Option("--dialect <program>", "whose formulas: the program that will open the file")
        .choices(["excel365", "excel2021", "libreoffice", "sheets"])
        .default("excel365"),
    )
    .option("--as-of <date>", "the day the figures are taken")
    .option("--locale <locale>", "how numbers and dates that are texts are written, de-DE")
    .addHelpText(
      "after",
      `
Examples:
  answerable publish rules.kpi --data crm.xlsx --out crm-live.xlsx
  answerable publish rules.kpi --data crm.xlsx --as values --out crm-results.xlsx
  answerable publish rules.kpi --data crm.xlsx --as functions --dialect sheets --out for-google.xlsx`,
    )
    .action(async (rules: string, options: PublishOptions) => {
      done(await publishAll(rules, options));
    });

async function publishAll(rulesPath: string, options: PublishOptions): Promise<Exit> {
  checkDialect(options);
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
  const made = publication(results, workbook, options);
  bar.say(`Writing ${options.out} …`);
  await saveXlsxCopy(options.data, made.plan, options.out);
  bar.done();
  if (losses.length > 0)
    process.stderr.write(`The copy has no ${losses.join(", ")}: they can't be carried over.\n`);
  const grown = statSync(options.out).size - statSync(options.data).size;
  const [wrote, ...notes] = made.said;
  for (const line of [wrote, ...(made.live ? [costOf(made.live, grown)] : []), ...notes])
    process.stdout.write(`${line}\n`);
  return EXIT.ok;
}

interface Publication {
  readonly plan: WritePlan;
  /** What was written, and what a person should know of it; a line each. */
  readonly said: readonly string[];
  /** Of native formulas: how many figures are live. */
  readonly live?: LiveView;
}

/** `grown`: bytes of the written file beyond those of the data. */
function costOf({ formulas, values }: LiveView, grown: number): string {
  const [live, still, kilobytes] = [formulas, values, Math.max(1, Math.round(grown / 1000))].map(
    (n) => n.toLocaleString("en"),
  );
  return `${live} figures are formulas, ${still} are values. The file grows by ${kilobytes} KB.`;
}

function publication(results: Run, workbook: WorkbookData, options: PublishOptions): Publication {
  switch (options.as) {
    case "formulas": {
      const made = formulaPublication(results, workbook, DIALECTS[options.dialect], true);
      return { plan: made.plan, said: saidOf(made, options), live: made.live };
    }
    case "functions":
      return functionPublication(results, workbook, options);
    case "values": {
      const said = [`Wrote ${options.out} with the results as values.`];
      return { plan: publishPlan(results, workbook), said };
    }
  }
}

/** Functions read the rules and the as-of day from the workbook: both go with them. */
function functionPublication(
  results: Run,
  workbook: WorkbookData,
  { dialect, out }: PublishOptions,
): Publication {
  const rules = saveRulesPlan(workbook, results.rules, results.asOf);
  const { sheets, notes } = functionSheets({
    results,
    workbook,
    parts: USUAL_CHOICE.parts,
    style: FILE_STYLES[dialect === "sheets" ? "google" : "excel"],
    desk: FUNCTION_DESK,
    inFile: true,
    rules: results.rules.split("\n").map((line) => [line]),
    speaking: {},
  });
  const asked = { ...USUAL_CHOICE, as: "functions", bars: "data bar" } as const;
  const figures = publishPlan(results, workbook, "", asked, { live: sheets });
  const program = dialect === "sheets" ? "Google Sheets" : "Excel";
  const live = `Wrote ${out}: ${sheets.map(({ sheet }) => sheet).join(", ")} are KPI functions, live in ${program} where the add-in is.`;
  return {
    plan: { title: "Write KPI functions", steps: [...rules.steps, ...figures.steps] },
    said: [live, ...notes],
  };
}

/** Programs that open such a file with the functions in it. */
function checkDialect({ as, dialect }: PublishOptions): void {
  if (as === "functions" && dialect === "libreoffice")
    throw new UserError(
      "LibreOffice has no KPI functions.",
      "--dialect",
      "Use --as formulas, or name excel365, excel2021 or sheets.",
    );
  if (as === "formulas" && dialect === "sheets")
    throw new UserError(
      "Google Sheets reads other formulas from a file than it shows.",
      "--dialect",
      "Publish them from the sidebar there, or name another program.",
    );
}

function saidOf(
  { book, refusals, formulas, advice }: FormulaPublication,
  { out, dialect }: PublishOptions,
): readonly string[] {
  const kpis = book.live.length === 1 ? "1 KPI is" : `${book.live.length} KPIs are`;
  const count = formulas.toLocaleString("en");
  return [
    `Wrote ${out}: ${kpis} live in ${count} formulas for ${DIALECTS[dialect].label}.`,
    ...refusals,
    ...(advice === null ? [] : [advice]),
  ];
}
