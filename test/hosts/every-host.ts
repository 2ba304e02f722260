/** A workbook of the same cells in each host, by the host's name: fakes of Google's and Office's objects, and real files. */
import { excelWorkbook } from "../../src/hosts/excel/workbook.ts";
import { filesWorkbook, saveNewXlsx } from "../../src/hosts/files/index.ts";
import { googleWorkbook } from "../../src/hosts/google/workbook.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import type { Workbook } from "../../src/hosts/port/index.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { newFilePlan, type OwnFolder } from "../support/files.ts";
import { fakeExcel } from "./fakes/excel.ts";
import { fakeGoogle } from "./fakes/google.ts";

export type MakeHost = (data: WorkbookData) => Workbook | Promise<Workbook>;

export const everyHost = ({
  fresh,
}: OwnFolder): Readonly<Record<"memory" | "Google Sheets" | "Excel" | "xlsx", MakeHost>> => ({
  memory: (data) => memoryWorkbook(data),
  "Google Sheets": (data) => {
    const fake = fakeGoogle(data, {});
    Object.assign(globalThis, fake.globals);
    return googleWorkbook(fake.book as unknown as GoogleAppsScript.Spreadsheet.Spreadsheet);
  },
  Excel: (data) => {
    const fake = fakeExcel(data, {});
    Object.assign(globalThis, fake.globals);
    return excelWorkbook({ locale: "en-US", now: () => "2026-09-30T14:02" });
  },
  xlsx: async (data) => {
    const path = fresh("book.xlsx");
    await saveNewXlsx(path, newFilePlan(data));
    return filesWorkbook(path);
  },
});
