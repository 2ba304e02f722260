/** The same workbooks as people really keep them. */
import type { CellValue } from "../../dsl/cell.ts";
import type { SheetData, WorkbookData } from "../../src/model/workbook.ts";

const each = (book: WorkbookData, change: (sheet: SheetData) => SheetData): WorkbookData => ({
  ...book,
  sheets: book.sheets.map(change),
});

/** A title and an empty row above every table. */
export const titled = (book: WorkbookData): WorkbookData =>
  each(book, (sheet) => ({
    ...sheet,
    rows: sheet.rows + 2,
    columns: sheet.columns.map((column, at) => [
      at === 0 ? `${sheet.name}, as exported` : null,
      null,
      ...column,
    ]),
  }));

/** An empty column before the table and one in it. */
export const spaced = (book: WorkbookData): WorkbookData =>
  each(book, (sheet) => {
    const blank: CellValue[] = Array.from({ length: sheet.rows }, () => null);
    const [first, second, ...rest] = sheet.columns;
    return { ...sheet, columns: [blank, first!, second!, blank, ...rest] };
  });

/** Days and numbers typed as texts, as an import leaves them. */
export const asTexts = (
  book: WorkbookData,
  toText: (cell: number, header: string) => CellValue,
): WorkbookData =>
  each(book, (sheet) => ({
    ...sheet,
    columns: sheet.columns.map((column) => {
      const header =
        column.slice(0, 3).find((cell): cell is string => typeof cell === "string") ?? "";
      return column.map((cell) => (typeof cell === "number" ? toText(cell, header) : cell));
    }),
  }));

/** Other words in headers, in cells and as names of sheets; what has no other word stays. */
export const renamed = (
  book: WorkbookData,
  words: Readonly<Record<string, string>>,
  locale: string,
): WorkbookData => ({
  ...each(book, (sheet) => ({
    ...sheet,
    name: words[sheet.name] ?? sheet.name,
    columns: sheet.columns.map((column) =>
      column.map((cell) => (typeof cell === "string" ? (words[cell] ?? cell) : cell)),
    ),
  })),
  locale,
});

/** The new business in German. */
export const GERMAN: Readonly<Record<string, string>> = {
  Team: "Mannschaft",
  "Leads export": "Anfragen",
  Opportunities: "Verkaufschancen",
  Name: "Mitarbeiter",
  Manager: "Vorgesetzter",
  Role: "Rolle",
  Segment: "Bereich",
  "Start date": "Eintritt",
  "End date": "Austritt",
  "Territory potential": "Potenzial des Gebiets",
  "Owner (SDR)": "Zuständig (Innendienst)",
  Created: "Erfasst am",
  Source: "Herkunft",
  "Hours to first touch": "Stunden bis zum ersten Kontakt",
  "Opp ID": "Nummer",
  "Account Name": "Kunde",
  SDR: "Innendienst",
  AE: "Verkäufer",
  "Created Date": "Angelegt am",
  "Meeting held on": "Termin am",
  "Qualified?": "Qualifiziert?",
  Stage: "Phase",
  "Last Activity": "Letzte Aktivität",
  "Close Date": "Abschlussdatum",
  "ACV (USD)": "Auftragswert (EUR)",
  "Closed Won": "Gewonnen",
  "Closed Lost": "Verloren",
  Disqualified: "Abgelehnt",
  Discovery: "Bedarf",
  Proposal: "Angebot",
  Yes: "Ja",
  No: "Nein",
  Total: "Summe",
};
