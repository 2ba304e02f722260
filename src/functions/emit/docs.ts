/** The reference page of the sheet functions. */
import type { AnyFunction, Out, OutTable, Param } from "../spec.ts";

const MOST_ROWS = 6;

export function functionsPage(functions: readonly AnyFunction[]): string {
  const sections = functions.map(section);
  return [
    "# Sheet functions",
    "",
    "`=KPI_NAME(…)` in Google Sheets, `=KPI.NAME(…)` in Excel; the local workbook takes both. Every argument takes a cell or a range. Functions are pure: the same arguments give the same result, no clock is read, nothing outside the arguments is.",
    "",
    "This page is made from the function table (`npm run docs`); every example is a test.",
    "",
    "| function | gives |",
    "|---|---|",
    ...functions.map((f) => `| [${f.id}](#${f.id.toLowerCase()}) | ${f.summary} |`),
    "",
    ...sections,
  ].join("\n");
}

function section(f: AnyFunction): string {
  return [
    `## ${f.id}`,
    "",
    f.summary,
    "",
    `\`KPI.${f.id}(${f.params.map(written).join(", ")})\``,
    "",
    "| argument | | what it is |",
    "|---|---|---|",
    ...f.params.map((p) => `| \`${p.name}\` | ${kind(p)} | ${p.help} |`),
    "",
    ...f.examples.flatMap(({ args, result }) => [
      "```",
      `${f.id}(${args.map((a) => JSON.stringify(a)).join(", ")})`,
      `→ ${shown(result)}`,
      "```",
      "",
    ]),
  ].join("\n");
}

const written = ({ name, optional, repeating }: Param): string => {
  const text = repeating ? `${name}, …` : name;
  return optional ? `[${text}]` : text;
};

const kind = ({ type, optional, repeating }: Param): string =>
  [type, optional ? "optional" : "", repeating ? "may be repeated" : ""]
    .filter((part) => part !== "")
    .join(", ");

function shown(result: Out | OutTable): string {
  if (!Array.isArray(result)) return JSON.stringify(result);
  const rows = (result as OutTable).slice(0, MOST_ROWS).map((row) => JSON.stringify(row));
  return rows.concat(result.length > MOST_ROWS ? ["…"] : []).join("\n  ");
}
