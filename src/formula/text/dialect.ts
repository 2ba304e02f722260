/** What differs between the programs that read our formulas: one record each, nothing asked by name elsewhere. */

export type DialectId = "sheets" | "excel2021" | "excel365" | "libreoffice" | "local";

export interface Dialect {
  readonly id: DialectId;
  /** As a person calls it. */
  readonly label: string;
  /** How a formula gives a block of cells: by itself, wrapped in ARRAYFORMULA, or marked as an array in the file. */
  readonly spills: "itself" | "arrayformula" | "marked";
  /** Columns side by side: `HSTACK(a,b)` or, where that is missing, `CHOOSE({1,2},a,b)`. */
  readonly stacks: "hstack" | "choose";
  /** Where a sort puts blank texts, ascending: behind all numbers, as spreadsheets do, or before them. */
  readonly sortsBlanks: "last" | "first";
  /** What a reference to a cell that holds our blank gives: the text of no length, or an empty cell. */
  readonly blankCells: "text" | "empty";
  /** Whether XLOOKUP takes `*` and `?` in what it looks for as patterns, asked or not. */
  readonly looksForPatterns: boolean;
  /** What a reference to a single cell below the last row of a sheet gives; a range is cut there by all. */
  readonly belowTheSheet: "an empty cell" | "an error";
  /**
   * Whether owners are found by halving: where a search through all of a list costs much for each text (LibreOffice
   * takes 50 times as long). Others keep an index of their own.
   */
  readonly halves: boolean;
  /** Whether SUMIFS gives a row of sums for a row of criteria; Google's doesn't, inside ARRAYFORMULA either. */
  readonly sumsAcross: boolean;
  /** Whether a range may be open below (`A2:A`): else it has room for twice the rows there are. */
  readonly openRanges: boolean;
  /** Whether the longest formula is limited to 8,192 signs. */
  readonly isShort: boolean;
  /** So many formulas it works out while somebody waits; null: as many as its sheets hold. */
  readonly pleasant: number | null;
}

export const DIALECTS: Readonly<Record<DialectId, Dialect>> = {
  sheets: {
    id: "sheets",
    label: "Google Sheets",
    spills: "arrayformula",
    stacks: "hstack",
    sortsBlanks: "last",
    blankCells: "text",
    looksForPatterns: false,
    belowTheSheet: "an empty cell",
    halves: false,
    sumsAcross: false,
    openRanges: true,
    isShort: false,
    pleasant: null,
  },
  excel2021: {
    id: "excel2021",
    label: "Excel 2021",
    spills: "itself",
    stacks: "choose",
    sortsBlanks: "last",
    blankCells: "text",
    looksForPatterns: false,
    belowTheSheet: "an empty cell",
    halves: false,
    sumsAcross: true,
    openRanges: false,
    isShort: true,
    pleasant: null,
  },
  excel365: {
    id: "excel365",
    label: "Excel 365",
    spills: "itself",
    stacks: "hstack",
    sortsBlanks: "last",
    blankCells: "text",
    looksForPatterns: false,
    belowTheSheet: "an empty cell",
    halves: false,
    sumsAcross: true,
    openRanges: false,
    isShort: true,
    pleasant: null,
  },
  libreoffice: {
    id: "libreoffice",
    label: "LibreOffice 24.8 or later",
    spills: "marked",
    stacks: "choose",
    sortsBlanks: "last",
    blankCells: "text",
    looksForPatterns: false,
    belowTheSheet: "an empty cell",
    halves: true,
    sumsAcross: true,
    openRanges: false,
    isShort: true,
    pleasant: null,
  },
  local: {
    id: "local",
    label: "the local workbook",
    spills: "itself",
    stacks: "hstack",
    sortsBlanks: "first",
    blankCells: "empty",
    looksForPatterns: true,
    belowTheSheet: "an error",
    halves: false,
    sumsAcross: false,
    openRanges: false,
    isShort: false,
    pleasant: 30_000,
  },
};
