import { Command, Option } from "commander";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import { renderDiagnostic } from "../../dsl/diagnostics/render.ts";
import { compile } from "../../dsl/index.ts";
import { LineMap } from "../../dsl/span.ts";
import { diagnosticView } from "../app/view.ts";
import { readCatalog } from "../hosts/files/index.ts";
import { readRulesFile } from "./input.ts";
import { EXIT, type Exit } from "./output.ts";

/** `answerable check`: what is wrong with a rule text, with caret, code and fix. */
export const checkCommand = (done: (exit: Exit) => void): Command =>
  new Command("check")
    .description("Say what is wrong with a rule text, where, and what to write.")
    .argument("<rules>", "the rule text")
    .option("--data <path>", "an .xlsx file, a folder of CSVs, or a .json of sheets and headers")
    .addOption(
      new Option("--format <format>", "how it is printed")
        .choices(["text", "json"])
        .default("text"),
    )
    .addHelpText(
      "after",
      `
A .json catalog is {"Deals": ["Owner", "Amount"]} or {"Deals": {"headers": [...], "rows": [...]}};
without rows no name is checked.

Examples:
  answerable check rules.kpi
  answerable check rules.kpi --data crm.xlsx
  answerable check rules.kpi --data headers.json --format json`,
    )
    .action(async (path: string, options: { data?: string; format: "text" | "json" }) => {
      const rules = readRulesFile(path);
      const catalog = options.data === undefined ? null : await readCatalog(options.data);
      const { diagnostics } = compile(rules, catalog);
      process.stdout.write(
        options.format === "json" ? asJson(diagnostics, rules) : asText(diagnostics, rules, path),
      );
      done(diagnostics.some((d) => d.severity === "error") ? EXIT.failed : EXIT.ok);
    });

function asJson(diagnostics: readonly Diagnostic[], rules: string): string {
  const lines = new LineMap(rules);
  const list = diagnostics.map((d) => {
    const { code, severity, message, hint, at } = diagnosticView(d, lines);
    const fix = d.fix && { at: lines.placeOf(d.fix.span), text: d.fix.text };
    return { code, severity, message, hint, at, fix };
  });
  return `${JSON.stringify(list, null, 2)}\n`;
}

function asText(diagnostics: readonly Diagnostic[], rules: string, path: string): string {
  const lines = new LineMap(rules);
  const shown = diagnostics.map((d) => renderDiagnostic(d, rules, { file: path, lines }));
  const errors = diagnostics.filter((d) => d.severity === "error").length;
  const summary = errors === 0 ? "No errors." : `${errors} ${errors === 1 ? "error" : "errors"}.`;
  return `${[...shown, summary].join("\n\n")}\n`;
}
