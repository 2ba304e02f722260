/** A stretch of the rules text: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place a person can find: line and column from 1, length in UTF-16 units. */
export interface Place {
  readonly line: number;
  readonly column: number;
  readonly length: number;
}

/** From the start of one span to the end of another. */
export const join = (from: Span, to: Span): Span => ({ start: from.start, end: to.end });

/** Finds lines in a text; built once per text, each look-up is a bisection. */
export class LineMap {
  private readonly starts: readonly number[];

  constructor(text: string) {
    const starts = [0];
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
    this.starts = starts;
  }

  /** The line (from 1) that holds an offset. */
  lineOf(offset: number): number {
    let low = 0;
    let high = this.starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }

  /** The offset at which a line (from 1) begins. */
  startOf(line: number): number {
    return this.starts[line - 1] ?? 0;
  }

  placeOf(span: Span): Place {
    const line = this.lineOf(span.start);
    return { line, column: span.start - this.startOf(line) + 1, length: span.end - span.start };
  }

  get lines(): number {
    return this.starts.length;
  }
}
