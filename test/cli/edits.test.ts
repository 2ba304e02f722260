/** Edits of goals on the command line, from a folder of CSVs. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { EDIT_COLUMNS } from "../../src/app/edits/edit.ts";
import { DEALS, RULES, TEAM } from "../conformance/edits-team.ts";
import { answerableIn } from "./answerable.ts";

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

const answerable = (...args: string[]) => answerableIn(folder, ...args);

test("edits: each with what became of it; exit 1 where one doesn't apply", async () => {
  const { code, out, err } = await answerable(
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

test("goals: as of a day, and the log of what moved them", async () => {
  const ask = ["--kpi", "revenue", "--period", "2026-Q2", "--format", "csv"];
  const goals = async (...more: string[]) =>
    (await answerable("goals", "rules.kpi", "--data", ".", ...ask, ...more)).out.trim().split("\n");
  const cid = async (on: string) => (await goals("--on", on, "--who", "Cid"))[1]!.split(",");
  expect((await cid("2026-01-09")).slice(5, 8)).toEqual(["50", "50", "false"]);
  expect((await cid("2026-01-10")).slice(5, 8)).toEqual(["80", "80", "true"]);
  expect((await goals("--on", "2026-02-01", "--log")).slice(1)).toEqual([
    "2026-01-10,Mia,edit 1: hold,Cid,Cid,revenue,2026-Q2,50,80,Key account",
    "2026-01-10,Mia,edit 1: hold,Cid,Dee,revenue,2026-Q2,100,70,Key account",
    "2026-01-10,Mia,edit 2: hold,Zoe,,,,,,",
  ]);
});

test("run tells them as findings", async () => {
  const { out, code } = await answerable(
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
