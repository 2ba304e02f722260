/**
 * A workbook of probes: each thing that spreadsheets are known to read differently, in the shape in which our formulas
 * ask it, beside what must come out. One cell says whether all are equal: opened once in each program before a release.
 */
import type { CellValue } from "../../dsl/cell.ts";
import { folded } from "./fold.ts";
import { numberCall, powerOf } from "./rows.ts";
import { type FormulaSheet, inOneCell, plain, type SheetCell } from "./sheet.ts";
import {
  area,
  BLANK,
  between,
  call,
  cell,
  type Formula,
  fixed,
  iff,
  letting,
  named,
  number,
  off,
  operate,
  product,
  sum,
  text,
} from "./text/formula.ts";

const DATA = "Probe data";
const PROBES = "Probes";

/** Texts and cells that programs disagree about. */
const TEXTS: readonly CellValue[] = [
  "Won",
  "won ",
  "W*n",
  "W?n",
  "~x",
  ">5",
  "=Won",
  "<>",
  "5",
  5,
  "0012",
  12,
  "É",
  "e\u0301",
  "İstanbul",
  "ΟΔΟΣ",
  "a\u00a0b",
  "a\tb",
  "ß",
  null,
];
const NUMBERS: readonly CellValue[] = [3, "4", null, 0, -2.5, { error: "#N/A" }, 7];
/** Sorted as a block is: places, then days, then a value; blanks last. */
const BLOCK: readonly (readonly CellValue[])[] = [
  [1, 45_000, 10],
  [1, 45_001, "x"],
  [2, 45_002, 5],
  [2, 45_003, 5],
  [4, 45_004, 7],
];

const texts = area(DATA, [fixed(1), fixed(TEXTS.length)], [fixed(0), fixed(0)]);
const oneText = (index: number): Formula => cell(DATA, fixed(1 + index), fixed(0));
const numbers = area(DATA, [fixed(1), fixed(NUMBERS.length)], [fixed(1), fixed(1)]);
const oneNumber = (index: number): Formula => cell(DATA, fixed(1 + index), fixed(1));
const block = (column: number): Formula =>
  area(DATA, [fixed(1), fixed(BLOCK.length)], [fixed(2 + column), fixed(2 + column)]);

interface Probe {
  readonly what: string;
  readonly formula: Formula;
  readonly wanted: number | string;
  /** An array inside one cell. */
  readonly array?: true;
}

const exactly = (wanted: string): Formula =>
  call("SUM", product(call("EXACT", folded(texts), text(wanted)), number(1)));
const numberOrBlank = (of: Formula): Formula =>
  iff(sum(call("ISERROR", of), call("ISNUMBER", of)), of, BLANK);
const slice = (column: number, first: number, last: number): Formula =>
  between(call("INDEX", block(column), number(first)), call("INDEX", block(column), number(last)));

const PROBE_LIST: readonly Probe[] = [
  { what: "case and outer blanks fold: won", formula: exactly("won"), wanted: 2, array: true },
  ...["w*n", "w?n", "~x", ">5", "=won", "<>"].map(
    (sign): Probe => ({
      what: `only itself: ${sign}`,
      formula: exactly(sign),
      wanted: 1,
      array: true,
    }),
  ),
  { what: "5 and the text 5 fold alike", formula: exactly("5"), wanted: 2, array: true },
  { what: "0012 is not 12", formula: exactly("12"), wanted: 1, array: true },
  { what: "é as one sign", formula: exactly("é"), wanted: 1, array: true },
  { what: "İ folds to i", formula: folded(oneText(14)), wanted: "istanbul" },
  { what: "a final sigma is a sigma", formula: folded(oneText(15)), wanted: "οδοσ" },
  { what: "no-break blank", formula: folded(oneText(16)), wanted: "a b" },
  { what: "tab", formula: folded(oneText(17)), wanted: "a b" },
  { what: "ß stays", formula: exactly("ss"), wanted: 0, array: true },
  { what: "an empty cell folds to nothing", formula: exactly(""), wanted: 1, array: true },
  {
    what: "XMATCH finds no pattern",
    formula: call("XMATCH", text("w*n"), folded(texts)),
    wanted: 3,
    array: true,
  },
  {
    what: "a text number is blank",
    formula: operate(numberOrBlank(oneNumber(1)), "=", BLANK),
    wanted: 1,
  },
  {
    what: "an empty cell is blank, not 0",
    formula: operate(numberOrBlank(oneNumber(2)), "=", BLANK),
    wanted: 1,
  },
  { what: "0 is not blank", formula: operate(numberOrBlank(oneNumber(3)), "=", BLANK), wanted: 0 },
  {
    what: "an error stays one",
    formula: call("ISERROR", numberOrBlank(oneNumber(5))),
    wanted: 1,
  },
  {
    what: "an error in a row that doesn’t count stays out",
    formula: call("SUM", iff(call("ISNUMBER", numbers), numbers, number(0))),
    wanted: 7.5,
    array: true,
  },
  {
    what: "a blank passes arithmetic as blank",
    formula: iff(call("ISTEXT", BLANK), text("blank"), operate(number(1), "+", number(1))),
    wanted: "blank",
  },
  {
    what: "sum over a slice, days half-open",
    formula: call(
      "SUMIFS",
      ...[slice(2, 1, 4), slice(1, 1, 4)],
      ...[operate(text(">="), "&", number(45_000)), slice(1, 1, 4)],
      operate(text("<"), "&", number(45_003)),
    ),
    wanted: 15,
  },
  {
    what: "first row of a place",
    formula: sum(
      call("IFNA", call("MATCH", number(1.5), block(0), number(1)), number(0)),
      number(1),
    ),
    wanted: 3,
  },
  {
    what: "last row at or before a place that has none",
    formula: call("IFNA", call("MATCH", number(3), block(0), number(1)), number(0)),
    wanted: 4,
  },
  {
    what: "no row before the first",
    formula: call("IFNA", call("MATCH", number(0.5), block(0), number(1)), number(0)),
    wanted: 0,
  },
  {
    what: "different values of a slice",
    formula: call(
      "ROWS",
      call("UNIQUE", call("FILTER", slice(2, 1, 5), operate(slice(2, 1, 5), "<>", BLANK))),
    ),
    wanted: 4,
    array: true,
  },
  {
    what: "the middle of those that count",
    formula: call(
      "MEDIAN",
      iff(operate(slice(1, 1, 5), "<", number(45_003)), slice(2, 1, 5), BLANK),
    ),
    wanted: 7.5,
    array: true,
  },
  {
    what: "a name for a part",
    formula: letting(
      [
        ["a_", number(2)],
        ["b_", product(named("a_"), number(3))],
      ],
      sum(named("a_"), named("b_")),
    ),
    wanted: 8,
  },
  {
    what: "brackets decide: the square of −2",
    formula: operate(operate(number(-2), "^", number(2)), "+", number(0)),
    wanted: 4,
  },
  { what: "2.5 rounds away from 0", formula: call("ROUND", number(2.5), number(0)), wanted: 3 },
  {
    what: "1.005 rounds as it is written",
    formula: call("ROUND", number(1.005), number(2)),
    wanted: 1.01,
  },
  {
    what: "a root of a number below 0 is blank",
    formula: operate(powerOf(number(-8), number(1 / 3)), "=", BLANK),
    wanted: 1,
  },
  { what: "0 to the power of 0", formula: powerOf(number(0), number(0)), wanted: 1 },
  {
    what: "the next below, to a digit",
    formula: numberCall("floor", [number(-0.29), number(1)]),
    wanted: -0.3,
  },
  {
    what: "the next above, to digits that it has",
    formula: numberCall("ceiling", [number(0.29), number(2)]),
    wanted: 0.29,
  },
  {
    what: "a day by its parts",
    formula: operate(
      call("DATE", number(2026), number(3), number(1)),
      "-",
      call("DATE", number(2026), number(2), number(28)),
    ),
    wanted: 1,
  },
  {
    what: "a look-up of an empty cell gives blank",
    formula: operate(
      call(
        "XLOOKUP",
        text("5"),
        operate(texts, "&", BLANK),
        iff(call("ISNUMBER", texts), texts, BLANK),
        BLANK,
      ),
      "=",
      BLANK,
    ),
    wanted: 1,
    array: true,
  },
];

export function probeSheets(): readonly FormulaSheet[] {
  const height = Math.max(TEXTS.length, NUMBERS.length, BLOCK.length);
  const data = Array.from({ length: height }, (_, r): SheetCell[] => [
    TEXTS[r] ?? null,
    NUMBERS[r] ?? null,
    ...(BLOCK[r] ?? [null, null, null]),
  ]);
  const rows = PROBE_LIST.map(({ what, formula, wanted, array }): SheetCell[] => {
    // Truths are asked as numbers: programs show them differently.
    const asked = typeof wanted === "number" ? product(formula, number(1)) : formula;
    const equal =
      typeof wanted === "number"
        ? operate(cell(null, off(0), fixed(1)), "=", cell(null, off(0), fixed(2)))
        : call("EXACT", cell(null, off(0), fixed(1)), cell(null, off(0), fixed(2)));
    return [
      what,
      array ? inOneCell(asked, null) : plain(asked, null),
      wanted,
      plain(product(equal, number(1)), null),
    ];
  });
  const equals = area(null, [fixed(2), fixed(1 + rows.length)], [fixed(3), fixed(3)]);
  const all = operate(call("SUM", equals), "=", number(rows.length));
  return [
    {
      name: PROBES,
      what: "what programs are known to read differently",
      rows: [
        ["All equal", plain(iff(all, text("yes"), text("NO")), null), null, null],
        ["Probe", "Comes out", "Must come out", "Equal"],
        ...rows,
      ],
      headerRow: 1,
      frozenColumns: 1,
      dayColumns: [],
      dayRows: [],
    },
    {
      name: DATA,
      what: "the cells that are asked",
      rows: [["Text", "Number", "Place", "Day", "Value"], ...data],
      headerRow: 0,
      frozenColumns: 0,
      dayColumns: [],
      dayRows: [],
    },
  ];
}
