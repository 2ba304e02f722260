import { Command, Option } from "commander";
import type { Period } from "../../dsl/calendar/calendar.ts";
import { parseIso } from "../../dsl/calendar/day.ts";
import { renderDiagnostic } from "../../dsl/diagnostics/render.ts";
import { compile } from "../../dsl/index.ts";
import type { Program } from "../../dsl/ir/ir.ts";
import { LineMap } from "../../dsl/span.ts";
import type { SqlMap } from "../hosts/databases/index.ts";
import { printedBinding } from "../hosts/databases/printed.ts";
import { readWorkbook } from "../hosts/files/index.ts";
import { buildModel } from "../model/build.ts";
import type { Model } from "../model/model.ts";
import { UserError } from "../model/user-error.ts";
import {
  DIALECTS,
  type Dialect,
  type DialectName,
  type FiguresQuery,
  figuresQuery,
  withLiterals,
  withParameters,
} from "../sql/index.ts";
import { mapIn } from "./database.ts";
import { dayOption, many, readRulesFile, today } from "./input.ts";
import { EXIT, type Exit } from "./output.ts";

interface SqlOptions {
  readonly dialect: DialectName;
  readonly map?: string;
  readonly data?: string;
  readonly asOf?: string;
  readonly periods?: string[];
  readonly kpi?: string[];
  readonly parameters?: boolean;
}

/** `answerable sql`: the figures of a rule text as one statement, to paste or to keep. */
export const sqlCommand = (done: (exit: Exit) => void): Command =>
  new Command("sql")
    .description(
      "Print the rules' figures as one SQL statement; what can't be said in it is named.",
    )
    .argument("<rules>", "the rule text, for example rules.kpi")
    .addOption(
      new Option("--dialect <dialect>", "for which engine")
        .choices(Object.keys(DIALECTS))
        .makeOptionMandatory(),
    )
    .option(
      "--map <file>",
      "which relations and columns stand for the tables, and the time zone (docs/sql.md)",
    )
    .option("--data <path>", "a workbook with the people, whose tree becomes part of the statement")
    .option("--as-of <date>", "the day the figures are taken, 2026-03-31; else today")
    .option(
      "--periods <periods>",
      "2026-Q1, or 2025-01..2026-12 (repeat or separate by commas); else the fiscal year of the as-of day in the first tracked grain",
      many,
    )
    .option("--kpi <name>", "only these KPIs", many)
    .option("--parameters", "constants as parameters, listed in a comment, instead of in the text")
    .addHelpText(
      "after",
      `
Examples:
  answerable sql rules.kpi --dialect duckdb --map map.json --data team.xlsx > figures.sql
  answerable sql rules.kpi --dialect bigquery --map map.json --data team.xlsx --periods 2026-01..2026-12`,
    )
    .action(async (path: string, options: SqlOptions) => {
      done(await printSql(path, options));
    });

async function printSql(path: string, options: SqlOptions): Promise<Exit> {
  const rules = readRulesFile(path);
  const map = mapIn(options.map);
  const { program, diagnostics } = compile(rules, null);
  const faults = diagnostics.filter(({ severity }) => severity === "error");
  const lines = new LineMap(rules);
  for (const fault of faults)
    process.stderr.write(`${renderDiagnostic(fault, rules, { file: path, lines })}\n`);
  const { query, note } = await queryOf(program, map, options);
  const dialect = DIALECTS[options.dialect];
  for (const { kpi, reasons } of query.refused)
    process.stderr.write(`\`${kpi.name}\` is not in the statement. ${reasons.join(" ")}\n`);
  if (note) process.stderr.write(`${note}\n`);
  if (query.columns.length === 0) return EXIT.failed;
  if (options.parameters) {
    const { text, parameters } = withParameters(query.statement, dialect);
    const list = parameters.map((value, i) => `-- ${i + 1}: ${inComment(value)}\n`);
    process.stdout.write(`${list.join("")}${text};\n`);
  } else {
    const text = `${withLiterals(query.statement, dialect)};\n`;
    process.stdout.write(text);
    process.stderr.write(lengthNote(text, dialect));
  }
  return faults.length > 0 || query.refused.length > 0 ? EXIT.failed : EXIT.ok;
}

/** Nothing, or that the engine won't take a statement of this length. */
export function lengthNote(text: string, { title, mostBytes }: Dialect): string {
  const bytes = Buffer.byteLength(text);
  if (mostBytes === null || bytes <= mostBytes) return "";
  const megabytes = (size: number) => (size / 1024 / 1024).toFixed(1).replace(/\.0$/, "");
  return `The statement is ${megabytes(bytes)} MB long, and ${title} takes ${megabytes(mostBytes)} MB: ask for fewer people, periods or KPIs.\n`;
}

/** One line, whatever the value holds. */
const inComment = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );

async function queryOf(
  program: Program,
  map: SqlMap,
  options: SqlOptions,
): Promise<{ readonly query: FiguresQuery; readonly note: string | null }> {
  const empty = { sheets: [], names: [], locale: "", dateSystem: 1900 } as const;
  const workbook = options.data === undefined ? empty : await readWorkbook(options.data);
  const day = dayOption(options.asOf) ?? today();
  const model = buildModel(program, workbook, { day, today: null });
  const needsPeople = program.people !== null && model.org.nodes.length === 0;
  if (program.people && options.data !== undefined && model.org.nodes.length === 0) {
    throw new UserError(
      `${options.data} holds no people: the rules name the sheet ${program.people.source.name}.`,
      "--data",
      "Name the workbook that has it.",
    );
  }
  const binding = printedBinding(DIALECTS[options.dialect], program, model, map);
  const kpis = kpisOf(program, options.kpi);
  const periods = periodsOf(program, model, options.periods);
  const query = figuresQuery({
    program,
    org: model.org,
    asOf: model.asOf,
    binding,
    model,
    periods,
    kpis,
  });
  const note = needsPeople
    ? "The statement has no rows yet: --data names the workbook whose people it is for."
    : null;
  return { query, note };
}

function kpisOf(program: Program, wanted: readonly string[] | undefined) {
  if (!wanted) return program.kpis;
  return wanted.map((name) => {
    const found = program.kpis.find((kpi) => kpi.name.toLowerCase() === name.toLowerCase());
    if (!found)
      throw new UserError(
        `There is no KPI \`${name}\`.`,
        "--kpi",
        `Some of ${program.kpis.map((kpi) => kpi.name).join(", ")}.`,
      );
    return found;
  });
}

function periodsOf(
  program: Program,
  { calendar, asOf }: Model,
  wanted: readonly string[] | undefined,
): readonly Period[] {
  const grain = program.calendar.track[0] ?? "month";
  if (!wanted) {
    const year = calendar.periodOf(asOf, "year");
    return calendar.between(year.start, year.end - 1, grain);
  }
  return wanted.flatMap((text) => {
    const [from, to = from] = text
      .split("..")
      .map((label) => calendar.parse(label.trim().toUpperCase()));
    if (!from || !to || from.grain !== to.grain || parseIso(text) !== null) {
      throw new UserError(
        `\`${text}\` is no period, and no two periods of one length.`,
        "--periods",
        "Write 2026-Q1, or 2025-01..2026-12.",
      );
    }
    return calendar.between(from.start, to.end - 1, from.grain);
  });
}
