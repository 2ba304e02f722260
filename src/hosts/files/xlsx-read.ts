import { type Workbook as FileWorkbook, readXlsx } from "hucre/xlsx";
import { parseRange } from "../../model/address.ts";
import { UserError } from "../../model/user-error.ts";
import { isOurs, type NamedRange, type WorkbookData } from "../../model/workbook.ts";
import { formulasOf, sheetData } from "./xlsx-cells.ts";
import { currenciesOf, hasCurrencies } from "./xlsx-currency.ts";

/** An .xlsx file's content in the port's terms. The file itself names no locale. */
export interface ReadFile {
  readonly data: WorkbookData;
  readonly formulas: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** Reads the bytes of an .xlsx file; a fault is a `UserError` that says what the file is instead. */
export async function readXlsxBytes(bytes: Uint8Array, path: string): Promise<ReadFile> {
  let file: FileWorkbook;
  try {
    file = await readXlsx(bytes, { readStyles: hasCurrencies(bytes) });
  } catch {
    throw unreadable(bytes, path);
  }
  return contentOf(file);
}

/** The content of a workbook that the library has read. */
export function contentOf(file: FileWorkbook): ReadFile {
  const system = file.dateSystem === "1904" ? 1904 : 1900;
  return {
    data: {
      sheets: file.sheets.map((sheet) => {
        const currencies = currenciesOf(sheet);
        return {
          ...sheetData(sheet, system),
          ...(currencies && { currencies }),
          ...(isOurs(sheet.name) && { formulaCells: Object.fromEntries(formulasOf(sheet)) }),
        };
      }),
      names: [...definedNames(file), ...tableNames(file)],
      locale: "",
      dateSystem: system,
    },
    formulas: new Map(file.sheets.map((sheet) => [sheet.name, formulasOf(sheet)])),
  };
}

/** Named ranges of one rectangle; names of formulas or of ranges that are gone are nobody's table. */
function definedNames(file: FileWorkbook): NamedRange[] {
  return (file.namedRanges ?? []).flatMap(({ name, range }) => {
    const match = /^=?(?:'((?:[^']|'')+)'|([^'!]+))!([^,!]+)$/.exec(range);
    const region = match ? parseRange(match[3]!) : null;
    const sheet = (match?.[1] ?? match?.[2] ?? "").replace(/''/g, "'");
    return region ? [{ name, sheet, ...region }] : [];
  });
}

/** Excel tables, without their row of totals. */
function tableNames(file: FileWorkbook): NamedRange[] {
  return file.sheets.flatMap((sheet) =>
    (sheet.tables ?? []).flatMap((table) => {
      const region = table.range ? parseRange(table.range) : null;
      if (!region) return [];
      const bottom =
        region.bottom !== null && table.showTotalRow ? region.bottom - 1 : region.bottom;
      return [{ name: table.displayName ?? table.name, sheet: sheet.name, ...region, bottom }];
    }),
  );
}

/** OLE2, the container of old .xls files and of encrypted new ones. */
const OLE_SIGN = [0xd0, 0xcf, 0x11, 0xe0];

/** Why the bytes are no workbook that can be read. */
export function unreadable(bytes: Uint8Array, path: string): UserError {
  const starts = (sign: readonly number[]) => sign.every((byte, i) => bytes[i] === byte);
  if (bytes.length === 0) {
    return new UserError(
      `${path} is empty.`,
      path,
      "Save the workbook again, or name another file.",
    );
  }
  if (starts(OLE_SIGN)) {
    const encrypted = Buffer.from(bytes).includes(Buffer.from("EncryptedPackage", "utf16le"));
    return encrypted
      ? new UserError(
          `${path} is protected by a password.`,
          path,
          "Save a copy without a password (File, Info, Protect Workbook) and use that.",
        )
      : new UserError(`${path} is an old .xls workbook.`, path, "Save it as .xlsx and use that.");
  }
  if (starts([0x50, 0x4b])) {
    return new UserError(
      `${path} is damaged or was cut off: it can't be read as an Excel workbook.`,
      path,
      "Download or copy the file again, or open it in Excel and save it as .xlsx.",
    );
  }
  return new UserError(
    `${path} is not an Excel workbook.`,
    path,
    "Use an .xlsx file, or a folder of .csv files.",
  );
}
