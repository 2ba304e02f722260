/** A plan's groups as parts of a WITH: rows → own (position × atom) → nodes × windows. */
import type { Measure, Program } from "../../dsl/ir/ir.ts";
import { ALWAYS_FROM, ALWAYS_TO } from "../model/assignments.ts";
import type { Org } from "../model/org.ts";
import type { Binding, Owners } from "./binding.ts";
import type { RelationColumn } from "./dialect.ts";
import type { Group, Plan, PlannedColumn } from "./plan.ts";
import { realDay, rowLowering } from "./rows.ts";
import { Relations, Source } from "./source.ts";
import { listed, name, type Sql, sql, whole } from "./text.ts";
import { belowOf } from "./tree.ts";

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

export function stepsOf(input: QueryInput, plan: Plan): Steps {
  const relations = new Relations();
  const steps: Sql[] = [];
  const figures = plan.groups.map((group, g) => {
    const figure = `figures_${g + 1}`;
    const maker = new GroupMaker(input, relations, plan, group);
    steps.push(...maker.steps(figure));
    return figure;
  });
  return { with: [...relations.steps(input.binding.dialect), ...steps], figures };
}

/** What a column is on its way: values of rows, parts of positions, one double. */
interface Stages {
  readonly value: Sql;
  /** Aggregates over values; merged by `merge`, put together by `together`. */
  readonly parts: readonly Sql[];
  readonly merge: (part: Sql) => Sql;
  readonly together: (parts: readonly Sql[]) => Sql;
}

const aliased = (value: Sql, as: string): Sql => sql`${value} AS ${name(as)}`;
const commas = (list: readonly Sql[]): Sql => listed(list, ", ");
const SUM = (part: Sql): Sql => sql`SUM(${part})`;

class GroupMaker {
  private readonly source: Source;
  private readonly measure: Measure;

  private readonly input: QueryInput;
  private readonly relations: Relations;
  private readonly plan: Plan;
  private readonly group: Group;
  /** The columns that the rows carry: the group's, and of groups that share a pass theirs too. */
  private readonly columns: readonly PlannedColumn[];

  constructor(input: QueryInput, relations: Relations, plan: Plan, group: Group) {
    this.input = input;
    this.relations = relations;
    this.plan = plan;
    this.group = group;
    this.source = new Source(input.program, input.binding, relations, group.table);
    this.measure = input.program.measures[group.columns[0]!.measure]!;
    this.columns = group.form === "atoms" ? this.sharedColumns() : group.columns;
  }

  private sharing(): readonly Group[] {
    const { placement } = this.group;
    return this.plan.groups.filter((g) => g.form === "atoms" && g.placement === placement);
  }

  private sharedColumns(): readonly PlannedColumn[] {
    const columns = new Map<string, PlannedColumn>();
    for (const group of this.sharing())
      for (const column of group.columns) columns.set(`${column.measure} ${column.by}`, column);
    return [...columns.values()];
  }

  steps(figure: string): readonly Sql[] {
    switch (this.group.form) {
      case "atoms":
        return this.fromAtoms(figure);
      case "rows":
        return [this.fromRows(figure)];
      case "windows":
        return this.fromWindows(figure);
    }
  }

  private fromAtoms(figure: string): readonly Sql[] {
    const [first] = this.sharing();
    const own = `own_${this.plan.groups.indexOf(first!) + 1}`;
    this.joinCalendar();
    this.joinOwner(name("c", "day"));
    const stages = this.stages(sql`NULL`);
    const parts = stages.flatMap(({ parts }, i) =>
      parts.map((part, j) => aliased(part, `s${i}_${j}`)),
    );
    const values = stages.map(({ value }, i) => aliased(value, `m${i}`));
    const rows = sql`SELECT ${this.position()} AS pos, ${name("c", "atom")} AS atom, ${commas(values)}
    FROM ${this.source.from()}`;
    const step = sql`${name(own)} AS (
  SELECT pos, atom, ${commas(parts)}
  FROM (${rows}) AS r
  GROUP BY pos, atom)`;
    const atoms = this.atomsOf();
    const merged = this.group.columns.map((column, v) => {
      const i = this.placeOf(column);
      const stage = stages[i]!;
      const list = stage.parts.map((_, j) => stage.merge(name("o", `s${i}_${j}`)));
      return aliased(stage.together(list), `v${v}`);
    });
    const tree = this.below(sql`o.pos`);
    return [
      ...(first === this.group ? [step] : []),
      sql`${name(figure)} AS (
  SELECT x.p, ${this.node()} AS node, ${commas(merged)}
  FROM ${name(own)} AS o JOIN ${name(atoms)} AS x ON x.atom = o.atom${tree}
  GROUP BY x.p, ${this.node()})`,
    ];
  }

  private fromRows(figure: string): Sql {
    this.joinCalendar();
    this.joinOwner(name("c", "day"));
    const [column] = this.group.columns as [PlannedColumn];
    const [stage] = this.stages(sql`NULL`) as [Stages];
    const rows = sql`SELECT ${this.position()} AS pos, ${name("c", "atom")} AS atom, ${aliased(stage.value, "m0")}
    FROM ${this.source.from()}`;
    const kept = sql`SELECT pos, atom, m0 FROM (${rows}) AS r WHERE m0 IS NOT NULL`;
    return sql`${name(figure)} AS (
  SELECT x.p, ${this.node()} AS node, ${aliased(stage.together(stage.parts), "v0")}
  FROM (${kept}) AS o JOIN ${name(this.atomsOf())} AS x ON x.atom = o.atom${this.below(sql`o.pos`)}
  GROUP BY x.p, ${this.node()})`;
  }

  /** The window decides: rows alive on its last day, all rows by its tree, or conditions that know its today. */
  private fromWindows(figure: string): readonly Sql[] {
    const windows = this.windows();
    const { day } = this.measure;
    if (day.at === "date") {
      const own = this.day();
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
    const stages = this.stages(name("x", "today"));
    const values = stages.map(({ value }, i) => aliased(value, `m${i}`));
    const rows = sql`SELECT x.p, ${this.position()} AS pos, ${commas(values)}
    FROM ${this.source.from()}`;
    const made = stages.map((stage, i) => aliased(stage.together(stage.parts), `v${i}`));
    return [
      sql`${name(figure)} AS (
  SELECT o.p, ${this.node()} AS node, ${commas(made)}
  FROM (${rows}) AS o${this.below(sql`o.pos`)}
  GROUP BY o.p, ${this.node()})`,
    ];
  }

  /** The row's own day, as a whole number. */
  private day(): Sql {
    const { day } = this.measure;
    if (day.at !== "date") throw new Error("no date places these rows");
    return this.dayIn(day.column);
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

  private joinCalendar(): void {
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

  private below(position: Sql): Sql {
    if (!this.group.owned) return sql``;
    const { nodes, positions } = belowOf(this.input.org, this.group.scope);
    const relation = this.relations.add("below", [
      { name: "node", of: "whole", values: nodes },
      { name: "pos", of: "whole", values: positions },
    ]);
    return sql` JOIN ${name(relation)} AS b ON b.pos = ${position}`;
  }

  private stages(today: Sql): readonly Stages[] {
    const rows = rowLowering(this.source, today);
    return this.columns.map((column) => this.stagesOf(rows, column));
  }

  private stagesOf(rows: ReturnType<typeof rowLowering>, column: PlannedColumn): Stages {
    const { measure: id, by } = column;
    const m = name(`m${this.placeOf(column)}`);
    const { dialect } = this.input.binding;
    const { double } = dialect.types;
    const { of, where } = this.input.program.measures[id]!;
    const kept = (value: Sql): Sql =>
      where === null ? value : sql`CASE WHEN ${rows.truth(where)} THEN ${value} END`;
    const read = of === null ? null : rows.lower(of);
    const one = (part: (of: Sql) => Sql, merge: (part: Sql) => Sql, value: Sql): Stages => ({
      value,
      parts: [part(m)],
      merge,
      together: ([all]) => sql`CAST(${all!} AS ${double})`,
    });
    if (by === "count") {
      const counted =
        read === null || read.as === "truth"
          ? whole(1)
          : read.as === "text"
            ? read.identity()
            : read.sql;
      return one((each) => sql`COUNT(${each})`, SUM, kept(counted));
    }
    if (by === "distinct") {
      const value =
        read?.as === "text" ? read.identity() : read?.as === "truth" ? read.sql : rows.num(of!);
      return one((each) => sql`COUNT(DISTINCT ${each})`, SUM, kept(value));
    }
    if (by === "sum") {
      const exact = read?.as === "number" && read.exact;
      const value = exact ? read.sql : rows.num(of!);
      const { parts, together } = dialect.sum(m, exact ? "exact" : "float");
      return { value: kept(value), parts, merge: SUM, together };
    }
    const value = kept(rows.num(of!));
    if (by === "median") return one(dialect.median, SUM, value);
    return by === "min"
      ? one(
          (of) => sql`MIN(${of})`,
          (part) => sql`MIN(${part})`,
          value,
        )
      : one(
          (of) => sql`MAX(${of})`,
          (part) => sql`MAX(${part})`,
          value,
        );
  }

  private placeOf({ measure, by }: PlannedColumn): number {
    return this.columns.findIndex((c) => c.measure === measure && c.by === by);
  }
}

function ownerColumns({ keys, positions, days }: Owners): readonly RelationColumn[] {
  const columns: RelationColumn[] = keys.map((values, i) => ({
    name: `a${i}`,
    of: "text",
    values,
  }));
  columns.push({ name: "pos", of: "whole", values: positions });
  if (days)
    columns.push(
      { name: "d0", of: "whole", values: days.from },
      { name: "d1", of: "whole", values: days.to },
    );
  return columns;
}

/** Owners for keys (as many columns as `depth`) that are resolved to nodes: a row for each position of the node. */
export function ownersAt(
  org: Org,
  by: Owners["by"],
  owners: readonly { readonly keys: readonly string[]; readonly node: number }[],
  depth: number,
): Owners {
  const keys: string[][] = Array.from({ length: depth }, () => []);
  const positions: number[] = [];
  const from: number[] = [];
  const to: number[] = [];
  for (const owner of owners) {
    for (const at of org.positionsOf(owner.node)) {
      owner.keys.forEach((key, i) => {
        keys[i]!.push(key);
      });
      positions.push(at);
      from.push(org.positions[at]!.from);
      to.push(org.positions[at]!.to);
    }
  }
  const always = from.every((day) => day <= ALWAYS_FROM) && to.every((day) => day >= ALWAYS_TO);
  return { by, keys, positions, days: always ? null : { from, to } };
}
