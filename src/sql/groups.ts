/** A plan's groups as parts of a WITH: rows → totals by (position, time) → nodes × windows. */
import type { Measure, Program } from "../../dsl/ir/ir.ts";
import type { Org } from "../model/org.ts";
import type { Binding } from "./binding.ts";
import type { RelationColumn } from "./dialect.ts";
import { ownerColumns } from "./owners.ts";
import type { Group, Plan, PlannedColumn } from "./plan.ts";
import { realDay, rowLowering } from "./rows.ts";
import { Relations, Source } from "./source.ts";
import { type Stages, stagesOf } from "./stages.ts";
import { listed, name, type Sql, sql, whole } from "./text.ts";
import { type Below, belowOf } from "./tree.ts";

export interface QueryInput {
  readonly program: Program;
  readonly org: Org;
  readonly asOf: number;
  readonly binding: Binding;
}

/** The relations and steps of a WITH, and for each group the step that holds `p`, `node`, `v0`, `v1` …. */
export interface Steps {
  readonly with: readonly Sql[];
  readonly figures: readonly string[];
}

/** Every group's figures in one WITH. */
export function stepsOf(input: QueryInput, plan: Plan): Steps {
  const relations = new Relations();
  const steps: Sql[] = [];
  const figures = plan.groups.map((group, g) => {
    const figure = `figures_${g + 1}`;
    steps.push(...new GroupMaker(input, relations, plan, group).steps(figure));
    return figure;
  });
  return { with: [...relations.steps(input.binding.dialect), ...steps], figures };
}

/**
 * Groups that need one pass over a table between them, as a statement of its own: `totals`, columns `pos`, `at`
 * (an atom or a window), `v0` … in the order of `columns`; else `figures`, columns `p`, `node`, `v0`.
 */
export interface Pass {
  readonly of: "totals" | "figures";
  readonly groups: readonly Group[];
  readonly columns: readonly PlannedColumn[];
  /** Where days are cut into atoms: atom `i` is `[cuts[i], cuts[i + 1])`; null: totals are by window. */
  readonly cuts: readonly number[] | null;
  readonly statement: Sql;
}

export function passesOf(input: QueryInput, plan: Plan): readonly Pass[] {
  return plan.groups.flatMap((group): Pass[] => {
    const relations = new Relations();
    const made = new GroupMaker(input, relations, plan, group).pass();
    if (made === null) return [];
    const { steps, select, ...pass } = made;
    const all = [...relations.steps(input.binding.dialect), ...steps];
    return [{ ...pass, statement: sql`WITH ${listed(all, ",\n")}\n${select}` }];
  });
}

const aliased = (value: Sql, as: string): Sql => sql`${value} AS ${name(as)}`;
const commas = (list: readonly Sql[]): Sql => listed(list, ", ");

class GroupMaker {
  private readonly source: Source;
  private readonly measure: Measure;

  private readonly input: QueryInput;
  private readonly relations: Relations;
  private readonly plan: Plan;
  private readonly group: Group;
  /** The columns that the rows carry: the group's, and of groups that share a pass theirs too. */
  private readonly columns: readonly PlannedColumn[];
  private readonly number: number;

  constructor(input: QueryInput, relations: Relations, plan: Plan, group: Group) {
    this.input = input;
    this.relations = relations;
    this.plan = plan;
    this.group = group;
    this.source = new Source(input.program, input.binding, relations, group.table);
    this.measure = input.program.measures[group.columns[0]!.measure]!;
    this.columns = this.sharedColumns();
    this.number = plan.groups.indexOf(this.sharing()[0]!) + 1;
  }

  /** Groups that are added up from the same totals. */
  private sharing(): readonly Group[] {
    const { form, placement } = this.group;
    if (form !== "atoms") return [this.group];
    return this.plan.groups.filter((g) => g.form === "atoms" && g.placement === placement);
  }

  private sharedColumns(): readonly PlannedColumn[] {
    const columns = new Map<string, PlannedColumn>();
    for (const group of this.sharing())
      for (const column of group.columns) columns.set(`${column.measure} ${column.by}`, column);
    return [...columns.values()];
  }

  /** Figures down to the node. */
  steps(figure: string): readonly Sql[] {
    return this.group.adds ? this.addedUp(figure) : this.fromRows(figure);
  }

  /** Null: another group's pass serves this one. */
  pass():
    | (Omit<Pass, "statement"> & { readonly steps: readonly Sql[]; readonly select: Sql })
    | null {
    const { group, columns } = this;
    if (!group.adds) {
      const figures = "figures_1";
      const steps = this.fromRows(figures);
      const select = sql`SELECT p, node, ${name("v0")} FROM ${name(figures)}`;
      return { of: "figures", groups: [group], columns, cuts: null, steps, select };
    }
    const groups = this.sharing();
    if (groups[0] !== group) return null;
    const { step, stages } = this.totals();
    const values = stages.map((stage, i) =>
      aliased(stage.together(stage.parts.map((_, j) => name(`s${i}_${j}`))), `v${i}`),
    );
    const select = sql`SELECT pos, ${this.at()} AS ${name("at")}, ${commas(values)} FROM ${name(this.own())}`;
    const cuts = group.form === "atoms" ? this.cuts() : null;
    return { of: "totals", groups, columns, cuts, steps: [step], select };
  }

  private own(): string {
    return `own_${this.number}`;
  }

  /** What tells the time of a total: its atom, or where the window decides which rows count, the window. */
  private at(): Sql {
    return this.group.form === "windows" ? sql`p` : sql`atom`;
  }

  /** Rows → totals by position and time. */
  private totals(): { readonly step: Sql; readonly stages: readonly Stages[] } {
    const { rows, stages } = this.rows();
    const parts = stages.flatMap(({ parts: list }, i) =>
      list.map((part, j) => aliased(part, `s${i}_${j}`)),
    );
    const step = sql`${name(this.own())} AS (
  SELECT pos, ${this.at()}, ${commas(parts)}
  FROM (${rows}) AS r
  GROUP BY pos, ${this.at()})`;
    return { step, stages };
  }

  /** Totals → nodes × windows. */
  private addedUp(figure: string): readonly Sql[] {
    const { step, stages } = this.totals();
    const merged = this.group.columns.map((column, v) => {
      const i = this.placeOf(column);
      const stage = stages[i]!;
      const list = stage.parts.map((_, j) => stage.merge(name("o", `s${i}_${j}`)));
      return aliased(stage.together(list), `v${v}`);
    });
    const { p, join } = this.windowOf();
    return [
      ...(this.sharing()[0] === this.group ? [step] : []),
      sql`${name(figure)} AS (
  SELECT ${p} AS p, ${this.node()} AS node, ${commas(merged)}
  FROM ${name(this.own())} AS o${join}${this.below(this.closure())}
  GROUP BY ${this.keys(p)})`,
    ];
  }

  /** What doesn't add up: from the rows, each with every node above it. */
  private fromRows(figure: string): readonly Sql[] {
    const { rows, stages } = this.rows();
    const [stage] = stages as [Stages];
    const own = this.own();
    const kept = sql`${name(own)} AS (
  SELECT pos, ${this.at()}, m0
  FROM (${rows}) AS r
  WHERE m0 IS NOT NULL)`;
    const { p, join } = this.windowOf();
    const all = (below: Below): Sql => sql`
  SELECT ${p} AS p, ${this.node()} AS node, ${aliased(stage.together(stage.parts), "v0")}
  FROM ${name(own)} AS o${join}${this.below(below)}
  GROUP BY ${this.keys(p)}`;
    const { scope, owned } = this.group;
    const distinct = this.columns[0]!.by === "distinct";
    if (!distinct || !owned || scope === "own")
      return [kept, sql`${name(figure)} AS (${all(this.closure())})`];
    const { single, several } = this.byPositions();
    const moved = several.nodes.length > 0 ? [all(several)] : [];
    return [
      kept,
      sql`${name(figure)} AS (${listed([this.firsts(own, single), ...moved], "\n  UNION ALL")})`,
    ];
  }

  /**
   * Different values below a node, without a set for each node. Positions are numbered in pre-order, so that a
   * subtree is a run of them: a row is the first of its value in every subtree that starts after the last
   * position where the value stood.
   */
  private firsts(own: string, below: Below): Sql {
    const { p, join } = this.windowOf();
    return sql`
  SELECT f.p, ${this.node()} AS node, CAST(COUNT(*) AS ${this.input.binding.dialect.types.double}) AS ${name("v0")}
  FROM (SELECT ${p} AS p, o.pos, LAG(o.pos, 1, -1) OVER (PARTITION BY ${p}, o.m0 ORDER BY o.pos) AS seen
    FROM ${name(own)} AS o${join}) AS f${this.below(below, "f")} AND b.top > f.seen
  GROUP BY f.p, ${this.node()}`;
  }

  /** The window of a row or total `o`: a run of atoms, or said by itself. */
  private windowOf(): { readonly p: Sql; readonly join: Sql } {
    if (this.group.form === "windows") return { p: sql`o.p`, join: sql`` };
    return { p: sql`x.p`, join: sql` JOIN ${name(this.atomsOf())} AS x ON x.atom = o.atom` };
  }

  /** The table's rows with their position, their time and a value for each column. */
  private rows(): { readonly rows: Sql; readonly stages: readonly Stages[] } {
    const windows = this.group.form === "windows";
    const at = windows ? this.joinWindows() : this.joinCalendar();
    const { program, binding } = this.input;
    const lowering = rowLowering(this.source, windows ? name("x", "today") : sql`NULL`);
    const stages = this.columns.map((column, i) =>
      stagesOf(program, binding.dialect, lowering, column, name(`m${i}`)),
    );
    const values = stages.map(({ value }, i) => aliased(value, `m${i}`));
    const rows = sql`SELECT ${this.position()} AS pos, ${at}, ${commas(values)}
    FROM ${this.source.from()}`;
    return { rows, stages };
  }

  /** The window decides: rows alive on its last day, all rows by its tree, or conditions that know its today. */
  private joinWindows(): Sql {
    const windows = this.windows();
    const { day } = this.measure;
    if (day.at === "date") {
      const own = this.dayIn(day.column);
      this.source.join(sql`JOIN ${name(windows)} AS x ON ${own} >= x.first AND ${own} < x.past`);
      this.joinOwner(own);
    } else if (day.at === "alive") {
      const [from, until] = [this.dayIn(day.from), this.dayIn(day.until)];
      this.source.join(
        sql`JOIN ${name(windows)} AS x ON ${from} <= x.last AND (${until} IS NULL OR ${until} >= x.last)`,
      );
      this.joinOwner(name("x", "last"));
    } else {
      this.source.join(sql`CROSS JOIN ${name(windows)} AS x`);
      this.joinOwner(name("x", "last"));
    }
    return sql`x.p AS p`;
  }

  private dayIn(column: string): Sql {
    const { dialect, zone } = this.input.binding;
    return realDay(dialect, this.source.own(column), zone);
  }

  /** All windows of the same rows share one calendar, cut at every boundary. */
  private cuts(): readonly number[] {
    const ranges = this.plan.groups
      .filter((g) => g.placement === this.group.placement && g.form !== "windows")
      .flatMap((g) => g.ranges);
    const cuts = ranges.flatMap(({ start, end }) => [start, Math.max(start, end)]);
    return [...new Set(cuts)].sort((a, b) => a - b);
  }

  /** A row's day is looked up: engines join on equal days, not on spans. */
  private joinCalendar(): Sql {
    const { dialect, zone } = this.input.binding;
    const cuts = this.cuts();
    const atoms = this.relations.add("atoms", [
      { name: "atom", of: "whole", values: cuts.slice(1).map((_, atom) => atom) },
      { name: "first", of: "whole", values: cuts.slice(0, -1) },
      { name: "past", of: "whole", values: cuts.slice(1) },
    ]);
    const calendar = this.relations.derive(
      "calendar",
      atoms,
      sql`SELECT atom, day, ${dialect.dateAt(sql`day`)} AS on_date FROM (${dialect.daysIn(name(atoms))}) AS d`,
    );
    const { day } = this.measure;
    if (day.at !== "date") throw new Error("no date places these rows");
    const { sql: raw, bound } = this.source.own(day.column);
    this.source.join(
      sql`JOIN ${name(calendar)} AS c ON c.on_date = ${dialect.dateOf(raw, bound.type, zone)}`,
    );
    this.joinOwner(name("c", "day"));
    return sql`${name("c", "atom")} AS atom`;
  }

  /** (window, atom) pairs: a window is a run of atoms. */
  private atomsOf(): string {
    const cuts = this.cuts();
    const at = new Map(cuts.map((cut, i) => [cut, i]));
    const p: number[] = [];
    const atom: number[] = [];
    this.group.ranges.forEach(({ start, end }, i) => {
      for (let a = at.get(start)!; a < at.get(Math.max(start, end))!; a += 1) {
        p.push(i);
        atom.push(a);
      }
    });
    return this.relations.add("periods", [
      { name: "p", of: "whole", values: p },
      { name: "atom", of: "whole", values: atom },
    ]);
  }

  private windows(): string {
    const { ranges } = this.group;
    const of = (as: string, pick: (range: Group["ranges"][number]) => number): RelationColumn => ({
      name: as,
      of: "whole",
      values: ranges.map(pick),
    });
    const alive = this.measure.day.at === "alive";
    return this.relations.add("windows", [
      { name: "p", of: "whole", values: ranges.map((_, p) => p) },
      of("first", ({ start }) => start),
      of("past", ({ end }) => end),
      of("last", ({ end, period }) => (alive ? end : period.end) - 1),
      of("today", ({ period }) => Math.min(this.input.asOf, period.end - 1)),
    ]);
  }

  private position(): Sql {
    return this.group.owned ? name("w", "pos") : whole(0);
  }

  private joinOwner(day: Sql): void {
    if (!this.group.owned) return;
    const owners = this.source.table().owners!;
    const keys = this.input.program.tables[this.group.table]!.owner.slice(
      0,
      owners.keys.length,
    ).map((column) => this.source.own(column));
    const who = this.relations.add("people", ownerColumns(owners));
    const met = keys.map((read, i) => {
      const key = name("w", `a${i}`);
      if (owners.by === "folded") return sql`${key} = ${this.source.folded(read)}`;
      const written =
        read.bound.type === "text"
          ? read.sql
          : sql`CAST(${read.sql} AS ${this.input.binding.dialect.types.text})`;
      return i === 0 ? sql`${key} = ${written}` : sql`${key} = COALESCE(${written}, '')`;
    });
    if (owners.days) met.push(sql`w.d0 <= ${day}`, sql`${day} < w.d1`);
    this.source.join(sql`JOIN ${name(who)} AS w ON ${listed(met, " AND ")}`);
  }

  private node(): Sql {
    return this.group.owned ? name("b", "node") : whole(0);
  }

  /** What figures are told apart by. A number that stands for the node would be the place of a column. */
  private keys(p: Sql): Sql {
    return this.group.owned ? sql`${p}, ${this.node()}` : p;
  }

  private closure(): Below {
    return belowOf(this.input.org, this.group.scope);
  }

  /** The closure by whether a node hangs in one place of the tree, whatever the day, or in several. */
  private byPositions(): { readonly single: Below; readonly several: Below } {
    const { nodes, positions, tops } = this.closure();
    const only = (wanted: boolean): Below => {
      const kept = nodes.flatMap((node, i) =>
        (this.input.org.positionsOf(node).length === 1) === wanted ? [i] : [],
      );
      const pick = (list: readonly number[]) => kept.map((i) => list[i]!);
      return { nodes: pick(nodes), positions: pick(positions), tops: pick(tops) };
    };
    return { single: only(true), several: only(false) };
  }

  private below({ nodes, positions, tops }: Below, rows = "o"): Sql {
    if (!this.group.owned) return sql``;
    const starts: RelationColumn[] =
      rows === "f" ? [{ name: "top", of: "whole", values: tops }] : [];
    const relation = this.relations.add("below", [
      { name: "node", of: "whole", values: nodes },
      { name: "pos", of: "whole", values: positions },
      ...starts,
    ]);
    return sql` JOIN ${name(relation)} AS b ON b.pos = ${name(rows, "pos")}`;
  }

  private placeOf({ measure, by }: PlannedColumn): number {
    return this.columns.findIndex((c) => c.measure === measure && c.by === by);
  }
}
