/** Row expressions over typed columns: each node of the pool becomes one column, made once. */
import { NO_DAY } from "../../dsl/calendar/day.ts";
import { foldText } from "../../dsl/fold.ts";
import { foldNode } from "../../dsl/ir/fold.ts";
import type { CompareOp, Program, RowId, RowNode, TableId } from "../../dsl/ir/ir.ts";
import type { Model } from "../model/model.ts";
import { forgetBins } from "./exact-sum.ts";
import { numberFunction } from "./number-functions.ts";
import { power } from "./numbers.ts";
import {
  constantText,
  joinErrors,
  type Numbers,
  type RowColumn,
  type Truths,
  textOf,
  through,
} from "./row-columns.ts";
import { readsColumn, rowUsesToday } from "./row-walk.ts";

/** Evaluates row nodes for one base table. `today` is the day that stands for it in the window asked for. */
export function rowProgram(program: Program, model: Model, base: TableId) {
  const table = model.tables[base];
  const rows = table?.rows ?? 0;
  const memo = new Map<RowId, RowColumn>();
  let todayIs = model.asOf;
  const dependsOnToday = new Map<RowId, boolean>();

  const column = (id: RowId): RowColumn => {
    const known = memo.get(id);
    if (known) return known;
    const made = foldNode<RowNode, RowColumn>(program.rows[id]!, cases);
    memo.set(id, made);
    return made;
  };
  const numbers = (id: RowId): Numbers => {
    const made = column(id);
    return made.as === "number"
      ? made
      : { as: "number", values: new Float64Array(rows).fill(Number.NaN), errors: made.errors };
  };
  const truths = (id: RowId): Truths => {
    const made = column(id);
    if (made.as === "truth") return made;
    return { as: "truth", values: new Uint8Array(rows), errors: made.errors };
  };
  const number = (make: (row: number) => number, ...from: readonly RowColumn[]): Numbers => {
    const values = new Float64Array(rows);
    for (let r = 0; r < rows; r += 1) values[r] = make(r);
    const again = (r: number) => {
      values[r] = make(r);
    };
    return { as: "number", values, errors: joinErrors(from), again };
  };
  const truth = (make: (row: number) => boolean, ...from: readonly RowColumn[]): Truths => {
    const values = new Uint8Array(rows);
    for (let r = 0; r < rows; r += 1) values[r] = make(r) ? 1 : 0;
    const again = (r: number) => {
      values[r] = make(r) ? 1 : 0;
    };
    return { as: "truth", values, errors: joinErrors(from), again };
  };

  /** `decides`: the truth of any part that settles the whole: 0 for and, 1 for or. */
  const joined = (parts: readonly Truths[], decides: 0 | 1): Truths => {
    const values = new Uint8Array(rows).fill(1 - decides);
    // Truths are 1 and 0, so bits tell without a branch.
    for (const { values: part } of parts) {
      if (decides === 0) for (let r = 0; r < rows; r += 1) values[r]! &= part[r]!;
      else for (let r = 0; r < rows; r += 1) values[r]! |= part[r]!;
    }
    const again = (r: number) => {
      values[r] = parts.some((part) => part.values[r] === decides) ? decides : 1 - decides;
    };
    return { as: "truth", values, errors: joinErrors(parts), again };
  };

  const source = (node: Extract<RowNode, { kind: "column" }>) => {
    let rowOf: Int32Array | null = null;
    for (const step of node.via) {
      const linked = model.link(step);
      rowOf = rowOf === null ? linked : rowOf.map((row) => (row < 0 ? -1 : linked[row]!));
    }
    const from = model.tables[node.table] ?? null;
    return { from, at: from?.find(node.column) ?? null, rowOf };
  };

  const readColumn = (node: Extract<RowNode, { kind: "column" }>): RowColumn => {
    const { from, at, rowOf } = source(node);
    if (!from || at === null) {
      return { as: "number", values: new Float64Array(rows).fill(Number.NaN), errors: null };
    }
    if (node.as === "text") {
      const text = from.texts(at);
      return { as: "text", text, rowOf, errors: through(text.errors, rowOf) };
    }
    if (node.as === "truth") {
      const { values, errors } = from.truths(at);
      const own =
        rowOf === null ? values : Uint8Array.from(rowOf, (row) => (row < 0 ? 0 : values[row]!));
      return { as: "truth", values: own, errors: through(errors, rowOf) };
    }
    if (node.as === "day") {
      const { values, errors } = from.days(at);
      const day = (row: number) => (row < 0 || values[row] === NO_DAY ? Number.NaN : values[row]!);
      if (rowOf !== null) {
        const own = Float64Array.from(rowOf, day);
        return { as: "number", values: own, errors: through(errors, rowOf) };
      }
      const own = Float64Array.from(values, (v) => (v === NO_DAY ? Number.NaN : v));
      const again = (r: number) => {
        own[r] = day(r);
      };
      return { as: "number", values: own, errors, again };
    }
    const { values, errors } = from.numbers(at);
    const own =
      rowOf === null
        ? values
        : Float64Array.from(rowOf, (row) => (row < 0 ? Number.NaN : values[row]!));
    return { as: "number", values: own, errors: through(errors, rowOf) };
  };

  /** A text predicate is decided once per distinct text, then looked up by code. */
  const byText = (id: RowId, decide: (folded: string) => boolean): Truths => {
    const made = column(id);
    if (made.as !== "text") return truth((r) => decide(textOf(made, r)), made);
    const table = Uint8Array.from(made.text.folded, (folded) => (decide(folded) ? 1 : 0));
    const { codes } = made.text;
    const { rowOf } = made;
    const values = new Uint8Array(rows);
    if (rowOf === null) for (let r = 0; r < rows; r += 1) values[r] = table[codes[r]!]!;
    else {
      for (let r = 0; r < rows; r += 1) {
        const row = rowOf[r]!;
        values[r] = table[row < 0 ? 0 : codes[row]!]!;
      }
    }
    const again = (r: number) => {
      const row = rowOf === null ? r : rowOf[r]!;
      values[r] = table[row < 0 ? 0 : codes[row]!]!;
    };
    return { as: "truth", values, errors: made.errors, again };
  };
  const literalText = (id: RowId): string | null => {
    const node = program.rows[id]!;
    if (node.kind === "literal") return foldText(String(node.value));
    return node.kind === "blank" ? "" : null;
  };

  const literalNumber = (id: RowId): number | null => {
    const node = program.rows[id]!;
    return node.kind === "literal" && typeof node.value === "number" ? node.value : null;
  };
  /** Against one number no column of it need be made. Blank is neither equal to it nor on either side. */
  const withLiteral = (op: CompareOp, of: Numbers, y: number): Truths => {
    const x = of.values;
    if (op === "=") return truth((r) => x[r] === y, of);
    if (op === "<") return truth((r) => x[r]! < y, of);
    if (op === "<=") return truth((r) => x[r]! <= y, of);
    if (op === ">") return truth((r) => x[r]! > y, of);
    return truth((r) => x[r]! >= y, of);
  };

  const compareTexts = (left: RowId, right: RowId): Truths => {
    const [a, b] = [literalText(left), literalText(right)];
    if (b !== null && a === null) return byText(left, (text) => text === b);
    if (a !== null && b === null) return byText(right, (text) => text === a);
    const [x, y] = [column(left), column(right)];
    return truth((r) => textOf(x, r) === textOf(y, r), x, y);
  };

  const searched = (
    of: RowId,
    text: RowId,
    test: (text: string, part: string) => boolean,
  ): Truths => {
    const part = literalText(text);
    if (part !== null)
      return byText(of, (value) => value !== "" && part !== "" && test(value, part));
    const [x, y] = [column(of), column(text)];
    return truth(
      (r) => textOf(y, r) !== "" && textOf(x, r) !== "" && test(textOf(x, r), textOf(y, r)),
      x,
      y,
    );
  };

  const cases: { [K in RowNode["kind"]]: (node: Extract<RowNode, { kind: K }>) => RowColumn } = {
    column: readColumn,
    literal: (n) => {
      if (n.as === "truth") return truth(() => n.value === true);
      if (n.as === "text")
        return { as: "text", text: constantText(String(n.value), rows), rowOf: null, errors: null };
      return number(() => Number(n.value));
    },
    blank: () => number(() => Number.NaN),
    today: () => number(() => todayIs),
    arithmetic: (n) => {
      const [a, b] = [numbers(n.left), numbers(n.right)];
      const [x, y] = [a.values, b.values];
      if (n.op === "+") return number((r) => x[r]! + y[r]!, a, b);
      if (n.op === "-") return number((r) => x[r]! - y[r]!, a, b);
      if (n.op === "*") return number((r) => x[r]! * y[r]!, a, b);
      return number((r) => power(x[r]!, y[r]!), a, b);
    },
    divide: (n) => {
      const [a, b] = [numbers(n.left), numbers(n.right)];
      return number((r) => (b.values[r] === 0 ? Number.NaN : a.values[r]! / b.values[r]!), a, b);
    },
    dayDifference: (n) => {
      const [a, b] = [numbers(n.left), numbers(n.right)];
      return number((r) => a.values[r]! - b.values[r]!, a, b);
    },
    dayShift: (n) => {
      const [a, b] = [numbers(n.day), numbers(n.days)];
      return number((r) => a.values[r]! + b.values[r]!, a, b);
    },
    call: (n) => {
      const args = n.args.map(numbers);
      return number(
        (r) =>
          numberFunction(
            n.fn,
            args.map((arg) => arg.values[r]!),
          ),
        ...args,
      );
    },
    orElse: (n) => {
      const first = column(n.first);
      const second = column(n.second);
      if (first.as === "number" && second.as === "number") {
        return number(
          (r) => (Number.isNaN(first.values[r]!) ? second.values[r]! : first.values[r]!),
          first,
          second,
        );
      }
      return first;
    },
    choose: (n) => {
      const test = truths(n.test);
      const [a, b] = [numbers(n.whenTrue), numbers(n.whenFalse)];
      return number((r) => (test.values[r] === 1 ? a.values[r]! : b.values[r]!), test, a, b);
    },
    compare: (n) => {
      if (n.by === "text") return compareTexts(n.left, n.right);
      if (n.by === "truth") {
        const [a, b] = [truths(n.left), truths(n.right)];
        return truth((r) => a.values[r] === b.values[r], a, b);
      }
      const literal = literalNumber(n.right);
      if (literal !== null) return withLiteral(n.op, numbers(n.left), literal);
      const [a, b] = [numbers(n.left), numbers(n.right)];
      const [x, y] = [a.values, b.values];
      if (n.op === "=")
        return truth((r) => x[r] === y[r] || (Number.isNaN(x[r]!) && Number.isNaN(y[r]!)), a, b);
      if (n.op === "<") return truth((r) => x[r]! < y[r]!, a, b);
      if (n.op === "<=") return truth((r) => x[r]! <= y[r]!, a, b);
      if (n.op === ">") return truth((r) => x[r]! > y[r]!, a, b);
      return truth((r) => x[r]! >= y[r]!, a, b);
    },
    textIn: (n) => {
      const wanted = new Set(n.values.map(foldText));
      return byText(n.of, (text) => wanted.has(text));
    },
    numberIn: (n) => {
      const of = numbers(n.of);
      return truth((r) => n.values.includes(of.values[r]!), of);
    },
    contains: (n) => searched(n.of, n.text, (text, part) => text.includes(part)),
    startsWith: (n) => searched(n.of, n.text, (text, part) => text.startsWith(part)),
    isBlank: (n) => {
      const of = column(n.of);
      if (of.as === "text") return byText(n.of, (text) => text === "");
      return truth((r) => of.as === "number" && Number.isNaN(of.values[r]!), of);
    },
    and: (n) => joined(n.parts.map(truths), 0),
    or: (n) => joined(n.parts.map(truths), 1),
    not: (n) => {
      const of = truths(n.of);
      return truth((r) => of.values[r] === 0, of);
    },
  };

  const usesToday = (id: RowId): boolean => {
    if (!dependsOnToday.has(id)) dependsOnToday.set(id, rowUsesToday(program, id));
    return dependsOnToday.get(id)!;
  };

  /** By column of the table: what must be worked out again after an edit, children before parents. */
  const dependents = new Map<number, { readonly of: number; readonly list: RowColumn[] }>();
  const dependentsOf = (at: number): readonly RowColumn[] => {
    const before = dependents.get(at);
    if (before?.of === memo.size) return before.list;
    const list = [...memo]
      .filter(([id]) => readsColumn(program, id, base, (name) => table?.find(name) === at))
      .sort(([a], [b]) => a - b)
      .map(([, made]) => made);
    dependents.set(at, { of: memo.size, list });
    return list;
  };

  return {
    rows,
    column,
    numbers,
    truths,
    usesToday,
    /** After a cell of the table was changed: its row is worked out again wherever it is read. */
    refresh: (at: number, row: number) => {
      for (const made of dependentsOf(at)) {
        made.again?.(row);
        if (made.as === "number") forgetBins(made.values);
      }
    },
    /** Moves `today`; what was worked out from it is forgotten. */
    setToday: (day: number) => {
      if (day === todayIs) return;
      todayIs = day;
      for (const id of [...memo.keys()]) if (usesToday(id)) memo.delete(id);
    },
  };
}
export type RowProgram = ReturnType<typeof rowProgram>;
