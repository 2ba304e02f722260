/** What each table of data holds: whose rows, when they count, what they amount to, how they end. */
import { rangeText } from "../model/address.ts";
import { type Candidate, type Guesses, reason } from "./guess.ts";
import type { FoundPeople } from "./people.ts";
import type { Undated } from "./proposal.ts";
import type { Column, FoundTable } from "./sheets.ts";
import { mayName, shareIn, type Value, valuesOf } from "./values.ts";
import { type Meaning, says, valueMeans } from "./words.ts";

export interface Outcomes {
  readonly column: Column;
  readonly won: readonly string[];
  readonly lost: readonly string[];
}
export interface DataTable {
  readonly table: FoundTable;
  /** As the rules call it. */
  readonly name: string;
  readonly owner: Column;
  /** Others whose work the same row is, such as who found the customer. */
  readonly seconds: readonly Column[];
  readonly date: Column | null;
  /** When it began, where that is another day. */
  readonly created: Column | null;
  readonly days: readonly Column[];
  readonly amount: Column | null;
  readonly outcomes: Outcomes | null;
  readonly key: Column | null;
}

/** Rows of other owners than people are somebody else's table. */
const LEAST_OWNED = 0.3;
/** A column of more words than these is no column of choice. */
const MOST_WORDS = 24;

/** Tables whose rows somebody owns, without those that hold goals; null for each that is none. */
export function dataTable(
  table: FoundTable,
  people: FoundPeople,
  guesses: Guesses,
  name: string,
): DataTable | "no owner" | "left out" {
  const sheet = table.sheet.name;
  const owners = ownerCandidates(table, people);
  if (owners.length === 0) return "no owner";
  const at = { part: "table", sheet } as const;
  const used = guesses.pick({ ...at, id: `table.${sheet}.used`, what: "used", optional: true }, [
    {
      value: "yes",
      label: sheet,
      of: true,
      points: 1,
      reasons: [reason("matches people", owners[0]!.value, owners[0]!.points)],
    },
  ]);
  if (!used) return "left out";
  const owner = guesses.pick({ ...at, id: `table.${sheet}.owner`, what: "owner" }, owners)!;
  const days = table.columns.filter(({ profile }) => profile.holds === "days");
  const outcomes = outcomesOf(table, guesses, new Set([owner]));
  const date = guesses.pick(
    { ...at, id: `table.${sheet}.date`, what: "date", optional: true },
    dateCandidates(days),
  );
  const created = guesses.pick(
    { ...at, id: `table.${sheet}.created`, what: "created", optional: true },
    days
      .filter((column) => column !== date)
      .map((column) => told(column, says(column.header, "created") ? 1 : 0, "created")),
  );
  const amount = guesses.pick(
    { ...at, id: `table.${sheet}.amount`, what: "amount", optional: true },
    amountCandidates(table, owner),
  );
  const others = owners.flatMap(({ of }) => (of === owner ? [] : [of]));
  return {
    table,
    name,
    owner,
    seconds: others.filter(({ header }) => !says(header, "manager")),
    date,
    created,
    days,
    amount,
    outcomes,
    key: keyOf(table, new Set([owner, ...others])),
  };
}

/** Tables without a day, though a column of theirs is called one and holds digits. */
export const undatedIn = (tables: readonly DataTable[]): readonly Undated[] =>
  tables.flatMap(({ table, days }) => {
    if (days.length > 0) return [];
    const promised = table.columns.find(
      ({ header, profile }) =>
        profile.holds === "texts" &&
        [...profile.shown.values()].filter((text) => /\d/.test(text)).length * 2 >
          profile.shown.size &&
        (["closed", "date", "created"] as const).some((meaning) => says(header, meaning)),
    );
    if (!promised) return [];
    const { at, name, profile } = promised;
    const [top, bottom] = [table.firstRow, table.firstRow + table.cells(promised).length];
    return [
      {
        sheet: table.sheet.name,
        column: name,
        range: rangeText({ top, left: at, bottom, right: at + 1 }),
        example: [...profile.shown.values()][0] ?? "",
      },
    ];
  });

/** Columns whose values are people, likeliest first. */
function ownerCandidates(
  table: FoundTable,
  { names, table: own }: FoundPeople,
): readonly Candidate<Column>[] {
  if (table === own) return [];
  return table.columns
    .filter((column) => mayName(column) && !says(column.header, "key"))
    .map((column) => ({ column, share: shareIn(valuesOf(table, column), names) }))
    .filter(({ share }) => share >= LEAST_OWNED)
    .map(({ column, share }): Candidate<Column> => {
      const points =
        share +
        (says(column.header, "owner") ? 1 : 0) -
        (says(column.header, "second") ? 0.8 : 0) -
        (says(column.header, "manager") ? 1.5 : 0);
      return {
        value: column.name,
        label: column.name,
        of: column,
        points: Math.max(points, 0.01),
        reasons: [
          ...(says(column.header, "owner") ? [reason("header", column.header ?? "")] : []),
          reason("matches people", column.name, share),
        ],
      };
    })
    .sort((a, b) => b.points - a.points);
}

const told = (column: Column, points: number, meaning: Meaning): Candidate<Column> => ({
  value: column.name,
  label: column.name,
  of: column,
  points,
  reasons: [
    says(column.header, meaning)
      ? reason("header", column.header ?? "")
      : reason("dates", column.name, column.profile.sure),
  ],
});

/** The day on which a thing is settled goes before that on which it began, and both before the last touch. */
function dateCandidates(days: readonly Column[]): readonly Candidate<Column>[] {
  return days.map((column) => {
    const { header } = column;
    const points =
      1 +
      (says(header, "closed") ? 2 : 0) +
      (says(header, "date") ? 0.5 : 0) -
      (says(header, "created") ? 0.25 : 0) -
      (says(header, "last") ? 0.9 : 0) +
      column.profile.filled / 10;
    return told(column, points, says(header, "closed") ? "closed" : "date");
  });
}

function amountCandidates(table: FoundTable, owner: Column): readonly Candidate<Column>[] {
  return table.columns
    .filter(({ profile }) => profile.holds === "numbers")
    .filter((column) => column !== owner && !says(column.header, "key"))
    .map((column) => {
      const { header, profile } = column;
      const said = says(header, "amount");
      const not = (["rate", "cost", "duration", "target", "visitors"] as const).some((m) =>
        says(header, m),
      );
      const count = says(header, "transactions") || says(header, "units");
      const points =
        (said ? 2 : 0) + Math.min(1, Math.log10(1 + profile.size) / 6) - (count ? 2 : 0);
      return {
        value: column.name,
        label: column.name,
        of: column,
        points: not || (!said && profile.size < 50) ? 0 : points - (said ? 0 : 0.2),
        reasons: [
          said ? reason("header", header ?? "") : reason("numbers", column.name, profile.sure),
        ],
      };
    });
}

/** Words of choice: few of them, and far fewer than rows. */
export function wordsOf(table: FoundTable, column: Column): readonly Value[] | null {
  if (column.profile.holds !== "texts") return null;
  const values = valuesOf(table, column);
  if (values.size < 2 || values.size > MOST_WORDS || values.size > table.rows / 2) return null;
  return [...values.values()].sort((a, b) => b.rows - a.rows);
}

function outcomesOf(
  table: FoundTable,
  guesses: Guesses,
  taken: ReadonlySet<Column>,
): Outcomes | null {
  const sheet = table.sheet.name;
  const at = { part: "table", sheet } as const;
  const candidates = table.columns.flatMap((column): Candidate<Column>[] => {
    const words = taken.has(column) ? null : wordsOf(table, column);
    if (!words) return [];
    const ends = words.filter(({ shown }) => valueMeans(shown, "won") || valueMeans(shown, "lost"));
    const said = says(column.header, "stage");
    const points = (said ? 1 : 0) + (ends.length > 0 ? 1.5 : 0) - (said && ends.length > 0 ? 0 : 1);
    return [
      {
        value: column.name,
        label: column.name,
        of: column,
        points,
        reasons: [
          ...(said ? [reason("header", column.header ?? "")] : []),
          ...(ends.length > 0 ? [reason("words", ends.map((w) => w.shown).join(", "))] : []),
        ],
      },
    ];
  });
  const column = guesses.pick(
    { ...at, id: `table.${sheet}.stage`, what: "stage", optional: true },
    candidates,
  );
  if (!column) return null;
  const words = wordsOf(table, column) ?? [];
  const ending = (how: "won" | "lost") => {
    const found = words.filter(({ shown }) => valueMeans(shown, how)).map(({ shown }) => shown);
    const joined = found.join(" / ");
    const of = (value: string) => (value === joined ? found : [value]);
    const values = [...new Set([joined, ...words.map(({ shown }) => shown)])].filter(Boolean);
    const picked = guesses.pick(
      { ...at, id: `table.${sheet}.${how}`, what: how, optional: true },
      values.map((value) => ({
        value,
        label: value,
        of: of(value),
        points: value === joined && found.length > 0 ? 2 : 0,
        reasons: [reason("words", joined)],
      })),
    );
    return picked ?? [];
  };
  return { column, won: ending("won"), lost: ending("lost") };
}

/** The column that names each row: all different, and its header or its place says so. */
export function keyOf(table: FoundTable, not: ReadonlySet<Column>): Column | null {
  const unique = table.columns.filter((column) => {
    if (not.has(column) || !mayName(column) || column.profile.filled < 1) return false;
    return valuesOf(table, column).size === table.rows;
  });
  return (
    unique.find(({ header }) => says(header, "key")) ??
    unique.find((c) => c === table.columns[0]) ??
    null
  );
}
