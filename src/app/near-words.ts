/** Words in the data that miss a word of the rules by a letter, or hold it: `Closed Won`, where the rules say `Won`. */
import { foldText } from "../../dsl/fold.ts";
import type { RowId, RowNode } from "../../dsl/ir/ir.ts";
import type { Finding } from "../model/finding.ts";
import { finding } from "../model/findings.ts";
import { columnPlace } from "../model/table.ts";
import type { Engine } from "./engine.ts";

type Column = Extract<RowNode, { kind: "column" }>;

/** A column of more different texts holds names, not words to choose from. */
const MOST_TEXTS = 200;
/** Words shorter than this are near to too many others. */
const SHORTEST = 5;

/** A note for each text of a compared column that no rule names and that is near to one that a rule does. */
export function nearWords(engine: Engine): Finding[] {
  const { program, model } = engine;
  return [...namedWords(engine)].flatMap(([key, words]) => {
    const { table: id, column } = program.rows[key] as Column;
    const table = model.tables[id];
    const at = table?.find(column) ?? null;
    if (!table || at === null) return [];
    const { codes, folded, shown } = table.texts(at);
    if (folded.length > MOST_TEXTS) return [];
    const counts = new Uint32Array(folded.length);
    for (const code of codes) counts[code]! += 1;
    const list = [...words.keys()];
    return folded.flatMap((text, code) => {
      if (text === "" || words.has(text)) return [];
      const near = list.find((word) => isNear(text, word));
      if (near === undefined) return [];
      const word = words.get(near)!;
      const params = { count: counts[code]!, table: table.name, column, text: shown[code]!, word };
      return [finding("DATA57", columnPlace(table, at), params)];
    });
  });
}

/** Columns compared with texts (by their own row node) → the words, in matching form and as written. */
function namedWords({ program }: Engine): ReadonlyMap<RowId, Map<string, string>> {
  const found = new Map<RowId, Map<string, string>>();
  const keys = new Map<string, RowId>();
  const add = (id: RowId, word: string) => {
    const node = program.rows[id]!;
    if (node.kind !== "column" || node.as !== "text") return;
    const key = `${node.table} ${foldText(node.column)}`;
    const first = keys.get(key) ?? id;
    keys.set(key, first);
    const words = found.get(first) ?? new Map<string, string>();
    words.set(foldText(word), word);
    found.set(first, words);
  };
  for (const node of program.rows) {
    if (node.kind === "textIn") for (const word of node.values) add(node.of, word);
    if (node.kind !== "compare" || node.by !== "text" || node.op !== "=") continue;
    const [left, right] = [program.rows[node.left]!, program.rows[node.right]!];
    if (right.kind === "literal") add(node.left, String(right.value));
    if (left.kind === "literal") add(node.right, String(left.value));
  }
  return found;
}

const bare = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, "");

/** The same but for signs, one slip of a key in a long word, or the word with another before or after it. */
function isNear(text: string, word: string): boolean {
  if (bare(text) === bare(word)) return true;
  if (` ${text} `.includes(` ${word} `)) return !/\b(?:not|no|nicht|pas|non)\b/.test(text);
  return Math.min(text.length, word.length) >= SHORTEST && slips(text, word);
}

/** Whether one letter more, less, other or swapped makes one the other. */
function slips(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let start = 0;
  while (start < a.length && a[start] === b[start]) start += 1;
  let end = 0;
  const most = Math.min(a.length, b.length) - start;
  while (end < most && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  const [restA, restB] = [a.slice(start, a.length - end), b.slice(start, b.length - end)];
  if (restA.length <= 1 && restB.length <= 1) return true;
  return restA.length === 2 && restB.length === 2 && restA[0] === restB[1] && restA[1] === restB[0];
}
