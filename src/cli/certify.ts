import { Command } from "commander";
import { isoOf } from "../../dsl/calendar/day.ts";
import { certificateTotals } from "../app/certificate-totals.ts";
import type { Results } from "../app/results.ts";
import { table } from "../app/rows.ts";
import { run } from "../app/run.ts";
import type { RowFilter, TidyCell, TidyTable } from "../app/tidy.ts";
import { readWorkbook } from "../hosts/files/index.ts";
import { filterOf } from "./filter.ts";
import { dayOption, many, readRulesFile, today } from "./input.ts";
import { EXIT, type Exit, toJson } from "./output.ts";
import { asJson, printed, type TableFormat, tableFormat } from "./tables.ts";

interface CertifyOptions {
  readonly data: string;
  readonly asOf?: string;
  readonly all?: boolean;
  readonly kpi?: string[];
  readonly period?: string[];
  readonly who?: string[];
  readonly format: TableFormat;
}

/** `answerable certify`: does every goal tie? Exit 1 if one line does not. */
export const certifyCommand = (done: (exit: Exit) => void): Command =>
  new Command("certify")
    .description("Say whether every goal that was handed down ties, in both layers.")
    .argument("<rules>", "the rule text")
    .requiredOption("--data <path>", "an .xlsx file or a folder of CSVs")
    .option("--all", "the whole certificate: a line for every manager and period, then totals")
    .option("--as-of <date>", "the day the figures are taken")
    .option("--kpi <name>", "only these KPIs", many)
    .option("--who <name>", "only these managers", many)
    .option("--period <period>", "only these periods", many)
    .addOption(tableFormat())
    .addHelpText(
      "after",
      `
Prints the lines that don't tie, and how many do; with --all every line, and for each KPI and period what stands
at the top and what is owed below. As a table the columns that say most; csv and json carry all of them. csv is
the lines alone, what else is said goes to stderr.

Exit 1 if one line doesn't tie, if a goal could not be handed down, or if there is nothing to certify.

Examples:
  answerable certify rules.kpi --data crm.xlsx --period 2026
  answerable certify rules.kpi --data crm.xlsx --all --format csv > certificate.csv`,
    )
    .action(async (path: string, options: CertifyOptions) => {
      done(await certify(path, options));
    });

async function certify(path: string, options: CertifyOptions): Promise<Exit> {
  const rules = readRulesFile(path);
  const workbook = await readWorkbook(options.data);
  const results = run({ rules, workbook, asOf: dayOption(options.asOf), today: today() });
  const said = certified(results, filterOf(results, options), options.all ?? false);
  print(said, options);
  const { lines, ties, refused } = said;
  return ties < lines || refused.length > 0 || lines === 0 ? EXIT.failed : EXIT.ok;
}

type Listed = Pick<TidyTable, "columns"> & { readonly rows: readonly (readonly TidyCell[])[] };

interface Certified {
  readonly asOf: string;
  readonly lines: number;
  readonly ties: number;
  readonly off: Listed;
  /** Goals that could not be handed down. */
  readonly refused: readonly { readonly place: string; readonly message: string }[];
  readonly all: { readonly certificate: TidyTable; readonly totals: TidyTable } | null;
}

function certified(results: Results, filter: RowFilter, isAll: boolean): Certified {
  const { columns, rows: made } = table(results, "tieout", filter);
  const rows = [...made];
  const at = columns.indexOf("ties");
  const off = rows.filter((row) => row[at] !== true);
  const refused = results.findings.filter((f) => f.code === "GOAL02");
  return {
    asOf: isoOf(results.asOf),
    lines: rows.length,
    ties: rows.length - off.length,
    off: { columns, rows: off },
    refused: refused.map(({ place, message }) => ({ place, message })),
    all: isAll
      ? { certificate: { columns, rows }, totals: certificateTotals(results, filter) }
      : null,
  };
}

function print(said: Certified, { format }: CertifyOptions): void {
  const { asOf, lines, ties, off, refused, all } = said;
  if (format === "json") {
    const whole = all && {
      certificate: toJson(all.certificate),
      totals: toJson(all.totals),
    };
    process.stdout.write(asJson({ asOf, lines, ties, off: toJson(off), refused, ...whole }));
    return;
  }
  const notes = refused.map(({ place, message }) => `${place}: ${message}\n`);
  const last = `${ties} of ${lines} lines tie, as of ${asOf}.\n`;
  if (format === "csv") {
    process.stdout.write(printed(all?.certificate ?? off, "csv"));
    process.stderr.write([...notes, last].join(""));
    return;
  }
  const tables = all ? [...byKpi(all.certificate), all.totals] : off.rows.length > 0 ? [off] : [];
  for (const one of tables) process.stdout.write(`${printed(one, "table")}\n`);
  process.stdout.write([...notes, last].join(""));
}

/** What a person reads across a line: `level` and `path` name nobody further, `free` and most of the base follow. */
const SHOWN = [
  "who",
  "kpi",
  "period",
  "goal",
  "buffer",
  "reserve",
  "handed_down",
  "held",
  "odd",
  "vacancies",
  "open",
  "reports",
  "difference",
  "base_goal",
  "base_handed_down",
  "base_reports",
  "base_difference",
  "ties",
  "left_over",
];

/** A table for each KPI, so that the columns of one fit its own amounts. */
function byKpi({ columns, rows }: TidyTable): TidyTable[] {
  const shown = SHOWN.map((column) => columns.indexOf(column));
  const kpi = columns.indexOf("kpi");
  const groups = new Map<string, TidyCell[][]>();
  for (const row of rows) {
    const name = String(row[kpi]);
    const list = groups.get(name) ?? [];
    groups.set(name, list);
    list.push(shown.map((at) => row[at] ?? null));
  }
  return [...groups.values()].map((list) => ({ columns: SHOWN, rows: list }));
}
