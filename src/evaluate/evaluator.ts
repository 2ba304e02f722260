/** Back end 1: figures over nodes and periods, in memory. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import { foldNode } from "../../dsl/ir/fold.ts";
import type {
  FigureId,
  FigureNode,
  Grain,
  KpiId,
  NodeRef,
  Program,
  RowId,
  TableId,
  WindowId,
} from "../../dsl/ir/ir.ts";
import type { Model } from "../model/model.ts";
import { indexRows } from "./level-rows.ts";
import { follower, type Remembered, type RowEdit } from "./live/follow.ts";
import { nodeMeant } from "./meant.ts";
import { measurer } from "./measures.ts";
import { numberFunction } from "./number-functions.ts";
import { power } from "./numbers.ts";
import { peopleCounted, peopleRows, rowOn } from "./people.ts";
import type { Elsewhere, Evaluator, FigureError, Matrix, StandingSource } from "./types.ts";
import { wholeMatrix } from "./whole.ts";
import { type DayRange, rangeOf } from "./windows.ts";

type Aggregate = Extract<FigureNode, { kind: "aggregate" }>;

export interface EvaluatorInput {
  readonly program: Program;
  readonly model: Model;
  /** The tracked periods of a grain. */
  readonly periods: (grain: Grain) => readonly Period[];
  readonly source: StandingSource;
  /** What answers for tables whose rows a database keeps. */
  readonly elsewhere?: Elsewhere | null;
  /** What another evaluator of the same rules and cells has read from rows; null: nothing yet. */
  readonly facts?: Facts | null;
}

/** Figures that rows alone decide, whatever is owed: evaluators whose goals differ share them. */
export interface Facts {
  readonly errors: FigureError[];
  readonly measures: ReturnType<typeof measurer>;
  readonly matrices: Map<string, Remembered>;
}

function factsOf({ program, model, elsewhere }: EvaluatorInput): Facts {
  const errors: FigureError[] = [];
  return { errors, measures: measurer(program, model, errors, elsewhere), matrices: new Map() };
}

/** A figure at one node and period. */
interface Value {
  readonly value: number;
  readonly error: FigureError | null;
}
type Work = (node: number, period: Period) => Value;
const BLANK: Value = { value: Number.NaN, error: null };
const plain = (value: number): Value => ({ value, error: null });

/** Makes an evaluator: aggregates are worked out for all nodes and periods of a grain at once, the rest by cell. */
export function createEvaluator(input: EvaluatorInput): Evaluator & {
  personTruth(row: RowId, node: number, period: Period): boolean;
  /** Whether a condition on a table's rows holds for any row of a node below people. */
  levelTruth(table: TableId, row: RowId, node: number): boolean;
  rowsOf: ReturnType<typeof measurer>;
  readonly facts: Facts;
  /** Takes over an edited cell: sums, counts and distinct texts follow in O(depth), the rest when next asked. */
  edit(change: RowEdit): void;
  /** Goals and standings were worked out anew: what was asked of the old ones is forgotten. */
  answerTo(source: StandingSource): void;
} {
  const { program, model, periods } = input;
  let { source } = input;
  const { calendar, org } = model;
  const facts = input.facts ?? factsOf(input);
  const { errors, measures, matrices } = facts;
  const follow = follower(program, model, measures, matrices);
  const nodes = org.nodes.length;
  const indexOf = new Map<Grain, Map<number, number>>();

  const periodIndex = (period: Period): number => {
    let known = indexOf.get(period.grain);
    if (!known) {
      known = new Map(periods(period.grain).map((p, index) => [p.start, index]));
      indexOf.set(period.grain, known);
    }
    return known.get(period.start) ?? -1;
  };

  const range = (window: WindowId, period: Period): DayRange =>
    rangeOf(calendar, program.windows[window]!, period, model.asOf);

  const keys = new Map<Grain, string[]>();
  /** A figure's over all periods of a grain; made once, for it is asked with every reading. */
  const keyOf = (id: FigureId, grain: Grain): string => {
    const ofGrain = keys.get(grain) ?? [];
    if (ofGrain.length === 0) keys.set(grain, ofGrain);
    ofGrain[id] ??= `${id} ${grain}`;
    return ofGrain[id];
  };

  /** An aggregate over periods of one grain, made once. */
  const aggregateOver = (node: Aggregate, key: string, over: readonly Period[]): Matrix => {
    const known = matrices.get(key);
    if (known) return known.matrix;
    const ranges = over.map((p) => range(node.window, p));
    const matrix = measures.run(node, ranges);
    matrices.set(key, { node, ranges, matrix });
    return matrix;
  };

  /** An aggregate at one node and period; a period outside the horizon is worked out alone. */
  const aggregateAt = (node: Aggregate, id: FigureId, at: number, period: Period): Value => {
    const inside = periodIndex(period);
    const matrix =
      inside >= 0
        ? aggregateOver(node, keyOf(id, period.grain), periods(period.grain))
        : aggregateOver(node, `${id} ${period.grain} ${period.start}`, [period]);
    const cell = Math.max(inside, 0) * nodes + at;
    const mark = matrix.error?.[cell] ?? 0;
    return mark > 0 ? { value: Number.NaN, error: errors[mark - 1]! } : plain(matrix.value[cell]!);
  };

  /** What was asked before: by period, then figure, then node. */
  const memo = new Map<string, (Value | undefined)[][]>();
  const at = (id: FigureId, node: number, period: Period): Value => {
    const figure = program.figures[id]!.node;
    // What stands in a matrix need not be remembered once more.
    if (figure.kind === "aggregate" && figure.node.who === "self")
      return aggregateAt(figure, id, node, period);
    const key = `${period.grain}${period.start}`;
    const figures = memo.get(key) ?? [];
    if (figures.length === 0) memo.set(key, figures);
    figures[id] ??= [];
    const known = figures[id][node];
    if (known) return known;
    const made = evaluate(id, node, period);
    figures[id][node] = made;
    return made;
  };

  /** A figure as a function, made when first asked for: what depends on the figure alone is found once. */
  const made: (Work | undefined)[] = [];
  const evaluate = (id: FigureId, node: number, period: Period): Value => {
    made[id] ??= workOf(id);
    return made[id](node, period);
  };

  const two =
    (left: FigureId, right: FigureId, work: (a: number, b: number) => number): Work =>
    (node, period) => {
      const a = at(left, node, period);
      if (a.error) return a;
      const b = at(right, node, period);
      return b.error ? b : plain(work(a.value, b.value));
    };
  const shifted =
    (window: WindowId, ref: NodeRef, ask: (who: number, when: Period) => number): Work =>
    (node, period) => {
      const { period: when } = range(window, period);
      const who = nodeMeant(org, ref, node, when.end - 1);
      return who < 0 ? BLANK : plain(ask(who, when));
    };
  const truth = (yes: boolean): Value => plain(yes ? 1 : 0);
  /** An error in any part is the whole's, whatever the other parts say. */
  const joined =
    (ids: readonly FigureId[], test: (parts: readonly Value[]) => boolean): Work =>
    (node, period) => {
      const parts = ids.map((id) => at(id, node, period));
      return parts.find((part) => part.error) ?? truth(test(parts));
    };

  const workOf = (id: FigureId): Work =>
    foldNode<FigureNode, Work>(program.figures[id]!.node, {
      literal: (n) => {
        const value = plain(typeof n.value === "string" ? Number.NaN : Number(n.value));
        return () => value;
      },
      blank: () => () => BLANK,
      aggregate: (n) => (node, period) => {
        const when = range(n.window, period).period;
        const who = nodeMeant(org, n.node, node, when.end - 1);
        return who < 0 ? BLANK : aggregateAt(n, id, who, period);
      },
      arithmetic: (n) =>
        two(n.left, n.right, (a, b) => {
          if (n.op === "+") return a + b;
          if (n.op === "-") return a - b;
          return n.op === "*" ? a * b : power(a, b);
        }),
      divide: (n) => two(n.left, n.right, (a, b) => (b === 0 ? Number.NaN : a / b)),
      call: (n) => (node, period) => {
        const args = n.args.map((id) => at(id, node, period));
        return (
          args.find((a) => a.error) ??
          plain(
            numberFunction(
              n.fn,
              args.map((a) => a.value),
            ),
          )
        );
      },
      orElse: (n) => (node, period) => {
        const first = at(n.first, node, period);
        return first.error || !Number.isNaN(first.value) ? first : at(n.second, node, period);
      },
      choose: (n) => (node, period) => {
        const test = at(n.test, node, period);
        if (test.error) return test;
        return at(test.value === 1 ? n.whenTrue : n.whenFalse, node, period);
      },
      compare: (n) =>
        two(n.left, n.right, (a, b) => {
          const [blankA, blankB] = [Number.isNaN(a), Number.isNaN(b)];
          if (blankA || blankB) return n.op === "=" && blankA && blankB ? 1 : 0;
          return compares(n.op, a, b) ? 1 : 0;
        }),
      isBlank: (n) => (node, period) => {
        const of = at(n.of, node, period);
        return of.error ? of : truth(Number.isNaN(of.value));
      },
      and: (n) => joined(n.parts, (parts) => parts.every((part) => part.value === 1)),
      or: (n) => joined(n.parts, (parts) => parts.some((part) => part.value === 1)),
      not: (n) => (node, period) => {
        const of = at(n.of, node, period);
        return of.error ? of : truth(of.value !== 1);
      },
      standing: (n) =>
        shifted(n.window, n.node, (who, when) => source.standing(n.what, n.kpi, who, when)),
      score: (n) => shifted(n.window, n.node, (who, when) => source.score(n.score, who, when)),
      status: (n) =>
        shifted(n.window, n.node, (who, when) =>
          source.status(n.kpi, who, when) === n.is ? 1 : 0,
        ),
      quantified: (n) =>
        shifted(n.window, n.node, (who, when) => {
          const judged = source.statuses(n.role, who, when).map((s) => (s === n.is) !== n.not);
          if (n.which === "no") return judged.some(Boolean) ? 0 : 1;
          if (n.which === "any") return judged.some(Boolean) ? 1 : 0;
          return judged.length > 0 && judged.every(Boolean) ? 1 : 0;
        }),
      countOfStatus: (n) =>
        shifted(n.window, n.node, (who, when) => {
          const isSo = (kpi: KpiId) => (source.status(kpi, who, when) === n.is) !== n.not;
          const count = n.kpis.filter(isSo).length;
          return (n.compare === "at least" ? count >= n.n : count <= n.n) ? 1 : 0;
        }),
      reports: ({ window, node: ref, where, give }) =>
        shifted(window, ref, (who, when) => {
          const judged = source.judgedReports(who, when, where);
          const kept =
            where === null ? judged : judged.filter((r) => at(where, r, when).value === 1);
          if (give === "count") return kept.length;
          return judged.length === 0 ? Number.NaN : kept.length / judged.length;
        }),
      given: (n) => (node, period) => {
        const { start } = range(n.window, period);
        const ask = (who: number, when: Period) => given(n, who, { ...when, start });
        return shifted(n.window, n.node, ask)(node, period);
      },
      attribute: (n) => shifted(n.window, n.node, (who, when) => attribute(n.row, who, when)),
      person: (n) =>
        shifted(n.window, n.node, (who, when) => (personTruth(n.where, who, when) ? 1 : 0)),
      cell: (n) => () => {
        const { value, error } = model.cell(n.sheet, n.cell);
        if (error === null) return plain(value);
        const found = { text: error, address: `${n.sheet}!${n.cell}` };
        errors.push(found);
        return { value, error: found };
      },
    });

  const given = (
    { what, days }: Pick<Extract<FigureNode, { kind: "given" }>, "what" | "days">,
    node: number,
    period: Period,
  ): number => {
    if (what === "today") return Math.min(model.asOf, period.end - 1);
    const people = peopleCounted(model, { what, days }, node, period);
    return people === null ? Number.NaN : people.reduce((sum, { n }) => sum + n, 0);
  };

  /** A person's own cell; of a manager the sum of all below. */
  const attribute = (row: RowId, node: number, period: Period): number => {
    const table = program.people ? model.tables[program.people.table] : null;
    if (!table || !program.people) return Number.NaN;
    const { values } = measures.rowsOf(program.people.table).numbers(row);
    let sum = Number.NaN;
    for (const { row: own } of peopleRows(org, node, period.end - 1)) {
      const value = own < 0 ? Number.NaN : values[own]!;
      if (!Number.isNaN(value)) sum = (Number.isNaN(sum) ? 0 : sum) + value;
    }
    return sum;
  };

  /** Rows of a table that speak of a node below people: its own and those below it; without an owner those keyed by its name. */
  const levelRows = new Map<TableId, ReadonlyMap<number, readonly number[]>>();
  const rowsUnder = (id: TableId, node: number): readonly number[] => {
    const known = levelRows.get(id) ?? indexRows(program, model, id);
    levelRows.set(id, known);
    return known.get(node) ?? [];
  };

  const personTruth = (row: RowId, node: number, period: Period): boolean => {
    if (!program.people) return false;
    const own = rowOn(org, org.personOf(node), period.end - 1);
    return own >= 0 && measures.rowsOf(program.people.table).truths(row).values[own] === 1;
  };

  return {
    periods,
    nodes,
    errors,
    at,
    matrix: (id, grain) => {
      const over = periods(grain);
      const whole = wholeMatrix(
        {
          program,
          cells: over.length * nodes,
          aggregate: (node, figure) => aggregateOver(node, keyOf(figure, grain), over),
        },
        id,
      );
      if (whole) return whole;
      const value = new Float64Array(over.length * nodes);
      const error = new Uint16Array(value.length);
      over.forEach((period, p) => {
        for (let n = 0; n < nodes; n += 1) {
          const cell = at(id, n, period);
          value[p * nodes + n] = cell.value;
          if (cell.error) error[p * nodes + n] = errors.indexOf(cell.error) + 1;
        }
      });
      return { value, error: error.some((mark) => mark > 0) ? error : null };
    },
    levelTruth: (table, row, node) => {
      const { values } = measures.rowsOf(table).truths(row);
      return rowsUnder(table, node).some((r) => values[r] === 1);
    },
    personTruth,
    rowsOf: measures,
    facts,
    edit: (change) => {
      follow(change);
      memo.clear();
      levelRows.clear();
    },
    answerTo: (anew) => {
      source = anew;
      memo.clear();
    },
  };
}

function compares(op: "=" | "<" | "<=" | ">" | ">=", a: number, b: number): boolean {
  switch (op) {
    case "=":
      return a === b;
    case "<":
      return a < b;
    case "<=":
      return a <= b;
    case ">":
      return a > b;
    case ">=":
      return a >= b;
  }
}
