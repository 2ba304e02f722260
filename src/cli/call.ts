import { Command } from "commander";
import { callFunction } from "../functions/call.ts";
import { UserError } from "../model/user-error.ts";
import { EXIT, type Exit } from "./output.ts";

/** `answerable call`: one sheet function, its result as JSON. */
export const callCommand = (done: (exit: Exit) => void): Command =>
  new Command("call")
    .description("Call one sheet function; the result is JSON.")
    .argument("<function>", "its name, with or without KPI_")
    .argument("<arguments>", "a JSON array; a range is an array of rows")
    .addHelpText("after", "\nExample:\n  answerable call SPLIT '[1000, [[5],[3],[2]]]'")
    .action((name: string, text: string) => {
      let args: unknown;
      try {
        args = JSON.parse(text);
      } catch {
        throw new UserError(
          "The arguments are no JSON.",
          text,
          "Write an array: '[1000, [[5],[3],[2]]]'.",
        );
      }
      if (!Array.isArray(args)) {
        throw new UserError("The arguments are no array.", text, "Put them in square brackets.");
      }
      try {
        process.stdout.write(`${JSON.stringify(callFunction(name, args))}\n`);
        done(EXIT.ok);
      } catch (fault) {
        if (!(fault instanceof Error)) throw fault;
        const todo = fault instanceof UserError && fault.todo ? ` ${fault.todo}` : "";
        process.stderr.write(`${fault.message}${todo}\n`);
        done(EXIT.failed);
      }
    });
