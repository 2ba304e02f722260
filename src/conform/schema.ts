/** The form of a case file, as JSON Schema: the reader checks by it, and docs/conformance.schema.json is written from it. */
import { CASCADE_KINDS } from "./schema-cascade.ts";
import { STANDING_KINDS } from "./schema-standing.ts";
import { list, object, type Schema, text } from "./schema-words.ts";

/** `input`, `expected` and, where a case of the kind may be refused, `error`. */
export interface KindSchema {
  readonly about: string;
  readonly input: Schema;
  readonly expected: Schema;
  readonly error?: Schema;
}

const FORMS: KindSchema = {
  about: "An expression, or a table of the run, asked of a rule text over sheets.",
  input: object(
    {
      sheets: { type: "object", additionalProperties: list(list({})) },
      rules: text("The rule text."),
      as_of: { type: ["string", "null"], description: "The as-of day; null: the last dated row." },
      ask: text("An expression of the rules, or a table with filters and columns."),
      as: { enum: ["figure", "day", "truth"], description: "What the expression gives." },
    },
    ["sheets", "rules", "ask"],
  ),
  expected: object({ answer: text("As text, twelve digits; a table a line a row.") }),
};

/** Every kind of case there is. */
export const KINDS: Readonly<Record<string, KindSchema>> = {
  ...CASCADE_KINDS,
  ...STANDING_KINDS,
  forms: FORMS,
};

/** The keyword; an object literal that has it looks like a promise. */
const THEN = "then";

const caseSchema: Schema = {
  ...object(
    {
      id: text("Unique in the file."),
      about: text("What it shows."),
      kind: text("One of the kinds; another fails and says so."),
      input: { type: "object" },
      expected: { type: "object", description: "Fields that must come out; others may too." },
      error: { type: "object", description: "The refusal: its code, and its figures." },
      why: text("How the answer comes about."),
      source: text("Where it was published."),
      example: text("The published example it belongs to."),
      option: text("What gives this answer, where the plain one differs."),
      within: {
        type: "number",
        exclusiveMinimum: 0,
        description: "Compared this closely; for rounded figures.",
      },
      does_not_apply: text("Why a published example is no case for a cascade or standing."),
    },
    ["id"],
  ),
  oneOf: [
    { required: ["kind", "input", "expected"] },
    { required: ["kind", "input", "error"] },
    { required: ["does_not_apply"], not: { required: ["kind"] } },
  ],
  allOf: Object.entries(KINDS).map(([kind, { input, expected, error }]) =>
    Object.fromEntries([
      ["if", { properties: { kind: { const: kind } }, required: ["kind"] }],
      [THEN, { properties: { input, expected, error: error ?? false } }],
    ]),
  ),
};

export const SCHEMA: Schema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Conformance cases of cascades and standing",
  ...object(
    { $schema: { type: "string" }, about: text("How to read the file."), cases: list(caseSchema) },
    ["cases"],
  ),
};
