/** `--out`: a folder of CSVs, or one .xlsx, written whole or not at all. */
import { existsSync, mkdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { isoOf } from "../../dsl/calendar/day.ts";
import { publishPlan } from "../app/publish.ts";
import type { Results } from "../app/results.ts";
import { type TableName, table } from "../app/rows.ts";
import type { RowFilter } from "../app/tidy.ts";
import { saveNewXlsx, writeAtomically } from "../hosts/files/index.ts";
import { UserError } from "../model/user-error.ts";
import { toCsv } from "./csv.ts";
import { today } from "./input.ts";

export async function writeOut(
  path: string,
  names: readonly TableName[],
  results: Results,
  filter: RowFilter,
): Promise<void> {
  if (/\.xlsx$/i.test(path)) {
    const empty = { sheets: [], names: [], locale: "en-US", dateSystem: 1900 as const };
    await saveNewXlsx(path, publishPlan(results, empty, isoOf(today())));
    process.stderr.write(`Wrote ${path}.\n`);
    return;
  }
  if (existsSync(path) && !statSync(path).isDirectory()) {
    throw new UserError(
      `${path} is a file.`,
      "--out",
      "Name a folder, or a file that ends in .xlsx.",
    );
  }
  mkdirSync(path, { recursive: true });
  for (const name of names) {
    await writeAtomically(
      join(path, `${name}.csv`),
      new TextEncoder().encode(toCsv(table(results, name, filter))),
    );
  }
  process.stderr.write(
    `Wrote ${names.length} ${names.length === 1 ? "file" : "files"} to ${path}.\n`,
  );
}
