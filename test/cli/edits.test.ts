/** Edits of goals on the command line, from a folder of CSVs. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EDIT_COLUMNS } from "../../src/app/edits/edit.ts";
import { DEALS, RULES, TEAM } from "../conformance/edits-team.ts";

const BIN = new URL("../../dist/cli/answerable.mjs", import.meta.url).pathname;
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "answerable edits "));
  const csv = (rows: readonly (readonly unknown[])[]) =>
    rows.map((row) => row.map((cell) => cell ?? "").join(",")).join("\n");
  writeFileSync(join(folder, "Team.csv"), csv(TEAM));
  writeFileSync(join(folder, "Deals.csv"), csv(DEALS.slice(0, 1)));
  writeFileSync(
    join(folder, "KPI Edits.csv"),
    csv([
      EDIT_COLUMNS,
      [1, "hold", "Cid", "revenue", "2026-Q2", 50, 80, "Mia", "2026-01-10", "Key account"],
      [2, "hold", "Zoe", "revenue", "2026-Q2", 50, 80, "Mia", "2026-01-10", ""],
      [3, "hold", "Eve", "revenue", "2026-Q2", 50, "soon", "Mia", "2026-01-10", ""],
    ]),
  );
  writeFileSync(join(folder, "rules.kpi"), RULES);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function answerable(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [BIN, ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  return { code: status, out: stdout, err: stderr };
}

test("edits: each with what became of it; exit 1 where one doesn't apply", () => {
  const { code, out, err } = answerable(
    "edits",
    "rules.kpi",
    "--data",
    ".",
    "--as-of",
    "2026-02-01",
    "--format",
    "csv",
  );
  expect(out.trim().split("\n")).toEqual([
    "n,kind,who,kpi,period,from,to,by,on,note,state,reason",
    "1,hold,Cid,revenue,2026-Q2,50,80,Mia,2026-01-10,Key account,in force,",
    "2,hold,Zoe,revenue,2026-Q2,50,80,Mia,2026-01-10,,not applied,Nobody is called Zoe.",
  ]);
  expect(err).toContain("KPI Edits!G4: `soon` is no goal: a number is needed.");
  expect(code).toBe(1);
});

test("goals: as of a day, and the log of what moved them", () => {
  const goals = (...more: string[]) =>
    answerable(
      "goals",
      "rules.kpi",
      "--data",
      ".",
      "--kpi",
      "revenue",
      "--period",
      "2026-Q2",
      "--format",
      "csv",
      ...more,
    ).out;
  const cid = (on: string) => goals("--on", on, "--who", "Cid").trim().split("\n")[1]!.split(",");
  expect(cid("2026-01-09").slice(5, 8)).toEqual(["50", "50", "false"]);
  expect(cid("2026-01-10").slice(5, 8)).toEqual(["80", "80", "true"]);
  expect(goals("--on", "2026-02-01", "--log").trim().split("\n").slice(1)).toEqual([
    "2026-01-10,Mia,edit 1: hold,Cid,Cid,revenue,2026-Q2,50,80,Key account",
    "2026-01-10,Mia,edit 1: hold,Cid,Dee,revenue,2026-Q2,100,70,Key account",
    "2026-01-10,Mia,edit 2: hold,Zoe,,,,,,",
  ]);
});

test("run tells them as findings", () => {
  const { out, code } = answerable(
    "run",
    "rules.kpi",
    "--data",
    ".",
    "--as-of",
    "2026-02-01",
    "--only",
    "findings",
    "--format",
    "csv",
  );
  expect(out).toContain("error,EDIT01,KPI Edits!G4");
  expect(out).toContain(
    "warning,EDIT02,KPI Edits!A3,Edit 2 (hold revenue 2026-Q2 for Zoe) is not applied.",
  );
  expect(code).toBe(1);
});
