/** Whether a formula read from a host is the one that was written: hosts set formulas in ways of their own. */

/**
 * Blanks around its words, quotes around sheets' names, case, `@`, the spelling of a number, and the prefixes of newer
 * functions and of add-ins' tell nothing. In a place with decimal commas `ROUND(A1*1.5,2)` is `ROUND(A1*1,5;2)`.
 */
export function sameFormula(read: string, written: string): boolean {
  if (read === written) return true;
  const meant = told(wordsOf(written, "."));
  const plain = wordsOf(read, ".");
  return told(plain) === meant || (showsCommas(plain) && told(wordsOf(read, ",")) === meant);
}

const wordWith = (sign: string): RegExp =>
  new RegExp(
    [
      `"(?:[^"]|"")*"`,
      `'(?:[^']|'')*'`,
      String.raw`[\p{L}_$][\p{L}\p{N}_.$]*`,
      String.raw`(?:\d+(?:[${sign}]\d*)?|[${sign}]\d+)(?:E[+-]?\d+)?`,
      String.raw`\S`,
    ].join("|"),
    "giu",
  );
const WORD = { ".": wordWith("."), ",": wordWith(",") };

/** A formula's words; numbers as they are read where `sign` is the decimal one. */
const wordsOf = (formula: string, sign: "." | ","): readonly string[] =>
  (formula.replace(/^=/, "").match(WORD[sign]) ?? []).map((word) =>
    /^[\d.,]*\d/.test(word) ? String(Number(word.replace(",", "."))) : word,
  );

/** Only such a place has these: arguments parted by `;`, an array's columns by `\`, a comma where nothing is parted. */
const showsCommas = (words: readonly string[]): boolean =>
  depths(words).some(
    ({ word, braces, all }) =>
      (word === ";" && braces === 0) || word === "\\" || (word === "," && all === 0),
  );

/** In one spelling, a blank between each two. */
const told = (words: readonly string[]): string =>
  depths(words)
    .map(({ word, braces }) => {
      // Within an array it ends a row.
      if (word === ";") return braces > 0 ? ";" : ",";
      return word === "\\" ? "," : spelt(word);
    })
    .filter((word) => word !== "")
    .join(" ");

function spelt(word: string): string {
  if (word === "@") return "";
  // The case of a text is part of what it says.
  if (word.startsWith('"')) return word;
  if (word.startsWith("'")) return word.slice(1, -1).replace(/''/g, "'").toUpperCase();
  const name = word.toUpperCase().replace(/_XL(?:(?:FN|WS|PM|UDF)\.|DUDF_)/g, "");
  // Excel has `_xldudf_KPI_RESULTS` for a function that isn't registered yet.
  return /^KPI[._]/.test(name) ? name.replace(/_/g, ".") : name;
}

interface Nested {
  readonly word: string;
  readonly braces: number;
  /** Braces and brackets that are open. */
  readonly all: number;
}

function depths(words: readonly string[]): Nested[] {
  let [braces, all] = [0, 0];
  return words.map((word) => {
    const opens = "({".includes(word) ? 1 : ")}".includes(word) ? -1 : 0;
    all += opens;
    if ("{}".includes(word)) braces += opens;
    return { word, braces, all };
  });
}
