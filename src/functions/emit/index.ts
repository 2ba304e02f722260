/** What the build makes of the function table. */
import { FUNCTIONS } from "../table.ts";
import { functionsPage } from "./docs.ts";
import { type ExcelMetadata, excelMetadata } from "./excel.ts";
import { GOOGLE_GLOBAL, googleStubs } from "./google.ts";

export { GOOGLE_GLOBAL };
export const GOOGLE_STUBS: string = googleStubs(FUNCTIONS);
export const EXCEL_METADATA: ExcelMetadata = excelMetadata(FUNCTIONS);
export const FUNCTIONS_PAGE: string = functionsPage(FUNCTIONS);
