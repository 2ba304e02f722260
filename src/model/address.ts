/** `A`, `B`, … `AA`: the letter of a zero-based column. */
export function columnLetter(column: number): string {
  const rest = Math.floor(column / 26) - 1;
  return (rest >= 0 ? columnLetter(rest) : "") + String.fromCharCode(65 + (column % 26));
}

/** The zero-based column of a letter. */
export function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters.toUpperCase()) index = index * 26 + letter.charCodeAt(0) - 64;
  return index - 1;
}

export interface Region {
  readonly top: number;
  readonly left: number;
  /** Exclusive; null: to the last used. */
  readonly bottom: number | null;
  readonly right: number | null;
}

/** `A1:H`, `A:F`, `$B$3`, `A1:B9` as zero-based bounds; null where the text is no range. */
export function parseRange(text: string): Region | null {
  const match = /^\$?([A-Z]{1,3})?\$?(\d+)?(?::\$?([A-Z]{1,3})?\$?(\d+)?)?$/i.exec(text.trim());
  if (!match || (!match[1] && !match[2])) return null;
  const single = !text.includes(":");
  const [, left, top, right, bottom] = match;
  return {
    left: left ? columnIndex(left) : 0,
    top: top ? Number(top) - 1 : 0,
    right: right ? columnIndex(right) + 1 : single && left ? columnIndex(left) + 1 : null,
    bottom: bottom ? Number(bottom) : single && top ? Number(top) : null,
  };
}

/** A1 of a region, `C5` or `C5:F9`; an end that goes to the last used row or column is left open as `A1:C`. */
export function rangeText({ top, left, bottom, right }: Region): string {
  const from = `${columnLetter(left)}${top + 1}`;
  if (right === null && bottom === null) return `${from}:XFD1048576`;
  const to = `${right === null ? "" : columnLetter(right - 1)}${bottom ?? ""}`;
  return to === from ? from : `${from}:${to}`;
}
