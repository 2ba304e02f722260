/** Figures as columns of one statement: aggregates joined to (who, period), and what is worked out of them. */
import type { Period } from "../../dsl/calendar/calendar.ts";
import { foldNode } from "../../dsl/ir/fold.ts";
import type { FigureId, FigureNode, Kpi, NodeRef } from "../../dsl/ir/ir.ts";
import { figuresUnder } from "../../dsl/ir/walk.ts";
import { nodeMeant } from "../evaluate/meant.ts";
import { type DayRange, rangeOf } from "../evaluate/windows.ts";
import type { Model } from "../model/model.ts";
import { capabilities, type Reason } from "./capabilities.ts";
import { type QueryInput, stepsOf } from "./groups.ts";
import { type AggregateNode, type Asked, planOf } from "./plan.ts";
import { callOf } from "./rows.ts";
import { Relations } from "./source.ts";
import { listed, name, number, type Sql, sql, whole } from "./text.ts";

export interface FiguresInput extends QueryInput {
  readonly model: Model;
  /** The periods to show, of one grain or several. */
  readonly periods: readonly Period[];
  readonly kpis: readonly Kpi[];
}

export interface FiguresQuery {
  /** Columns `who`, `period`, then one for each KPI that compiles; ordered by person and period. */
  readonly statement: Sql;
  readonly columns: readonly Kpi[];
  /** KPIs that don't, each with its reasons. */
  readonly refused: readonly { readonly kpi: Kpi; readonly reasons: readonly Reason[] }[];
}

/** One statement for every KPI that can be said in it. */
export function figuresQuery(input: FiguresInput): FiguresQuery {
  const { program, binding, kpis } = input;
  const judged = kpis.map((kpi) => ({ kpi, reasons: capabilities(program, binding, kpi.figure) }));
  const columns = judged.flatMap(({ kpi, reasons }) => (reasons.length === 0 ? [kpi] : []));
  const refused = judged.filter(({ reasons }) => reasons.length > 0);
  const statement = new FiguresMaker(input, columns).statement();
  return { statement, columns, refused };
}

/** The node a figure is of. */
interface Meant {
  /** Equal for equal nodes. */
  readonly key: string;
  readonly at: Sql;
  /** All that may be meant. */
  readonly nodes: readonly number[];
  /** True where there is none; null: there always is one. */
  readonly none: Sql | null;
}

type Value = { readonly as: "number" | "truth"; readonly sql: Sql };

class FiguresMaker {
  private readonly input: FiguresInput;
  private readonly columns: readonly Kpi[];
  private readonly asked: Asked[] = [];
  /** By figure of an aggregate. */
  private readonly askedOf = new Map<FigureId, number>();
  private readonly joins = new Map<string, { readonly alias: string; readonly sql: Sql }>();
  private readonly relations = new Relations();
  private figures: readonly string[] = [];
  private places: ReturnType<typeof planOf>["places"] = [];
  private readonly memo = new Map<FigureId, Value>();

  constructor(input: FiguresInput, columns: readonly Kpi[]) {
    this.input = input;
    this.columns = columns;
  }

  statement(): Sql {
    const { program, org, periods, binding } = this.input;
    for (const { figure } of this.columns) {
      for (const id of figuresUnder(figure, (one) => program.figures[one]!.node)) {
        const { node } = program.figures[id]!;
        if (node.kind !== "aggregate") continue;
        this.askedOf.set(id, this.asked.push({ node, ranges: this.rangesOf(node) }) - 1);
      }
    }
    const plan = planOf(program, this.asked);
    const steps = stepsOf(this.input, plan);
    this.figures = steps.figures;
    this.places = plan.places;
    const values = this.columns.map(({ name: as, figure }) => {
      const { as: kind, sql: value } = this.value(figure);
      return sql`${kind === "truth" ? sql`CASE WHEN ${value} THEN 1 ELSE 0 END` : value} AS ${name(as)}`;
    });
    const people = this.relations.add("who", [
      { name: "node", of: "whole", values: org.nodes.map(({ id }) => id) },
      { name: "who", of: "text", values: org.nodes.map(({ name: called }) => called) },
    ]);
    const shown = this.relations.add("shown", [
      { name: "p", of: "whole", values: periods.map((_, p) => p) },
      { name: "period", of: "text", values: periods.map(({ label }) => label) },
    ]);
    const all = [...this.relations.steps(binding.dialect), ...steps.with];
    const joined = [...this.joins.values()].map((join) => join.sql);
    return sql`WITH ${listed(all, ",\n")}
SELECT ${listed([sql`n.who`, sql`s.period`, ...values], ",\n  ")}
FROM ${name(people)} AS n CROSS JOIN ${name(shown)} AS s${listed(joined, "")}
ORDER BY n.node, s.p`;
  }

  private rangesOf({ window }: AggregateNode): readonly DayRange[] {
    const { program, model, periods } = this.input;
    return periods.map((period) =>
      rangeOf(model.calendar, program.windows[window]!, period, model.asOf),
    );
  }

  /** A group's rows for the node meant. */
  private join(group: number, meant: Meant): string {
    const key = `${group} ${meant.key}`;
    const known = this.joins.get(key);
    if (known) return known.alias;
    const alias = `f${this.joins.size + 1}`;
    const owned =
      this.input.program.measures[
        this.asked[this.places.findIndex((p) => p.group === group)]!.node.measure
      ]!.owned;
    const at = owned ? meant.at : whole(0);
    this.joins.set(key, {
      alias,
      sql: sql`
LEFT JOIN ${name(this.figures[group]!)} AS ${name(alias)} ON ${name(alias, "p")} = s.p AND ${name(alias, "node")} = ${at}`,
    });
    return alias;
  }

  /** Whose figure is meant to somebody; null: nobody's. */
  private meant(ref: NodeRef, ranges: readonly DayRange[]): Meant | null {
    const { org } = this.input;
    const nodes = org.nodes.map(({ id }) => id);
    if (ref.who === "self") return { key: "self", at: sql`n.node`, nodes, none: null };
    if (ref.who === "manager") return this.managers(ref, ranges);
    const who = nodeMeant(org, ref, 0, 0);
    return who < 0 ? null : { key: String(who), at: whole(who), nodes: [who], none: null };
  }

  /** Who manages whom on the last day of the period that is looked at. */
  private managers(ref: NodeRef, ranges: readonly DayRange[]): Meant {
    const { org } = this.input;
    const found = org.nodes.flatMap(({ id }) =>
      ranges.flatMap(({ period }, p) => {
        const above = nodeMeant(org, ref, id, period.end - 1);
        return above < 0 ? [] : [{ id, p, above }];
      }),
    );
    const relation = this.relations.add("managers", [
      { name: "node", of: "whole", values: found.map(({ id }) => id) },
      { name: "p", of: "whole", values: found.map(({ p }) => p) },
      { name: "above", of: "whole", values: found.map(({ above }) => above) },
    ]);
    const alias = this.joins.get(relation)?.alias ?? `m${this.joins.size + 1}`;
    this.joins.set(relation, {
      alias,
      sql: sql`
LEFT JOIN ${name(relation)} AS ${name(alias)} ON ${name(alias, "node")} = n.node AND ${name(alias, "p")} = s.p`,
    });
    const at = name(alias, "above");
    const nodes = [...new Set(found.map(({ above }) => above))];
    return { key: relation, at, nodes, none: sql`${at} IS NULL` };
  }

  private aggregate(id: FigureId, node: AggregateNode): Value {
    const meant = this.meant(node.node, this.rangesOf(node));
    const { double } = this.input.binding.dialect.types;
    if (meant === null) return { as: "number", sql: sql`CAST(NULL AS ${double})` };
    const { group, column } = this.places[this.askedOf.get(id)!]!;
    const value = name(this.join(group, meant), `v${column}`);
    const filled =
      node.empty === "zero" || addsFromNothing(node) ? sql`COALESCE(${value}, 0)` : value;
    const away = this.absence(node, meant);
    return { as: "number", sql: away ? sql`CASE WHEN NOT (${away}) THEN ${filled} END` : filled };
  }

  /** Where there is no figure: before and after a person's time, and in windows that lie wholly ahead. */
  private absence(node: AggregateNode, meant: Meant): Sql | null {
    const { org, program } = this.input;
    const ranges = this.rangesOf(node);
    const anyTime = program.measures[node.measure]!.day.at === "any";
    const ahead = ranges.flatMap(({ start, end }, p) => (end <= start && !anyTime ? [p] : []));
    const nodes: number[] = [];
    const periods: number[] = [];
    for (const id of meant.nodes) {
      ranges.forEach(({ start, period }, p) => {
        if (org.existsIn(id, start, period.end)) return;
        nodes.push(id);
        periods.push(p);
      });
    }
    const parts: Sql[] = meant.none ? [meant.none] : [];
    if (ahead.length > 0) parts.push(sql`s.p IN (${listed(ahead.map(whole), ", ")})`);
    if (nodes.length > 0) {
      const away = this.relations.add("away", [
        { name: "node", of: "whole", values: nodes },
        { name: "p", of: "whole", values: periods },
      ]);
      const key = `${away} ${meant.key}`;
      const alias = this.joins.get(key)?.alias ?? `a${this.joins.size + 1}`;
      this.joins.set(key, {
        alias,
        sql: sql`
LEFT JOIN ${name(away)} AS ${name(alias)} ON ${name(alias, "node")} = ${meant.at} AND ${name(alias, "p")} = s.p`,
      });
      parts.push(sql`${name(alias, "p")} IS NOT NULL`);
    }
    return parts.length === 0 ? null : listed(parts, " OR ");
  }

  private value(id: FigureId): Value {
    const known = this.memo.get(id) ?? this.made(id);
    this.memo.set(id, known);
    return known;
  }

  private made(id: FigureId): Value {
    const { dialect } = this.input.binding;
    const of = (value: Sql): Value => ({ as: "number", sql: value });
    const truth = (value: Sql): Value => ({ as: "truth", sql: value });
    const num = (child: FigureId): Sql => {
      const value = this.value(child);
      return value.as === "number" ? value.sql : sql`CASE WHEN ${value.sql} THEN 1 ELSE 0 END`;
    };
    const yes = (child: FigureId): Sql => {
      const value = this.value(child);
      return value.as === "truth" ? value.sql : sql`COALESCE(${value.sql} = 1, FALSE)`;
    };
    const never = (): never => {
      throw new Error("refused before any text is made");
    };
    return foldNode<FigureNode, Value>(this.input.program.figures[id]!.node, {
      literal: (n) =>
        n.as === "truth"
          ? truth(n.value === true ? sql`TRUE` : sql`FALSE`)
          : of(number(Number(n.value))),
      blank: () => of(sql`CAST(NULL AS ${dialect.types.double})`),
      aggregate: (n) => this.aggregate(id, n),
      arithmetic: (n) => {
        const [a, b] = [num(n.left), num(n.right)];
        if (n.op === "+") return of(sql`(${a} + ${b})`);
        if (n.op === "-") return of(sql`(${a} - ${b})`);
        return of(n.op === "*" ? sql`(${a} * ${b})` : dialect.power(a, b));
      },
      divide: (n) => of(sql`(${num(n.left)} / NULLIF(${num(n.right)}, 0))`),
      call: (n) => {
        const digits = n.args[1];
        const literal = digits === undefined ? null : this.input.program.figures[digits]!.node;
        const rounds = n.fn === "round" || n.fn === "floor" || n.fn === "ceiling";
        const factor =
          !rounds || digits === undefined || (literal?.kind === "literal" && literal.value === 0)
            ? null
            : literal?.kind === "literal"
              ? number(10 ** Number(literal.value))
              : dialect.power(number(10), num(digits));
        return of(callOf(dialect, n.fn, n.args.map(num), factor));
      },
      orElse: (n) => of(sql`COALESCE(${num(n.first)}, ${num(n.second)})`),
      choose: (n) =>
        of(sql`CASE WHEN ${yes(n.test)} THEN ${num(n.whenTrue)} ELSE ${num(n.whenFalse)} END`),
      compare: (n) => {
        const [a, b] = [num(n.left), num(n.right)];
        if (n.op === "=") return truth(sql`(${a} IS NOT DISTINCT FROM ${b})`);
        const op = { "<": sql`<`, "<=": sql`<=`, ">": sql`>`, ">=": sql`>=` }[n.op];
        return truth(sql`COALESCE(${a} ${op} ${b}, FALSE)`);
      },
      isBlank: (n) => truth(sql`(${num(n.of)} IS NULL)`),
      and: (n) => truth(sql`(${listed(n.parts.map(yes), " AND ")})`),
      or: (n) => truth(sql`(${listed(n.parts.map(yes), " OR ")})`),
      not: (n) => truth(sql`(NOT ${yes(n.of)})`),
      standing: never,
      score: never,
      status: never,
      quantified: never,
      countOfStatus: never,
      reports: never,
      given: never,
      attribute: never,
      person: never,
      cell: never,
    });
  }
}

/** Over no rows 0, where the person is there. */
const addsFromNothing = ({ by }: AggregateNode): boolean =>
  by === "sum" || by === "count" || by === "distinct";
