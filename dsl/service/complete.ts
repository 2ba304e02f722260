/** Completion: what can stand at the cursor, by the grammar, with the names of the rules and the workbook. */
import type { Catalog } from "../check/catalog.ts";
import { foldText } from "../fold.ts";
import { CLAUSES } from "../syntax/clauses.ts";
import { nextTokens } from "../syntax/expected.ts";
import { type Asked, type Candidate, candidatesFor } from "./candidates.ts";
import { cursorAt } from "./cursor.ts";
import { ENGLISH, helpOf, type ServiceWords } from "./words.ts";

export interface Completion {
  readonly label: string;
  /** What goes into the text in place of `from` to `to`. */
  readonly insert: string;
  readonly kind: Candidate["kind"];
  readonly detail: string;
}
export interface Completions {
  /** The stretch that a chosen completion replaces: the word at the cursor. */
  readonly from: number;
  readonly to: number;
  /** Best first. */
  readonly items: readonly Completion[];
}

const MOST = 200;

/** Completes at an offset. Never throws; nothing where nothing is known. */
export function complete(
  text: string,
  offset: number,
  catalog: Catalog | null,
  words: ServiceWords = ENGLISH,
): Completions {
  const cursor = { ...cursorAt(text, offset, catalog), words };
  const found =
    cursor.piece[0] === undefined ? [] : candidatesFor(cursor, nextTokens(cursor.piece));
  const indented = text[cursor.from - 1] === " ";
  const statements = cursor.startsLine ? statementWords(cursor, indented ? 5 : 0) : [];
  const all = [...found, ...statements];
  const items = ranked(all, cursor.typed).slice(0, MOST);
  return { from: cursor.from, to: cursor.to, items: items.map(({ rank: _, ...item }) => item) };
}

function statementWords({ scene, words }: Asked, rank: number): Candidate[] {
  const once = new Set(["calendar", "people"]);
  const there = new Set(scene.statements.map((s) => s.kind));
  return Object.keys(CLAUSES).flatMap((word) =>
    once.has(word) && there.has(word as "people")
      ? []
      : [
          {
            label: word,
            insert: word,
            kind: "statement" as const,
            detail: helpOf(words.statements, word),
            rank,
          },
        ],
  );
}

/** Those that match what is typed: from the start of the label first, then of a word in it, then anywhere. */
function ranked(all: readonly Candidate[], typed: string): Candidate[] {
  const wanted = foldText(typed.replace(/^["'[“‘]/, ""));
  // After an opening quote or bracket only what has one can follow.
  const opener = /^["“„]/.test(typed) ? '"' : typed.startsWith("[") ? "[" : "";
  const scored = all.flatMap((c) => {
    if (!c.insert.startsWith(opener)) return [];
    const label = foldText(c.label.replace(/^["'[]|["'\]]$/g, ""));
    const at = label.indexOf(wanted);
    if (at < 0) return [];
    const match = at === 0 ? 0 : /[\s_.[\-/]/.test(label[at - 1]!) ? 1 : 2;
    return [{ c, score: match * 10 + c.rank }];
  });
  const best = new Map<string, { c: Candidate; score: number }>();
  for (const s of scored) {
    const known = best.get(s.c.insert);
    if (!known || known.score > s.score) best.set(s.c.insert, s);
  }
  return [...best.values()].sort((a, b) => a.score - b.score).map((s) => s.c);
}
