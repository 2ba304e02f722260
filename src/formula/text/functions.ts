/** The spreadsheet functions that our formulas use, and how each is written inside an .xlsx file. */

/**
 * Functions younger than the file format carry a prefix there; without it even IFNA reads as `#NAME?`
 * (ECMA-376 leaves later functions to the writer; [MS-XLSX] 2.2.2 lists the prefixes).
 */
const PREFIX = {
  ABS: "",
  ARRAYFORMULA: "",
  CHOOSE: "",
  CHAR: "",
  COUNT: "",
  COUNTA: "",
  COUNTIFS: "",
  DATE: "",
  EXACT: "",
  FIND: "",
  FILTER: "_xlfn._xlws.",
  HSTACK: "_xlfn.",
  IF: "",
  IFERROR: "",
  IFNA: "_xlfn.",
  INDEX: "",
  INT: "",
  ISERROR: "",
  ISNUMBER: "",
  ISTEXT: "",
  LEFT: "",
  LEN: "",
  LET: "_xlfn.",
  LOOKUP: "",
  LOWER: "",
  MATCH: "",
  MAX: "",
  MEDIAN: "",
  MIN: "",
  N: "",
  RIGHT: "",
  ROUND: "",
  ROWS: "",
  SORT: "_xlfn._xlws.",
  SORTBY: "_xlfn.",
  SQRT: "",
  SUBSTITUTE: "",
  SUM: "",
  SUMIFS: "",
  SUMPRODUCT: "",
  TRIM: "",
  UNICHAR: "_xlfn.",
  UNIQUE: "_xlfn.",
  XLOOKUP: "_xlfn.",
  XMATCH: "_xlfn.",
} as const;

export type FunctionName = keyof typeof PREFIX;

/** As a file wants it: `_xlfn.LET`, `SUM`. */
export const nameInFile = (fn: FunctionName): string => `${PREFIX[fn]}${fn}`;

/** Names that a LET gives are marked in files too. */
export const NAME_PREFIX_IN_FILE = "_xlpm.";
