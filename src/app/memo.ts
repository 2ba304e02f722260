import type { Period } from "../../dsl/calendar/calendar.ts";

/** A value for each (thing, node, period), made once. Periods are told apart by grain and start. */
export class Memo<T> {
  private readonly byPeriod = new Map<string, Map<number, T>>();
  /** Calendars give equal periods as one object, so that most are found without making a text of them. */
  private readonly byObject = new Map<Period, Map<number, T>>();
  private readonly nodes: number;

  /** `nodes`: how many nodes there are, so that thing and node make one key. */
  constructor(nodes: number) {
    this.nodes = nodes;
  }

  /** What is known already, or undefined. */
  peek(thing: number, node: number, period: Period): T | undefined {
    return this.cellsOf(period).get(thing * this.nodes + node);
  }

  /** The same as `get`, but who asks for it while it is being made gets `busy`. A fault leaves nothing known. */
  once(thing: number, node: number, period: Period, busy: T, make: () => T): T {
    const cells = this.cellsOf(period);
    const key = thing * this.nodes + node;
    const known = cells.get(key);
    if (known !== undefined) return known;
    cells.set(key, busy);
    try {
      const made = make();
      cells.set(key, made);
      return made;
    } catch (fault) {
      cells.delete(key);
      throw fault;
    }
  }

  get(thing: number, node: number, period: Period, make: () => T): T {
    const cells = this.cellsOf(period);
    const key = thing * this.nodes + node;
    const known = cells.get(key);
    if (known !== undefined) return known;
    const made = make();
    cells.set(key, made);
    return made;
  }

  private cellsOf(period: Period): Map<number, T> {
    const own = this.byObject.get(period);
    if (own) return own;
    const label = `${period.grain}${period.start}`;
    const cells = this.byPeriod.get(label) ?? new Map<number, T>();
    this.byPeriod.set(label, cells);
    this.byObject.set(period, cells);
    return cells;
  }
}
