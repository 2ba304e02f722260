/** The editor's tools with a cursor mark: `|` in the source is where the cursor stands. */
import { describe, expect, test } from "vitest";
import {
  applyEdits,
  atArgument,
  complete,
  definition,
  folds,
  highlight,
  hover,
  outline,
  rename,
  signatureAt,
  uses,
} from "../../dsl/service/index.ts";
import { catalogOf } from "../../src/model/catalog.ts";
import { workbookOf } from "./catalogs.ts";

const catalog = catalogOf(
  workbookOf({
    "Sales Team": [
      ["Agent", "Boss", "Region"],
      ["Anna Snelling", "Dustin Brinkmann", "Central"],
      ["Cecily Lampkin", "Dustin Brinkmann", "Central"],
    ],
    Pipeline: [
      ["Agent", "Close date", "Amount", "Stage"],
      ["Anna Snelling", 45000, 10, "Won"],
      ["Anna Snelling", 45001, 20, "Lost"],
      ["Cecily Lampkin", 45002, 30, "Won"],
    ],
  }),
);
const BOOK = `people from 'Sales Team'
  name [Agent]
  reports to [Boss]

table Deals from Pipeline
  owner [Agent]
  date [Close date]

kpi revenue "Closed revenue" = sum(Deals[Amount] where [Stage] = "Won")
  lagging
  unit USD

kpi win_rate "Win rate" = share(Deals where [Stage] = "Won")
  leads revenue
  unit %

score card = 60% revenue + 40% win_rate

flag coach
  when every leading kpi is met and revenue is missed
  hold manager
  say "{name} is at {attainment(revenue)} of {goal(revenue)}"

`;

/** The text without the mark, and where it stood. */
function at(source: string): [string, number] {
  const offset = source.indexOf("|");
  return [source.slice(0, offset) + source.slice(offset + 1), offset];
}
const labels = (source: string): string[] =>
  complete(...at(BOOK + source), catalog).items.map((i) => i.label);
const inserted = (source: string, label: string): string => {
  const [text, offset] = at(BOOK + source);
  const { from, to, items } = complete(text, offset, catalog);
  const item = items.find((i) => i.label === label);
  return item ? (text.slice(0, from) + item.insert + text.slice(to)).slice(BOOK.length) : "no such";
};

describe("completion: what can stand here, with the workbook's names, best first", () => {
  test.each([
    [
      "a statement at the start of a line",
      "|",
      ["calendar", "table", "kpi", "goal", "cascade", "score", "flag", "check", "test", "reset"],
    ],
    ["by its first letters", "ka|", []],
    ["a statement's word while it is typed", "go|", ["goal"]],
    ["sheets, quoted where they need it", "table X from |", ["Sales Team", "Pipeline"]],
    [
      "columns of the sheet at hand",
      "table X from Pipeline\n  owner [|",
      ["Agent", "Close date", "Amount", "Stage"],
    ],
    [
      "columns of the named table",
      "kpi x = sum(Deals[|",
      ["Agent", "Close date", "Amount", "Stage"],
    ],
    ["columns of the aggregate's table", "kpi x = sum(Deals[Amount] where [St|", ["Stage"]],
    ["values of the compared column", 'kpi x = count(Deals where [Stage] = "|', ["Won", "Lost"]],
    ["values in a list", 'kpi x = count(Deals where [Stage] in ("Won", "|', ["Won", "Lost"]],
    ["people by name", 'goal revenue 2025 = 1 for "Ce|', ["Cecily Lampkin"]],
    ["KPIs after goal", "goal |", ["revenue", "win_rate"]],
    [
      "periods and grains",
      "goal revenue each |",
      [
        "day",
        "days",
        "week",
        "weeks",
        "month",
        "months",
        "quarter",
        "quarters",
        "half",
        "halves",
        "year",
        "years",
      ],
    ],
    [
      "whom a goal is for",
      "goal revenue 2025 = 1 for |",
      ["everyone", "reps", "managers", "each", "team"],
    ],
    [
      "clauses that aren't there yet",
      "kpi x = 1\n  leading\n  |",
      [
        "unit",
        "higher is better",
        "lower is better",
        "within is better",
        "baseline",
        "met at",
        "at risk below",
        "at",
      ],
    ],
    ["KPIs and functions in an expression", "kpi x = re|", ["revenue", "forecast"]],
    ["a KPI by the middle of its name", "kpi x = rat|", ["win_rate"]],
    ["tables in an aggregate", "kpi x = count(|", ["Deals", "reports"]],
    [
      "statuses",
      "flag f\n  when revenue is |",
      ["met", "missed", "ahead", "behind", "on pace", "at risk", "without goal", "without data"],
    ],
    ["scores", "flag f\n  when score(|", ["card"]],
    ["months", "calendar\n  year starts Ja|", ["January"]],
    ["units", "kpi x = 1\n  unit U|", ["USD"]],
    ["flags in a test", 'test "t"\n  expect flag |', ["coach"]],
    [
      "words inside the braces of a say",
      'flag f\n  when revenue is met\n  hold person\n  say "{na|',
      ["name"],
    ],
    ["KPIs inside a call in a say", 'flag f\n  say "is at {attainment(rev|', ["revenue"]],
    ["what goes on after a KPI in a say", 'flag f\n  say "{revenue la|', ["last"]],
    ["nothing beside the braces of a say", 'flag f\n  say "{name} is re|', []],
    ["nothing in a comment", "# re|", []],
    ["who answers", "flag f\n  when revenue is met\n  hold |", ["person", "manager", "top"]],
  ])("%s", (_, source, expected) => {
    const found = labels(source);
    for (const label of expected) expect(found).toContain(label);
    if (expected.length === 0)
      expect(found.filter((l) => l.startsWith(source.slice(0, 2)))).toEqual([]);
    expect(found[0]).toBe(expected[0]);
  });

  test("nothing that the grammar would refuse", () => {
    expect(labels("goal |")).toEqual(["revenue", "win_rate"]);
    expect(labels("score s = 50% |")).toEqual(["revenue", "win_rate"]);
    expect(labels('kpi x = sum(Deals[Amount] where [Stage] = "Won") |')).not.toContain("revenue");
  });
  test("what is chosen replaces the word, its quotes and brackets included", () => {
    expect(inserted('goal revenue 2025 = 1 for "Ce|cily X"', "Cecily Lampkin")).toBe(
      'goal revenue 2025 = 1 for "Cecily Lampkin"',
    );
    expect(inserted("kpi x = sum(Deals[Am|ou])", "Amount")).toBe("kpi x = sum(Deals[Amount])");
    expect(inserted("table X from Sal|es", "Sales Team")).toBe("table X from 'Sales Team'");
    expect(inserted("kpi x = su|m", "sum")).toBe("kpi x = sum(");
  });
  test("in a say only the word at the cursor is replaced, with or without what follows", () => {
    expect(inserted('flag f\n  say "{na|"', "name")).toBe('flag f\n  say "{name"');
    expect(inserted('flag f\n  say "{name} owes {go|(revenue)} now"', "goal")).toContain(
      'say "{name} owes {goal(',
    );
    expect(inserted('flag f\n  say "{goal(re|) of {name}"', "revenue")).toBe(
      'flag f\n  say "{goal(revenue) of {name}"',
    );
  });
});

describe("hover", () => {
  const lines = (source: string) =>
    hover(...at(source), catalog, (k) => (k === "revenue" ? "Ann, 2025-Q1: 12" : null))?.lines;
  test("a KPI: role, unit, what it computes, how it behaves, its value for who is chosen", () => {
    expect(lines(`${BOOK}goal rev|enue 2025 = 1 for reps`)).toEqual([
      'kpi revenue "Closed revenue": lagging, in USD',
      '= sum(Deals[Amount] where [Stage] = "Won")',
      "Higher is better; adds up over people and time.",
      "Ann, 2025-Q1: 12",
    ]);
    expect(lines(`${BOOK}goal win|_rate 2025 = 1 for reps`)?.[0]).toBe(
      'kpi win_rate "Win rate": leading, leads revenue, in %',
    );
  });
  test.each([
    ["a function", "kpi x = gro|wth(revenue)", "growth(figure)  growth(figure, year)"],
    ["a table", "kpi x = count(Dea|ls)", "table Deals from Pipeline"],
    [
      "a column, with some of its values",
      "kpi x = count(Deals where [Sta|ge] = 1)",
      "column Stage of Pipeline",
    ],
    ["a period", "goal revenue 2025-Q|1 = 1 for reps", "2025-Q1: 2025-01-01 to 2025-03-31"],
    ["a clause", "kpi x = 1\n  at ri|sk below 50%", undefined],
    ["a clause's first word", "kpi x = 1\n  a|t risk below 50%", "at risk below"],
    ["a statement's word", "casc|ade revenue\n  evenly", "cascade"],
    ["a given figure", "kpi x = head|count", "headcount"],
    ["a KPI at the very end", "goal revenue|", 'kpi revenue "Closed revenue": lagging, in USD'],
    [
      "a KPI inside a say",
      'flag f\n  say "at {goal(rev|enue)}"',
      'kpi revenue "Closed revenue": lagging, in USD',
    ],
    ["a function inside a say", 'flag f\n  say "at {attain|ment(revenue)}"', "attainment(kpi)"],
    ["a word that a say gives", 'flag f\n  say "{na|me} is late"', "name"],
    ["nothing beside the braces", 'flag f\n  say "{name} is la|te"', undefined],
  ])("%s", (_, source, first) => {
    expect(lines(BOOK + source)?.[0]).toBe(first);
  });
});

describe("names", () => {
  test("go to definition, from an expression and from inside a say", () => {
    const line = (source: string) => {
      const [text, offset] = at(source);
      const span = definition(text, offset);
      return span && text.slice(0, span.start).split("\n").length;
    };
    expect(line(BOOK.replace("attainment(rev", "attainment(r|ev"))).toBe(9);
    expect(line(BOOK.replace("share(Deals", "share(De|als"))).toBe(5);
    expect(line(BOOK.replace("owner", "ow|ner"))).toBeNull();
    expect(line(`${BOOK}goal rev|enue 2025 = `)).toBe(9);
    expect(line(`${BOOK}kpi x = sum(Deals|`)).toBe(5);
  });
  test("all uses, with those in scores, flags and texts", () => {
    const [text, offset] = at(BOOK.replace("leads revenue", "leads rev|enue"));
    expect(uses(text, offset).length).toBe(6);
  });
  test("rename, quoted where the new name needs it", () => {
    const [text, offset] = at(BOOK.replace("kpi revenue", "kpi rev|enue"));
    const renamed = rename(text, offset, "closed deals");
    if (!renamed.ok) throw new Error(renamed.message);
    const changed = applyEdits(text, renamed.edits);
    expect(changed).toContain("kpi 'closed deals' \"Closed revenue\"");
    expect(changed).toContain("score card = 60% 'closed deals' + 40% win_rate");
    expect(changed).toContain(
      "say \"{name} is at {attainment('closed deals')} of {goal('closed deals')}\"",
    );
    expect(changed).not.toMatch(/\brevenue\b(?!")/);
  });
  test.each([
    ["a name that is taken", "kpi rev|enue", "card", "`card` is already a score."],
    ["no name", "kpi rev|enue", " ", "A name is one line, without double quotes or braces."],
    ["no name of the rules", "own|er", "x", "Here stands no name of the rules."],
    [
      "a table called people",
      "table De|als",
      "people",
      "`people` has a meaning of its own and can't be a table.",
    ],
  ])("refuses %s", (_, mark, to, message) => {
    const [text, offset] = at(BOOK.replace(mark.replace("|", ""), mark));
    expect(rename(text, offset, to)).toEqual({ ok: false, message });
  });
  test.each(["won {net", "won} net"])("refuses a brace, which would end a say early: %s", (to) => {
    expect(rename(BOOK, BOOK.indexOf("revenue"), to)).toEqual({
      ok: false,
      message: "A name is one line, without double quotes or braces.",
    });
  });
  test("refuses while a broken statement may use the name", () => {
    const [text, offset] = at(
      `${BOOK.replace("kpi revenue", "kpi rev|enue")}goal revenue 2025 == 3 for reps\n`,
    );
    expect(rename(text, offset, "x").ok).toBe(false);
  });
});

describe("the document", () => {
  test("outline", () => {
    expect(outline(BOOK).map((o) => `${o.kind} ${o.name} ${o.detail}`.trim())).toEqual([
      "people people Sales Team",
      "table Deals Pipeline",
      "kpi revenue Closed revenue",
      "kpi win_rate Win rate",
      "score card",
      "flag coach",
    ]);
  });
  test("folds: statements of several lines", () => {
    expect(folds(BOOK).length).toBe(5);
  });
  test("signature help: the innermost call, and which argument", () => {
    const help = (source: string) => {
      const found = signatureAt(...at(source));
      return found && `${found.fn.name} ${found.argument}`;
    };
    expect(help("kpi x = if(a > 1, round(b, |2), c)")).toBe("round 1");
    expect(help("kpi x = if(a > 1, round(b, 2), |c)")).toBe("if 2");
    expect(help("kpi x = (a + |b)")).toBeNull();
    expect(help("kpi x = round(a, |")).toBe("round 1");
    expect(help('flag f\n  say "at {round(attainment(revenue), |')).toBe("round 1");
    expect(help('flag f\n  say "at {round(a, 1)} (of|')).toBeNull();
  });
  test.each([
    ["round(number, [digits])", 0, ["round(", "number", ", [digits])"]],
    ["round(number, [digits])", 1, ["round(number, ", "[digits]", ")"]],
    ["min(a, b, …)", 4, ["min(a, b, ", "…", ")"]],
    ["count(Table)", 1, ["count(Table)", "", ""]],
  ])("the argument at hand in %s, %i", (signature, argument, parts) => {
    expect(atArgument(signature, argument)).toEqual(parts);
  });
  test("colours: tables, KPIs and functions apart", () => {
    const painted = highlight(BOOK, true);
    const paintOf = (word: string) => {
      const start = BOOK.indexOf(word);
      return painted.find((p) => p.start === start)?.paint;
    };
    expect(paintOf("Deals[")).toBe("table");
    expect(paintOf("sum(")).toBe("function");
    expect(paintOf("revenue + ")).toBe("kpi");
    expect(paintOf('win_rate "')).toBe("kpi");
    expect(paintOf("attainment(")).toBe("function");
    expect(paintOf("revenue)}")).toBe("kpi");
    expect(paintOf("name} is")).toBe("keyword");
    expect(paintOf("} is at")).toBe("text");
  });
  test("colours cover a text once and in order", () => {
    const painted = highlight(BOOK, true);
    for (const [i, { start, end }] of painted.entries()) {
      expect(end).toBeGreaterThan(start);
      expect(start).toBeGreaterThanOrEqual(painted[i - 1]?.end ?? 0);
    }
  });
});
