/** KPI functions as formula text, with the ranges of this workbook: what Publish and "insert a function" write. */

import { foldText } from "../../dsl/fold.ts";
import type { Program, SourceRef } from "../../dsl/ir/ir.ts";
import { sheetText } from "../formula/text/print.ts";
import type { Workbook } from "../hosts/port/index.ts";
import { columnLetter, type Region, rangeText } from "../model/address.ts";
import { findSource } from "../model/source.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { AS_OF_NAME, RULES_NAME } from "./rules-sheet.ts";

type Host = Workbook["host"];

/** What a host calls a function: Excel has a namespace, Google no dots. */
export const nameOnHost = (host: Host, id: string): string =>
  host === "google" ? `KPI_${id}` : `KPI.${id}`;

/** Google takes `;` between arguments in every locale, and `,` only where no decimal comma is used. */
const separatorOf = (host: Host): string => (host === "google" ? ";" : ",");

export const textArgument = (text: string): string => `"${text.replace(/"/g, '""')}"`;

/** `=KPI.RESULTS(KPI_Rules,KPI_AsOf,"people",Team!A1:D80)`; arguments are formula text. */
export const kpiCall = (host: Host, id: string, args: readonly string[]): string =>
  `=${nameOnHost(host, id)}(${args.join(separatorOf(host))})`;

/** Pairs of a table's name in the rules and its range, as the functions of a whole run take them. */
export function tableArguments(
  program: Program,
  workbook: WorkbookData,
  host: Host,
): readonly string[] {
  const people = program.people;
  const sources = [
    ...(people ? [{ name: "people", source: people.source }] : []),
    ...program.tables.filter((table) => table.id !== people?.table),
  ];
  return sources.flatMap(({ name, source }) => {
    const range = rangeOf(workbook, source, host);
    return range === null ? [] : [textArgument(name), range];
  });
}

/** Rules, as-of cell and tables: what a function needs that runs the rules. */
export const runArguments = (
  program: Program,
  workbook: WorkbookData,
  host: Host,
): readonly string[] => [RULES_NAME, AS_OF_NAME, ...tableArguments(program, workbook, host)];

/**
 * From the source's first row on, so that the rules find the header where they look for it. Google's may
 * stay open below; in Excel a whole column would be a million cells to hand over, so there is room for as
 * many rows again as there are.
 */
function rangeOf(workbook: WorkbookData, source: SourceRef, host: Host): string | null {
  const found = findSource(workbook, source);
  if (!found) return null;
  const isSheet = foldText(found.sheet.name) === foldText(source.name);
  const named = workbook.names.find((name) => foldText(name.name) === foldText(source.name));
  const top = isSheet ? 0 : (named?.top ?? 0);
  const left = isSheet ? 0 : found.left;
  const place = `${sheetText(found.sheet.name)}!`;
  if (host === "google") {
    return `${place}${columnLetter(left)}${top + 1}:${columnLetter(found.right - 1)}`;
  }
  const bottom = top + 2 * (found.endRow - top);
  return `${place}${rangeText({ top, left, bottom, right: found.right } satisfies Region)}`;
}

// ── After a change of host ─────────────────────────────────────────────────────────────────────

/** What one host makes of another's calls: `_xldudf_KPI_X`, `__xludf.DUMMYFUNCTION("KPI_X(…)")`, the other's separator of name. */
const FOREIGN = /(?:_xldudf_|_xlfn\.|_xll\.)?\bKPI([._])([A-Z][A-Z0-9_]*)(?=\()/g;
const DUMMY = /^=?(?:IFERROR\()?__xludf\.DUMMYFUNCTION\("((?:[^"]|"")*)"\)/i;

/** The formula as this host reads it, with its `=`; null where it calls no function of ours or already fits. */
export function repaired(formula: string, host: Host, ids: ReadonlySet<string>): string | null {
  const plain = formula.replace(/^=/, "");
  const wrapped = DUMMY.exec(plain);
  const body = wrapped ? wrapped[1]!.replace(/""/g, '"').replace(/^=/, "") : plain;
  const mended = outsideTexts(body, (part) =>
    part.replace(FOREIGN, (whole, _, id: string) => (ids.has(id) ? nameOnHost(host, id) : whole)),
  );
  const ours = [...mended.matchAll(/\bKPI[._]([A-Z][A-Z0-9_]*)\(/g)].some(([, id]) => ids.has(id!));
  return !ours || mended === plain ? null : `=${mended}`;
}

/** What stands between quotes is somebody's text. */
const outsideTexts = (formula: string, change: (part: string) => string): string =>
  formula
    .split(/("(?:[^"]|"")*")/)
    .map((part, i) => (i % 2 === 1 ? part : change(part)))
    .join("");
