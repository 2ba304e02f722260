/** Formulas as text: in A1 for a host, with the prefixes for a file, localised for a person, in R1C1 to compare. */
import { columnLetter } from "../../model/address.ts";
import type { Corner, Formula, Line } from "./formula.ts";
import { NAME_PREFIX_IN_FILE, nameInFile } from "./functions.ts";

export interface Separators {
  readonly argument: "," | ";";
  /** `/`: no sign at all, but a division. */
  readonly decimal: "." | "," | "/";
  /** Between the columns of an array constant; `HSTACK`: none, but a call. */
  readonly column: "," | "\\" | "HSTACK";
}
/** What `setFormula`, `range.formulas` and files take, whatever the workbook's locale. */
export const EN_US: Separators = { argument: ",", decimal: ".", column: "," };

/**
 * Read the same in every locale of Google's: a script's formula is read in the workbook's own there, where `,`,
 * a decimal's sign and array constants differ.
 */
export const ANY_LOCALE: Separators = { argument: ";", decimal: "/", column: "HSTACK" };

/** The separators that a person of a locale would type: where the decimal is a comma, arguments part by `;`. */
export function separatorsOf(locale: string): Separators {
  const parts = new Intl.NumberFormat(locale).formatToParts(1.5);
  const isComma = parts.some(({ type, value }) => type === "decimal" && value === ",");
  return isComma ? { argument: ";", decimal: ",", column: "\\" } : EN_US;
}

export interface Printing {
  /** The cell that holds the formula, from zero; null prints references as R1C1. */
  readonly at: { readonly row: number; readonly column: number } | null;
  /** Newer functions and LET's names as an .xlsx file wants them. */
  readonly inFile?: boolean;
  readonly separators?: Separators;
  /** How a blank is asked for: ours is a text of no length; some programs read a cell that holds it as an empty one. */
  readonly blank?: "text" | "empty";
}

/** A text literal may not be longer in a formula (Excel's specifications and limits). */
const LONGEST_TEXT = 255;
/** Nor a formula longer than this. */
export const LONGEST_FORMULA = 8192;

/** With the leading `=`. Every operation but the outermost stands in brackets: no two hosts agree on `-2^2`. */
export function printed(formula: Formula, printing: Printing): string {
  return `=${print(formula, { inFile: false, separators: EN_US, blank: "text", ...printing }, true)}`;
}

function print(formula: Formula, how: Required<Printing>, isOutermost = false): string {
  const inner = (part: Formula): string => print(part, how);
  const list = (parts: readonly string[]): string => parts.join(how.separators.argument);
  switch (formula.kind) {
    case "number":
      return numberText(formula.value, how.separators);
    case "text":
      return textLiteral(formula.value);
    case "truth":
      return formula.value ? "TRUE" : "FALSE";
    case "row": {
      const { column } = how.separators;
      if (column === "HSTACK") return `HSTACK(${list(formula.values.map(String))})`;
      return `{${formula.values.join(column)}}`;
    }
    case "cells":
      return reference(formula, how.at);
    case "between":
      return `${inner(formula.from)}:${inner(formula.to)}`;
    case "operate": {
      const said = `${inner(formula.left)}${formula.by}${inner(formula.right)}`;
      return isOutermost ? said : `(${said})`;
    }
    case "call": {
      if (formula.fn === "ISTEXT" && how.blank === "empty") {
        const of = print(formula.args[0]!, how, true);
        return `((ISNUMBER(${of})+ISERROR(${of}))=0)`;
      }
      const name = how.inFile ? nameInFile(formula.fn) : formula.fn;
      const args = formula.args.map((arg) => print(arg, how, true));
      return `${name}(${list(args)})`;
    }
    case "let": {
      const names = formula.names.flatMap(([name, is]) => [
        nameText(name, how),
        print(is, how, true),
      ]);
      return `${how.inFile ? nameInFile("LET") : "LET"}(${list([...names, print(formula.give, how, true)])})`;
    }
    case "name":
      return nameText(formula.name, how);
  }
}

const nameText = (name: string, { inFile }: Required<Printing>): string =>
  inFile ? `${NAME_PREFIX_IN_FILE}${name}` : name;

function numberText(value: number, { decimal }: Separators): string {
  if (!Number.isFinite(value)) throw new Error(`${value} can't stand in a formula`);
  const plain = String(Math.abs(value)).replace("e", "E").replace("E+", "E");
  const digits = decimal === "/" ? divided(plain) : plain.replace(".", decimal);
  return value < 0 ? `(-${digits})` : digits;
}

/** Both sides are whole and exact, so the quotient is the number itself to the last digit. */
function divided(digits: string): string {
  const [, whole, fraction, exponent = "0"] = /^(\d+)\.(\d+)(?:E(-?\d+))?$/.exec(digits) ?? [];
  if (whole === undefined || fraction === undefined) return digits;
  const places = fraction.length - Number(exponent);
  const over = String(Number(whole + fraction));
  return places < 0 ? `${over}E${-places}` : `(${over}/1${"0".repeat(places)})`;
}

/**
 * Quotes are doubled; a long text is joined from parts, never cut inside a pair of surrogates. Braces stand by themselves:
 * LibreOffice 25.2 takes one inside a text for that of an array, and knows no name of a LET after it.
 */
function textLiteral(value: string): string {
  const parts: string[] = [];
  let part = "";
  const end = (): void => {
    if (part !== "") parts.push(`"${part.replaceAll('"', '""')}"`);
    part = "";
  };
  for (const sign of value) {
    if (sign === "{" || sign === "}") {
      end();
      parts.push(`CHAR(${sign.charCodeAt(0)})`);
      continue;
    }
    if (part.length + sign.length > LONGEST_TEXT) end();
    part += sign;
  }
  end();
  if (parts.length === 0) return '""';
  return parts.length === 1 ? parts[0]! : `(${parts.join("&")})`;
}

// ── References ─────────────────────────────────────────────────────────────────────────────────

function reference(
  { sheet, from, to }: Extract<Formula, { kind: "cells" }>,
  at: Printing["at"],
): string {
  const place = sheet === null ? "" : `${sheetText(sheet)}!`;
  if (to === null) return place + cornerText(from, at);
  const end =
    to.row === null
      ? lineText(to.column, at?.column ?? null, "C")
      : cornerText({ row: to.row, column: to.column }, at);
  return `${place}${cornerText(from, at)}:${end}`;
}

function cornerText({ row, column }: Corner, at: Printing["at"]): string {
  const parts = {
    row: lineText(row, at?.row ?? null, "R"),
    column: lineText(column, at?.column ?? null, "C"),
  };
  return at === null ? parts.row + parts.column : parts.column + parts.row;
}

function lineText(line: Line, own: number | null, axis: "R" | "C"): string {
  if (own === null)
    return `${axis}${line.at === "fixed" ? line.line + 1 : line.by === 0 ? "" : `[${line.by}]`}`;
  const index = line.at === "fixed" ? line.line : own + line.by;
  if (index < 0) throw new Error("a reference leads out of the sheet");
  const name = axis === "R" ? String(index + 1) : columnLetter(index);
  return line.at === "fixed" ? `$${name}` : name;
}

/** A sheet's name as a formula has it: quoted unless it can be read as nothing else; apostrophes doubled. */
export const sheetText = (name: string): string =>
  /^[A-Za-z]{4,}$/.test(name) && !/^(true|false)$/i.test(name)
    ? name
    : `'${name.replaceAll("'", "''")}'`;
