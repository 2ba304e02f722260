/**
 * One formula's KPI calls, as another program left them, in the words of this host. A workbook that was
 * Google's and is Excel's now, or the other way round, holds our functions under the other's names, inside a
 * stand-in (`__xludf.DUMMYFUNCTION("KPI_…")`), or as a file spells them (`_xldudf_KPI_…`).
 */
import { foldText } from "../../dsl/fold.ts";
import { separatorsOf } from "../formula/text/print.ts";
import type { CallStyle } from "./kpi-calls.ts";

export interface RepairInput {
  readonly style: CallStyle;
  /** Ids of the functions that are ours, `RESULTS`. */
  readonly ids: ReadonlySet<string>;
  /** BCP 47: whether Google reads `0,5` or `0.5` here. */
  readonly locale: string;
  /** The sheet that holds the formula, and used rows of every sheet in matching form. */
  readonly sheet: string;
  readonly rows: ReadonlyMap<string, number>;
}

/** What Google puts beside a block's first cell when it saves a file: the cells that the block fills. */
export const isFilledBySaved = (formula: string): boolean =>
  savedText(formula) === '"COMPUTED_VALUE"';

/** Both without `=`. Null where the formula has no KPI call, or is right already. */
export function repairedFormula(formula: string, input: RepairInput): string | null {
  const text = unwrapped(formula, input);
  const from = separatorIn(text);
  let named = 0;
  const renamed = text.replace(PIECES, (piece, name: string | undefined) => {
    const id = name === undefined ? null : idOf(piece, input.ids);
    if (id === null) return piece;
    named += 1;
    return isRead(piece, id, input.style) ? piece : input.style.prefix + id;
  });
  if (named === 0) return null;
  const bounded = input.style.isOpen ? renamed : withBounds(renamed, input);
  // Separators of a call that was right already are the host's own.
  return bounded === formula ? null : separated(bounded, from, input);
}

// ── Stand-ins ──────────────────────────────────────────────────────────────────────────────────

const QUOTED = '"(?:[^"]|"")*"(?:&"(?:[^"]|"")*")*';
const SAVED = new RegExp(
  `^(?:IFERROR\\()?_+xludf\\.DUMMYFUNCTION\\((${QUOTED})\\)(?:\\s*[,;][\\s\\S]*\\))?$`,
  "i",
);

/** The formula that a file of Google's has inside a stand-in, because Excel doesn't know its function. */
function savedText(formula: string): string | null {
  const [, quoted] = SAVED.exec(formula.trim()) ?? [];
  if (quoted === undefined) return null;
  return quoted
    .slice(1, -1)
    .replace(/(^|[^"])((?:"")*)"&"/g, "$1$2")
    .replace(/""/g, '"')
    .replace(/^=/, "");
}

/** `ARRAYFORMULA(…)` around a whole formula says nothing to a program whose blocks spill by themselves. */
function unwrapped(formula: string, { style }: RepairInput): string {
  const text = savedText(formula) ?? formula;
  const [, inner] = /^ARRAYFORMULA\(([\s\S]*)\)$/i.exec(text.trim()) ?? [];
  return inner === undefined || style.isOpen ? text : inner;
}

// ── Names, ranges, separators ──────────────────────────────────────────────────────────────────

/** Texts, sheet names in quotes and array constants are passed over; what is left is names and signs. */
const LITERALS = `"(?:[^"]|"")*"|'(?:[^']|'')+'|\\{[^}]*\\}`;
const PIECES = new RegExp(`${LITERALS}|(@?[\\p{L}_][\\p{L}\\p{N}_.]*)(?=\\s*\\()`, "gu");
const NAME = /^@?(?:_xlfn\.)*(?:_xldudf_)?KPI[._]([A-Z][A-Z0-9]*)$/i;

function idOf(name: string, ids: ReadonlySet<string>): string | null {
  const id = NAME.exec(name)?.[1]?.toUpperCase();
  return id !== undefined && ids.has(id) ? id : null;
}

/** Names of functions are read without case; `@` asks Excel for one cell of a block. */
const isRead = (piece: string, id: string, { prefix, also }: CallStyle): boolean => {
  const name = piece.replace(/^@/, "").toUpperCase();
  return [prefix, ...also].some((known) => name === `${known}${id}`);
};

/** Numbers with decimals, then what parts arguments; where that is the comma, a decimal's sign is the point. */
const SIGNS = {
  ",": new RegExp(`${LITERALS}|(?<![\\p{L}\\d_$.])(\\d+\\.\\d+)|(,)`, "gu"),
  ";": new RegExp(`${LITERALS}|(?<![\\p{L}\\d_$.])(\\d+[.,]\\d+)|(;)`, "gu"),
};
/** Where a `;` parts arguments, a `,` between digits is a decimal's. */
function separatorIn(text: string): ";" | "," {
  for (const [piece] of text.matchAll(new RegExp(`${LITERALS}|;`, "g")))
    if (piece === ";") return ";";
  return ",";
}

function separated(text: string, from: ";" | ",", { style, locale }: RepairInput): string {
  if (from === style.separator) return text;
  const decimal = style.separator === ";" ? separatorsOf(locale || "en-US").decimal : ".";
  return text.replace(
    SIGNS[from],
    (piece, number: string | undefined, sign: string | undefined) => {
      if (sign !== undefined) return style.separator;
      return number === undefined ? piece : number.replace(/[.,]/, decimal);
    },
  );
}

const OPEN =
  /"(?:[^"]|"")*"|((?:'(?:[^']|'')+'|[\p{L}_][\p{L}\p{N}_.]*)!)?(\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3})(?![\p{L}\p{N}_$(!])/gu;

/** `Team!A1:D` is Google's alone: elsewhere it ends with room for as many rows again as there are. */
function withBounds(text: string, { sheet, rows }: RepairInput): string {
  return text.replace(OPEN, (piece, place: string | undefined, range: string | undefined) => {
    if (range === undefined) return piece;
    const name = place === undefined ? sheet : place.slice(0, -1).replace(/^'|'$/g, "");
    const used = rows.get(foldText(name.replace(/''/g, "'")));
    return used === undefined ? piece : `${piece}${2 * Math.max(1, used)}`;
  });
}
