/** Conformance files: sheets, rules, then expressions with the result they must have, in plain text. */
import Papa from "papaparse";
import { isoOf, parseIso } from "../../dsl/calendar/day.ts";
import { table } from "../../src/app/rows.ts";
import { type Run, run } from "../../src/app/run.ts";
import { serialOf } from "../../src/model/serial.ts";
import { workbookOf } from "../language/catalogs.ts";

export interface Form {
  readonly about: string;
  readonly sheets: Readonly<Record<string, readonly (readonly unknown[])[]>>;
  readonly rules: string;
  readonly asOf: number | null;
  readonly cases: readonly Case[];
}
export interface Case {
  readonly line: number;
  readonly ask: string;
  readonly expected: string;
}

/**
 * `== sheet NAME` starts a sheet as CSV, `== rules` the rules, `== as of DAY` the day; `>> ask` a case, whose
 * result is all that follows up to the next one. Several `== rules` of a file add up.
 */
export function readForm(text: string): Form {
  const sheets: Record<string, unknown[][]> = {};
  const cases: { line: number; ask: string; expected: string[] }[] = [];
  let rules = "";
  let asOf: number | null = null;
  let part: { readonly kind: string; readonly name: string; lines: string[] } = {
    kind: "about",
    name: "",
    lines: [],
  };
  const about: string[] = [];
  const end = () => {
    if (part.kind === "sheet") {
      const csv = Papa.parse<string>(part.lines.join("\n").trim(), { dynamicTyping: false });
      sheets[part.name] = (csv.data as unknown as string[][]).map((row) => row.map(cellOf));
    }
    if (part.kind === "rules") rules += `${part.lines.join("\n")}\n`;
    if (part.kind === "about") about.push(...part.lines);
  };
  text.split("\n").forEach((line, at) => {
    const head = /^== (sheet|rules|as of|notes)\s*(.*)$/.exec(line);
    if (head) {
      end();
      part = { kind: head[1]!, name: head[2]!.trim(), lines: [] };
      if (head[1] === "as of") asOf = parseIso(head[2]!.trim());
    } else if (line.startsWith(">> ")) {
      end();
      part = { kind: "case", name: "", lines: [] };
      cases.push({ line: at + 1, ask: line.slice(3).trim(), expected: [] });
    } else if (part.kind === "case") {
      if (line.trim() !== "" && !line.startsWith("# "))
        cases[cases.length - 1]!.expected.push(line);
    } else part.lines.push(line);
  });
  end();
  return {
    about: about.join(" ").replace(/^#\s*/, "").trim(),
    sheets,
    rules,
    asOf,
    cases: cases.map((c) => ({ ...c, expected: c.expected.join("\n") })),
  };
}

/** A cell of a file as a host would deliver it: numbers and days as numbers, TRUE and FALSE, errors; the rest text. */
function cellOf(text: string): unknown {
  if (text === "") return null;
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (parseIso(text) !== null) return serialOf(text, 1900);
  if (text === "TRUE" || text === "FALSE") return text === "TRUE";
  if (/^#[A-Z/0!?]+$/.test(text)) return { error: text };
  return text;
}

/** A form's rules alone, run on its sheets. */
export const runForm = ({ rules, sheets, asOf }: Form): Run =>
  run({ rules, workbook: workbookOf(sheets), asOf, today: null });

/** A form's rules with its questions as checks, run once; then each question's answer by its place. */
export function answers(form: Form): (ask: Case) => string {
  const asked = form.cases.filter((c) => !isTable(c.ask));
  const checks = asked.map((c) => {
    const isDay = parseIso(c.expected) !== null;
    const sides = /^(?:true|false)$/.test(c.expected) ? "" : ` = ${isDay ? c.expected : 0}`;
    return `check ${sides === "" ? c.ask : `(${c.ask})`}${sides}`;
  });
  const rules = `${form.rules}\n${checks.join("\n")}`;
  const first = form.rules.split("\n").length + 1;
  const results = run({ rules, workbook: workbookOf(form.sheets), asOf: form.asOf, today: null });
  return (ask) => {
    if (isTable(ask.ask)) return tableOf(results, ask.ask);
    const line = first + asked.indexOf(ask);
    const row = results.checks.find((c) => c.line === line);
    if (row) return shown(row.actual);
    const fault = results.diagnostics.find((d) => lineOf(rules, d.span.start) === line);
    return fault ? `${fault.code} ${fault.message}` : "no answer";
  };
}

const lineOf = (text: string, at: number): number => text.slice(0, at).split("\n").length;

const TABLES = /^(flags|findings|goals|results|tieout|checks|tests|problems|days)\b/;
const isTable = (ask: string): boolean => TABLES.test(ask);

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
  if (name === "tests") {
    return results.tests
      .flatMap((t) => [
        `${t.passed ? "passed" : "failed"} ${t.name}`,
        ...t.expectations.filter((e) => !e.passed).map((e) => `  ${e.expression}: ${e.actual}`),
      ])
      .join("\n");
  }
  const filter: Record<string, string[]> = {};
  for (const f of filters) {
    const [key = "", value = ""] = f.split("=");
    filter[key] = value.split(",").map((v) => v.trim());
  }
  const made = table(results, name as "goals", filter);
  const at = columns
    .trim()
    .split(/\s+/)
    .map((c) => made.columns.indexOf(c));
  return [...made.rows].map((row) => at.map((c) => shown(row[c])).join(" | ")).join("\n");
}
