import { saveNewXlsx } from "../src/hosts/files/index.ts";
import type { WriteStep } from "../src/hosts/port/index.ts";
import { sampleWorkbook } from "./generate.ts";

const DATES = ["From", "Until", "Hired", "Created", "Closed", "Due"];

/** Writes the sample as an .xlsx file, dates shown as dates. */
export async function writeSample(path: string): Promise<void> {
  const steps = sampleWorkbook().sheets.flatMap((sheet): WriteStep[] => {
    const cells = Array.from({ length: sheet.rows }, (_, r) =>
      sheet.columns.map((column) => column[r] ?? null),
    );
    const dates = sheet.columns.flatMap((column, c) =>
      DATES.includes(String(column[0])) ? [c] : [],
    );
    return [
      { kind: "addSheet", sheet: sheet.name, tabColour: null },
      { kind: "write", sheet: sheet.name, top: 0, left: 0, old: null, cells, why: "sample data" },
      {
        kind: "format",
        sheet: sheet.name,
        format: {
          headerRow: 0,
          frozenRows: 1,
          frozenColumns: 0,
          numberFormats: dates.map((column) => ({ column, fromRow: 1, format: "yyyy-mm-dd" })),
          rowFormats: [],
          widths: [],
          colours: [],
        },
      },
    ];
  });
  await saveNewXlsx(path, { title: "Sample", steps });
}
