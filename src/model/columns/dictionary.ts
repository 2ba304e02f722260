/** Texts in matching form, each with a code: found by a hash of what the form keeps, so that no text is folded twice. */
import { foldText } from "../../../dsl/fold.ts";

/** FNV-1a's prime and start. */
const PRIME = 0x01000193;
const START = 0x811c9dc5 | 0;
const BLANK = 32;
const LAST_PLAIN = 126;
/** Sets the bit that parts small letters from capitals. */
const SMALL = 32;

/**
 * A hash that texts alike in matching form share: blanks don't count and case doesn't, and what isn't plain
 * ASCII is folded first. Different texts may share one too (`a b` and `AB`), so that equal hashes prove nothing.
 */
export function matchingHash(text: string): number {
  let hash = START;
  for (let i = 0; i < text.length; i += 1) {
    const sign = text.charCodeAt(i);
    if (sign < BLANK || sign > LAST_PLAIN) return hashOfFolded(foldText(text));
    if (sign !== BLANK) hash = Math.imul(hash ^ (sign | SMALL), PRIME);
  }
  return hash ^ (hash >>> 15);
}

function hashOfFolded(text: string): number {
  let hash = START;
  for (let i = 0; i < text.length; i += 1) {
    const sign = text.charCodeAt(i);
    if (sign !== BLANK) hash = Math.imul(hash ^ (sign | SMALL), PRIME);
  }
  return hash ^ (hash >>> 15);
}

const FIRST_SIZE = 64;

/** Codes from 1 in the order in which texts are first seen; 0 is the blank. */
export class Dictionary {
  /** By code: the matching form, and the first spelling seen. */
  readonly folded: string[] = [""];
  readonly shown: string[] = [""];
  /** Code and hash side by side, found by linear steps; code 0: free. */
  private slots = new Int32Array(2 * FIRST_SIZE);
  private mask = FIRST_SIZE - 1;

  codeOf(cell: string): number {
    const hash = matchingHash(cell);
    const { slots, mask, shown } = this;
    let slot = hash & mask;
    for (let code = slots[2 * slot]!; code !== 0; code = slots[2 * slot]!) {
      if (slots[2 * slot + 1] === hash && (shown[code] === cell || this.isForm(code, cell)))
        return code;
      slot = (slot + 1) & mask;
    }
    return this.add(cell, hash, slot);
  }

  private isForm(code: number, cell: string): boolean {
    return this.folded[code] === foldText(cell);
  }

  private add(cell: string, hash: number, slot: number): number {
    const key = foldText(cell);
    if (key === "") return 0;
    const code = this.folded.push(key) - 1;
    this.shown.push(cell.trim());
    this.slots[2 * slot] = code;
    this.slots[2 * slot + 1] = hash;
    if (code * 2 > this.mask) this.grow();
    return code;
  }

  private grow(): void {
    const old = this.slots;
    const size = (this.mask + 1) * 4;
    const slots = new Int32Array(2 * size);
    for (let at = 0; at < old.length; at += 2) {
      if (old[at] === 0) continue;
      let slot = old[at + 1]! & (size - 1);
      while (slots[2 * slot] !== 0) slot = (slot + 1) & (size - 1);
      slots[2 * slot] = old[at]!;
      slots[2 * slot + 1] = old[at + 1]!;
    }
    this.slots = slots;
    this.mask = size - 1;
  }
}
