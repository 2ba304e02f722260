/** Our answers to the forms of the language: each question a check, or a table, of one run. */
import { isoOf, parseIso } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { TABLES, table } from "../app/rows.ts";
import { type Run, run } from "../app/run.ts";
import { serialOf } from "../model/serial.ts";
import { sheetOf, type WorkbookData } from "../model/workbook.ts";
import type { Answer, Asked } from "./case.ts";

/** A rule text over sheets, and one question. */
export interface FormInput {
  readonly sheets: Readonly<Record<string, readonly (readonly CellValue[])[]>>;
  readonly rules: string;
  readonly as_of: string | null;
  readonly ask: string;
  /** What the expression gives; a figure, if absent. */
  readonly as?: "figure" | "day" | "truth";
}

const inputOf = (one: Asked): FormInput => one.input as unknown as FormInput;

/** Questions of the same sheets and rules are asked of one run. */
export function formAnswers(cases: readonly Asked[]): ReadonlyMap<Asked, Answer> {
  const groups = new Map<string, Asked[]>();
  for (const one of cases) {
    const { sheets, rules, as_of } = inputOf(one);
    const key = JSON.stringify([sheets, rules, as_of]);
    const group = groups.get(key);
    if (group) group.push(one);
    else groups.set(key, [one]);
  }
  const all = new Map<Asked, Answer>();
  for (const group of groups.values()) {
    const answer = answersOf(group.map(inputOf));
    for (const one of group) all.set(one, { value: { answer: answer(inputOf(one)) } });
  }
  return all;
}

/** A form's rules alone, run on its sheets. */
export const runForm = ({ rules, sheets, as_of }: Omit<FormInput, "ask">): Run =>
  run({
    rules,
    workbook: workbookOf(sheets),
    asOf: as_of === null ? null : parseIso(as_of),
    today: null,
  });

const workbookOf = (sheets: FormInput["sheets"]): WorkbookData => ({
  sheets: Object.entries(sheets).map(([name, rows]) =>
    sheetOf(
      name,
      rows.map((row) => row.map(delivered)),
    ),
  ),
  names: [],
  locale: "en-US",
  dateSystem: 1900,
});

/** A day as a host delivers it: a serial number. */
const delivered = (cell: CellValue): CellValue =>
  typeof cell === "string" && parseIso(cell) !== null ? serialOf(cell, 1900) : cell;

/** The rules with every question as a check, run once; then each question's answer. */
function answersOf(asked: readonly FormInput[]): (one: FormInput) => string {
  const form = asked[0]!;
  const inLine = asked.filter((one) => !isTable(one.ask));
  const checks = inLine.map(({ ask, as = "figure" }) =>
    as === "truth" ? `check ${ask}` : `check (${ask}) = ${as === "day" ? "2000-01-01" : "0"}`,
  );
  const rules = `${form.rules}\n${checks.join("\n")}`;
  const first = form.rules.split("\n").length + 1;
  const results = runForm({ ...form, rules });
  return (one) => {
    if (isTable(one.ask)) return tableOf(results, one.ask);
    const line = first + inLine.indexOf(one);
    const row = results.checks.find((c) => c.line === line);
    if (row) return shown(row.actual);
    const fault = results.diagnostics.find((d) => lineOf(rules, d.span.start) === line);
    return fault ? `${fault.code} ${fault.message}` : "no answer";
  };
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split("\n").length;

/** A table, its filters and columns; all tests; all messages; a period's days. */
const ASKED_TABLES = new RegExp(`^(${TABLES.join("|")})\\b.*:|^(tests|problems)$|^days `);
const isTable = (ask: string): boolean => ASKED_TABLES.test(ask);

function shown(value: unknown): string {
  if (value === null) return "blank";
  return typeof value === "number" ? String(Number(value.toPrecision(12))) : String(value);
}

/** `goals who=Ann kpi=revenue: period goal`: rows of a run's table, filtered, the columns after the colon. */
function tableOf(results: Run, ask: string): string {
  const [head = "", columns = ""] = ask.split(":");
  const [name = "", ...filters] = head.trim().split(/\s+(?=\w+=)/);
  if (name === "problems") {
    return results.diagnostics
      .filter((d) => d.severity !== "advice")
      .map((d) => `${d.code} ${d.message}`)
      .join("\n");
  }
  if (name.startsWith("days")) {
    const period = results.calendar.parse(ask.slice(5).trim());
    return period ? `${isoOf(period.start)} to ${isoOf(period.end - 1)}` : "no such period";
  }
  if (name === "tests") return testsOf(results);
  const known = TABLES.find((t) => t === name);
  if (!known) return `There is no table ${name}.`;
  const filter: Record<string, string[]> = {};
  for (const f of filters) {
    const [key = "", value = ""] = f.split("=");
    filter[key] = value.split(",").map((v) => v.trim());
  }
  const made = table(results, known, filter);
  const at = columns
    .trim()
    .split(/\s+/)
    .map((c) => made.columns.indexOf(c));
  return [...made.rows].map((row) => at.map((c) => shown(row[c])).join(" | ")).join("\n");
}

const testsOf = (results: Run): string =>
  results.tests
    .flatMap((t) => [
      `${t.passed ? "passed" : "failed"} ${t.name}`,
      ...t.expectations.filter((e) => !e.passed).map((e) => `  ${e.expression}: ${e.actual}`),
    ])
    .join("\n");
