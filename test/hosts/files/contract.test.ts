/** Files keep the contract of every host. */
import { filesWorkbook, saveNewXlsx } from "../../../src/hosts/files/index.ts";
import { newFilePlan, ownFolder } from "../../support/files.ts";
import { workbookContract } from "../contract.ts";

const { fresh } = ownFolder();

workbookContract("files", async (data) => {
  const path = fresh("contract.xlsx");
  await saveNewXlsx(path, newFilePlan(data));
  return { workbook: await filesWorkbook(path) };
});
