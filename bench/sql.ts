/** The same rules over rows in a database: against the engine in memory, and a query written by hand for these KPIs. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as duck from "@duckdb/node-api";
import { Client } from "pg";
import { rangeOf } from "../src/evaluate/windows.ts";
import { bind } from "../src/hosts/databases/bind.ts";
import { duckDbEngine } from "../src/hosts/databases/duckdb.ts";
import type { Engine } from "../src/hosts/databases/engine.ts";
import { EMPTY_MAP } from "../src/hosts/databases/map.ts";
import { openPostgres } from "../src/hosts/databases/postgres.ts";
import { buildModel } from "../src/model/build.ts";
import type { WorkbookData } from "../src/model/workbook.ts";
import { type Answer, type Asked, actualsQuery, matricesOf } from "../src/sql/index.ts";
import { Sql } from "../src/sql/text.ts";
import { hasPostgres, ownDatabase } from "../test/databases/postgres.ts";
import { type Loaded, load, ours } from "./ours.ts";
import { type Compared, type Paired, paired } from "./paired.ts";
import { agree, type Row, row } from "./row.ts";
import { LARGE, type Size, workload } from "./workload.ts";

const EPOCH_SERIAL = 25_569;
/** A round takes seconds. */
const ROUNDS = 3;
/** Against a query by hand. */
const GOAL = 1.3;
/** Against rows that are read already: how much longer asking a database takes is good to know, no more. */
const IN_MEMORY = 100;

const nameOf = ({ rows, people }: Size): string =>
  `SQL, ${(rows / 1e6).toLocaleString("en-US")} M rows × ${people.toLocaleString("en-US")} people × 24 months × 6 KPIs, fetched`;

/** DuckDB, and PostgreSQL where a server can be had. */
export async function databases(say: (text: string) => void): Promise<Row[]> {
  const size = LARGE;
  const workbook = workload(size);
  const loaded = load(workbook, size);
  return [
    ...(await inDuckDb(workbook, loaded, size)),
    ...(await inPostgres(workbook, loaded, size, say)),
  ];
}

interface Peer {
  readonly engine: Engine;
  /** The query by hand, with the months counted as its engine does. */
  readonly byHand: string;
}

async function compared(
  title: string,
  { engine, byHand }: Peer,
  loaded: Loaded,
  size: Size,
): Promise<Row[]> {
  const query = await actuals(engine, loaded);
  const name = nameOf(size);
  const mine = ours(loaded);
  /** Read as ours is, into the same matrices. */
  const asked = async () => handMatrices(await engine.numbers(new Sql([byHand])), size);
  agree(title, differing(kpisOf(await query(), loaded), mine));
  agree(`${title}, by hand`, differing(await asked(), mine));
  const hand = least(await paired(ROUNDS, query, asked));
  const memory = least(await paired(1, query, () => ours(loaded), true));
  return [
    row(name, `${title}: a query by hand`, GOAL, hand),
    row(name, `${title}: the engine in memory, rows read before`, IN_MEMORY, memory),
  ];
}

/** Ten million rows in a file that DuckDB made itself; this process only asks, so that its memory is the engine's. */
export async function tenMillion(): Promise<Row[]> {
  const size: Size = { people: 10_000, rows: 10_000_000, accounts: 1_000_000, months: 24 };
  // Enough rows of the workload's own for the same last day.
  const loaded = load(workload({ ...size, rows: 100_000 }), size);
  const folder = mkdtempSync(join(tmpdir(), "answerable-bench-"));
  try {
    const instance = await duck.DuckDBInstance.create(join(folder, "rows.duckdb"), {
      threads: "2",
    });
    const connection = await instance.connect();
    for (const statement of CREATE) await connection.run(statement);
    await fillPeople(connection, loaded);
    await connection.run(drawnRows(size));
    const engine = duckDbEngine(duck, connection, "duckdb", null, () => connection.closeSync());
    const query = await actuals(engine, loaded);
    const hand = async () =>
      handMatrices(await engine.numbers(new Sql([byHand(DUCKDB_MONTH)])), size);
    agree("DuckDB, by hand", differing(await hand(), kpisOf(await query(), loaded)));
    const made = least(await paired(ROUNDS, query, hand));
    const most = process.resourceUsage().maxRSS / 1024;
    await engine.close();
    const memory = { ours: most, peer: MOST_MB, ratio: most / MOST_MB };
    return [
      row(nameOf(size), "DuckDB, 2 threads: a query by hand", GOAL, made),
      row("memory of that process at its most, MB", `${MOST_MB} MB`, 1, memory),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const MOST_MB = 4096;

/** Rows like the workload's, made by the engine from its own hash. */
const drawnRows = ({ rows, people, accounts }: Size): string => `
insert into "Deals"
select 'Person ' || hash(i * 7) % ${people}, 'Account ' || hash(i * 13) % ${accounts},
  ['Won', 'Lost', 'Open'][cast(hash(i * 17) % 3 + 1 as int)], ['New', 'Renewal', 'Upsell'][cast(hash(i * 19) % 3 + 1 as int)],
  hash(i * 23) % 100000 + 100, date '2025-01-01' + cast(hash(i * 29) % 669 as int), date '2025-01-01' + cast(hash(i * 29) % 669 + hash(i * 31) % 60 as int)
from range(${rows}) as r(i)`;

/** KPIs that are one aggregate; null for the ratio. */
function kpisOf(
  matrices: readonly Float64Array[],
  { program }: Loaded,
): readonly (Float64Array | null)[] {
  const nodes = program.figures.flatMap(({ node }) => (node.kind === "aggregate" ? [node] : []));
  return program.kpis.map(({ figure }) => {
    const { node } = program.figures[figure]!;
    return node.kind === "aggregate" ? matrices[nodes.indexOf(node)]! : null;
  });
}

/** What a run asks for: every aggregate over every month, from statement to matrices. */
async function actuals(engine: Engine, { program, model, periods }: Loaded) {
  const sheets = [{ name: "Team", rows: 0, columns: [] }];
  const bound = await bind({
    engine,
    program,
    map: EMPTY_MAP,
    sheets,
    smallRows: 0,
    say: () => {},
  });
  const nodes = program.figures.flatMap(({ node }) => (node.kind === "aggregate" ? [node] : []));
  const asked = nodes.map((node): Asked => {
    const window = program.windows[node.window]!;
    return { node, ranges: periods.map((p) => rangeOf(model.calendar, window, p, model.asOf)) };
  });
  // Owners by the model of the skeleton, as in a run.
  const team = model.tables.find((table) => table?.sheet === "Team");
  if (!team) throw new Error("no team");
  const names = team.headers.map((header, c) => [
    header,
    ...Array.from({ length: team.rows }, (_, r) => team.cell(c, r)),
  ]);
  const workbook: WorkbookData = {
    ...bound.workbook,
    sheets: [{ name: "Team", rows: team.rows + 1, columns: names }, ...bound.workbook.sheets],
  };
  const skeleton = buildModel(program, workbook, { day: model.asOf, today: null });
  const binding = bound.binding(program, skeleton);
  const input = { program, org: skeleton.org, asOf: model.asOf, binding };
  return async () => {
    const query = actualsQuery(input, asked);
    const answers: Answer[] = [];
    for (const { statement } of query.passes) answers.push(await engine.numbers(statement));
    return matricesOf(query, skeleton.org, asked, answers);
  };
}

/** Cells of the KPIs that are one aggregate. */
const differing = (
  got: readonly (Float64Array | null)[],
  mine: readonly (Float64Array | null)[],
): number =>
  got.reduce(
    (sum, out, k) => sum + (out ? out.filter((value, i) => value !== mine[k]?.[i]).length : 0),
    0,
  );

/** The rows of the query by hand, `month, person, six values`, as matrices; null for the ratio. */
function handMatrices(
  [month, person, won, wonNew, wins, created, , accounts]: readonly Float64Array[],
  { people, months }: Size,
): readonly (Float64Array | null)[] {
  return [won, wonNew, wins, created, null, accounts].map((column) => {
    if (!column) return null;
    const out = new Float64Array(people * months);
    column.forEach((value, i) => {
      out[month![i]! * people + person![i]!] = value;
    });
    return out;
  });
}

/** What else the machine does makes either side slower, never faster: each side's best round counts. */
const least = ({ best }: Paired): Compared => ({ ...best, ratio: best.ours / best.peer });

/** What somebody who knows SQL writes for these six KPIs and no others. */
const byHand = (monthOf: (column: string) => string): string => `
with own as (
  select month, id, sum(won) as won, sum(won_new) as won_new, sum(wins) as wins, sum(decided) as decided, sum(created) as created
  from (
    select ${monthOf('"Closed"')} as month, p.id,
      case when "Stage" = 'Won' then "Amount" else 0 end as won,
      case when "Stage" = 'Won' and "Type" = 'New' then "Amount" else 0 end as won_new,
      case when "Stage" = 'Won' then 1 else 0 end as wins,
      case when "Stage" in ('Won', 'Lost') then 1 else 0 end as decided, 0 as created
    from "Deals" join person p on p.name = "Owner"
    union all
    select ${monthOf('"Created"')}, p.id, 0, 0, 0, 0, 1 from "Deals" join person p on p.name = "Owner"
  ) as r group by 1, 2
), rolled as (
  select month, above, sum(won) as won, sum(won_new) as won_new, sum(wins) as wins, sum(decided) as decided, sum(created) as created
  from own join tree on below = id group by 1, 2
), spread as (
  select ${monthOf('"Closed"')} as month, above, count(distinct "Account") as accounts
  from "Deals" join person p on p.name = "Owner" join tree on below = p.id where "Stage" = 'Won' group by 1, 2
)
select r.month, r.above, cast(won as double precision), cast(won_new as double precision), cast(wins as double precision),
  cast(created as double precision), cast(decided as double precision), cast(coalesce(accounts, 0) as double precision)
from rolled r left join spread s on s.month = r.month and s.above = r.above`;

const CREATE = [
  'create table "Deals" ("Owner" varchar, "Account" varchar, "Stage" varchar, "Type" varchar, "Amount" decimal(18, 2), "Created" date, "Closed" date)',
  "create table person (id int, name varchar)",
  "create table tree (above int, below int)",
];

/** Person → everybody above, himself first. */
function* treeOf({ model }: Loaded): Generator<readonly [number, number]> {
  const { positions } = model.org;
  for (let at = 0; at < positions.length; at += 1)
    for (let up = at; up >= 0; up = positions[up]!.parent)
      yield [positions[up]!.node, positions[at]!.node];
}

const DUCKDB_MONTH = (column: string): string => `date_diff('month', date '2025-01-01', ${column})`;

async function inDuckDb(workbook: WorkbookData, loaded: Loaded, size: Size): Promise<Row[]> {
  const instance = await duck.DuckDBInstance.create(":memory:", { threads: "2" });
  const connection = await instance.connect();
  for (const statement of CREATE) await connection.run(statement);
  await fillDuckDb(connection, workbook, loaded);
  const engine = duckDbEngine(duck, connection, "duckdb", null, () => connection.closeSync());
  const peer = { engine, byHand: byHand(DUCKDB_MONTH) };
  const rows = await compared("DuckDB, 2 threads", peer, loaded, size);
  await engine.close();
  return rows;
}

async function fillDuckDb(
  connection: duck.DuckDBConnection,
  workbook: WorkbookData,
  loaded: Loaded,
): Promise<void> {
  const [owner, account, stage, type, amount, created, closed] = workbook.sheets[1]!
    .columns as unknown as [string[], string[], string[], string[], number[], number[], number[]];
  const deals = await connection.createAppender("Deals");
  for (let r = 1; r < owner.length; r += 1) {
    for (const column of [owner, account, stage, type]) deals.appendVarchar(column[r]!);
    deals.appendDecimal(new duck.DuckDBDecimalValue(BigInt(amount[r]! * 100), 18, 2));
    deals.appendDate(new duck.DuckDBDateValue(created[r]! - EPOCH_SERIAL));
    deals.appendDate(new duck.DuckDBDateValue(closed[r]! - EPOCH_SERIAL));
    deals.endRow();
    if (r % 100_000 === 0) deals.flushSync();
  }
  deals.closeSync();
  await fillPeople(connection, loaded);
}

async function fillPeople(connection: duck.DuckDBConnection, loaded: Loaded): Promise<void> {
  const person = await connection.createAppender("person");
  for (const { id, name } of loaded.model.org.nodes) {
    person.appendInteger(id);
    person.appendVarchar(name);
    person.endRow();
  }
  person.closeSync();
  const tree = await connection.createAppender("tree");
  for (const [above, below] of treeOf(loaded)) {
    tree.appendInteger(above);
    tree.appendInteger(below);
    tree.endRow();
  }
  tree.closeSync();
}

const A_TIME = 50_000;

async function inPostgres(
  workbook: WorkbookData,
  loaded: Loaded,
  size: Size,
  say: (text: string) => void,
): Promise<Row[]> {
  if (!hasPostgres()) {
    say("No PostgreSQL server can be had here: not compared");
    return [];
  }
  const url = ownDatabase();
  const client = new Client({ connectionString: url });
  try {
    await client.connect();
    for (const statement of CREATE) await client.query(statement);
    const columns = workbook.sheets[1]!.columns;
    const types = ["text", "text", "text", "text", "numeric", "int", "int"];
    const unnested = types.map((each, i) => `$${i + 1}::${each}[]`).join(", ");
    for (let from = 1; from < columns[0]!.length; from += A_TIME) {
      const part = columns.map((column, c) =>
        column
          .slice(from, from + A_TIME)
          .map((cell) => (c > 4 ? Number(cell) - EPOCH_SERIAL : cell)),
      );
      await client.query(
        `insert into "Deals" select a, b, c, d, e, date '1970-01-01' + f, date '1970-01-01' + g from unnest(${unnested}) as u(a, b, c, d, e, f, g)`,
        part,
      );
    }
    const { nodes } = loaded.model.org;
    await client.query("insert into person select * from unnest($1::int[], $2::text[])", [
      nodes.map(({ id }) => id),
      nodes.map(({ name }) => name),
    ]);
    const pairs = [...treeOf(loaded)];
    await client.query("insert into tree select * from unnest($1::int[], $2::int[])", [
      pairs.map(([above]) => above),
      pairs.map(([, below]) => below),
    ]);
    for (const table of ['"Deals"', "person", "tree"])
      await client.query(`vacuum analyze ${table}`);
    const engine = await openPostgres({
      url,
      zone: "UTC",
      searchPath: [],
      timeout: null,
    });
    const month = (column: string) =>
      `(extract(year from ${column}) * 12 + extract(month from ${column}) - 24301)::int`;
    const peer = { engine, byHand: byHand(month) };
    const rows = await compared("PostgreSQL", peer, loaded, size);
    await engine.close();
    return rows;
  } finally {
    await client.end().catch(() => {});
  }
}
