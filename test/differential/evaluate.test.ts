import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../dsl/index.ts";
import { createEvaluator } from "../../src/evaluate/evaluator.ts";
import { buildModel } from "../../src/model/build.ts";
import {
  type Drawn,
  drawn,
  END_OF_2026,
  MOVE,
  NO_STANDING,
  name,
  workbookOf,
} from "../properties/deals.ts";
import { type KpiSpec, queryOf, ruleOf } from "./sql.ts";

/** The engine against DuckDB, which reads queries written by hand for the same rules: every person and month. */

const MODELS = 120;
const KPIS_EACH = 3;

const spec: fc.Arbitrary<KpiSpec> = fc.record({
  by: fc.constantFrom("sum", "count", "average", "min", "max", "median", "distinct", "ratio"),
  where: fc.constantFrom("all", "won", "not lost", "large", "named"),
  on: fc.constantFrom("Closed", "Created"),
  span: fc.constantFrom(
    "month",
    "year to date",
    "quarter to date",
    "last year",
    "last period",
    "three months",
  ),
  own: fc.boolean(),
});

const text = (value: string | null) => (value === null ? "null" : `'${value.replace(/'/g, "''")}'`);

/** The drawn model as tables; deals of strangers have no owner. */
function tablesOf({ managers, moves, deals }: Drawn): string {
  const stays = managers.flatMap((manager, person) => {
    const boss = person === 0 ? "null" : String(manager);
    const moved = moves[person] ?? null;
    if (moved === null) return [`(${person}, ${boss}, '0001-01-01', '9999-12-31')`];
    return [
      `(${person}, ${boss}, '0001-01-01', '${MOVE}')`,
      `(${person}, ${moved}, '${MOVE}', '9999-12-31')`,
    ];
  });
  const rows = deals.map((d, id) => {
    const owner = d.owner < managers.length ? d.owner : "null";
    const account = text(d.account.trim() === "" ? null : d.account);
    return `(${id}, ${owner}, ${account}, '${d.stage}', ${d.amount ?? "null"}, ${text(d.closed)}, ${text(d.created)})`;
  });
  return `
create or replace table people(person int);
insert into people values ${managers.map((_, person) => `(${person})`).join(", ")};
create or replace table stays(person int, boss int, first date, last date);
insert into stays values ${stays.join(", ")};
create or replace table deals(id int, owner int, account varchar, stage varchar, amount decimal(18, 2), closed date, created date);
${rows.length > 0 ? `insert into deals values ${rows.join(", ")};` : ""}`;
}

const rulesOf = (specs: readonly KpiSpec[]): string =>
  [
    "people from Team",
    "  name [Name]",
    "  reports to [Manager]",
    "  since [From]",
    "  until [Until]",
    "",
    "table Deals from Deals",
    "  owner [Owner]",
    "  date [Closed]",
    "",
    ...specs.map((each, i) => `kpi k${i} = ${ruleOf(each)}`),
  ].join("\n");

/** `[kpi][month][person]`, NaN for blank. */
function ours(data: Drawn, specs: readonly KpiSpec[]): number[][][] {
  const { program, diagnostics } = compile(rulesOf(specs), null);
  const faults = diagnostics.filter((d) => d.severity === "error");
  expect(faults, rulesOf(specs)).toEqual([]);
  const model = buildModel(program, workbookOf(data), { day: END_OF_2026, today: null });
  const first = model.calendar.parse("2026-01")!;
  const months = Array.from({ length: 12 }, (_, i) => model.calendar.shift(first, i));
  const evaluator = createEvaluator({ program, model, periods: () => months, source: NO_STANDING });
  const people = data.managers.map((_, person) => model.org.nodeOf(name(person).toLowerCase())!);
  return program.kpis.map((kpi) => {
    const { value } = evaluator.matrix(kpi.figure, "month");
    return months.map((_, m) => people.map((node) => value[m * model.org.nodes.length + node]!));
  });
}

async function theirs(db: DuckDBConnection, data: Drawn, each: KpiSpec): Promise<number[][]> {
  const rows = (await db.runAndReadAll(queryOf(each))).getRowsJS() as [
    number,
    number,
    number | null,
  ][];
  const out = Array.from({ length: 12 }, () => data.managers.map(() => Number.NaN));
  for (const [month, person, value] of rows) out[month]![person] = value ?? Number.NaN;
  return out;
}

/** Blank is blank; a decimal and a binary sum may differ where the last bit is rounded. */
const same = (a: number, b: number): boolean =>
  Number.isNaN(a) ? Number.isNaN(b) : Math.abs(a - b) <= 1e-12 * Math.max(1, Math.abs(b));

describe("actuals are what SQL says", () => {
  let db: DuckDBConnection;
  beforeAll(async () => {
    db = await (await DuckDBInstance.create(":memory:", { threads: "1" })).connect();
  });
  afterAll(() => db.closeSync());

  test("over random models: movers, blanks, strangers, windows, distinct, ratios", async () => {
    await fc.assert(
      fc.asyncProperty(
        drawn,
        fc.array(spec, { minLength: KPIS_EACH, maxLength: KPIS_EACH }),
        async (data, specs) => {
          await db.run(tablesOf(data));
          const mine = ours(data, specs);
          for (const [k, each] of specs.entries()) {
            const wanted = await theirs(db, data, each);
            const where = `${ruleOf(each)}\n${queryOf(each)}`;
            const differing = wanted.flatMap((people, month) =>
              people.flatMap((value, person) => {
                const got = mine[k]![month]![person]!;
                return same(got, value) ? [] : [{ month, person, got, value }];
              }),
            );
            expect(differing, where).toEqual([]);
          }
        },
      ),
      { numRuns: MODELS, endOnFailure: true },
    );
  }, 60_000);
});
