#!/usr/bin/env node
/** What is run: the command line as a process of its own. */
import { main } from "./main.ts";
import { EXIT } from "./output.ts";

// A reader that has seen enough (`| head`) closes the pipe: nothing went wrong.
process.stdout.on("error", (fault: NodeJS.ErrnoException) => {
  if (fault.code !== "EPIPE") throw fault;
  process.exit(EXIT.ok);
});
process.exitCode = await main(process.argv.slice(2));
