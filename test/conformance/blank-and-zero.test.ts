import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readTruthTable, truths } from "./blank-and-zero.ts";

/** The table that docs/blank-and-zero.md is made from. */
const table = readTruthTable(readFileSync("test/conformance/blank-and-zero.txt", "utf8"));
const found = truths(table);

describe("blank, zero, empty texts and errors behave by one table", () => {
  test.each(table.rows.map((row, i) => [row.expression, row, found[i]!] as const))(
    "%s",
    (_, row, results) => {
      expect(results).toEqual(row.results);
    },
  );
});
