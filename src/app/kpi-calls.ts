/** KPI functions as formula text, with the ranges of this workbook. */
import { foldText } from "../../dsl/fold.ts";
import type { Program, SourceRef } from "../../dsl/ir/ir.ts";
import { sheetText } from "../formula/text/print.ts";
import type { Workbook } from "../hosts/port/index.ts";
import { columnLetter, type Region, rangeText } from "../model/address.ts";
import { findSource } from "../model/source.ts";
import type { WorkbookData } from "../model/workbook.ts";

type Host = Workbook["host"];

/** How a program writes a call of ours. */
export interface CallStyle {
  /** Before the function's id: Excel has a namespace, Google no dots. */
  readonly prefix: string;
  /** What else it understands before the id. */
  readonly also: readonly string[];
  readonly separator: ";" | ",";
  /** Whether a range may be open below: `Team!A1:D`. */
  readonly isOpen: boolean;
}

/** Google takes `;` between arguments in every locale, and `,` only where no decimal comma is used. */
const GOOGLE: CallStyle = { prefix: "KPI_", also: [], separator: ";", isOpen: true };
const EXCEL: CallStyle = { prefix: "KPI.", also: [], separator: ",", isOpen: false };
const LOCAL: CallStyle = { ...EXCEL, also: ["KPI_"] };

/**
 * In an .xlsx file: Excel's own name for a function of an add-in; for Google, which opens such files, its
 * script's name. Files part arguments by commas, and have no open ranges.
 */
export const FILE_STYLES = {
  excel: { ...EXCEL, prefix: "_xldudf_KPI_" },
  google: { ...GOOGLE, separator: ",", isOpen: false },
} as const satisfies Readonly<Record<string, CallStyle>>;

export const styleOf = (host: Host): CallStyle => {
  if (host === "google") return GOOGLE;
  return host === "excel" ? EXCEL : LOCAL;
};

export const textArgument = (text: string): string => `"${text.replace(/"/g, '""')}"`;

/** `=KPI.RESULTS(KPI_Rules,KPI_AsOf,"people",Team!A1:D80)`; arguments are formula text. */
export const kpiCall = (style: CallStyle, id: string, args: readonly string[]): string =>
  `=${style.prefix}${id}(${args.join(style.separator)})`;

/** A table of the rules as a function takes it: its name, its range as text, and what that reads. */
export interface TableArgument {
  readonly name: string;
  readonly range: string;
  readonly sheet: string;
  readonly region: Region;
}

/** The tables of the rules that are in the workbook, the people first. */
export function tableArguments(
  program: Program,
  workbook: WorkbookData,
  style: CallStyle,
): readonly TableArgument[] {
  const { people } = program;
  const sources = [
    ...(people ? [{ name: "people", source: people.source }] : []),
    ...program.tables.filter((table) => table.id !== people?.table),
  ];
  return sources.flatMap(({ name, source }) => {
    const found = rangeOf(workbook, source, style);
    return found ? [{ name, ...found }] : [];
  });
}

/** A whole sheet under its own name, or null where there is none, or nothing in it. */
export function sheetArgument(
  workbook: WorkbookData,
  name: string,
  style: CallStyle,
): TableArgument | null {
  const sheet = workbook.sheets.find((s) => foldText(s.name) === foldText(name));
  if (!sheet || sheet.rows === 0) return null;
  const found = rangeOf(workbook, { name, range: null, headerRow: 1 }, style);
  return found ? { name: sheet.name, ...found } : null;
}

/**
 * From the source's first row on, so that the rules find the header where they look for it. Google's may
 * stay open below; in Excel a whole column would be a million cells to hand over, so there is room for as
 * many rows again as there are.
 */
function rangeOf(workbook: WorkbookData, source: SourceRef, { isOpen }: CallStyle) {
  const found = findSource(workbook, source);
  if (!found) return null;
  const isSheet = foldText(found.sheet.name) === foldText(source.name);
  const named = workbook.names.find((name) => foldText(name.name) === foldText(source.name));
  const top = isSheet ? 0 : (named?.top ?? 0);
  const left = isSheet ? 0 : found.left;
  const place = `${sheetText(found.sheet.name)}!`;
  const region = { top, left, bottom: top + 2 * (found.endRow - top), right: found.right };
  const open = `${columnLetter(left)}${top + 1}:${columnLetter(found.right - 1)}`;
  const range = `${place}${isOpen ? open : rangeText(region)}`;
  return { range, sheet: found.sheet.name, region };
}
