/** Forms of the language in plain text: sheets, rules, then questions with the answer they must have. */
import Papa from "papaparse";
import { parseIso } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { UserError } from "../model/user-error.ts";
import type { FormInput } from "./answer-forms.ts";
import type { Asked, JsonObject } from "./case.ts";

/** What a form file says: its sheets and rules, and the questions asked of them. */
export interface Form {
  readonly about: string;
  readonly sheets: FormInput["sheets"];
  readonly rules: string;
  readonly as_of: string | null;
  readonly questions: readonly Question[];
}
interface Question {
  readonly line: number;
  readonly ask: string;
  readonly answer: string;
}

const HEAD = /^== (sheet|rules|as of|notes)(?:\s+(.*))?$/;

/**
 * `== sheet NAME` starts a sheet as CSV, `== rules` the rules, `== as of DAY` the day; `>> ask` a question,
 * whose answer is all that follows up to the next one. Several `== rules` of a file add up; `# ` starts a
 * note among the answers. What stands above the first heading says what the file is about.
 */
export function readForm(text: string, path = "form"): Form {
  const sheets: Record<string, CellValue[][]> = {};
  const questions: { line: number; ask: string; answer: string[] }[] = [];
  const about: string[] = [];
  let rules = "";
  let asOf: string | null = null;
  let part: { readonly kind: string; readonly name: string; readonly lines: string[] } = {
    kind: "about",
    name: "",
    lines: about,
  };
  const end = () => {
    if (part.kind === "sheet") sheets[part.name] = rowsOf(part.lines);
    if (part.kind === "rules") rules += `${part.lines.join("\n")}\n`;
  };
  text.split("\n").forEach((line, at) => {
    const head = HEAD.exec(line);
    if (head) {
      end();
      const [, kind = "", name = ""] = head;
      part = { kind, name: name.trim(), lines: [] };
      if (kind === "as of") asOf = dayIn(part.name, `${path}:${at + 1}`);
    } else if (line.startsWith("== ")) {
      throw strangeHead(line, `${path}:${at + 1}`);
    } else if (line.startsWith(">> ")) {
      end();
      const question = { line: at + 1, ask: line.slice(3).trim(), answer: [] };
      part = { kind: "answer", name: "", lines: question.answer };
      questions.push(question);
    } else if (part.kind !== "answer" || (line.trim() !== "" && !line.startsWith("# "))) {
      part.lines.push(line);
    }
  });
  end();
  return {
    about: about.join(" ").replace(/^#\s*/, "").trim(),
    sheets,
    rules,
    as_of: asOf,
    questions: questions.map((q) => ({ ...q, answer: q.answer.join("\n") })),
  };
}

/** The questions of a form as cases; an id is `file:line`. */
export function formCases(form: Form, path: string): readonly Asked[] {
  const { sheets, rules, as_of } = form;
  if (form.questions.length === 0) {
    throw new UserError(
      "The form asks nothing.",
      path,
      "Write a question: `>> sum(Deals[Amount])`.",
    );
  }
  const name = path.replace(/^.*[\\/]/, "").replace(/\.txt$/, "");
  return form.questions.map(({ line, ask, answer }): Asked => {
    const input: FormInput = { sheets, rules, as_of, ask, as: kindOf(answer) };
    return {
      id: `${name}:${line}`,
      about: ask,
      place: `${path}:${line}`,
      kind: "forms",
      input: input as unknown as JsonObject,
      wanted: { value: { answer } },
      option: null,
    };
  });
}

/** What kind of expression it is shows in its answer: a truth is checked as it stands, a day against a day. */
function kindOf(answer: string): "truth" | "day" | "figure" {
  if (answer === "true" || answer === "false") return "truth";
  return parseIso(answer) === null ? "figure" : "day";
}

function dayIn(text: string, place: string): string {
  if (parseIso(text) !== null) return text;
  throw new UserError(`\`${text}\` is not a day.`, place, "Write it as `== as of 2026-03-31`.");
}

const strangeHead = (line: string, place: string): UserError =>
  new UserError(
    `\`${line.trim()}\` starts no part of a form.`,
    place,
    "The parts are `== sheet NAME`, `== rules`, `== as of DAY`, `== notes`.",
  );

function rowsOf(lines: readonly string[]): CellValue[][] {
  const csv = Papa.parse<string[]>(lines.join("\n").trim(), { dynamicTyping: false });
  return csv.data.map((row) => row.map(cellOf));
}

/** A cell of a file: numbers, TRUE and FALSE, errors; the rest text. Days stay as written, for other programs. */
function cellOf(text: string): CellValue {
  if (text === "") return null;
  if (/^-?\d+(\.\d+)?$/.test(text)) return Number(text);
  if (text === "TRUE" || text === "FALSE") return text === "TRUE";
  if (/^#[A-Z/0!?]+$/.test(text)) return { error: text };
  return text;
}
