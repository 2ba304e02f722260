/** The command line as a shell sees it: in this process, and the built file as a process of its own. */
import { spawnSync } from "node:child_process";
import { vi } from "vitest";
import { main } from "../../src/cli/main.ts";

/** The built file, for what only a process of its own shows: its start, its end, its pipes and signals. */
export const BIN = new URL("../../dist/cli/answerable.mjs", import.meta.url).pathname;

export interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** What is written to a stream of this process until `end`, which gives it. */
function caught(stream: NodeJS.WriteStream): { end(): string } {
  const parts: string[] = [];
  const spy = vi.spyOn(stream, "write").mockImplementation((text) => parts.push(String(text)) > 0);
  return {
    end: () => {
      spy.mockRestore();
      return parts.join("");
    },
  };
}

/** Runs the command line here, in a folder: loading it anew for every call takes most of a call's time. */
export async function answerableIn(folder: string, ...args: readonly string[]): Promise<Ended> {
  const home = process.cwd();
  process.chdir(folder);
  const [out, err] = [caught(process.stdout), caught(process.stderr)];
  try {
    const code = await main(args);
    return { code, out: out.end(), err: err.end() };
  } finally {
    out.end();
    err.end();
    process.chdir(home);
  }
}

/** Runs the built file in a folder. */
export function spawned(folder: string, ...args: readonly string[]): Ended {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd: folder,
    encoding: "utf8",
    maxBuffer: 1e9,
  });
  return { code: status, out: stdout, err: stderr };
}
