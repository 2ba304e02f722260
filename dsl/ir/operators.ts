/** What rows and figures are reckoned with alike. */

export type CompareOp = "=" | "<" | "<=" | ">" | ">=";
export type ArithmeticOp = "+" | "-" | "*" | "^";
export const NUMBER_FUNCTIONS = ["abs", "round", "floor", "ceiling", "sqrt", "min", "max"] as const;
export type NumberFunction = (typeof NUMBER_FUNCTIONS)[number];
