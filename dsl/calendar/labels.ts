/** How a period is written: the one place that makes and reads labels. */
const two = (n: number): string => String(n).padStart(2, "0");

export const yearLabel = (year: number): string => String(year);
export const halfLabel = (year: number, half: number): string => `${year}-H${half}`;
export const quarterLabel = (year: number, quarter: number): string => `${year}-Q${quarter}`;
export const monthLabel = (year: number, month: number): string => `${year}-${two(month)}`;
export const weekPeriodLabel = (year: number, period: number): string => `${year}-P${two(period)}`;
export const weekLabel = (year: number, week: number): string => `${year}-W${two(week)}`;

export interface ReadLabel {
  readonly year: number;
  /** Empty for a year; `M` for a calendar month; else the letter as written. */
  readonly letter: "" | "H" | "Q" | "M" | "P" | "W";
  readonly n: number;
}

const LABEL = /^(\d{4})(?:-(?:([HQPW])(\d{1,2})|(\d{2})))?$/;
const DIGITS = { H: 1, Q: 1, P: 2, W: 2 } as const;

/** The parts of a label in upper case, or null where it isn't one (`2017-Q05`, `2017-5`). */
export function readLabel(label: string): ReadLabel | null {
  const match = LABEL.exec(label);
  if (!match) return null;
  const year = Number(match[1]);
  if (match[4] !== undefined) return { year, letter: "M", n: Number(match[4]) };
  if (match[2] === undefined) return { year, letter: "", n: 0 };
  const letter = match[2] as "H" | "Q" | "P" | "W";
  return match[3]!.length === DIGITS[letter] ? { year, letter, n: Number(match[3]) } : null;
}

/** Parts of a fiscal year by their letter. */
export const YEAR_PARTS = {
  H: { grain: "half", count: 2 },
  Q: { grain: "quarter", count: 4 },
  P: { grain: "month", count: 12 },
} as const;
