/** One edited cell through everything an evaluator remembers of its table. */
import type { FigureNode, Program } from "../../../dsl/ir/ir.ts";
import type { Model } from "../../model/model.ts";
import type { Table } from "../../model/table.ts";
import type { Job } from "../aggregate.ts";
import type { Measurer } from "../measures.ts";
import { placesBy } from "../placement.ts";
import { readsColumn } from "../row-walk.ts";
import type { Matrix } from "../types.ts";
import type { DayRange } from "../windows.ts";
import { canFollow, type LiveAggregate, liveAggregate, windowsOn } from "./aggregate.ts";

/** An aggregate over some periods, as it is remembered. */
export interface Remembered {
  readonly node: Extract<FigureNode, { kind: "aggregate" }>;
  readonly ranges: readonly DayRange[];
  readonly matrix: Matrix;
  /** Made when the first edit meets it; null: it can't follow. */
  live?: Following | null;
}

interface Following {
  readonly job: Job;
  readonly windowsOn: (day: number) => readonly number[];
  /** The state behind the figures, made when the first edit falls into a window. */
  aggregate: LiveAggregate | null;
}

/** A changed cell of a bound table, in table terms. */
export interface RowEdit {
  readonly table: Table;
  readonly row: number;
  readonly column: number;
  /** Puts the new value into the cell and the columns read from it. */
  write(): void;
}

/** Takes an edit over into what is remembered; what can't follow is forgotten, to be worked out when asked. */
export function follower(
  program: Program,
  model: Model,
  measures: Measurer,
  memory: Map<string, Remembered>,
): (edit: RowEdit) => void {
  /** By table, column and measure. */
  const reads: (boolean | undefined)[][][] = [];
  const isRead = ({ node }: Remembered, table: Table, column: number): boolean => {
    reads[table.id] ??= [];
    const ofTable = reads[table.id]!;
    ofTable[column] ??= [];
    const ofColumn = ofTable[column]!;
    ofColumn[node.measure] ??= measureReads(program, node.measure, table, column);
    return ofColumn[node.measure]!;
  };
  const begin = ({ node, ranges, matrix }: Remembered): Following | null => {
    const job = matrix.error === null ? measures.jobOf(node, ranges) : null;
    return job && canFollow(job) ? { job, windowsOn: windowsOn(job), aggregate: null } : null;
  };
  /** Whether the row's day is in any window of the figure. */
  const meets = ({ job, windowsOn }: Following, row: number): boolean =>
    windowsOn(job.placement.days![row]!).length > 0;
  const takeOut = (entry: Remembered, live: Following, row: number): boolean => {
    if (live.aggregate === null) {
      if (!meets(live, row)) return true;
      live.aggregate = liveAggregate(model.org, live.job, entry.matrix.value);
    }
    return live.aggregate.move(row, -1);
  };
  const putIn = (live: Following, row: number): boolean =>
    live.aggregate === null ? !meets(live, row) : live.aggregate.move(row, 1);

  /** Those an edit goes on in, and their keys; the lists are used again. */
  const following: Following[] = [];
  const keys: string[] = [];
  return (edit) => {
    const { table, column, row } = edit;
    let count = 0;
    // By `forEach`: pairs of key and value would be made for each edit and thrown away.
    memory.forEach((entry, key) => {
      if (!isRead(entry, table, column)) return;
      if (entry.live === undefined) entry.live = begin(entry);
      if (!entry.live || !takeOut(entry, entry.live, row)) {
        memory.delete(key);
        return;
      }
      following[count] = entry.live;
      keys[count] = key;
      count += 1;
    });
    edit.write();
    measures.edited(table.id, column, row);
    for (let k = 0; k < count; k += 1) if (!putIn(following[k]!, row)) memory.delete(keys[k]!);
  };
}

function measureReads(program: Program, id: number, table: Table, column: number): boolean {
  const measure = program.measures[id]!;
  const is = (name: string): boolean => table.find(name) === column;
  const rows = [measure.of, measure.where].some(
    (row) => row !== null && readsColumn(program, row, table.id, is),
  );
  return rows || (measure.table === table.id && placesBy(program, table, measure.day, column));
}
