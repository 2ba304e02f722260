/**
 * The port: all that the product may ask of a workbook, whatever the host. Five adapters (memory, files,
 * Google Sheets, Excel, the local spreadsheet) answer it and pass one contract test.
 */
import type { CellValue } from "../../../dsl/cell.ts";
import type { NamedRange, WorkbookData } from "../../model/workbook.ts";
import type { Told } from "./refused.ts";
import type { RowsSeen } from "./rows-seen.ts";

export type { RowsSeen } from "./rows-seen.ts";

/**
 * Apps Script answers at once and has no event loop to wait in; Excel only answers later. So a port may do
 * either, and what uses it is written once as steps (`src/app/steps.ts`).
 */
export type Awaitable<T> = T | Promise<T>;

export interface Workbook {
  readonly host: "memory" | "files" | "google" | "excel" | "local";
  /** Names and sizes only: cheap. */
  describe(): Awaitable<WorkbookOutline>;
  /** Values of the named sheets' used ranges (all sheets without an argument) and the names. */
  read(sheets?: readonly string[]): Awaitable<WorkbookData>;
  /** Cells with a formula of their own on the named sheets (on all without an argument); what one spills into has none. */
  formulas(sheets?: readonly string[]): Awaitable<readonly SheetFormulas[]>;
  /**
   * Applies a plan as one block under the host's lock. The expected old values are verified first:
   * a mismatch applies nothing and says what changed. A host that refuses (protected range) says whom to ask.
   */
  apply(plan: WritePlan): Awaitable<ApplyResult>;
  selection(): Awaitable<Selection | null>;
  select(target: Target): Awaitable<void>;
  /** Calls back when cells change by the user's hand; null where the host has no such event. */
  subscribe: ((listener: (change: { readonly sheet: string }) => void) => () => void) | null;
}

/** How far a host is with a long read or write, in rows of all that was asked. */
export interface Progress {
  readonly doing: "reading" | "writing";
  readonly sheet: string;
  readonly done: number;
  readonly of: number;
}

export interface WorkbookOutline {
  readonly title: string;
  readonly sheets: readonly {
    readonly name: string;
    readonly rows: number;
    readonly columns: number;
  }[];
  readonly names: readonly NamedRange[];
  readonly locale: string;
  readonly timeZone: string;
  readonly dateSystem: 1900 | 1904;
  /** The calendar day it is, ISO, in the workbook's time zone: only bounds the as-of day, no figure reads it. */
  readonly today: string;
  /** The minute it is there, `2026-11-13T14:02`: only told, no figure reads it. None of a host without a clock. */
  readonly now?: string;
}

export interface SheetFormulas {
  readonly sheet: string;
  /** Zero-based; formulas as the host has them, without `=`, "" where only that there is one is known. Sheets without any are left out. */
  readonly cells: readonly {
    readonly row: number;
    readonly column: number;
    readonly formula: string;
  }[];
}

/** What is to be selected. `grow`: it is to be written into, so a sheet that ends before it grows as far. */
export interface Target {
  readonly sheet: string;
  readonly range: string;
  readonly grow?: true;
}

export interface Selection {
  readonly sheet: string;
  /** A1 of the selection, `C5` or `C5:F9`. */
  readonly range: string;
  readonly value: CellValue;
}

/** An edit of the workbook before it happens: shown, then applied as one block, with an inverse for Undo. */
export interface WritePlan {
  readonly title: string;
  readonly steps: readonly WriteStep[];
}

/**
 * A part of a long plan, already compared with the workbook. `undone`: how many steps of the plan's inverse
 * take it back; those of the last part come first there. `seen`: what it replaces, to be compared once more
 * right before it is written.
 */
export interface WritePart {
  readonly steps: readonly WriteStep[];
  readonly undone: number;
  readonly seen: readonly RowsSeen[];
}

export type WriteStep =
  | { readonly kind: "addSheet"; readonly sheet: string; readonly tabColour: string | null }
  | { readonly kind: "removeSheet"; readonly sheet: string }
  /**
   * Replaces a rectangle. `old` null: not verified (a sheet of ours that is rewritten whole).
   * Cells are values, never markup; a text that looks like a formula stays a text, `formula` is the only way to write one.
   */
  | {
      readonly kind: "write";
      readonly sheet: string;
      /** Zero-based. */
      readonly top: number;
      readonly left: number;
      readonly old: readonly (readonly CellValue[])[] | null;
      readonly cells: readonly (readonly WriteCell[])[];
      readonly why: string;
    }
  | {
      readonly kind: "clear";
      readonly sheet: string;
      readonly top: number;
      readonly left: number;
      readonly rows: number;
      readonly columns: number;
    }
  | { readonly kind: "format"; readonly sheet: string; readonly format: SheetFormat }
  | {
      readonly kind: "name";
      readonly name: string;
      readonly sheet: string;
      readonly range: string;
    };

/**
 * `result`: what another host calculated, for files, which don't calculate. `fills`: the rows and columns that an
 * array formula fills from its cell on: files are told, and sheets have room for it.
 */
export type WriteCell =
  | CellValue
  | {
      readonly formula: string;
      readonly result?: CellValue;
      readonly fills?: { readonly rows: number; readonly columns: number };
    };

/** Looks of a sheet of ours: number formats by column, header, frozen panes, colours by text. */
export interface SheetFormat {
  /** Zero-based; -1 where the sheet has none. */
  readonly headerRow: number;
  readonly frozenRows: number;
  readonly frozenColumns: number;
  /** Zero-based column → spreadsheet number format (`#,##0`, `0.0%`, `yyyy-mm-dd`, `@`). */
  readonly numberFormats: readonly {
    readonly column: number;
    readonly fromRow: number;
    readonly format: string;
  }[];
  /** Zero-based column → one format per row from `fromRow`, where a column holds figures of several units. */
  readonly rowFormats: readonly {
    readonly column: number;
    readonly fromRow: number;
    readonly formats: readonly string[];
  }[];
  readonly widths: readonly { readonly column: number; readonly pixels: number }[];
  /** Native conditional formatting on the text of a column. */
  readonly colours: readonly {
    readonly column: number;
    readonly fromRow: number;
    readonly text: string;
    readonly bold: boolean;
    readonly colour: string;
    readonly fill: string | null;
  }[];
  /** Native conditional formatting on figures of a column: those below a limit stand out. */
  readonly lows?: readonly {
    readonly column: number;
    readonly fromRow: number;
    /** How many rows. */
    readonly rows: number;
    readonly below: number;
    readonly colour: string;
  }[];
  /** Native data bars in a column of figures, full at `full`. A host without any (Google) shows none. */
  readonly bars?: readonly {
    readonly column: number;
    readonly fromRow: number;
    readonly rows: number;
    readonly full: number;
    readonly colour: string;
  }[];
  /** Native bar charts on figures beside names. A host without any (files, the local workbook) draws none. */
  readonly charts?: readonly SheetChart[];
  /** Whole rows with a look of their own. Where it is given, rows that aren't named lose theirs. */
  readonly rowLooks?: readonly RowLook[];
}

/** One bar a series for each row: names in the first column, a series in each further one, called by its head. */
export interface SheetChart {
  readonly title: string;
  /** Zero-based; `rows` rows of figures below it. */
  readonly headerRow: number;
  readonly rows: number;
  /** The names' column. */
  readonly column: number;
  /** A series each. */
  readonly colours: readonly string[];
  /** The cell of its upper left corner; pixels. */
  readonly atRow: number;
  readonly atColumn: number;
  readonly width: number;
  readonly height: number;
}

/** Null leaves what the host takes itself. */
export interface RowLook {
  readonly row: number;
  readonly bold: boolean;
  readonly colour: string | null;
  readonly fill: string | null;
  readonly points: number | null;
  readonly wrap: boolean;
  /** Colour of a rule of two pixels below it. */
  readonly rule?: string;
}

export type ApplyResult =
  | { readonly ok: true; readonly inverse: WritePlan }
  | {
      readonly ok: false;
      readonly reason: "changed" | "protected" | "missing" | "failed";
      /** In English. */
      readonly message: string;
      /** What the message was made of; none of a host that only ever speaks English. */
      readonly told?: Told;
      /** Ranges that others typed over what was written already: they stay as they are. */
      readonly kept?: readonly string[];
    };
