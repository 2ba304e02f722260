import type { FakeContext } from "./excel-context.ts";

/** A proxy object of Office.js: its properties can be read only once they were loaded and synced. */
export abstract class Loaded {
  private readonly wanted = new Set<string>();
  protected readonly ready = new Map<string, unknown>();
  protected readonly context: FakeContext;
  constructor(context: FakeContext) {
    this.context = context;
  }
  load(paths: string): void {
    for (const path of paths.split(",")) this.wanted.add(path.trim());
    this.context.loading.add(this);
  }
  /** At the sync. */
  fill(): void {
    for (const path of this.wanted) this.ready.set(path, this.read(path));
  }
  protected abstract read(path: string): unknown;
  protected get(path: string): never {
    if (!this.ready.has(path)) {
      throw new Error(`PropertyNotLoaded: ${path} was read before load and sync.`);
    }
    return this.ready.get(path) as never;
  }
}
