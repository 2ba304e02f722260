import { expect, test } from "vitest";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import { CONTRACT_DATA, workbookContract } from "./contract.ts";

workbookContract("memory", (data) => {
  const workbook = memoryWorkbook(data);
  return {
    workbook,
    edit: workbook.edit,
    hasFormula: (...at) => workbook.formulaAt(...at) !== null,
  };
});

test("never changes the data it was made of", () => {
  const copy = JSON.stringify(CONTRACT_DATA);
  const workbook = memoryWorkbook(CONTRACT_DATA);
  workbook.edit("Deals", 0, 0, "changed");
  expect(JSON.stringify(CONTRACT_DATA)).toBe(copy);
});

test("knows what is selected", async () => {
  const workbook = memoryWorkbook(CONTRACT_DATA);
  expect(await workbook.selection()).toBeNull();
  await workbook.select({ sheet: "people", range: "A2" });
  expect(await workbook.selection()).toEqual({ sheet: "People", range: "A2", value: "Ann Lee" });
});

test("keeps its last sheet", () => {
  const workbook = memoryWorkbook({ ...CONTRACT_DATA, sheets: CONTRACT_DATA.sheets.slice(0, 1) });
  const result = workbook.apply({ title: "", steps: [{ kind: "removeSheet", sheet: "Deals" }] });
  expect(result).toMatchObject({ ok: false, reason: "failed" });
});
