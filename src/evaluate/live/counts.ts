/** Counts by whole-number keys up to 2^53: open addressing in two typed arrays, no object a key. */

const FIRST_SIZE = 1 << 10;
const EMPTY = -1;

export class Counts {
  private keys = new Float64Array(FIRST_SIZE).fill(EMPTY);
  private counts = new Int32Array(FIRST_SIZE);
  private used = 0;

  /** Adds to a key's count and gives what it is then. A count of 0 keeps its place for the next time. */
  add(key: number, by: number): number {
    let at = this.place(key);
    if (this.keys[at] === EMPTY) {
      if (this.used * 2 >= this.keys.length) {
        this.grow();
        at = this.place(key);
      }
      this.keys[at] = key;
      this.used += 1;
    }
    const count = this.counts[at]! + by;
    this.counts[at] = count;
    return count;
  }

  /** Where a key stands, or would. */
  private place(key: number): number {
    const mask = this.keys.length - 1;
    const high = Math.floor(key / 0x1_0000_0000);
    let hash = Math.imul(key ^ (high * 0x9e3779b1), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    let at = (hash ^ (hash >>> 16)) & mask;
    while (this.keys[at] !== key && this.keys[at] !== EMPTY) at = (at + 1) & mask;
    return at;
  }

  private grow(): void {
    const { keys, counts } = this;
    this.keys = new Float64Array(keys.length * 2).fill(EMPTY);
    this.counts = new Int32Array(keys.length * 2);
    for (let i = 0; i < keys.length; i += 1) {
      const key = keys[i]!;
      if (key === EMPTY) continue;
      const at = this.place(key);
      this.keys[at] = key;
      this.counts[at] = counts[i]!;
    }
  }
}
