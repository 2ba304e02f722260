/** A run whose rows stay in a database: progress on the way, Ctrl-C stops the statement on the server. */
import { readFileSync } from "node:fs";
import { compile } from "../../dsl/index.ts";
import { type Run, run } from "../app/run.ts";
import {
  bind,
  type DatabaseAddress,
  EMPTY_MAP,
  type Engine,
  openDatabase,
  readMap,
  type SqlMap,
  settled,
} from "../hosts/databases/index.ts";
import { UserError } from "../model/user-error.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { EXIT } from "./output.ts";

export interface DatabaseRun {
  readonly rules: string;
  readonly address: DatabaseAddress;
  readonly map: SqlMap;
  /** Sheets beside the database: the people, goals, what was published. */
  readonly sheets: WorkbookData | null;
  readonly asOf: number | null;
  readonly today: number | null;
  /** How texts are written that could be one thing or another; empty: nobody said. */
  readonly locale: string;
  /** Seconds that a statement may take. */
  readonly timeout: number | null;
  /** Tables up to so many rows are read whole. */
  readonly readUpTo: number;
  readonly say: (what: string) => void;
}

/** Runs the rules; `read` reads all of the results that will be shown, so that every figure is fetched. */
export async function runInDatabase(
  input: DatabaseRun,
  read: (results: Run) => void,
): Promise<Run> {
  const { rules, address, map, asOf, today, say } = input;
  say("Opening the database …");
  const engine = await openDatabase(address, map, input.timeout, input.locale);
  const stop = stopping(engine);
  const progress = watched(engine, say);
  try {
    const { program } = compile(rules, null);
    const sheets = input.sheets?.sheets ?? [];
    const bound = await bind({
      engine,
      program,
      map,
      sheets,
      smallRows: input.readUpTo,
      say: progress.say,
    });
    const workbook: WorkbookData = {
      ...(input.sheets ?? { ...bound.workbook, locale: input.locale }),
      sheets: [...sheets, ...bound.workbook.sheets],
    };
    return await settled({ engine, bound, say: progress.say }, (elsewhere) => {
      const results = run({ rules, workbook, asOf, today, elsewhere });
      read(results);
      return { made: results, working: results.engine };
    });
  } finally {
    progress.done();
    stop();
    await engine.close();
  }
}

const SIGNALS = ["SIGINT", "SIGTERM"] as const;

/** The first Ctrl-C (or the machine's wish to end it) stops the statement where it runs; a second one ends this program. */
function stopping(engine: Engine): () => void {
  const done = () => {
    for (const signal of SIGNALS) process.removeListener(signal, cancel);
  };
  const cancel = () => {
    done();
    engine.cancel().catch(() => process.exit(EXIT.stopped));
  };
  for (const signal of SIGNALS) process.on(signal, cancel);
  return done;
}

const EVERY_MS = 500;

/** What is said, again and again with how far the engine says it is. */
function watched(engine: Engine, say: (what: string) => void) {
  let clock: NodeJS.Timeout | null = null;
  const done = () => {
    if (clock) clearInterval(clock);
  };
  return {
    say: (what: string) => {
      done();
      say(what);
      const started = Date.now();
      clock = setInterval(() => {
        const part = engine.progress();
        const seconds = Math.round((Date.now() - started) / 1000);
        say(`${what} ${part === null ? `${seconds} s` : `${Math.round(part * 100)} %`}`);
      }, EVERY_MS);
    },
    done,
  };
}

/** `--map`; without one names stand for themselves. */
export function mapIn(path: string | undefined): SqlMap {
  if (path === undefined) return EMPTY_MAP;
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch {
    throw new UserError(`There is no map ${path}.`, path, "A map is a JSON file (docs/sql.md).");
  }
  return readMap(text, path);
}

/** `--timeout` and `--read-up-to`: whole numbers up to `most`. */
export function wholeOption(
  option: string,
  text: string | undefined,
  most = Number.MAX_SAFE_INTEGER,
): number | null {
  if (text === undefined) return null;
  if (!/^\d+$/.test(text))
    throw new UserError(`\`${text}\` is no whole number.`, option, "Write it as 60.");
  if (Number(text) > most)
    throw new UserError(`${text} is too large.`, option, `Write at most ${most}.`);
  return Number(text);
}
