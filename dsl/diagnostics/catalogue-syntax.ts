import { advice, didYouMean, error, fitting, inFigures, warning } from "./entry.ts";
import { type Hint, hinted, type Saying, saying } from "./phrases.ts";

/** KPI1xx: what is written. */
export const SYNTAX = {
  KPI100: error(
    (p: { word: string; expected: readonly string[] }) => `\`${p.word}\` doesn't fit here.`,
    (p) =>
      p.expected.length > 0
        ? `Here fits ${fitting(p.expected)}.`
        : "Check what stands right before it: a sign or a comma may be missing.",
  ),
  KPI101: error(
    (p: { statement: string; expected: readonly string[] }) =>
      `This ${p.statement} statement ends too early.`,
    (p) => (p.expected.length > 0 ? `Next comes ${fitting(p.expected)}.` : "Finish the statement."),
  ),
  KPI102: error(
    (p: { word: string; candidates: readonly string[] }) =>
      `No statement starts with \`${p.word}\`.`,
    (p) =>
      didYouMean(
        p.candidates,
        "Statements start with `kpi`, `goal`, `cascade`, `flag` and the like.",
      ),
  ),
  KPI103: error(
    (p: {
      word: string;
      statement: string;
      candidates: readonly string[];
      clauses: readonly string[];
    }) => `\`${p.word}\` is no clause of a ${p.statement}.`,
    (p) =>
      didYouMean(
        p.candidates,
        p.clauses.length > 0 ? `Its clauses: ${p.clauses.join(", ")}.` : "It has no clauses.",
      ),
  ),
  KPI104: error(
    (p: { clause: string; home: string; statement: string; instead: Hint }) =>
      `\`${p.clause}\` is a clause of ${p.home}, not of ${p.statement}.`,
    (p) => hinted(p.instead),
  ),
  KPI105: error(
    (p: { clause: string; statement: string }) =>
      `\`${p.clause}\` stands twice in this ${p.statement} statement.`,
    () => "Leave one of them.",
  ),
  KPI106: error(
    (p: { clause: string; statement: string }) =>
      `This ${p.statement} statement says no \`${p.clause}\`.`,
    (p) => `Add a line \`${p.clause} …\`.`,
  ),
  KPI107: error(
    (p: { one: string; other: string }) => `\`${p.one}\` and \`${p.other}\` exclude each other.`,
    () => "Leave one of them.",
  ),
  KPI108: error(
    () => "The text before the first statement is no statement.",
    () => "A comment starts with `#`.",
  ),
  KPI109: error(
    (p: { depth: number }) =>
      `More than ${p.depth} brackets, or \`not\` and minus signs, are open at once.`,
    () => "Give a part of it a name with a `kpi` of its own.",
  ),
  KPI110: error(
    (p: { signs: number; most: number }) =>
      `The rules are ${inFigures(p.signs)} characters long; at most ${inFigures(p.most)} are read.`,
    () => "Is this the right file? A rule book of a whole company is under 100,000.",
  ),
  KPI111: error(
    (p: { sign: string }) => `\`${p.sign}\` is not part of the language.`,
    () => "Leave it out.",
  ),
  KPI112: error(
    () => "The text that starts here has no closing quote on its line.",
    (p: { write: string }) => `Write ${p.write}.`,
  ),
  KPI113: error(
    () => "The column that starts here has no closing bracket on its line.",
    () => "Write `]` after the column's name.",
  ),
  KPI114: warning(
    (p: { kind: "quotes" | "signs" }) =>
      p.kind === "quotes"
        ? "Curly quotes are read as straight ones."
        : "This sign is read as the plain one.",
    (p: { kind: "quotes" | "signs"; write: string }) => `Write ${p.write}.`,
  ),
  KPI115: error(
    () => "An expression doesn't begin with `=` here: the one before it already starts it.",
    () => "Leave the second `=` out.",
  ),
  KPI116: error(
    (p: { says: Saying; write: Hint }) => saying(p.says),
    (p) => hinted(p.write),
  ),
  KPI117: error(
    () => "A decimal is written with a point, in every locale.",
    (p: { write: string }) => `Write ${p.write}.`,
  ),
  KPI118: error(
    () => "A grouping comma can stand only directly after `=`.",
    (p: { write: string }) => `Write ${p.write}.`,
  ),
  KPI119: error(
    (p: { image: string; joined: string; spaced: string }) =>
      `\`${p.image}\` could be one number or two.`,
    (p) => `Write ${p.joined}, or with a blank: ${p.spaced}.`,
  ),
  KPI120: error(
    (p: { image: string; millions: boolean }) =>
      `\`${p.image}\` is not a number${p.millions ? "; millions are written with M" : ""}.`,
    (p: { image: string; millions: boolean; write: string }) =>
      p.write === "" ? "Numbers are written 1200, 12.5, 5%, 250k, 12M." : `Write ${p.write}.`,
  ),
  KPI122: error(
    () => "A period is its year, a hyphen and the part of it.",
    (p: { write: string }) => `Write ${p.write}.`,
  ),
  KPI123: error(
    () => "This goal doesn't say who owes it.",
    () => 'Add `for "Name"`, `for everyone` or `for reps`.',
  ),
  KPI124: error(
    () => "A person's name stands in quotes.",
    (p: { write: string }) => `Write ${p.write}.`,
  ),
  KPI125: error(
    () => "A name has letters, digits and `_`, no hyphen.",
    (p: { write: string; quoted: string }) => `Write ${p.write}, or ${p.quoted}.`,
  ),
  KPI126: error(
    () => "A name has no blanks.",
    (p: { write: string; quoted: string }) => `Write ${p.write}, or ${p.quoted}.`,
  ),
  KPI127: error(
    (p: { word: string }) => `\`${p.word}\` is a word of the language.`,
    (p) => `Write '${p.word}' in single quotes, or take another name.`,
  ),
  KPI128: error(
    (p: { opener: string; before: string }) =>
      `The bracket after \`${p.opener}\` is not closed before \`${p.before}\`.`,
    () => "Write `)` there.",
  ),
  KPI129: error(
    () => "This bracket closes nothing.",
    () => "Leave it out.",
  ),
  KPI130: error(
    (p: { word: string }) => `\`${p.word}\` stands inside the brackets of sum, count and the like.`,
    (p: { word: string }) => `Write sum(Deals[Amount] ${p.word} …).`,
  ),
  KPI131: error(
    () => "The list after `in` stands in brackets.",
    () => 'Write in ("a", "b").',
  ),
  KPI132: error(
    (p: { word: string }) => `\`${p.word}\` is nobody the rules know.`,
    () => 'Write `everyone`, `reps`, `managers` or `"Name"`.',
  ),
  KPI133: error(
    (p: { clause: string }) => `\`${p.clause}\` takes a percentage.`,
    (p: { clause: string; write: string }) => `Write ${p.write}.`,
  ),
  KPI134: error(
    () => "A currency is written with its three letters.",
    (p: { write: string }) => `Write ${p.write}.`,
  ),
  KPI135: error(
    () => "`if` is written with brackets.",
    () => "Write if(condition, then, else).",
  ),
  KPI136: error(
    () => "A column stands in square brackets.",
    (p: { write: string }) => `Write ${p.write}.`,
  ),
  KPI137: error(
    () => "A comment starts with `#`.",
    () => "Write `#` in place of it.",
  ),
  KPI138: error(
    () => "What a flag says stands in quotes.",
    (p: { write: string }) => `Write ${p.write}.`,
  ),
  KPI139: error(
    (p: { word: string }) => `\`${p.word}\` stands between two conditions; it is no function.`,
    (p: { word: string; write: string }) =>
      p.write === "" ? `Write a ${p.word} b.` : `Write ${p.write}.`,
  ),
  KPI140: error(
    () => "`is` takes `blank` or a status; texts are compared with `=`.",
    (p: { write: string }) => `Write ${p.write}.`,
  ),
  KPI141: error(
    (p: { sign: string }) => `Two \`${p.sign}\` after one another can be read in two ways.`,
    () => "Put brackets around the part that comes first.",
  ),
  KPI142: error(
    () => "A comparison has two sides.",
    () => "Use `between … and …`, or join two with `and`.",
  ),
  KPI143: error(
    () => "An amount stands without its currency: the KPI's `unit` says it.",
    (p: { write: string }) => `Write ${p.write}.`,
  ),
  KPI144: error(
    () => "`people` is no table whose rows could be counted.",
    () =>
      'Write headcount for the reps below, count(reports) for the direct reports, or count(reports where people[Region] = "East") for some of them.',
  ),
  KPI145: error(
    (p: { image: string }) =>
      `\`${p.image} …\` is a share of a weight or a score; here it needs \`*\`.`,
    (p: { image: string }) => `Write ${p.image} * …`,
  ),
  KPI146: error(
    (p: { word: string; meant: string }) => `\`${p.word}\` doesn't fit here.`,
    (p) => `Did you mean \`${p.meant}\`?`,
  ),
  KPI147: error(
    (p: { most: number }) => `This statement has more than ${inFigures(p.most)} operators.`,
    () => "Give parts of it names with `kpi` statements of their own.",
  ),
  KPI148: error(
    () => "A minus before a power can be read in two ways.",
    () => "Write (-a) ^ b, or -(a ^ b).",
  ),
  KPI150: error(
    () => "A percent sign stands only after a number.",
    (p: { write: string }) =>
      `Write ${p.write} if it is a count of hundredths; how a KPI is shown says its \`unit %\`.`,
  ),
  KPI151: error(
    (p: { word: string }) => `\`${p.word}\` stands without brackets.`,
    (p: { word: string }) => `Write ${p.word}.`,
  ),
  KPI149: advice(
    (p: { image: string; value: string }) =>
      `\`${p.image}\` is ${p.value}: the point is a decimal one.`,
    (p: { image: string; value: string; grouped: string }) =>
      `Write ${p.grouped} if thousands are meant.`,
  ),
} as const;
