/**
 * `KPI People` where nobody has dates: managers are looked up, ancestors chained, and places numbered by formulas over
 * the people's own sheet, so that figures follow whoever is added or moved there. A path of fixed-width numbers from the
 * top sorts as the tree does.
 */
import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import type { FigureNode, Program } from "../../dsl/ir/ir.ts";
import { VACANCY_WORDS } from "../model/assignments.ts";
import type { Model } from "../model/model.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { DAY_SCALE } from "./block.ts";
import type { Check } from "./checks-sheet.ts";
import { folded, foldsAlike } from "./fold.ts";
import { END, isUndated, PEOPLE_ROOM, type PeopleSheet, type Place } from "./people-sheet.ts";
import { plain, SHEETS, type SheetCell } from "./sheet.ts";
import type { Source, Sources } from "./source.ts";
import type { Dialect } from "./text/dialect.ts";
import {
  area,
  BLANK,
  call,
  cell,
  type Formula,
  fixed,
  iff,
  number,
  off,
  operate,
  product,
  sum,
  text,
} from "./text/formula.ts";

export interface LivePeopleInput {
  readonly program: Program;
  readonly model: Model;
  readonly workbook: WorkbookData;
  readonly sources: Sources;
  readonly places: readonly Place[];
  readonly dialect: Pick<Dialect, "belowTheSheet">;
}

/** Levels below the deepest there is. */
const DEEPER = 3;
/** Digits of a number in a path. */
const WIDTH = 4;
const MOST_PEOPLE = 1_000;

/** Zero-based columns; those from the span on as `KPI People` always has them, a row lower. */
const AT = { name: 0, key: 1, number: 2, start: 4, person: 5, from: 6, to: 7, place: 8 } as const;
const MANAGER = 10;
const FIRST_ANCESTOR = 11;

/** The people's sheet, where its rows are a tree by themselves; null: it has dates, units, totals or odd names. */
interface Plain {
  readonly source: Source;
  readonly name: number;
  readonly manager: number;
  /** Of each row from the first: the node; -1: an empty row. */
  readonly nodes: readonly number[];
  readonly depth: number;
}

export function livePeople(input: LivePeopleInput): PeopleSheet | null {
  const found = plainPeople(input);
  if (!found) return null;
  const { org } = input.model;
  const count = found.nodes.length + PEOPLE_ROOM;
  const levels = found.depth + DEEPER;
  const path = FIRST_ANCESTOR + levels;
  const columns = { path, place: path + 1, last: path + 2, end: path + 3, vacant: path + 4 };
  const isCounted = input.program.figures.some(({ node }) => isOfPeople(node));
  const { belowTheSheet } = input.dialect;
  const { sought } = input.sources;
  const layout: Layout = { ...found, count, levels, columns, isCounted, belowTheSheet, sought };
  const rows = Array.from({ length: count + 1 }, (_, r): SheetCell[] => [
    ...(r < count
      ? personCells(layout, r, org.nodes[found.nodes[r] ?? -1]?.folded ?? "")
      : none(4)),
    ...spanCells(layout, r - 1),
    null,
    ...(r < count ? treeCells(layout, r) : []),
  ]);
  const rowOf = new Map(found.nodes.map((node, i) => [node, i]));
  const spanned = (at: number): Formula => ours(at, count + 1);
  return {
    sheet: {
      name: SHEETS.people,
      what: "who stands where in the tree, live",
      rows: [headerOf(layout), ...rows],
      headerRow: 0,
      frozenColumns: 1,
      dayColumns: [],
      dayRows: [],
    },
    ranges: {
      keys: ours(AT.key, count),
      starts: spanned(AT.start),
      ends: spanned(AT.to),
      positions: spanned(AT.place),
      numbers: spanned(AT.person),
      froms: spanned(AT.from),
      undated: true,
      ordered: null,
    },
    numberOf: (node) => (rowOf.get(node) ?? -1) + 1,
    live: {
      place: (node) => cell(SHEETS.people, fixed(1 + rowOf.get(node)!), fixed(columns.place)),
      last: (node) => cell(SHEETS.people, fixed(1 + rowOf.get(node)!), fixed(columns.last)),
      ends: (node) => countedBelow(layout, 1 + rowOf.get(node)!, columns.end),
      heads: (node) => {
        const below = placesBelow(layout, 1 + rowOf.get(node)!, columns.end);
        return call("COUNTIFS", ...below, ...answering(layout));
      },
      reports: (node) => {
        const me = number(rowOf.get(node)! + 1);
        return call("COUNTIFS", ours(FIRST_ANCESTOR, count), me, ...answering(layout));
      },
      reportsTo: (node) => {
        const at = (column: number) =>
          cell(SHEETS.people, fixed(1 + rowOf.get(node)!), fixed(column));
        const answers = operate(at(columns.vacant), "=", number(0));
        return iff(answers, at(FIRST_ANCESTOR), BLANK);
      },
      count,
      endsBelow: (node) => placesBelow(layout, 1 + rowOf.get(node)!, columns.end),
      checks: checksOf(layout, input),
    },
  };
}

interface Layout extends Plain {
  /** Rows of people, those to come included. */
  readonly count: number;
  /** Ancestors that a path may have. */
  readonly levels: number;
  readonly columns: Readonly<Record<"path" | "place" | "last" | "end" | "vacant", number>>;
  /** Whether figures ask how many people there are. */
  readonly isCounted: boolean;
  readonly belowTheSheet: Dialect["belowTheSheet"];
  readonly sought: Sources["sought"];
}

const none = (length: number): null[] => Array.from({ length }, () => null);
const ours = (at: number, count: number): Formula =>
  area(SHEETS.people, [fixed(1), fixed(count)], [fixed(at), fixed(at)]);
const here = (at: number): Formula => cell(null, off(0), fixed(at));

function headerOf({ levels, isCounted }: Layout): SheetCell[] {
  const ancestors = Array.from({ length: levels }, (_, i) => `${i + 1} up`);
  const span = ["Span", "Number", "From", "Until before", "Place", null];
  return [
    "Name",
    "Key",
    "Number",
    null,
    ...span,
    "Manager",
    ...ancestors,
    "Path",
    "Place",
    "Last below",
    ...(isCounted ? ["At the end", "Vacancy"] : []),
  ];
}

/** The cell of a person in the people's own sheet, from their row on `KPI People`: free rows may not be there yet. */
function told({ source, count, belowTheSheet }: Layout, row: number, column: number): Formula {
  const { sheet } = source.table;
  if (belowTheSheet === "an empty cell")
    return unlessError(cell(sheet, off(source.first - 1), fixed(column)));
  const rows = [fixed(source.first), fixed(source.first + count - 1)] as const;
  const all = area(sheet, rows, [fixed(column), fixed(column)]);
  return call("IFERROR", call("INDEX", all, number(row + 1)), BLANK);
}

/** An error names nobody: in a path it would spoil everybody's place. */
const unlessError = (at: Formula): Formula => iff(call("ISERROR", at), BLANK, at);

function personCells(layout: Layout, row: number, key: string): SheetCell[] {
  const { source, name, belowTheSheet } = layout;
  const named =
    belowTheSheet === "an empty cell"
      ? unlessError(cell(source.table.sheet, fixed(source.first + row), fixed(name)))
      : told(layout, row, name);
  const shown = operate(named, "&", BLANK);
  return [plain(shown, null), plain(folded(here(AT.name)), key), row + 1, null];
}

/** Beside the person of the row above, as the look-up of a row's owner wants it. */
function spanCells({ count, columns }: Layout, person: number): SheetCell[] {
  if (person < 0) return [0, 0, 0, 0, 0];
  if (person >= count) return none(5);
  return [
    (person + 1) * DAY_SCALE,
    person + 1,
    0,
    END,
    plain(cell(null, off(-1), fixed(columns.place)), null),
  ];
}

function treeCells(layout: Layout, row: number): SheetCell[] {
  const { manager, count, levels, columns } = layout;
  const parent = folded(told(layout, row, manager));
  const asked = layout.sought(here(MANAGER));
  const looked = call("IFNA", call("XMATCH", asked, ours(AT.key, count)), number(0));
  const first = iff(operate(here(MANAGER), "=", BLANK), number(0), looked);
  const ancestors = Array.from({ length: levels }, (_, i): Formula => {
    if (i === 0) return first;
    const below = here(FIRST_ANCESTOR + i - 1);
    const above = call("INDEX", ours(FIRST_ANCESTOR, count), below);
    return iff(operate(below, "=", number(0)), number(0), above);
  });
  const digits = (of: Formula): Formula =>
    call("RIGHT", operate(text("0".repeat(WIDTH)), "&", of), number(WIDTH));
  const path = ancestors.reduceRight<Formula | null>((before, _, i) => {
    const at = here(FIRST_ANCESTOR + i);
    const part = iff(operate(at, "=", number(0)), BLANK, digits(at));
    return before === null ? part : operate(before, "&", part);
  }, null)!;
  const paths = ours(columns.path, count);
  const own = here(columns.path);
  const unlessNobody = (give: Formula): Formula =>
    iff(operate(here(AT.key), "=", BLANK), BLANK, give);
  const place = call("SUMPRODUCT", product(operate(paths, "<=", own), operate(paths, "<>", BLANK)));
  const isBelow = operate(call("LEFT", paths, call("LEN", own)), "=", own);
  const below = call("SUMPRODUCT", product(isBelow, number(1)));
  return [
    parent,
    ...ancestors,
    unlessNobody(operate(path, "&", digits(here(AT.number)))),
    unlessNobody(place),
    unlessNobody(sum(operate(here(columns.place), "-", number(1)), below)),
    ...(layout.isCounted ? countedCells(layout).map(unlessNobody) : []),
  ].map((formula) => plain(formula, null));
}

// ── How many ───────────────────────────────────────────────────────────────────────────────────

const isOfPeople = (node: FigureNode): boolean =>
  node.kind === "attribute" ||
  node.kind === "reports" ||
  (node.kind === "given" && node.what !== "today");

/** The place of who has nobody below, else blank; and 1 of a vacancy, else 0. */
function countedCells({ columns }: Layout): Formula[] {
  const place = here(columns.place);
  const isEnd = operate(here(columns.last), "=", place);
  return [iff(isEnd, place, BLANK), isVacant(here(AT.key))];
}

/** As criteria: who is no vacancy. */
const answering = ({ count, columns }: Layout): Formula[] => [
  ours(columns.vacant, count),
  number(0),
];

/** A word for a vacancy at the key's beginning: no letter of a longer word follows. */
function isVacant(key: Formula): Formula {
  const tests = VACANCY_WORDS.map((word): Formula => {
    const next = call(
      "RIGHT",
      call("LEFT", operate(key, "&", text(" ")), number(word.length + 1)),
      number(1),
    );
    const ends = call("ISERROR", call("FIND", next, text("abcdefghijklmnopqrstuvwxyz0123456789_")));
    return product(call("EXACT", call("LEFT", key, number(word.length)), text(word)), ends);
  });
  return sum(tests[0]!, ...tests.slice(1));
}

/** How many places of a column lie at or below that of a row. */
const countedBelow = (layout: Layout, row: number, column: number): Formula =>
  call("COUNTIFS", ...placesBelow(layout, row, column));

/** The same as criteria. */
function placesBelow({ count, columns }: Layout, row: number, column: number): Formula[] {
  const at = (of: number): Formula => cell(SHEETS.people, fixed(row), fixed(of));
  const places = ours(column, count);
  const low = operate(text(">="), "&", at(columns.place));
  const high = operate(text("<="), "&", at(columns.last));
  return [places, low, places, high];
}

// ── Whether, and where it would no longer be right ─────────────────────────────────────────────

function plainPeople({ program, model, workbook, sources, places }: LivePeopleInput): Plain | null {
  const { people } = program;
  const { org } = model;
  const source = people ? sources.table(people.table) : null;
  const data = workbook.sheets.find(({ name }) => name === source?.table.sheet);
  if (!people || !source || !data || !isUndated(places)) return null;
  const [reportsTo, ...further] = people.reportsTo;
  if (reportsTo === undefined || further.length > 0 || people.top !== null) return null;
  const [name, manager] = [source.at(people.name), source.at(reportsTo)];
  if (name === null || manager === null || places.length > MOST_PEOPLE) return null;
  const { table } = source;
  const nodeAt = new Map<number, number>();
  for (const { node } of places) {
    const { rows, unit, folded: key, name: shown } = org.nodes[node]!;
    const [row] = rows;
    if (unit || rows.length !== 1 || row === undefined) return null;
    const at = table.sheetRow[row]! - 1;
    const told = data.columns[name]?.[at] ?? "";
    if (!foldsAlike(shown) || !isNamed(key, told)) return null;
    nodeAt.set(at, node);
  }
  const height = Math.max(...nodeAt.keys()) - source.first + 1;
  const nodes = Array.from({ length: height }, (_, i) => nodeAt.get(source.first + i) ?? -1);
  const isTold = (at: number, row: number): boolean =>
    (data.columns[at]?.[row] ?? null) !== null && data.columns[at]![row] !== "";
  // A row that names somebody and is none: totals, doubled rows.
  for (let row = source.first; row < data.rows; row += 1)
    if (isTold(name, row) && !nodeAt.has(row)) return null;
  for (const row of nodeAt.keys()) {
    const above = data.columns[manager]?.[row] ?? null;
    if (above !== null && (typeof above !== "string" || !foldsAlike(above))) return null;
  }
  const depth = Math.max(...places.map(({ position }) => org.positions[position]!.depth));
  return { source, name, manager, nodes, depth };
}

/** A seat that nobody has, or one of several of a name, is told by its row: the cell alone doesn't say who it is. */
const isNamed = (key: string, told: CellValue): boolean =>
  key !== "" && foldText(String(told)) === key;

function checksOf(layout: Layout, { program }: LivePeopleInput): Check[] {
  const { source, name, count, levels } = layout;
  const { sheet } = source.table;
  const counted = (test: Formula): Formula => call("SUM", product(test, number(1)));
  const last = source.first + count;
  const below = area(sheet, [fixed(last), fixed(1_048_575)], [fixed(name), fixed(name)]);
  const keys = ours(AT.key, count);
  const twice = operate(
    call("IFNA", call("XMATCH", layout.sought(keys), keys), number(0)),
    "<>",
    ours(AT.number, count),
  );
  const { since = null, until = null } = program.people ?? {};
  const dates = [since, until].flatMap((column) => {
    const at = column === null ? null : source.at(column);
    if (at === null) return [];
    return [
      call("COUNTA", area(sheet, [fixed(source.first), fixed(last - 1)], [fixed(at), fixed(at)])),
    ];
  });
  const [date, ...more] = dates;
  return [
    {
      said: { of: "people below", sheet, row: last },
      count: call("COUNTA", below),
    },
    {
      said: { of: "too deep", sheet, levels: levels - 1 },
      count: counted(operate(ours(FIRST_ANCESTOR + levels - 1, count), "<>", number(0))),
    },
    {
      said: { of: "no manager", sheet },
      count: counted(
        product(
          operate(ours(MANAGER, count), "<>", BLANK),
          operate(ours(FIRST_ANCESTOR, count), "=", number(0)),
        ),
      ),
    },
    {
      said: { of: "twice", sheet },
      count: counted(product(operate(keys, "<>", BLANK), twice)),
    },
    ...(date
      ? [
          {
            said: { of: "dates" as const, sheet },
            count: sum(date, ...more),
          },
        ]
      : []),
  ];
}
