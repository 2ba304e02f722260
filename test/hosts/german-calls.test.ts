/**
 * Every answer that holds sentences, asked in German: what is left of it, once the workbook's own names
 * and texts are taken out, is not what the English answer says, and has no English word.
 */
import { describe, expect, test } from "vitest";
import { parseIso } from "../../dsl/calendar/day.ts";
import type { Api, GoalCommand, Method, RpcReply } from "../../src/app/contract.ts";
import { WHY_WHATS } from "../../src/app/contract.ts";
import { USUAL_CHOICE } from "../../src/app/contract-publish.ts";
import { EDIT_COLUMNS } from "../../src/app/edits/edit.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { type Run, run } from "../../src/app/run.ts";
import { reply } from "../../src/app/service.ts";
import { runNow } from "../../src/app/steps.ts";
import { type WhyQuestion, whyView } from "../../src/app/why.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import { UserError } from "../../src/model/user-error.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import {
  type Cell,
  DEALS,
  day,
  edit,
  TEAM,
  RULES as TEAM_RULES,
} from "../conformance/edits-team.ts";
import { workbookOf } from "../language/catalogs.ts";

type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

const RULES = `${TEAM_RULES}  over-assign 10% below "Mia"
  keep back 1% below "Mia"
  round to 7

score card "Card" = 60% revenue + 40% calls

flag short
  when any leading kpi is missed and revenue is met
  hold manager
  escalate after 1 quarter

flag long
  when revenue is missed for 2 months
  hold person

check goal(revenue) of "Mia" in 2026 = 1300

test "two"
  given Deals [Owner], [Amount], [Closed]
    row "Cid", 5, 2026-02-01
  expect revenue of "Cid" in 2026-01 = 6
`;
const held = (n: number, who: string, kind = "hold", to: Cell = 300, period: Cell = "2026") =>
  edit(n, kind, who, period, null, to, { note: "Zusage" });
const EDITS: Cell[][] = [
  held(1, "Cid"),
  held(2, "Dora"),
  held(3, "Mia"),
  held(4, "Dee", "release"),
  edit(5, "move", "Fay", "2026", 99e6, "siblings", { note: "Zusage" }),
  held(6, "Fay", "hold", "viel"),
  held(7, "Fay", "hold", 7, "2026-W20"),
  held(8, "Gus", "override", 70),
  held(9, "Fay", "fix"),
  held(1, "Fay"),
];
const DATA = workbookOf({
  Team: [...TEAM, ["Ann", "Ann", 3, null, null], ["Kit", "Nowhere", 1, null, null]],
  Deals: [
    ...DEALS,
    ["Cid", "1.234,5", day("2026-01-11")],
    ["Cit", 20, day("2026-01-12")],
    [null, 20, "31/31/2026"],
    ["Fay", 900, day("2026-03-12")],
    ["Dee", 500, day("2026-02-12")],
    ["Dee", 500, day("2026-02-12")],
    ["Gus", 5000, day("2026-01-12")],
  ],
  "KPI Edits": [[...EDIT_COLUMNS], ...EDITS],
  "KPI Actions": [
    ["flag", "who", "period", "action", "by", "on", "note"],
    ["short", "Fay", "2026-01", "coached", "Ben", day("2026-02-20"), ""],
    ["shirt", "Fay", "2026-01", "coached", "", day("2026-02-20"), ""],
    ["short", "Mia", "2031-01", "coached", "Mia", day("2026-02-20"), ""],
  ],
} as never);

function opened() {
  const port = memoryWorkbook(DATA);
  port.apply(saveRulesPlan(port.read() as WorkbookData, RULES, null));
  const ask = <M extends Method>(method: M, input: Api[M]["in"], language: string): RpcReply =>
    runNow(reply(port, { id: 1, language, method, input }));
  return { port, ask };
}

/** Names and texts of the workbook itself, the longest first: what no language changes. */
const OWN = new RegExp(
  [
    ...new Set([
      ...DATA.sheets.flatMap((sheet) => [sheet.name, ...sheet.columns.flat()]),
      ...[...RULES.matchAll(/"([^"]+)"/g)].map((m) => m[1]!),
      ...[...RULES.matchAll(/^(?:kpi|score|flag|table|goal) (\w+)/gm)].map((m) => m[1]!),
      // A formula as it is written, and the lines and flags it stands in.
      ...RULES.split("\n").flatMap((line) =>
        [line, line.split(/ = | for /)[1] ?? "", line.split(/ for |when |expect /)[1] ?? ""].map(
          (x) => x.trim(),
        ),
      ),
    ]),
  ]
    .filter((text) => typeof text === "string" && text.length > 2)
    .map(String)
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"))
    .join("|"),
  "g",
);

const own = (text: string): string =>
  text
    .replace(OWN, "")
    // Names in backticks, sheet and cell addresses, periods.
    .replace(/`[^`]*`|\b(?:KPI \w+|\w+)![A-Z0-9:]+|\bKPI [A-Z][\w-]+|\b\d{4}-\w+\b/g, "");

const ENGLISH =
  /\b(the|is|are|were|of|and|with|without|goal|goals|nobody|nothing|there|that|have|has|by|from|counts|owes|held|rows?|cells?|to|for|write|check)\b/i;

/** Paths of strings in a German answer that are English, wholly or in part. */
function english(german: Json, other: Json, path = ""): string[] {
  if (typeof german === "string") {
    if (SKIPPED.test(path) || own(german).replace(/[^A-Za-z]/g, "").length < 3) return [];
    const same = german === other && /[a-z]{2,} [a-z]{2,}/i.test(own(german));
    return same || ENGLISH.test(own(german)) ? [`${path}: ${german}`] : [];
  }
  if (typeof german !== "object" || german === null) return [];
  return Object.entries(german).flatMap(([key, value]) =>
    english(value, (other as Record<string, Json> | null)?.[key] ?? null, `${path}.${key}`),
  );
}
/** Keys, rules, and words that the pane or a formula reads, not a person. */
const SKIPPED =
  /\.(code|severity|grain|state|kind|cause|role|unit|better|verdict|as|of|rules|text|expression|what|title|undo|fingerprint|place|sheet|range|name|cells|data|action|figure|path|asOfFrom)(\.|$)/;

/** The answer, or the refusal of what can't be asked. */
function whyOf(made: Run, question: WhyQuestion): Json {
  try {
    return JSON.parse(JSON.stringify(whyView(made, question))) as Json;
  } catch (fault) {
    if (fault instanceof UserError) return { message: fault.message, todo: fault.todo };
    throw fault;
  }
}

const told = (answer: RpcReply): Json =>
  JSON.parse(JSON.stringify(answer.ok ? answer.output : answer.error)) as Json;

describe("asked in German", () => {
  const { port, ask } = opened();
  const asOf = "2026-03-31";
  const DAY = parseIso(asOf);
  const both = <M extends Method>(method: M, input: Api[M]["in"]): string[] =>
    english(told(ask(method, input, "de")), told(ask(method, input, "en")), method);

  test("a run: findings, flags, scores, checks", () => {
    expect(both("run", { asOf, rules: null })).toEqual([]);
  });

  test("why, of every kind of figure, score and flag", () => {
    const [german, other] = ["de", "en"].map((language) =>
      run({
        rules: RULES,
        workbook: port.read() as WorkbookData,
        asOf: DAY,
        today: null,
        language,
      }),
    );
    const names = [...RULES.matchAll(/^(?:kpi|score|flag) (\w+)/gm)].map((m) => m[1]!);
    const found = names.flatMap((kpi) =>
      ["Mia", "Ann", "Cid", "Fay", "Gus"].flatMap((who) =>
        ["2026", "2026-Q1", "2026-03"].flatMap((period) =>
          [undefined, ...WHY_WHATS].flatMap((what) => {
            const [ours, theirs] = [german!, other!].map((made) =>
              whyOf(made, { kpi, who, period, what }),
            );
            return english(ours!, theirs!, "why");
          }),
        ),
      ),
    );
    expect([...new Set(found)]).toEqual([]);
  });

  test("answers, evidence, what is expected, an action that closes and one that can't", () => {
    expect(both("answers.list", { asOf, me: "Ben" })).toEqual([]);
    expect(both("answers.evidence", { asOf, who: null })).toEqual([]);
    expect(both("answers.expectations", { asOf, who: "Fay" })).toEqual([]);
    const answered = ask("answers.list", { asOf, me: null }, "de");
    if (!answered.ok) throw new Error(answered.error.message);
    const [card] = (answered.output as Api["answers.list"]["out"]).open;
    const record = { ...card!, action: "coached" as const, by: "Mia", on: asOf, note: "", asOf };
    for (const more of [{}, { period: "2031-Q1" }, { who: "Dora" }, { by: "" }])
      expect(both("answers.record", { ...record, ...more, apply: false })).toEqual([]);
  });

  test("goals: what can't be done and why, edits on record", () => {
    const of = { who: "Fay", kpi: "revenue", period: "2026-Q4" };
    const commands: GoalCommand[] = [
      { ...of, kind: "hold", to: 9e9 },
      { ...of, kind: "hold", to: Number.NaN },
      { ...of, kind: "hold", to: 1, who: "Mia" },
      { ...of, kind: "hold", to: 1, kpi: "calls" },
      { ...of, kind: "hold", to: 1, who: "Dora" },
      { ...of, kind: "hold", to: 1, kpi: "nothing_here" },
      { ...of, kind: "hold", to: 1, period: "someday" },
      { ...of, kind: "hold", to: 1, period: "2026-Q1" },
      { ...of, kind: "release" },
      { ...of, kind: "move", amount: -1, to: "siblings" },
      { ...of, kind: "move", amount: 9e9, to: "siblings" },
      { ...of, kind: "move", amount: 1, to: "Mia" },
      { ...of, kind: "move", amount: 1, to: "Fay" },
      { ...of, kind: "override", to: 1 },
      { ...of, kind: "accept" },
      { ...of, kind: "reset", to: 1 },
      { ...of, kind: "reset", to: 1, period: "2026-Q1" },
      { ...of, kind: "cascade", period: "2026-Q1" },
    ];
    const rest = { asOf, by: "", note: "", rules: null, periods: null, most: 20 };
    for (const command of commands) {
      expect(both("goals.preview", { ...rest, commands: [command], whatIf: [] })).toEqual([]);
      const apply = { asOf, by: "", note: "", commands: [command], fingerprint: "" };
      expect(both("goals.apply", apply)).toEqual([]);
    }
    const whatIf = [{ ...of, scale: 1.1 }];
    expect(both("goals.preview", { ...rest, commands: [], whatIf })).toEqual([]);
    expect(both("goals.edits", { asOf })).toEqual([]);
  });

  test("refusals of a call, drift, a publishing that is out of date", () => {
    const why = { kpi: "revenue", who: "Fay", period: "2026", asOf };
    for (const wrong of [{ kpi: "revenew" }, { who: "Fey" }, { period: "then" }, { asOf: "soon" }])
      expect(both("why", { ...why, ...wrong })).toEqual([]);
    expect(both("drift.plan", { asOf, ids: null })).toEqual([]);
    expect(both("publish.apply", { asOf, fingerprint: "" })).toEqual([]);
    const choice = { ...USUAL_CHOICE, as: "formulas" as const };
    expect(both("publish.plan", { asOf, choice })).toEqual([]);
    expect(both("start.reset", { title: "another", fingerprint: "" })).toEqual([]);
    expect(both("start.write", { choices: {} as never, fingerprint: "", by: "" })).toEqual([]);
    expect(both("sample.write", null)).toEqual([]);
    expect(both("functions.plan", { asOf, id: "KPI.NONE", args: [] })).toEqual([]);
  });
});
