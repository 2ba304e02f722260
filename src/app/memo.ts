import type { Period } from "../../dsl/calendar/calendar.ts";

/** A value for each (thing, node, period), made once. Periods are told apart by grain and start. */
export class Memo<T> {
  private readonly byPeriod = new Map<string, Map<number, T>>();
  private readonly nodes: number;

  /** `nodes`: how many nodes there are, so that thing and node make one key. */
  constructor(nodes: number) {
    this.nodes = nodes;
  }

  get(thing: number, node: number, period: Period, make: () => T): T {
    const label = `${period.grain}${period.start}`;
    let cells = this.byPeriod.get(label);
    if (!cells) {
      cells = new Map();
      this.byPeriod.set(label, cells);
    }
    const key = thing * this.nodes + node;
    const known = cells.get(key);
    if (known !== undefined) return known;
    const made = make();
    cells.set(key, made);
    return made;
  }
}
