import type { Figure, FigureNode, Measure, RowId, RowNode, TimeStep, Window } from "./ir.ts";
import { figureKids } from "./walk.ts";

/** A pool whose equal members share an id: the id is the index. */
class Pool<T> {
  readonly items: T[] = [];
  private readonly ids = new Map<string, number>();

  add(item: T, key: unknown = item): number {
    const text = JSON.stringify(key);
    const known = this.ids.get(text);
    if (known !== undefined) return known;
    const id = this.items.push(item) - 1;
    this.ids.set(text, id);
    return id;
  }
}

const FEW_STEPS = 3;

/** Collects a program's pools while statements are lowered. */
export class Pools {
  private readonly rowPool = new Pool<RowNode>();
  private readonly measurePool = new Pool<Measure>();
  private readonly windowPool = new Pool<Window>();
  private readonly figurePool = new Pool<Figure>();
  private readonly depths: number[] = [];
  private farMoves = 0;

  constructor() {
    this.window([]);
  }

  row(node: RowNode): RowId {
    return this.rowPool.add(node);
  }
  measure(measure: Measure): number {
    return this.measurePool.add(measure);
  }
  /** Window 0 is the period itself. */
  window(steps: readonly TimeStep[]): number {
    const before = this.windows.length;
    const id = this.windowPool.add({ steps });
    if (id === before && steps.length > FEW_STEPS) this.farMoves += 1;
    return id;
  }
  /** How many windows are many steps away: only KPIs moved within moved KPIs make them. */
  get farWindows(): number {
    return this.farMoves;
  }
  /** Figures that differ only in their place in the text are one. */
  figure(figure: Figure): number {
    const id = this.figurePool.add(figure, [figure.node, figure.as, figure.unit]);
    if (id === this.depths.length) {
      const kids = figureKids(figure.node).map((kid) => this.depths[kid]!);
      this.depths.push(1 + Math.max(0, ...kids));
    }
    return id;
  }
  /** How many figures stand one upon the other in it. */
  depthOf(id: number): number {
    return this.depths[id]!;
  }
  figureAt(id: number): Figure {
    return this.figurePool.items[id]!;
  }
  figureNode(id: number): FigureNode {
    return this.figureAt(id).node;
  }
  windowAt(id: number): Window {
    return this.windowPool.items[id]!;
  }
  measureAt(id: number): Measure {
    return this.measurePool.items[id]!;
  }
  rowAt(id: number): RowNode {
    return this.rowPool.items[id]!;
  }
  get rows(): readonly RowNode[] {
    return this.rowPool.items;
  }
  get measures(): readonly Measure[] {
    return this.measurePool.items;
  }
  get windows(): readonly Window[] {
    return this.windowPool.items;
  }
  get figures(): readonly Figure[] {
    return this.figurePool.items;
  }
}
