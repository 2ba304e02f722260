/** Who may be meant by a name that nobody bears: only ever proposed, never taken. */
import { foldText } from "../../dsl/fold.ts";
import { nearest } from "../../dsl/nearest.ts";

/** Words that stand beside a name and are no part of it. */
const TITLES = new Set(
  "mr mrs ms miss dr prof herr frau dipl ing mba phd jr sr ii iii m mme mlle".split(" "),
);

/** Short forms and the name they are short for; each stands for itself too. */
const SHORT: Readonly<Record<string, string>> = {
  al: "albert",
  alex: "alexander",
  andy: "andrew",
  beth: "elizabeth",
  bill: "william",
  bob: "robert",
  chris: "christopher",
  dan: "daniel",
  dave: "david",
  ed: "edward",
  jim: "james",
  joe: "joseph",
  kate: "katherine",
  liz: "elizabeth",
  matt: "matthew",
  mike: "michael",
  nick: "nicholas",
  pete: "peter",
  rob: "robert",
  sam: "samuel",
  steve: "steven",
  sue: "susan",
  tom: "thomas",
  tony: "anthony",
};

/** The words of a name in order of the alphabet, without accents, titles and signs; short names in full. */
function wordsOf(name: string): string {
  const bare = foldText(name)
    .normalize("NFD")
    .replace(/\p{Mn}/gu, "");
  return bare
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !TITLES.has(word))
    .map((word) => SHORT[word] ?? word)
    .sort()
    .join(" ");
}

const squeezed = (name: string): string => foldText(name).replace(/[^\p{L}\p{N}]+/gu, "");

/** Among more names than these nobody looks for a typo: it would take longer than the rest of the run. */
const MOST_NAMES = 10_000;

/** A finder over some names; what it has to know of them is worked out once. */
export function suggester(names: readonly string[]): (wanted: string) => string | null {
  let keys: ReadonlyMap<string, string> | null = null;
  const prepare = (): ReadonlyMap<string, string> => {
    const made = new Map<string, string>();
    for (const name of names) {
      for (const key of [`w ${wordsOf(name)}`, `s ${squeezed(name)}`]) {
        // A key of two names proposes neither.
        made.set(key, made.has(key) && made.get(key) !== name ? "" : name);
      }
    }
    return made;
  };
  if (names.length > MOST_NAMES) return () => null;
  return (wanted) => {
    keys ??= prepare();
    const words = wordsOf(wanted);
    const same = (words === "" ? "" : keys.get(`w ${words}`)) || keys.get(`s ${squeezed(wanted)}`);
    return same || (nearest(wanted, names)[0] ?? null);
  };
}

const BETWEEN = /\s*(?:->|→|=>|\/|&|;|\+|,|\||\band\b|\bund\b|\bet\b)\s*/iu;

/** The people named in one cell, where it names several (`Ann/Bo 60-40`, `Ann -> Bo`); empty where it doesn't. */
export function severalIn(text: string, known: (name: string) => boolean): readonly string[] {
  const parts = text
    .replace(/\d+(?:[.,]\d+)?\s*%?(?:\s*[-:/]\s*\d+(?:[.,]\d+)?\s*%?)*/g, " ")
    .split(BETWEEN)
    .map((part) => part.replace(/[()]/g, "").trim())
    .filter((part) => part !== "");
  return parts.length > 1 && parts.every(known) ? parts : [];
}
