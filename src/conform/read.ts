/** Case files into cases; what is wrong with a file is said with its line. */
import Ajv, { type ErrorObject, type ValidateFunction } from "ajv";
import {
  findNodeAtLocation,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { LineMap } from "../../dsl/span.ts";
import { UserError } from "../model/user-error.ts";
import type { Asked, Case, JsonObject } from "./case.ts";
import { formCases, readForm } from "./form-file.ts";
import { isPublishedList, publishedCases } from "./published.ts";
import { SCHEMA } from "./schema.ts";

/** A case file's cases: JSON by the schema, a list of published examples, or a form in plain text (`.txt`). */
export function readCases(text: string, path: string): readonly Case[] {
  if (path.endsWith(".txt")) return formCases(readForm(text, path), path);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors);
  const where = placesIn(text, path);
  const [error] = errors;
  if (error || !root) {
    const said = error ? printParseErrorCode(error.error) : "it is empty";
    throw new UserError(`The file is no JSON: ${spaced(said)}.`, where(error?.offset ?? 0), "");
  }
  const file: unknown = JSON.parse(text);
  if (isPublishedList(file)) return publishedCases(file, (i) => where(offsetOf(root, [i])));
  check(file, root, where);
  const { cases } = file as { readonly cases: readonly Written[] };
  const made = cases.map((one, i) => caseOf(one, where(offsetOf(root, ["cases", i]))));
  refuseTwins(made);
  return made;
}

/** A case as the file has it; the schema has checked that it is whole. */
interface Written {
  readonly id: string;
  readonly about?: string;
  readonly kind?: string;
  readonly input?: JsonObject;
  readonly expected?: JsonObject;
  readonly error?: JsonObject;
  readonly option?: string;
  readonly within?: number;
  readonly does_not_apply?: string;
}

function caseOf(one: Written, place: string): Case {
  const told = { id: one.id, about: one.about ?? "", place };
  if (one.does_not_apply !== undefined) return { ...told, why: one.does_not_apply };
  const wanted = one.error ? { error: one.error } : { value: one.expected ?? {} };
  const asked: Asked = {
    ...told,
    kind: one.kind ?? "",
    input: one.input ?? {},
    wanted,
    option: one.option ?? null,
    ...(one.within !== undefined && { within: one.within }),
  };
  return asked;
}

function refuseTwins(cases: readonly Case[]): void {
  const places = new Map<string, string>();
  for (const { id, place } of cases) {
    const before = places.get(id);
    if (before)
      throw new UserError(`Two cases are called \`${id}\`.`, `${before}, ${place}`, "Rename one.");
    places.set(id, place);
  }
}

/** Made when first asked for: it takes longer than many a command. */
let caseFile: ValidateFunction | null = null;
function caseFileCheck(): ValidateFunction {
  caseFile ??= new Ajv({ strict: true, strictTypes: false, strictRequired: false }).compile(
    SCHEMA as object,
  );
  return caseFile;
}

function check(file: unknown, root: Node, where: (offset: number) => string): void {
  const isCaseFile = caseFileCheck();
  if (isCaseFile(file)) return;
  const [error] = isCaseFile.errors ?? [];
  if (!error) return;
  const path = error.instancePath
    .split("/")
    .slice(1)
    .map((part) =>
      /^\d+$/.test(part) ? Number(part) : part.replace(/~1/g, "/").replace(/~0/g, "~"),
    );
  const at = path.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`)).join("");
  const what = at === "" ? "The file" : `\`${at.replace(/^\./, "")}\``;
  throw new UserError(
    `${what} ${faultOf(error)}.`,
    where(offsetOf(root, path)),
    "docs/conformance.md has the form of every kind.",
  );
}

/** One clause on what the schema refuses. */
function faultOf({ keyword, params, message = "is wrong" }: ErrorObject): string {
  if (keyword === "required") return `has no \`${params.missingProperty}\``;
  if (keyword === "additionalProperties") return `knows no \`${params.additionalProperty}\``;
  if (keyword === "enum") return `must be one of ${params.allowedValues.join(", ")}`;
  if (keyword === "oneOf") return "needs a kind, an input and either `expected` or `error`";
  if (keyword === "false schema") return "is no outcome of this kind";
  return message;
}

const offsetOf = (root: Node, path: (string | number)[]): number =>
  findNodeAtLocation(root, path)?.offset ?? root.offset;

function placesIn(text: string, path: string): (offset: number) => string {
  const lines = new LineMap(text);
  return (offset) => {
    const { line, column } = lines.placeOf({ start: offset, end: offset });
    return `${path}:${line}:${column}`;
  };
}

/** `CommaExpected` as words. */
const spaced = (name: string): string => name.replace(/([a-z])([A-Z])/g, "$1 $2").toLowerCase();
