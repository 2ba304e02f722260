import Papa from "papaparse";
import { parseIso } from "../../../dsl/calendar/day.ts";
import type { CellValue } from "../../../dsl/cell.ts";
import { DATE_TIME } from "../../model/cells/date.ts";
import { delimiterOf, SAID_DELIMITER } from "../../model/cells/delimiter.ts";
import { serialOf } from "../../model/serial.ts";
import { UserError } from "../../model/user-error.ts";
import { type SheetData, sheetOf } from "../../model/workbook.ts";
import { isErrorText } from "./xlsx-cells.ts";

/**
 * A CSV file as a sheet. Delimiter and encoding are found out; rows keep the numbers a spreadsheet
 * would show. A quote that is never closed would swallow the rest, so it is a `UserError`.
 */
export function readCsv(bytes: Uint8Array, name: string, path: string): SheetData {
  const text = decode(bytes);
  const said = SAID_DELIMITER.exec(text);
  const body = said ? text.slice(said[0].length) : text;
  const parsed = Papa.parse<string[]>(body, { delimiter: said?.[1] ?? delimiterOf(body) });
  const open = parsed.errors.find((error) => error.type === "Quotes");
  if (open) {
    const row = (open.row ?? 0) + 1;
    throw new UserError(
      `${path}: a quote (") is opened in row ${row} and not closed properly.`,
      `${path}, row ${row}`,
      'Close it, or double it ("") where it is part of the text.',
    );
  }
  const rows = parsed.data;
  while (rows.length > 0 && rows[rows.length - 1]!.every((cell) => cell === "")) rows.pop();
  return sheetOf(
    name,
    rows.map((row) => row.map(typedCell)),
  );
}

/** By byte order mark; else UTF-8; what is no UTF-8 is Windows' Western alphabet. */
function decode(bytes: Uint8Array): string {
  const [a, b] = bytes;
  if (a === 0xff && b === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (a === 0xfe && b === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return windows1252(bytes);
  }
}

/** What Windows' Western alphabet has where Latin-1 has signs of control. */
const WINDOWS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/** Done by hand: some versions of Node take its decoder for that of Latin-1, and lose the euro sign. */
const windows1252 = (bytes: Uint8Array): string =>
  new TextDecoder("latin1")
    .decode(bytes)
    .replace(/[\u0080-\u009f]/g, (sign) => WINDOWS[sign.charCodeAt(0) - 0x80]!);

/** As a number is printed by a program. `0012` is an id, and beyond 15 digits a number loses some. */
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;
const MOST_DIGITS = 15;

/** `'0012`, `'=A1`, `'Ann`: the sign that makes a cell a text. `'t Hooft` and `'quoted'` are written so. */
const TEXT_PREFIX = /^'(?![\p{Ll}'])(?=.)(?!.*'$)/u;

/** Only what can be one thing becomes it; everything else stays the text it is, for its column to read. */
function typedCell(text: string): CellValue {
  if (text === "") return null;
  if (TEXT_PREFIX.test(text)) return text.slice(1);
  if (NUMBER.test(text) && text.replace(/\D/g, "").length <= MOST_DIGITS) return Number(text);
  if (text === "TRUE" || text === "FALSE") return text === "TRUE";
  if (isErrorText(text)) return { error: text };
  const date = DATE_TIME.exec(text);
  return date && parseIso(date[1]!) !== null ? serial(date) : text;
}

function serial([, day, hours, minutes, seconds]: RegExpExecArray): number {
  const time = Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
  return serialOf(day!, 1900) + time / 86_400;
}
