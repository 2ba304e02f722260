/** `KPI Org`: every place in the tree, and which rows of each block belong to it and to all below it. */
import type { Day } from "../../dsl/calendar/day.ts";
import type { Org } from "../model/org.ts";
import { fromSerial, type PeopleSheet, type Place, toSerial } from "./people-sheet.ts";
import type { PlacedBlock } from "./rows-sheet.ts";
import { type FormulaSheet, plain, SHEETS, type SheetCell } from "./sheet.ts";
import { call, cell, type Formula, fixed, number, off, operate, sum } from "./text/formula.ts";

const HEADER = ["Name", "From", "Until before", "Place", "Last below"];
const [PLACE, LAST] = [3, 4];
/** Columns of a block: its first row, the last of the place's own, the last of all below. */
const PER_BLOCK = 3;

export interface OrgSheet {
  readonly sheet: FormulaSheet;
  /** First and last row of a place inside a block. */
  slice(place: Place, block: number, scope: "subtree" | "own"): { first: Formula; last: Formula };
  /** The interval of places. */
  interval(place: Place, scope: "subtree" | "own"): { low: Formula; high: Formula };
}

export function orgSheet(
  org: Org,
  places: readonly Place[],
  blocks: readonly PlacedBlock[],
  serial: (day: Day) => number,
  live: PeopleSheet["live"],
): OrgSheet {
  const blockColumns = blocks.flatMap((placed) => blockCells(placed));
  const rows = places.map((place): SheetCell[] => [
    org.nodes[place.node]!.name,
    fromSerial(place, serial),
    toSerial(place, serial),
    live ? plain(live.place(place.node), place.number) : place.number,
    live ? plain(live.last(place.node), place.last) : place.last,
    ...blockColumns.map((formula) => plain(formula, null)),
  ]);
  const at = ({ number: row }: Place, column: number): Formula =>
    cell(SHEETS.org, fixed(row), fixed(column));
  const names = blocks.flatMap((_, i) =>
    ["first", "last own", "last below"].map((what) => `${what}, block ${i + 1}`),
  );
  return {
    sheet: {
      name: SHEETS.org,
      what: "which rows belong to whom",
      rows: [[...HEADER, ...names], ...rows],
      headerRow: 0,
      frozenColumns: 1,
      dayColumns: [],
      dayRows: [],
    },
    slice: (place, block, scope) => {
      const left = HEADER.length + PER_BLOCK * block;
      return { first: at(place, left), last: at(place, left + (scope === "own" ? 1 : 2)) };
    },
    interval: (place, scope) => ({
      low: at(place, PLACE),
      high: at(place, scope === "own" ? PLACE : LAST),
    }),
  };
}

/**
 * Places ascend in a block, so the last row at or before one is found by halving; none gives 0. What is looked for
 * stands between two places: of several equal ones programs find the last, or any.
 */
function blockCells(placed: PlacedBlock): Formula[] {
  const places = placed.column(0);
  const { owned } = placed.block;
  const own = (column: number) => (owned ? cell(null, off(0), fixed(column)) : number(1));
  const before = (place: Formula): Formula =>
    call("IFNA", call("MATCH", place, places, number(1)), number(0));
  return [
    sum(before(operate(own(PLACE), "-", number(0.5))), number(1)),
    before(sum(own(PLACE), number(0.5))),
    before(sum(own(LAST), number(0.5))),
  ];
}
