/** `KPI People`: everybody's key, and where each stood when: a place in the tree for each span of days. */
import type { Day } from "../../dsl/calendar/day.ts";
import { ALWAYS_FROM, ALWAYS_TO } from "../model/assignments.ts";
import type { Org } from "../model/org.ts";
import type { People } from "./block.ts";
import { DAY_SCALE } from "./block.ts";
import type { Check } from "./checks-sheet.ts";
import { folded, foldsAlike } from "./fold.ts";
import { type FormulaSheet, plain, SHEETS, type SheetCell } from "./sheet.ts";
import { area, cell, type Formula, fixed, number, off, product, sum } from "./text/formula.ts";

/** A place in the tree that people held: numbered from 1 in pre-order, levels below people left out. */
export interface Place {
  readonly position: number;
  readonly node: number;
  /** The subtree is `[number, last]`. */
  readonly number: number;
  readonly last: number;
  readonly from: Day;
  readonly to: Day;
}

export function placesOf({ positions, nodes }: Org): readonly Place[] {
  const people = positions.flatMap((p, at) => (nodes[p.node]!.level === null ? [at] : []));
  const before = (position: number) => people.filter((at) => at <= position).length;
  return people.map((at, i) => {
    const { node, last, from, to } = positions[at]!;
    return { position: at, node, number: i + 1, last: before(last), from, to };
  });
}

/** The first day of no beginning, and the day after any end that a workbook knows. */
const FIRST = 0;
export const END = 2_958_466;
export const fromSerial = ({ from }: Place, serial: (day: Day) => number): number =>
  from <= ALWAYS_FROM ? FIRST : Math.max(FIRST, serial(from));
export const toSerial = ({ to }: Place, serial: (day: Day) => number): number =>
  to >= ALWAYS_TO ? END : serial(to);

export const isUndated = (places: readonly Place[]): boolean =>
  places.every(({ from, to }) => from <= ALWAYS_FROM && to >= ALWAYS_TO) &&
  new Set(places.map(({ node }) => node)).size === places.length;

/** Rows below the last for people to come. */
export const PEOPLE_ROOM = 25;

const HEADER = ["Name", "Key", "Number", null, "Span", "Number", "From", "Until before", "Place"];
/** Zero-based columns. */
const AT = { name: 0, key: 1, start: 4, person: 5, from: 6, to: 7, place: 8 } as const;

export interface PeopleSheet {
  readonly sheet: FormulaSheet;
  readonly ranges: People & {
    readonly numbers: ReturnType<typeof area>;
    readonly froms: ReturnType<typeof area>;
  };
  /** The number of a person, from 1, in the order of the tree. */
  numberOf(node: number): number;
  /** Where the tree is formulas over the people's sheet: a person's place, and the last below; null: it is as published. */
  readonly live: {
    place(node: number): Formula;
    last(node: number): Formula;
    /** How many below a person, or the person alone, have nobody below them; of these those who are no vacancy. */
    ends(node: number): Formula;
    heads(node: number): Formula;
    /** How many report to a person, vacancies left out; and whom a person reports to, by number, where it is no vacancy. */
    reports(node: number): Formula;
    reportsTo(node: number): Formula;
    /** People's rows, those to come included; and as criteria those of them who stand so below a person. */
    readonly count: number;
    endsBelow(node: number): readonly Formula[];
    readonly checks: readonly Check[];
  } | null;
}

export function peopleSheet(
  org: Org,
  places: readonly Place[],
  serial: (day: Day) => number,
): PeopleSheet {
  const nodes = [...new Set(places.map(({ node }) => node))];
  const numbers = new Map(nodes.map((node, i) => [node, i + 1]));
  const spans = [...places].sort(
    (a, b) =>
      numbers.get(a.node)! - numbers.get(b.node)! || fromSerial(a, serial) - fromSerial(b, serial),
  );
  const height = Math.max(nodes.length, spans.length + 1);
  const rows = Array.from({ length: height }, (_, r): SheetCell[] => {
    const node = nodes[r];
    const person: SheetCell[] =
      node === undefined
        ? [null, null, null]
        : [org.nodes[node]!.name, keyOf(org.nodes[node]!), r + 1];
    return [...person, null, ...spanCells(spans, r - 1, numbers, serial)];
  });
  const column = (at: number, count: number) =>
    area(SHEETS.people, [fixed(1), fixed(count)], [fixed(at), fixed(at)]);
  const spanned = (at: number) => column(at, spans.length + 1);
  return {
    sheet: {
      name: SHEETS.people,
      what: "who stands where in the tree, and when",
      rows: [HEADER, ...rows],
      headerRow: 0,
      frozenColumns: 1,
      dayColumns: [],
      dayRows: [],
    },
    ranges: {
      keys: column(AT.key, nodes.length),
      starts: spanned(AT.start),
      ends: spanned(AT.to),
      positions: spanned(AT.place),
      numbers: spanned(AT.person),
      froms: spanned(AT.from),
      undated: isUndated(places),
      ordered: null,
    },
    numberOf: (node) => numbers.get(node) ?? 0,
    live: null,
  };
}

/** Follows the name, where a sheet's functions can fold it; a name with signs that they leave has its key as it is. */
const keyOf = ({
  name,
  folded: key,
}: {
  readonly name: string;
  readonly folded: string;
}): SheetCell => (foldsAlike(name) ? plain(folded(cell(null, off(0), fixed(AT.name))), key) : key);

/** The span's key is worked out from the cells beside it, so that it is right in a workbook of 1904 too. */
function spanCells(
  spans: readonly Place[],
  at: number,
  numbers: ReadonlyMap<number, number>,
  serial: (day: Day) => number,
): SheetCell[] {
  if (at < 0) return [0, 0, 0, 0, 0];
  const span = spans[at];
  if (!span) return [null, null, null, null, null];
  const person = numbers.get(span.node)!;
  const from = fromSerial(span, serial);
  const scaled = product(cell(null, off(0), fixed(AT.person)), number(DAY_SCALE));
  const start = sum(scaled, cell(null, off(0), fixed(AT.from)));
  return [
    plain(start, person * DAY_SCALE + from),
    person,
    from,
    toSerial(span, serial),
    span.number,
  ];
}
