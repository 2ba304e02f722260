/** One edited cell at a time in a million rows: what it costs, and that nothing drifts. */
import type { CellValue } from "../dsl/cell.ts";
import { seeded } from "../examples/random.ts";
import { modelEdit } from "../src/model/edit.ts";
import type { WorkbookData } from "../src/model/workbook.ts";
import { evaluatorOf, load, matricesOf, ours } from "./ours.ts";
import { differences } from "./paired.ts";
import type { Size } from "./workload.ts";

export interface Edits {
  readonly edits: number;
  /** Microseconds an edit by the clock; the six figures of the row's owner in that month read anew among them. */
  readonly mean: number;
  /** The same in time of processors, the collector's own threads among them. */
  readonly cpu: number;
  readonly median: number;
  readonly p99: number;
  /** Making the state behind the figures, once, at the first edits. */
  readonly firstMs: number;
  /** Cells that differ from a run from nothing afterwards. */
  readonly differing: number;
}

const EDITS = 20_000;
const WARM = 10_000;
const COLUMN = { owner: 0, account: 1, stage: 2, amount: 4, created: 5, closed: 6 } as const;

/** Amounts, stages, owners, accounts and both dates of random rows; a cell that stands alone in its column stays. */
export function editing(workbook: WorkbookData, size: Size): Edits {
  const loaded = load(workbook, size);
  const { program, model, periods } = loaded;
  const evaluator = evaluatorOf(loaded);
  const table = model.tables.find((t) => t?.sheet === "Deals")!;
  const owners = model.owners(table);
  const closed = table.days(COLUMN.closed).values;
  const kpis = program.kpis.map((kpi) => kpi.figure);
  const monthOf = (day: number) => periods.find((p) => day >= p.start && day < p.end)!;
  matricesOf(loaded, evaluator);
  const drawn = drawer(size);
  // Drawn ahead: what a host hands over is not ours to make.
  const edits = Array.from({ length: (WARM + EDITS) * 2 }, drawn);
  let next = 0;
  const times: number[] = [];
  let done = 0;
  const one = (): void => {
    const edit = edits[next]!;
    next += 1;
    const change = modelEdit(program, model, edit);
    if (change === null || change === "nothing") return;
    evaluator.edit(change);
    const period = monthOf(closed[change.row]!);
    for (const figure of kpis) evaluator.at(figure, owners[change.row]!, period);
    done += 1;
  };
  const start = performance.now();
  while (done < 50) one();
  const firstMs = performance.now() - start;
  while (done < WARM) one();
  // What loading left behind is no edit's garbage.
  (globalThis as { gc?: () => void }).gc?.();
  const cpu = process.cpuUsage();
  done = 0;
  while (done < EDITS) {
    const before = performance.now();
    const was = done;
    one();
    if (done > was) times.push((performance.now() - before) * 1000);
  }
  const spent = process.cpuUsage(cpu);
  const after = matricesOf(loaded, evaluator);
  times.sort((a, b) => a - b);
  return {
    edits: EDITS,
    mean: times.reduce((all, time) => all + time, 0) / EDITS,
    cpu: (spent.user + spent.system) / EDITS,
    median: times[times.length >> 1]!,
    p99: times[Math.floor(times.length * 0.99)]!,
    firstMs,
    // Anew from the cells, which the edits were written to.
    differing: differences(after, ours(load(workbook, size))),
  };
}

function drawer(size: Size) {
  const { next } = seeded(23);
  const below = (n: number): number => Math.floor(next() * n);
  const days = Math.floor(size.months * 30.4);
  const values: readonly (readonly [number, () => CellValue])[] = [
    [COLUMN.owner, () => `Person ${below(size.people)}`],
    [COLUMN.account, () => `Account ${below(size.accounts)}`],
    [COLUMN.stage, () => ["Won", "Lost", "Open"][below(3)]!],
    [COLUMN.amount, () => Math.round(next() * 10_000_000) / 100],
    [COLUMN.created, () => 45_658 + 1 + below(days - 2)],
    [COLUMN.closed, () => 45_658 + 1 + below(days - 2)],
  ];
  return () => {
    const [column, value] = values[below(values.length)]!;
    return { sheet: "Deals", row: 1 + below(size.rows), column, value: value() };
  };
}
