/** The pages of docs/ that are made from the product's own tables. */
import { readFileSync } from "node:fs";
import { CATALOGUE } from "../../dsl/diagnostics/catalogue.ts";
import { EXAMPLE_SHEETS, EXAMPLES, exampleText } from "../../dsl/diagnostics/examples.ts";
import { renderDiagnostic } from "../../dsl/diagnostics/render.ts";
import { GIVEN_FIGURES, RULE_FUNCTIONS } from "../../dsl/functions.ts";
import { compile } from "../../dsl/index.ts";
import { CLAUSE_HELP, helpOf } from "../../dsl/service/words.ts";
import { CLAUSES } from "../../dsl/syntax/clauses.ts";
import { SCHEMA } from "../../src/conform/schema.ts";
import { FUNCTIONS_PAGE } from "../../src/functions/emit/index.ts";
import { catalogOf } from "../../src/model/catalog.ts";
import { FINDINGS } from "../../src/model/findings.ts";
import { sheetOf } from "../../src/model/workbook.ts";
import { readTruthTable } from "../../test/conformance/blank-and-zero.ts";
import { KINDS } from "../../test/conformance/dirt/kinds.ts";
import { GRAMMAR_PAGES } from "./grammar.ts";
import { sqlPage } from "./sql.ts";
import { formulasPage } from "./support.ts";

/** Each code's own example, as a terminal shows it. */
function examples(): ReadonlyMap<string, string> {
  const catalog = catalogOf({
    sheets: Object.entries(EXAMPLE_SHEETS).map(([name, rows]) => sheetOf(name, rows)),
    names: [],
    locale: "en-US",
    dateSystem: 1900,
  });
  const found = new Map<string, string>();
  for (const code of Object.keys(EXAMPLES) as (keyof typeof EXAMPLES)[]) {
    const text = exampleText(code);
    const diagnostic = compile(text, catalog).diagnostics.find((d) => d.code === code);
    if (diagnostic) found.set(code, renderDiagnostic(diagnostic, text, { file: "rules" }));
  }
  return found;
}

const unitCalled = (name: string) => ({ of: "text", label: `‹${name}›` }) as const;
/** Parameters of wordings that are more than a text: of the rules, and of the data. */
const LISTS = { candidates: [], names: [], others: [] };
const IN_DATA = { ...LISTS, lines: ["‹line›", "‹line›"] };
const IN_RULES = {
  ...LISTS,
  letters: ["‹letter›", "‹letter›"],
  ring: ["‹kpi›", "‹kpi›"],
  sides: { of: "units", left: unitCalled("left"), right: unitCalled("right") },
  unit: unitCalled("unit"),
  declared: unitCalled("declared"),
  gives: unitCalled("gives"),
};
/** Stands for whatever a wording needs: each parameter shows its own name. */
const named = (shaped: Readonly<Record<string, unknown>>): object =>
  new Proxy(shaped, { get: (_, key) => shaped[String(key)] ?? `‹${String(key)}›` });

function wording(say: (p: never) => string, shaped: Readonly<Record<string, unknown>>): string {
  try {
    return say(named(shaped) as never);
  } catch {
    return "";
  }
}

function errorsPage(): string {
  const shown = examples();
  const codes = Object.entries(CATALOGUE).sort(([a], [b]) => (a < b ? -1 : 1));
  const sections = codes.flatMap(([code, { severity, message, hint }]) => {
    const example = shown.get(code);
    const text = wording(message as (p: never) => string, IN_RULES);
    const todo = hint ? wording(hint as (p: never) => string, IN_RULES) : "";
    return [
      `## ${code}`,
      "",
      `*${severity}* ${text}${todo ? ` ${todo}` : ""}`,
      "",
      ...(example ? ["```", example, "```", ""] : []),
    ];
  });
  const findings = Object.entries(FINDINGS).map(([code, { severity, message, fix }]) => {
    const text = wording(message as (p: never) => string, IN_DATA);
    return `| ${code} | ${severity} | ${text} ${wording(fix as (p: never) => string, IN_DATA)} |`.replace(
      / +\|$/,
      " |",
    );
  });
  return [
    "# Messages",
    "",
    "Made from the catalogues (`npm run docs`). ‹…› stands for names and figures of your own.",
    "",
    "## In the rules",
    "",
    "An *error* leaves one statement without result; every other statement still runs. A *warning* says how something was read, *advice* what would make the rules better.",
    "",
    ...sections.map((line) => line.replace(/^## /, "### ")),
    "## In the data",
    "",
    "| code | severity | what is said |",
    "|---|---|---|",
    ...findings,
    "",
  ].join("\n");
}

/** The truth table that the conformance test asks, as a page. */
function blankPage(): string {
  const text = readFileSync("test/conformance/blank-and-zero.txt", "utf8");
  const groups = text.split(/\n(?=# )/).slice(1);
  const { cells } = readTruthTable(text);
  const head = [["expression", ...cells.map((c) => (c === "#N/A" ? "`#N/A`" : c))]];
  const line = (row: readonly string[]) => `| ${row.join(" | ")} |`;
  const sections = groups.flatMap((group) => {
    const [title = ""] = group.split("\n");
    const { rows } = readTruthTable(`expression | ${cells.join(" | ")}\n${group}`);
    const body = rows.map((r) => [
      `\`${r.expression.replace(/^if /, "").replace(/\|/g, "\\|")}\``,
      ...r.results,
    ]);
    const rule = head[0]!.map(() => "---");
    return [`## ${title.slice(2)}`, "", ...[...head, rule, ...body].map(line), ""];
  });
  return [
    "# Blank, zero, and errors",
    "",
    "What an expression gives where the one cell it reads holds 5, 0, nothing, only blanks, or an error, and where there is no row. `x` is `average(Facts[A])`: the cell itself, as a figure; `[T]` is the same cell as a text (`t5`, `t0`). Every result here is asked by a test.",
    "",
    "In short: a blank is not 0. Aggregates leave it out; arithmetic hands it on; `else` ends it. A comparison is true or false, never blank: a blank equals only a blank, `<>` is the opposite of `=`, and `<`, `>`, `between`, `contains` with a blank are false. An error cell that a figure needs is the figure.",
    "",
    ...sections,
  ].join("\n");
}

/** The hundred kinds of dirt, from the table that its tests run. */
function dirtPage(): string {
  const cell = (text: string) => text.replace(/\|/g, "\\|");
  const told = (codes: readonly string[]) =>
    codes
      .map((code) => {
        const known = code in FINDINGS ? FINDINGS[code as keyof typeof FINDINGS].severity : null;
        return `[${code}](errors.md#${known ? "in-the-data" : code.toLowerCase()})${known ? ` ${known}` : ""}`;
      })
      .join(", ");
  const chapter = (title: string, from: number, to: number) => [
    `## ${title}`,
    "",
    "| # | kind | as it stands | what becomes of it | told by |",
    "|--:|---|---|---|---|",
    ...KINDS.filter(({ n }) => n >= from && n <= to).map(
      ({ n, kind, example, does, findings }) =>
        `| ${[String(n), kind, example, does, told(findings)].map(cell).join(" | ")} |`,
    ),
    "",
  ];
  return [
    "# Dirt",
    "",
    "What real sales workbooks hold, and what becomes of it. Made from the table that `test/conformance/dirt` runs (`npm run docs`): every line has cases with their results.",
    "",
    "Five rules stand behind every line.",
    "",
    "1. A source cell is never changed.",
    "2. Nothing is guessed in silence. What could be read in two ways counts as blank, and a finding names the cells, how many there are, and what answers it for good: the workbook's locale (`--locale` on the command line), a clause of the rules, or the cell.",
    "3. Rows used and rows set aside, each for one reason, are the rows found. `answerable run --only data` prints the account of every table, and of every KPI that reads it; the sidebar has it too.",
    "4. Blank is not 0, and 0 is not blank. An error cell is neither.",
    "5. The same workbook read twice, sorted anew, or opened in another locale or time zone gives the same figures.",
    "",
    "An *error* means that some figures can't be right until it is mended; everything else still runs. A *warning* names a doubt, a *note* a repair. Rows whose owner is blank, unknown, or not in the org on their day have lines of their own, by name, with rows and amounts: they are in nobody's total.",
    "",
    ...chapter("Numbers", 1, 18),
    ...chapter("Dates and periods", 19, 38),
    ...chapter("Names and people", 39, 58),
    ...chapter("The tree of people", 59, 70),
    ...chapter("Sheets and files", 71, 100),
  ].join("\n");
}

const OFTEN = { once: "once", "at most once": "at most once", any: "any number" } as const;

/** Every clause of every statement, in the formatter's order. */
function clauseTable(): string[] {
  const rows = Object.entries(CLAUSES).flatMap(([statement, clauses]) =>
    clauses.map(
      ({ word, often }) =>
        `| ${statement} | \`${word}\` | ${OFTEN[often]} | ${helpOf(CLAUSE_HELP, `${statement} ${word}`)} |`,
    ),
  );
  return ["| statement | clause | how often | what it says |", "|---|---|---|---|", ...rows];
}

/** Every function of expressions. */
function functionTable(): string[] {
  const rows = RULE_FUNCTIONS.map(
    ({ group, signatures, summary }) =>
      `| ${group} | ${signatures.map((s) => `\`${s}\``).join(" ")} | ${summary} |`,
  );
  const given = GIVEN_FIGURES.map(({ name, summary }) => `| given | \`${name}\` | ${summary} |`);
  return ["| of | how it is written | what it gives |", "|---|---|---|", ...rows, ...given];
}

/** The language reference, its tables made anew between their marks. */
function languagePage(): string {
  const made: Readonly<Record<string, readonly string[]>> = {
    clauses: clauseTable(),
    functions: functionTable(),
  };
  return readFileSync("docs/language.md", "utf8").replace(
    /<!-- (clauses|functions) -->\n[\s\S]*?<!-- end -->/g,
    (_, name: string) => [`<!-- ${name} -->`, "", ...made[name]!, "", "<!-- end -->"].join("\n"),
  );
}

export const PAGES: Readonly<Record<string, string>> = {
  "docs/language.md": languagePage(),
  "docs/sql.md": sqlPage(),
  "docs/native-formulas.md": formulasPage(),
  "docs/functions.md": FUNCTIONS_PAGE,
  "docs/errors.md": errorsPage(),
  "docs/blank-and-zero.md": blankPage(),
  "docs/conformance.schema.json": `${JSON.stringify(SCHEMA, null, 2)}\n`,
  "docs/dirt.md": dirtPage(),
  ...GRAMMAR_PAGES,
};
