import { renameSync, writeFileSync } from "node:fs";
import { Command } from "commander";
import { format } from "../../dsl/format/index.ts";
import { readRulesFile } from "./input.ts";
import { EXIT, type Exit } from "./output.ts";

/** `answerable format`: the canonical form of a rule text, comments kept. */
export const formatCommand = (done: (exit: Exit) => void): Command =>
  new Command("format")
    .description("Lay a rule text out in its one canonical form; comments stay.")
    .argument("<rules>", "the rule text")
    .option("--write", "change the file instead of printing")
    .addHelpText("after", "\nExample:\n  answerable format rules.kpi --write")
    .action((path: string, options: { write?: boolean }) => {
      const text = format(readRulesFile(path));
      if (options.write) {
        const draft = `${path}.${process.pid}.part`;
        writeFileSync(draft, text);
        renameSync(draft, path);
      } else {
        process.stdout.write(text);
      }
      done(EXIT.ok);
    });
