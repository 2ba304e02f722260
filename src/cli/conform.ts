import { readFileSync } from "node:fs";
import { Command, Option } from "commander";
import type { Case } from "../conform/case.ts";
import { chosen, countOf, judge } from "../conform/judge.ts";
import { own } from "../conform/own.ts";
import { readCases } from "../conform/read.ts";
import { asJson, asText } from "../conform/report.ts";
import { KINDS } from "../conform/schema.ts";
import { UserError } from "../model/user-error.ts";
import { otherProgram } from "./other-program.ts";
import { EXIT, type Exit } from "./output.ts";

interface ConformOptions {
  readonly only: string[];
  readonly kind: string[];
  readonly against?: string;
  readonly timeout: string;
  readonly format: "text" | "json";
}

const many = (value: string, before: string[]) => [
  ...before,
  ...value.split(",").map((part) => part.trim()),
];

/** `answerable conform`: case files against this program's answers, or another's. */
export const conformCommand = (done: (exit: Exit) => void): Command =>
  new Command("conform")
    .description("Run conformance cases of cascades and standing, here or against another program.")
    .argument("<files...>", "case files: .json, or forms of the language in .txt")
    .option("--only <id>", "only these cases (repeat or separate by commas)", many, [])
    .option("--kind <kind>", "only these kinds (repeat or separate by commas)", many, [])
    .option("--against <command>", "a program that answers cases, a line of JSON each")
    .option("--timeout <seconds>", "how long the other program may be silent", "60")
    .addOption(
      new Option("--format <format>", "how it is printed")
        .choices(["text", "json"])
        .default("text"),
    )
    .addHelpText(
      "after",
      `
Kinds: ${Object.keys(KINDS).join(", ")}.
docs/conformance.md has the form of the files and of the other program's lines.

Examples:
  answerable conform test/conformance/cases/*.json test/conformance/forms/*.txt
  answerable conform cases.json --kind split,table --format json
  answerable conform cases.json --against "python3 mine.py"`,
    )
    .action(async (files: string[], options: ConformOptions) => {
      const cases = wanted(files, options);
      const timeout = secondsOf(options.timeout);
      const implementation =
        options.against === undefined ? own : otherProgram(options.against, timeout);
      const verdicts = await judge(cases, implementation);
      process.stdout.write(options.format === "json" ? asJson(verdicts) : asText(verdicts));
      done(countOf(verdicts).failed > 0 ? EXIT.failed : EXIT.ok);
    });

/** What is asked for; a name that no case has is wrong use, not an empty pass. */
function wanted(files: readonly string[], { only, kind }: ConformOptions): readonly Case[] {
  const all = files.flatMap((path) => readCases(read(path), path));
  for (const id of only) {
    if (chosen(all, { ids: [id], kinds: [] }).length === 0)
      throw new UserError(`No case is called \`${id}\`.`, "--only", "Without --only all run.");
  }
  for (const name of kind) {
    if (chosen(all, { ids: [], kinds: [name] }).length === 0)
      throw new UserError(
        `No case is of the kind \`${name}\`.`,
        "--kind",
        "Without --kind all run.",
      );
  }
  return chosen(all, { ids: only, kinds: kind });
}

function read(path: string): string {
  try {
    return readFileSync(path, "utf8")
      .replace(/^\uFEFF/, "")
      .replace(/\r\n?/g, "\n");
  } catch {
    throw new UserError(
      `${path} can't be read.`,
      path,
      "Name a case file: .json, or .txt for forms.",
    );
  }
}

function secondsOf(text: string): number {
  const seconds = Number(text);
  if (seconds > 0 && Number.isFinite(seconds)) return seconds;
  throw new UserError(`\`${text}\` is no number of seconds.`, "--timeout", "Write it as 60.");
}
