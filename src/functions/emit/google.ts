/** Top-level functions of the Google bundle: Sheets reads names, arguments and help from their declarations. */
import type { AnyFunction, Param } from "../spec.ts";

/** The name of the bundle's own object; its end hides it from Sheets. */
export const GOOGLE_GLOBAL = "Answerable_";

const TYPES = {
  number: "number",
  text: "string",
  date: "Date",
  range: "Array<Array<*>>",
  any: "*",
} as const satisfies Record<Param["type"], string>;

/** One declaration with its JSDoc. Argument names are shown as declared, so a repeating one says so in its text. */
export function googleStub({ id, summary, params, returns }: AnyFunction): string {
  const names = params.map((param) => param.name);
  const lines = params.map((param) => {
    const notes = [param.optional ? "(optional)" : "", param.repeating ? "(may be repeated)" : ""];
    const text = [param.help, ...notes].filter((part) => part !== "").join(" ");
    return ` * @param {${TYPES[param.type]}} ${param.name} ${safe(text)}`;
  });
  const gives = returns === "scalar" ? "*" : "Array<Array<*>>";
  return [
    "/**",
    ` * ${safe(summary)}`,
    " *",
    ...lines,
    ` * @return {${gives}} ${safe(summary)}`,
    " * @customfunction",
    " */",
    `function KPI_${id}(${names.join(", ")}) {`,
    `  return ${GOOGLE_GLOBAL}.callFunction("${id}", arguments);`,
    "}",
  ].join("\n");
}

const PLAIN: Readonly<Record<string, string>> = {
  "…": "...",
  "–": "-",
  "’": "'",
  "“": '"',
  "”": '"',
};

/** Nothing in a help text may end the comment it stands in; the script is ASCII throughout. */
const safe = (text: string): string =>
  text.replace(/\*\//g, "* /").replace(/[^ -~]/g, (sign) => PLAIN[sign] ?? " ");

/** All that stands at the script's top level besides the bundle: declarations only, nothing runs. */
export function googleStubs(functions: readonly AnyFunction[]): string {
  return [
    `function onOpen() { ${GOOGLE_GLOBAL}.addMenu(); }`,
    "function onInstall() { onOpen(); }",
    `function answerableSidebar() { ${GOOGLE_GLOBAL}.showSidebar(); }`,
    `function answerableCall(request) { return ${GOOGLE_GLOBAL}.answerCall(request); }`,
    `function answerableWrite(part) { return ${GOOGLE_GLOBAL}.answerPart(part); }`,
    `function answerablePart() { return ${GOOGLE_GLOBAL}.partText(); }`,
    ...functions.map(googleStub),
    "",
  ].join("\n\n");
}
