/** The command line as a whole: its help, wrong use, and the built file as a process of its own. */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readWorkbook } from "../../src/hosts/files/index.ts";
import { BIN, spawned } from "./answerable.ts";
import { sampleFolder } from "./sample-folder.ts";

const { folder, data, rules, coarse, answerable } = sampleFolder();
const NODE = process.execPath;

describe("answerable", () => {
  test("explains itself, with examples", async () => {
    const help = await answerable("--help");
    expect(help.code).toBe(0);
    for (const command of ["run", "check", "format", "call", "why"]) {
      expect(help.out).toContain(`  ${command}`);
      const one = await answerable(command, "--help");
      expect(one.code).toBe(0);
      expect(one.out).toMatch(/Examples?:/);
    }
  });

  test("wrong use is exit 2, with what to do and no stack", async () => {
    for (const args of [
      ["nothing"],
      ["run"],
      ["run", rules],
      ["run", "no.kpi", "--data", data],
      ["run", rules, "--data", "no.xlsx"],
      ["run", rules, "--data", data, "--as-of", "soon"],
      ["run", rules, "--data", data, "--only", "goal"],
    ]) {
      const { code, err } = await answerable(...args);
      expect(code, args.join(" ")).toBe(2);
      expect(err.trim(), args.join(" ")).not.toBe("");
      expect(err).not.toMatch(/\n {4}at /);
    }
  });
});

describe("the built file as a process", () => {
  test("says and ends as the command line does", async () => {
    for (const args of [
      ["--help"],
      ["call", "SPLIT", '["many", [[1]]]'],
      ["run", "no.kpi", "--data", data],
      ["check", rules, "--data", data, "--format", "json"],
    ])
      expect(spawned(folder, ...args)).toEqual(await answerable(...args));
  });

  test("a reader that stops reading ends it without a word", () => {
    const line = `"${NODE}" "${BIN}" run "${rules}" --data "${data}" --only results --format csv | head -1`;
    const { stdout, stderr } = spawnSync("sh", ["-c", line], { encoding: "utf8" });
    expect(stdout).toMatch(/^level,who/);
    expect(stderr).not.toMatch(/EPIPE|Error| at /);
  });

  test("Ctrl-C leaves no half-written file", async () => {
    const out = join(folder, "stopped.xlsx");
    const child = spawn(NODE, [BIN, "run", coarse, "--data", data, "--out", out], { cwd: folder });
    const ended = once(child, "exit");
    const drafts = () => readdirSync(folder).filter((file) => file.endsWith(".tmp"));
    // Stopped while it writes: its draft is there, the file not yet.
    await expect
      .poll(() => drafts().length > 0 || child.exitCode !== null, { interval: 1, timeout: 50_000 })
      .toBe(true);
    child.kill("SIGINT");
    await ended;
    if (existsSync(out)) expect((await readWorkbook(out)).sheets).toHaveLength(7);
    expect(drafts()).toEqual([]);
  });
});
