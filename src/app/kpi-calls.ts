/** KPI functions as formula text, with the ranges of this workbook. */
import { foldText } from "../../dsl/fold.ts";
import type { Program, SourceRef } from "../../dsl/ir/ir.ts";
import { sheetText } from "../formula/text/print.ts";
import type { Workbook } from "../hosts/port/index.ts";
import { columnLetter, type Region, rangeText } from "../model/address.ts";
import { findSource } from "../model/source.ts";
import type { WorkbookData } from "../model/workbook.ts";

type Host = Workbook["host"];

/** What a host calls a function: Excel has a namespace, Google no dots. */
const nameOnHost = (host: Host, id: string): string =>
  host === "google" ? `KPI_${id}` : `KPI.${id}`;

/** Google takes `;` between arguments in every locale, and `,` only where no decimal comma is used. */
const separatorOf = (host: Host): string => (host === "google" ? ";" : ",");

export const textArgument = (text: string): string => `"${text.replace(/"/g, '""')}"`;

/** `=KPI.RESULTS(KPI_Rules,KPI_AsOf,"people",Team!A1:D80)`; arguments are formula text. */
export const kpiCall = (host: Host, id: string, args: readonly string[]): string =>
  `=${nameOnHost(host, id)}(${args.join(separatorOf(host))})`;

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
  host: Host,
): readonly TableArgument[] {
  const { people } = program;
  const sources = [
    ...(people ? [{ name: "people", source: people.source }] : []),
    ...program.tables.filter((table) => table.id !== people?.table),
  ];
  return sources.flatMap(({ name, source }) => {
    const found = rangeOf(workbook, source, host);
    return found ? [{ name, ...found }] : [];
  });
}

/**
 * From the source's first row on, so that the rules find the header where they look for it. Google's may
 * stay open below; in Excel a whole column would be a million cells to hand over, so there is room for as
 * many rows again as there are.
 */
function rangeOf(workbook: WorkbookData, source: SourceRef, host: Host) {
  const found = findSource(workbook, source);
  if (!found) return null;
  const isSheet = foldText(found.sheet.name) === foldText(source.name);
  const named = workbook.names.find((name) => foldText(name.name) === foldText(source.name));
  const top = isSheet ? 0 : (named?.top ?? 0);
  const left = isSheet ? 0 : found.left;
  const place = `${sheetText(found.sheet.name)}!`;
  const region = { top, left, bottom: top + 2 * (found.endRow - top), right: found.right };
  const open = `${columnLetter(left)}${top + 1}:${columnLetter(found.right - 1)}`;
  const range = `${place}${host === "google" ? open : rangeText(region)}`;
  return { range, sheet: found.sheet.name, region };
}
