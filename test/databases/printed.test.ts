import * as duck from "@duckdb/node-api";
import type { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import { compile } from "../../dsl/index.ts";
import { sampleRules, sampleWorkbook } from "../../examples/generate.ts";
import { lengthNote } from "../../src/cli/sql.ts";
import { createEvaluator } from "../../src/evaluate/evaluator.ts";
import { EMPTY_MAP, type SqlMap } from "../../src/hosts/databases/index.ts";
import { printedBinding } from "../../src/hosts/databases/printed.ts";
import { buildModel } from "../../src/model/build.ts";
import { sheetOf } from "../../src/model/workbook.ts";
import {
  DIALECTS,
  type DialectName,
  figuresQuery,
  postgresOf,
  withLiterals,
} from "../../src/sql/index.ts";
import { sql } from "../../src/sql/text.ts";
import { drawModel } from "../differential/models/draw.ts";
import { DUCKDB_LOAD, POSTGRES_LOAD, tablesIn } from "../differential/models/load.ts";
import type { DrawnModel } from "../differential/models/model.ts";
import { NO_STANDING } from "../properties/deals.ts";
import { hasSomePostgres, type Postgres, somePostgres } from "./postgres.ts";

/** What `answerable sql` prints, run in the engine: every KPI, person and month as the evaluator has it. */
const MODELS = 8;
/** On a busy machine, too. */
const MINUTES = 600_000;

function mapOf({ tables }: DrawnModel): SqlMap {
  const typed = tables.map(({ name, columns }) => [
    name,
    {
      columns: Object.fromEntries(
        columns.map((column) => [column.name, { name: column.name, type: column.kind }]),
      ),
    },
  ]);
  return { ...EMPTY_MAP, tables: Object.fromEntries(typed) };
}

/** Printed statements leave the matching form to the engine: DuckDB has no NFKC, so that such texts are others there. */
const needsNfkc = (model: DrawnModel): boolean => {
  const all = JSON.stringify([model.tables, model.program.rows]);
  return all.normalize("NFKC") !== all.normalize("NFC");
};

interface Printed {
  readonly text: string;
  readonly refused: number;
  /** By KPI, then `person period`. */
  readonly wanted: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

function printedOf(drawn: DrawnModel, dialect: DialectName): Printed {
  // Ratios, differences and the like of the drawn aggregates, too.
  const { program } = drawn;
  const model = buildModel(program, drawn.workbook, { day: parseIso(drawn.asOf), today: null });
  const binding = printedBinding(DIALECTS[dialect], program, model, mapOf(drawn));
  const periods = model.calendar.between(parseIso("2025-11-01")!, parseIso("2026-12-31")!, "month");
  const query = figuresQuery({
    program,
    org: model.org,
    asOf: model.asOf,
    binding,
    model,
    periods,
    kpis: program.kpis,
  });
  const evaluator = createEvaluator({
    program,
    model,
    periods: () => periods,
    source: NO_STANDING,
  });
  const wanted = query.columns.map(({ name, figure }) => {
    const { value } = evaluator.matrix(figure, "month");
    const cells = periods.flatMap(({ label }, p) =>
      model.org.nodes.map(
        (node, n) => [`${node.name} ${label}`, value[p * model.org.nodes.length + n]!] as const,
      ),
    );
    return [name, new Map(cells)] as const;
  });
  return {
    text: withLiterals(query.statement, DIALECTS[dialect]),
    refused: query.refused.length,
    wanted: new Map(wanted),
  };
}

function check(
  seed: number,
  { wanted, text }: Printed,
  [who, labels, ...values]: readonly (readonly unknown[])[],
): void {
  [...wanted].forEach(([kpi, cells], k) => {
    who!.forEach((name, i) => {
      const got = values[k]![i] === null ? Number.NaN : Number(values[k]![i]);
      const want = cells.get(`${name} ${labels![i]}`)!;
      const same = Number.isNaN(want)
        ? Number.isNaN(got)
        : Math.abs(got - want) <= 1e-9 * Math.max(1, Math.abs(want));
      if (!same)
        expect.fail(
          `seed ${seed}: ${kpi} of ${name} in ${labels![i]} is ${got}, not ${want}\n${text}`,
        );
    });
  });
  expect(who!.length).toBe([...wanted.values()][0]!.size);
}

describe("a printed statement", () => {
  test(
    "in DuckDB",
    async () => {
      const connection = await (
        await duck.DuckDBInstance.create(":memory:", { threads: "1" })
      ).connect();
      let ran = 0;
      for (let seed = 1; ran < MODELS; seed += 1) {
        const model = drawModel(seed);
        if (needsNfkc(model)) continue;
        const made = printedOf(model, "duckdb");
        if (made.wanted.size === 0) continue;
        for (const statement of tablesIn(model, DUCKDB_LOAD)) await connection.run(statement);
        check(
          seed,
          made,
          (await connection.runAndReadAll(made.text)).getColumnsJS() as unknown[][],
        );
        ran += 1;
      }
      connection.closeSync();
    },
    MINUTES,
  );
});

describe("a printed figure of the manager", () => {
  test("is of who it is on the last day of the period looked at; of nobody it is blank", async () => {
    const { program } = compile(
      `people from Team
  name [Name]
  reports to [Manager]
  since [Since]
  until [Until]

table Deals from Deals
  owner [Owner]
  date [Closed]

kpi beside = sum(Deals[Amount]) of manager
kpi before = sum(Deals[Amount]) of manager last period
`,
      null,
    );
    const [middle, start] = [46_037, 45_658];
    const team = sheetOf("Team", [
      ["Name", "Manager", "Since", "Until"],
      ["Top", null, start, null],
      ["Ann", "Top", start, null],
      ["Bob", "Top", start, null],
      ["Cy", "Ann", start, middle - 1],
      ["Cy", "Bob", middle, null],
    ]);
    const workbook = { sheets: [team], names: [], locale: "en-US", dateSystem: 1900 } as const;
    const model = buildModel(program, workbook, { day: parseIso("2026-02-28"), today: null });
    const periods = model.calendar.between(
      parseIso("2026-01-01")!,
      parseIso("2026-02-28")!,
      "month",
    );
    const { statement, refused } = figuresQuery({
      program,
      org: model.org,
      asOf: model.asOf,
      binding: printedBinding(DIALECTS.duckdb, program, model, EMPTY_MAP),
      model,
      periods,
      kpis: program.kpis,
    });
    expect(refused).toEqual([]);
    const connection = await (await duck.DuckDBInstance.create(":memory:")).connect();
    await connection.run(`CREATE TABLE "Deals" ("Owner" VARCHAR, "Closed" DATE, "Amount" DOUBLE)`);
    await connection.run(
      `INSERT INTO "Deals" VALUES ('Ann', '2026-01-05', 1), ('Bob', '2026-01-05', 20), ('Bob', '2026-02-05', 40)`,
    );
    const text = withLiterals(statement, DIALECTS.duckdb);
    const rows = (await connection.runAndReadAll(text)).getRowsJS();
    connection.closeSync();
    const of = (who: string) => rows.filter(([name]) => name === who).map((row) => row.slice(1));
    expect(of("Cy")).toEqual([
      ["2026-01", 20, 0],
      ["2026-02", 40, 20],
    ]);
    expect(of("Top")).toEqual([
      ["2026-01", null, null],
      ["2026-02", null, null],
    ]);
  });
});

/** Of a table that nobody owns there is one figure, which is everybody's. */
const NOBODYS = `people from Team
  name [Name]
  reports to [Manager]

table Deals from Deals
  date [Closed]

kpi total = sum(Deals[Amount])
kpi middle = median(Deals[Amount])
kpi kinds = distinct(Deals[Amount])
`;
function nobodys(dialect: DialectName): string {
  const { program } = compile(NOBODYS, null);
  const team = sheetOf("Team", [
    ["Name", "Manager"],
    ["Ann", null],
    ["Bob", "Ann"],
  ]);
  const workbook = { sheets: [team], names: [], locale: "en-US", dateSystem: 1900 } as const;
  const model = buildModel(program, workbook, { day: parseIso("2026-01-31"), today: null });
  const day = parseIso("2026-01-01")!;
  const { statement } = figuresQuery({
    program,
    org: model.org,
    asOf: model.asOf,
    binding: printedBinding(DIALECTS[dialect], program, model, EMPTY_MAP),
    model,
    periods: model.calendar.between(day, day, "month"),
    kpis: program.kpis,
  });
  return withLiterals(statement, DIALECTS[dialect]);
}
const NOBODYS_ROWS = [
  `CREATE TABLE "Deals" ("Closed" date, "Amount" double precision)`,
  `INSERT INTO "Deals" VALUES ('2026-01-05', 1), ('2026-01-06', 2), ('2026-01-07', 2), ('2026-02-05', 9)`,
];
const NOBODYS_FIGURES = [
  ["Ann", "2026-01", 5, 2, 2],
  ["Bob", "2026-01", 5, 2, 2],
];

test("CockroachDB, known by its version, is asked for no collation", () => {
  const folded = (version: string) =>
    withLiterals(postgresOf(version).foldPlain(sql`x`), DIALECTS.postgres);
  expect(folded("PostgreSQL 15.4 on x86_64")).toMatch(/ COLLATE "C"\)$/);
  expect(folded("CockroachDB CCL v24.1.0 (x86_64)")).toBe(
    "lower(btrim(regexp_replace(x, ' +', ' ', 'g')))",
  );
});

test("BigQuery parts rows by texts of numbers, and takes statements up to a length", () => {
  const text = nobodys("bigquery");
  expect(text).toMatch(/CAST\(CASE WHEN NOT \(IS_INF.* \+ 0 AS STRING\) AS `m0`/);
  expect(lengthNote(text, DIALECTS.bigquery)).toBe("");
  const long = "x".repeat(2 * 1024 * 1024);
  expect(lengthNote(long, DIALECTS.bigquery)).toMatch(
    /^The statement is 2 MB long, and BigQuery takes 1 MB/,
  );
  expect(lengthNote(long, DIALECTS.duckdb)).toBe("");
});

test("a printed figure that is nobody's, in DuckDB", async () => {
  const connection = await (await duck.DuckDBInstance.create(":memory:")).connect();
  for (const statement of NOBODYS_ROWS) await connection.run(statement);
  const rows = (await connection.runAndReadAll(nobodys("duckdb"))).getRowsJS();
  connection.closeSync();
  expect(rows).toEqual(NOBODYS_FIGURES);
});

describe.skipIf(!hasSomePostgres())("a printed statement in PostgreSQL", () => {
  let postgres: Postgres;
  let client: Client;
  beforeAll(async () => {
    postgres = await somePostgres();
    client = await postgres.client();
  });
  afterAll(async () => {
    await client.end();
    await postgres.stop();
  });
  test("of a figure that is nobody's", async () => {
    await client.query(NOBODYS_ROWS.join(";"));
    const { rows } = await client.query({ text: nobodys("postgres"), rowMode: "array" });
    await client.query('DROP TABLE "Deals"');
    expect(rows).toEqual(NOBODYS_FIGURES);
  });

  test(
    "folds as we do, NFKC and all",
    async () => {
      for (let seed = 1; seed <= MODELS; seed += 1) {
        const model = drawModel(seed);
        const made = printedOf(model, "postgres");
        if (made.wanted.size === 0) continue;
        await client.query(tablesIn(model, POSTGRES_LOAD).join(";\n"));
        const { rows } = await client.query({ text: made.text, rowMode: "array" });
        const list = rows as unknown[][];
        check(
          seed,
          made,
          (list[0] ?? []).map((_, c) => list.map((row) => row[c])),
        );
      }
    },
    MINUTES,
  );
});

/** Golden texts, read once: the sample's rule book with a small team, so that a person can read them again. */
describe("the sample's statement", () => {
  test.each(Object.keys(DIALECTS) as DialectName[])("%s", async (dialect) => {
    const { program } = compile(sampleRules, null);
    const [team] = sampleWorkbook().sheets;
    const small = { ...team!, rows: 5, columns: team!.columns.map((column) => column.slice(0, 5)) };
    const workbook = { sheets: [small], names: [], locale: "en-US", dateSystem: 1900 } as const;
    const model = buildModel(program, workbook, { day: parseIso("2026-08-31"), today: null });
    const map: SqlMap = {
      timeZone: "Europe/Berlin",
      searchPath: [],
      tables: {
        Deals: {
          relation: "crm.opportunities",
          columns: {
            Closed: { name: "closed_at", type: "instant" },
            Amount: { name: "amount", type: "decimal" },
          },
        },
        Accounts: { relation: ["crm", "accounts"] },
      },
    };
    const binding = printedBinding(DIALECTS[dialect], program, model, map);
    const periods = model.calendar.between(
      parseIso("2026-01-01")!,
      parseIso("2026-12-31")!,
      "quarter",
    );
    const query = figuresQuery({
      program,
      org: model.org,
      asOf: model.asOf,
      binding,
      model,
      periods,
      kpis: program.kpis,
    });
    expect(query.refused).toEqual([]);
    await expect(`${withLiterals(query.statement, DIALECTS[dialect])};\n`).toMatchFileSnapshot(
      `golden/sample.${dialect}.sql`,
    );
  });
});
