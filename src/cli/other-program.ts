/** Another implementation behind a command: a case a line on its stdin, an answer a line on its stdout. */
import { type ChildProcess, spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Answer, Asked, Implementation, JsonObject } from "../conform/case.ts";

const ON_POSIX = process.platform !== "win32";

/**
 * Sends each case as `{"case", "id", "kind", "input"}` and takes `{"case", "value"}`, `{"case", "error"}`
 * or `{"case", "none"}` in any order. What is expected is never sent. A program that says nothing for
 * `seconds` is ended; its cases without an answer fail and say why.
 */
export const otherProgram =
  (command: string, seconds: number): Implementation =>
  (cases) =>
    new Promise((resolve) => {
      const answers = new Map<number, Answer>();
      const program = spawn(command, {
        shell: true,
        stdio: ["pipe", "pipe", "inherit"],
        detached: ON_POSIX,
      });
      let ended = "";
      const finish = (why: string) => {
        const missing: Answer = { none: why };
        resolve(cases.map((_, i) => answers.get(i) ?? missing));
      };
      const giveUp = () => {
        ended = `The program said nothing for ${seconds} s.`;
        end(program);
        program.stdout.destroy();
        finish(ended);
      };
      let clock = setTimeout(giveUp, seconds * 1000);
      createInterface({ input: program.stdout }).on("line", (line) => {
        clearTimeout(clock);
        clock = setTimeout(giveUp, seconds * 1000);
        const answer = answerIn(line, cases.length);
        if (answer) answers.set(answer.at, answer.said);
        else if (line.trim() !== "") process.stderr.write(`No answer to a case: ${line}\n`);
      });
      program.stdin.on("error", () => {
        // It stopped reading: `close` says how it ended.
      });
      program.on("close", (code) => {
        clearTimeout(clock);
        if (ended === "") finish(`The program ended with code ${code} before it answered.`);
      });
      for (const [i, one] of cases.entries()) program.stdin.write(`${lineOf(i, one)}\n`);
      program.stdin.end();
    });

/** The shell and what it started: there they are a group of their own. */
function end(program: ChildProcess): void {
  if (ON_POSIX && program.pid !== undefined) process.kill(-program.pid);
  else program.kill();
}

const lineOf = (at: number, { id, kind, input }: Asked): string =>
  JSON.stringify({ case: at, id, kind, input });

function answerIn(line: string, count: number): { at: number; said: Answer } | null {
  let said: unknown;
  try {
    said = JSON.parse(line);
  } catch {
    return null;
  }
  if (!isObject(said)) return null;
  const { case: at, value, error, none } = said;
  if (typeof at !== "number" || !Number.isInteger(at) || at < 0 || at >= count) return null;
  if (isObject(value)) return { at, said: { value } };
  if (isObject(error)) return { at, said: { error } };
  if (typeof none === "string") return { at, said: { none } };
  return null;
}

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);
