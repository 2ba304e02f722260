/** The scorecard of a large organisation: figures, ingest and edits, each against its peers. */
import { arquero } from "./arquero.ts";
import { duckdb } from "./duckdb.ts";
import { type Edits, editing } from "./incremental.ts";
import { differingRows, encode, ingest } from "./ingest.ts";
import { loop } from "./loop.ts";
import { encoded, type Loaded, load, ours } from "./ours.ts";
import { differences, paired } from "./paired.ts";
import { agree, ROUNDS, type Row, round, row } from "./row.ts";
import { SHEETS, spreadsheet } from "./spreadsheet.ts";
import { sqlite } from "./sqlite.ts";
import { LARGE, type Size, workload } from "./workload.ts";

const NAME = "scorecard, 1 M rows × 10,000 people × 24 months × 6 KPIs";
const SMALL: Size = { people: 20, rows: 2_000, accounts: 200, months: 24 };
/** Peers that take seconds: a few rounds tell enough. */
const SLOW_ROUNDS = 3;

export async function scorecard(size: Size, say: (text: string) => void): Promise<Row[]> {
  say(`${size.rows} rows, ${size.people} people, ${size.months} months, 6 KPIs`);
  const workbook = workload(size);
  const loaded = load(workbook, size);
  const data = encoded(loaded, size);
  const answer = ours(loaded);
  const mine = () => ours(loaded);
  const rows: Row[] = [];
  agree("the loop", differences(answer, loop(data)));
  const made = await paired(ROUNDS * 2 + 1, mine, () => loop(data));
  rows.push(row(NAME, "hand-written loop over typed arrays", 1.5, made));
  rows.push(...(await databases(loaded, size, say)));
  return rows;
}

/** One edited cell at a time, in a process of its own: the databases' garbage would be collected among the edits. */
export async function editedCells(say: (text: string) => void): Promise<Row> {
  const edits = editing(workload(LARGE), LARGE);
  agree("edits", edits.differing);
  say(told(edits));
  const each = { ours: edits.mean / 1000, peer: 0.01, ratio: edits.mean / 10 };
  return row("one edited cell in 1 M rows, six figures read, mean", "10 µs", 1, each);
}

/** Reading alone, for a process of its own: what other comparisons leave behind slows the side that makes more. */
export async function ingesting(): Promise<Row> {
  const workbook = workload(LARGE);
  const { program } = load(workbook, LARGE);
  const mine = () => ingest(program, workbook);
  agree("the encoding", differingRows(mine(), encode(workbook)));
  const made = await paired(ROUNDS * 3, mine, () => encode(workbook));
  return row("ingest of the 1 M rows, dirt checked", "plain encoding, row by row", 1.2, made);
}

/**
 * Against a spreadsheet's own engine, small: at 100 people and 10,000 rows its SUMIFS take minutes. Ours works out
 * the sixth KPI too, which has no formula there.
 */
export async function againstSpreadsheet(say: (text: string) => void): Promise<Row[]> {
  const loaded = load(workload(SMALL), SMALL);
  const sheet = await spreadsheet(loaded, SMALL);
  if (!sheet) {
    say("Univer's formula engine is not installed here: SUMIFS not compared");
    return [];
  }
  const answer = ours(loaded).slice(0, SHEETS.length);
  agree("SUMIFS", differences(answer, await sheet.calculate()));
  const made = await paired(
    SLOW_ROUNDS,
    () => ours(loaded),
    () => sheet.calculate(),
    true,
  );
  sheet.close();
  const name = `scorecard, ${SMALL.rows.toLocaleString("en-US")} rows × ${SMALL.people} people × 24 months × 5 KPIs`;
  return [row(name, "SUMIFS in a spreadsheet's engine (Univer)", 0.0033, made)];
}

async function databases(loaded: Loaded, size: Size, say: (text: string) => void): Promise<Row[]> {
  const data = encoded(loaded, size);
  const answer = ours(loaded);
  const mine = () => ours(loaded);
  const rows: Row[] = [];
  for (const [threads, goal] of [
    [1, 0.33],
    [2, 0.4],
  ] as const) {
    const duck = await duckdb(data, threads);
    agree("DuckDB", differences(answer, await duck.query()));
    const name = `DuckDB, ${threads} ${threads === 1 ? "thread" : "threads"}, integer columns in memory`;
    rows.push(row(NAME, name, goal, await paired(ROUNDS, mine, () => duck.query())));
    duck.close();
  }
  const lite = sqlite(data);
  if (lite) {
    agree("SQLite", differences(answer, lite.query()));
    const made = await paired(SLOW_ROUNDS, mine, () => lite.query(), true);
    rows.push(row(NAME, "SQLite in memory, integer columns", 0.04, made));
    lite.close();
  } else say("SQLite could not be installed here: not compared");
  const table = arquero(data);
  if (table) {
    agree("arquero", differences(answer, table()));
    const made = await paired(SLOW_ROUNDS, mine, table, true);
    rows.push(row(NAME, "arquero, integer columns", 0.033, made));
  } else say("arquero could not be installed here: not compared");
  return rows;
}

const told = ({ edits, mean, cpu, median, p99, firstMs }: Edits): string =>
  `${edits} edits: mean ${round(mean, 1)} µs, of processors ${round(cpu, 1)} µs, median ${round(median, 1)} µs, p99 ${round(p99, 1)} µs; state made in ${round(firstMs, 0)} ms; 0 cells differ from a run from nothing`;
