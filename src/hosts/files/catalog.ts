import type { CellValue } from "../../../dsl/cell.ts";
import type { Catalog } from "../../../dsl/check/catalog.ts";
import { catalogOf } from "../../model/catalog.ts";
import { UserError } from "../../model/user-error.ts";
import { type SheetData, sheetOf } from "../../model/workbook.ts";

/**
 * A workbook described in JSON, to check rules without one: `{sheet: [headers]}`, or
 * `{sheet: {headers, rows}}`. Where no rows are given, no values are known and no name is checked.
 */
export function catalogFromJson(text: string, path: string): Catalog {
  const described = parsed(text, path);
  const sheets: SheetData[] = [];
  const withoutRows = new Set<string>();
  for (const [name, content] of Object.entries(described)) {
    const { headers, rows } = contentOf(name, content, path);
    if (rows === null) withoutRows.add(name);
    sheets.push(sheetOf(name, [headers, ...(rows ?? [])]));
  }
  const known = catalogOf({ sheets, names: [], locale: "", dateSystem: 1900 });
  const bare = catalogOf({
    sheets: sheets.filter(({ name }) => withoutRows.has(name)),
    names: [],
    locale: "",
    dateSystem: 1900,
  });
  return {
    ...known,
    values: (source, column) => (bare.headers(source) ? null : known.values(source, column)),
  };
}

const SHAPE =
  'Write {"Sheet": ["header", "header"]} or {"Sheet": {"headers": […], "rows": [[…]]}}.';

function parsed(text: string, path: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (fault) {
    const why = fault instanceof Error ? fault.message : String(fault);
    throw new UserError(`${path} is not JSON: ${why}.`, path, SHAPE);
  }
  if (!isRecord(value)) throw new UserError(`${path} describes no sheets.`, path, SHAPE);
  return value;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

interface Content {
  readonly headers: readonly CellValue[];
  readonly rows: readonly (readonly CellValue[])[] | null;
}

function contentOf(sheet: string, content: unknown, path: string): Content {
  if (Array.isArray(content)) return { headers: content.map(cellOf), rows: null };
  if (isRecord(content) && Array.isArray(content.headers)) {
    const { headers, rows } = content;
    if (rows === undefined) return { headers: headers.map(cellOf), rows: null };
    if (Array.isArray(rows) && rows.every(Array.isArray)) {
      return { headers: headers.map(cellOf), rows: rows.map((row) => row.map(cellOf)) };
    }
  }
  throw new UserError(`${path}: the sheet ${sheet} is not described.`, `${path}, ${sheet}`, SHAPE);
}

const cellOf = (value: unknown): CellValue =>
  typeof value === "string" || typeof value === "number" || typeof value === "boolean"
    ? value
    : null;
