/** Plain reading = evaluator = SQL, figure by figure, person by person, month by month. */
import { parseIso } from "../../../dsl/calendar/day.ts";
import type { FigureNode, Program } from "../../../dsl/ir/ir.ts";
import { createEvaluator } from "../../../src/evaluate/evaluator.ts";
import type { Elsewhere } from "../../../src/evaluate/types.ts";
import { rangeOf } from "../../../src/evaluate/windows.ts";
import { bind } from "../../../src/hosts/databases/bind.ts";
import type { Engine } from "../../../src/hosts/databases/engine.ts";
import { EMPTY_MAP } from "../../../src/hosts/databases/map.ts";
import { buildModel } from "../../../src/model/build.ts";
import type { Model } from "../../../src/model/model.ts";
import type { WorkbookData } from "../../../src/model/workbook.ts";
import {
  type Answer,
  type Asked,
  actualsQuery,
  figuresQuery,
  matricesOf,
  withLiterals,
} from "../../../src/sql/index.ts";
import { NO_STANDING } from "../../properties/deals.ts";
import type { DrawnModel } from "./model.ts";
import { type PlainCell, plainly } from "./plain.ts";

type Aggregate = Extract<FigureNode, { kind: "aggregate" }>;

/** From 2025-11 to 2026-12, months counted from year 0. */
export const MONTHS = Array.from({ length: 14 }, (_, i) => 2025 * 12 + 10 + i);

export interface Difference {
  readonly who: string;
  readonly figure: number;
  readonly person: string;
  readonly month: number;
  readonly got: number | null;
  readonly wanted: number | null;
}

const aggregates = ({ figures }: Program): { node: Aggregate; id: number }[] =>
  figures.flatMap(({ node }, id) =>
    node.kind === "aggregate" && node.node.who === "self" ? [{ node, id }] : [],
  );

export interface Wanted {
  readonly people: readonly string[];
  /** By aggregate: month, person. */
  readonly cells: readonly (readonly (readonly PlainCell[])[])[];
}

export function wantedOf(model: DrawnModel): Wanted {
  const people = [...new Set(model.stays.map(({ person }) => person))];
  return {
    people,
    cells: aggregates(model.program).map(({ node }) => plainly(model, node, MONTHS)),
  };
}

/** Figures of an evaluator over a workbook against what is wanted. */
function differencesOf(
  who: string,
  { program, asOf }: DrawnModel,
  workbook: WorkbookData,
  wanted: Wanted,
  elsewhere: Elsewhere | null,
): Difference[] {
  const model = buildModel(program, workbook, { day: parseIso(asOf), today: null });
  const first = model.calendar.parse("2025-11")!;
  const periods = MONTHS.map((_, i) => model.calendar.shift(first, i));
  const evaluator = createEvaluator({
    program,
    model,
    periods: () => periods,
    source: NO_STANDING,
    elsewhere,
  });
  return aggregates(program).flatMap(({ id }, a) => {
    const { value } = evaluator.matrix(id, "month");
    return MONTHS.flatMap((month, m) =>
      wanted.people.flatMap((person, p): Difference[] => {
        const got = value[m * model.org.nodes.length + model.org.nodeOf(person)!]!;
        const cell = wanted.cells[a]![m]![p]!;
        const same =
          cell.value === null ? Number.isNaN(got) : Math.abs(got - cell.value) <= 1e-9 * cell.size;
        return same ? [] : [{ who, figure: id, person, month, got, wanted: cell.value }];
      }),
    );
  });
}

export const evaluatorDiffers = (model: DrawnModel, wanted: Wanted): Difference[] =>
  differencesOf("evaluator", model, model.workbook, wanted, null);

export interface Sql {
  readonly differences: readonly Difference[];
  readonly text: () => string;
}

/** What is asked of a database that holds the tables, once for all that is compared. */
export interface Prepared {
  readonly drawn: DrawnModel;
  readonly wanted: Wanted;
  readonly workbook: WorkbookData;
  readonly model: Model;
  readonly binding: Known;
  readonly asked: readonly Asked[];
}

/** `fewTexts` false: as if every column held too many texts to list. */
export async function prepared(
  drawn: DrawnModel,
  wanted: Wanted,
  engine: Engine,
  fewTexts: boolean,
): Promise<Prepared> {
  const { program } = drawn;
  const { workbook, binding } = await bind({
    engine,
    program,
    map: EMPTY_MAP,
    sheets: [],
    smallRows: -1,
    say: () => {},
  });
  const model = buildModel(program, workbook, { day: parseIso(drawn.asOf), today: null });
  const first = model.calendar.parse("2025-11")!;
  const asked = aggregates(program).map(({ node }): Asked => {
    const window = program.windows[node.window]!;
    const ranges = MONTHS.map((_, i) =>
      rangeOf(model.calendar, window, model.calendar.shift(first, i), model.asOf),
    );
    return { node, ranges };
  });
  const known = binding(program, model);
  return {
    drawn,
    wanted,
    workbook,
    model,
    binding: fewTexts ? known : withManyTexts(known),
    asked,
  };
}

/** Figures from the database against what is wanted. */
export async function sqlDiffers(
  { drawn, wanted, workbook, model, binding, asked }: Prepared,
  engine: Engine,
): Promise<Sql> {
  const { dialect } = engine;
  const input = { program: drawn.program, org: model.org, asOf: model.asOf };
  const query = actualsQuery({ ...input, binding: { ...binding, dialect } }, asked);
  const answers: Answer[] = [];
  for (const { statement } of query.passes) answers.push(await engine.numbers(statement));
  const matrices = matricesOf(query, model.org, asked, answers);
  const elsewhere: Elsewhere = (node) => matrices[asked.findIndex((each) => each.node === node)]!;
  return {
    differences: differencesOf(dialect.name, drawn, workbook, wanted, elsewhere),
    text: () => query.passes.map(({ statement }) => withLiterals(statement, dialect)).join(";\n"),
  };
}

/** A printed statement takes an engine three times as long: every fourth model's is run, and the fixed one's. */
export const isPrinted = ({ seed }: DrawnModel): boolean => seed % 4 === 0;

/** One statement for all KPIs, tree and windows and what is worked out of them in SQL, against the evaluator. */
export async function statementDiffers(
  { drawn, model, binding }: Prepared,
  engine: Engine,
): Promise<Sql> {
  const { dialect } = engine;
  const { program } = drawn;
  const { periods, evaluator, nodes } = inMemory(drawn);
  const { statement, columns } = figuresQuery({
    program,
    org: model.org,
    asOf: model.asOf,
    binding: { ...binding, dialect },
    model,
    periods,
    kpis: program.kpis,
  });
  const text = () => withLiterals(statement, dialect);
  if (columns.length === 0) return { differences: [], text };
  const [who, labels, ...found] = await engine.query(statement);
  const months = new Map(periods.map(({ label }, p) => [label, p]));
  const differences = columns.flatMap(({ figure }, k) => {
    const { value } = evaluator.matrix(figure, "month");
    return who!.flatMap((person, i): Difference[] => {
      const p = months.get(String(labels![i]))!;
      const wanted = value[p * nodes.length + nodes.indexOf(String(person))]!;
      const cell = found[k]![i];
      const got = cell === null ? Number.NaN : Number(cell);
      const same = Number.isNaN(wanted)
        ? Number.isNaN(got)
        : Math.abs(got - wanted) <= 1e-9 * Math.max(1, Math.abs(wanted));
      return same
        ? []
        : [
            {
              who: `${dialect.name}, printed`,
              figure,
              person: String(person),
              month: MONTHS[p]!,
              got,
              wanted,
            },
          ];
    });
  });
  return { differences, text };
}

function inMemory({ program, workbook, asOf }: DrawnModel) {
  const model = buildModel(program, workbook, { day: parseIso(asOf), today: null });
  const first = model.calendar.parse("2025-11")!;
  const periods = MONTHS.map((_, i) => model.calendar.shift(first, i));
  const evaluator = createEvaluator({
    program,
    model,
    periods: () => periods,
    source: NO_STANDING,
  });
  return { periods, evaluator, nodes: model.org.nodes.map(({ name }) => name) };
}

type Known = ReturnType<Awaited<ReturnType<typeof bind>>["binding"]>;
const withManyTexts = (binding: Known): Known => ({
  ...binding,
  table: (id) => {
    const table = binding.table(id);
    return (
      table && {
        ...table,
        column: (header) => {
          const column = table.column(header);
          return column?.texts ? { ...column, texts: { ...column.texts, all: null } } : column;
        },
      }
    );
  },
});
