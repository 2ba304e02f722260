/** An entry of the catalogue of findings: one code, one severity, one wording. */
import type { Finding } from "./finding.ts";

export interface Entry<P> {
  readonly severity: Finding["severity"];
  readonly message: (p: P) => string;
  readonly fix: (p: P) => string;
}
export const entry = <P>(
  severity: Finding["severity"],
  message: (p: P) => string,
  fix: (p: P) => string = () => "",
): Entry<P> => ({ severity, message, fix });

export const cells = (n: number): string => (n === 1 ? "1 cell" : `${n} cells`);
export const rows = (n: number): string => (n === 1 ? "1 row" : `${n} rows`);

export interface Count {
  readonly count: number;
  readonly example: string;
}
export interface Unknown {
  readonly name: string;
  readonly count: number;
  readonly table: string;
  readonly nearest: string | null;
}
