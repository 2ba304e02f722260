import { Command, CommanderError } from "commander";
import { Stopped } from "../hosts/databases/index.ts";
import { callCommand } from "./call.ts";
import { certifyCommand } from "./certify.ts";
import { checkCommand } from "./check.ts";
import { conformCommand } from "./conform.ts";
import { driftCommand } from "./drift.ts";
import { editsCommand } from "./edits.ts";
import { expectationsCommand } from "./expectations.ts";
import { formatCommand } from "./format.ts";
import { goalsCommand } from "./goals.ts";
import { EXIT, sayFault } from "./output.ts";
import { publishCommand } from "./publish.ts";
import { runCommand } from "./run.ts";
import { sqlCommand } from "./sql.ts";
import { whyCommand } from "./why.ts";

/**
 * The command line: one file per command. Takes what stands after the program's name; gives the exit code:
 * 0, 1 (findings or failed checks), 2 (wrong use) or 130 (stopped with Ctrl-C).
 */
export async function main(args: readonly string[]): Promise<number> {
  let code: number = EXIT.ok;
  const program = new Command("answerable")
    .description("Goals that cascade and people who answer, from a rule text and a workbook.")
    .exitOverride()
    .showHelpAfterError("(answerable --help shows the commands)");
  const commands = [
    runCommand,
    checkCommand,
    formatCommand,
    callCommand,
    whyCommand,
    certifyCommand,
    publishCommand,
    driftCommand,
    expectationsCommand,
    goalsCommand,
    editsCommand,
    conformCommand,
    sqlCommand,
  ];
  for (const command of commands) {
    const made = command((result) => {
      code = result;
    });
    program.addCommand(
      made.exitOverride().showHelpAfterError(`(answerable ${made.name()} --help shows how)`),
    );
  }
  try {
    await program.parseAsync([...args], { from: "user" });
    return code;
  } catch (fault) {
    if (fault instanceof CommanderError) return fault.exitCode === 0 ? EXIT.ok : EXIT.wrongUse;
    sayFault(fault);
    return fault instanceof Stopped ? EXIT.stopped : EXIT.wrongUse;
  }
}
