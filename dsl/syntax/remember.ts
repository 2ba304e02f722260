/** Statements as parsed before: while somebody types, only what changed is parsed anew. */
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Statement } from "./ast.ts";

/** What one piece of a text gave, and where the piece began. */
export interface Piece {
  readonly start: number;
  readonly statements: readonly Statement[];
  readonly diagnostics: readonly Diagnostic[];
}

/** Pieces of the last text, by their source. Held by an editor; a run has no use for it. */
export interface ParseMemory {
  pieces: ReadonlyMap<string, Piece>;
}

export const newMemory = (): ParseMemory => ({ pieces: new Map() });

/** A piece that stands elsewhere now, with every place moved; the same one where it didn't move. */
export const movedTo = (piece: Piece, start: number): Piece => {
  const by = start - piece.start;
  if (by === 0) return piece;
  const { statements, diagnostics } = piece;
  return { start, statements: moved(statements, by), diagnostics: moved(diagnostics, by) };
};

/** Copies plain data with every span moved; `start` and `end` stand nowhere else in it. */
export function moved<T>(value: T, by: number): T {
  if (by === 0) return value;
  if (Array.isArray(value)) return value.map((v) => moved(v, by)) as T;
  if (typeof value !== "object" || value === null) return value;
  const out: Record<string, unknown> = {};
  for (const key in value) {
    const inner: unknown = value[key];
    if (typeof inner === "number") out[key] = key === "start" || key === "end" ? inner + by : inner;
    else out[key] = typeof inner === "object" ? moved(inner, by) : inner;
  }
  return out as T;
}
