import { Command, Option } from "commander";
import type { DriftView } from "../app/contract-drift.ts";
import { planOf } from "../app/drift-serve.ts";
import { driftView } from "../app/drift-view.ts";
import { readRules } from "../app/rules-sheet.ts";
import { run } from "../app/run.ts";
import { filesWorkbook } from "../hosts/files/index.ts";
import { UserError } from "../model/user-error.ts";
import { dayOption, readRulesFile, today } from "./input.ts";
import { EXIT, type Exit } from "./output.ts";

interface DriftOptions {
  readonly data: string;
  readonly rules?: string;
  readonly asOf?: string;
  readonly takeBack?: boolean;
  readonly format: "text" | "json";
}

/** `answerable drift`: published figures that were changed by hand. Exit 1 if there are any. */
export const driftCommand = (done: (exit: Exit) => void): Command =>
  new Command("drift")
    .description("Find published figures that were typed over, pasted, deleted; take them back.")
    .requiredOption("--data <path>", "the .xlsx file that was published into")
    .option("--rules <path>", "the rule text; else the workbook's own rules")
    .option("--as-of <date>", "the day the figures are taken")
    .option("--take-back", "write what was published again; a backup is kept beside the file")
    .addOption(
      new Option("--format <format>", "how it is printed")
        .choices(["text", "json"])
        .default("text"),
    )
    .addHelpText(
      "after",
      `
What was published is on record in the sheet KPI Published. Sorted sheets are no drift.

Examples:
  answerable drift --data crm.xlsx
  answerable drift --data crm.xlsx --take-back`,
    )
    .action(async (options: DriftOptions) => {
      done(await drift(options));
    });

async function drift(options: DriftOptions): Promise<Exit> {
  const port = await filesWorkbook(options.data);
  const workbook = await port.read();
  const rules = options.rules ? readRulesFile(options.rules) : readRules(workbook).text;
  const results = run({ rules, workbook, asOf: dayOption(options.asOf), today: today() });
  const view = driftView(results, workbook);
  process.stdout.write(
    options.format === "json" ? `${JSON.stringify(view, null, 2)}\n` : asText(view),
  );
  const open = view.items.filter((item) => !item.settled);
  if (!options.takeBack || open.length === 0) return open.length > 0 ? EXIT.failed : EXIT.ok;
  const result = await port.apply(planOf(results, workbook, { ids: null }));
  if (!result.ok) throw new UserError(result.message, options.data, "Look again, then take back.");
  process.stderr.write(`Took back ${open.length} of ${view.items.length}.\n`);
  return EXIT.ok;
}

function asText({ recorded, sheets, items }: DriftView): string {
  if (!recorded)
    return "Nothing was published into this workbook: there is no sheet KPI Published.\n";
  const lines = items.map(
    ({ sentence, settled }) => `${sentence}${settled ? " Today’s run gives the same." : ""}`,
  );
  for (const { sheet, sorted, outdated } of sheets) {
    if (sorted) lines.push(`${sheet} was sorted: no harm, its rows are known by their keys.`);
    if (outdated > 0)
      lines.push(`${sheet}: ${outdated} cells or rows would change with the next Publish.`);
  }
  const open = items.filter((item) => !item.settled).length;
  lines.push(open === 0 ? "No drift." : `${open} changed by hand.`);
  return `${lines.join("\n")}\n`;
}
