/** Files that can't be read, each told by what is wrong with it. */
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { strToU8, zipSync } from "fflate";
import { writeXlsx } from "hucre/xlsx";
import { describe, expect, test } from "vitest";
import { readWorkbook } from "../../../src/hosts/files/index.ts";
import { ownFolder } from "../../support/files.ts";
import { refusal } from "../../support/refusal.ts";

const { path: folder, fresh } = ownFolder();

describe("a file that can't be read says why", () => {
  test("none there", async () => {
    const { message, todo } = await refusal(readWorkbook(join(folder, "none.xlsx")));
    expect(message).toContain("no file or folder");
    expect(todo).not.toBe("");
  });
  test("cut off", async () => {
    const path = fresh("cut.xlsx");
    const whole = await writeXlsx({ sheets: [{ name: "A", rows: [[1]] }] });
    writeFileSync(path, whole.slice(0, whole.length / 2));
    expect((await refusal(readWorkbook(path))).message).toContain("cut off");
  });
  test("a zip of something else", async () => {
    const path = fresh("other.xlsx");
    writeFileSync(path, zipSync({ "readme.txt": strToU8("hello") }));
    expect((await refusal(readWorkbook(path))).message).toContain("damaged");
  });
  test("a text with the name of a workbook", async () => {
    const path = fresh("text.xlsx");
    writeFileSync(path, "hello");
    expect((await refusal(readWorkbook(path))).message).toContain("not an Excel workbook");
  });
  test("empty", async () => {
    const path = fresh("empty.xlsx");
    writeFileSync(path, "");
    expect((await refusal(readWorkbook(path))).message).toContain("empty");
  });
  test("protected by a password", async () => {
    const path = fresh("secret.xlsx");
    const encryption = { password: "x", spinCount: 1 };
    writeFileSync(path, await writeXlsx({ sheets: [{ name: "A", rows: [[1]] }], encryption }));
    expect((await refusal(readWorkbook(path))).message).toContain("password");
  });
  test("an old .xls", async () => {
    const path = fresh("old.xls");
    writeFileSync(path, Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0]));
    expect((await refusal(readWorkbook(path))).message).toContain("old .xls");
  });
  test("a folder without a CSV", async () => {
    const path = fresh("x.txt");
    writeFileSync(path, "x");
    expect((await refusal(readWorkbook(join(path, "..")))).message).toContain("no .csv");
  });
});
