import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ended, runFolder } from "../support/run.ts";

test("a server that is gone already doesn't keep its folder", () => {
  const folder = runFolder("crashed");
  mkdirSync(join(folder, "data"));
  const { pid } = spawnSync("true");
  writeFileSync(join(folder, "data", "postmaster.pid"), `${pid}\n${folder}\n`);
  ended(folder);
  expect(existsSync(folder)).toBe(false);
});
