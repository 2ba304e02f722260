/** One kind of dirt: what Answerable does with it, and the cases that show it. The page docs/dirt.md is made from these. */
import { isoOf, NO_DAY } from "../../../dsl/calendar/day.ts";
import type { CellValue } from "../../../dsl/cell.ts";
import type { PeopleSource } from "../../../dsl/ir/ir.ts";
import { type Run, run } from "../../../src/app/run.ts";
import { buildModel } from "../../../src/model/build.ts";
import type { Finding } from "../../../src/model/finding.ts";
import type { FindingCode } from "../../../src/model/findings.ts";
import type { Model } from "../../../src/model/model.ts";
import { serialOf } from "../../../src/model/serial.ts";
import { sheetOf, type WorkbookData } from "../../../src/model/workbook.ts";
import { dealsModel, orgModel, programOf, tableSource } from "../workbooks.ts";

export interface Kind {
  /** 1 to 100. */
  readonly n: number;
  readonly kind: string;
  /** As it stands in a sheet. */
  readonly example: string;
  /** What becomes of it, in a sentence or two. */
  readonly does: string;
  /** The codes that its cases give, all of them: findings of the data, and what the rules can't be read for. */
  readonly findings: readonly (FindingCode | `KPI${number}`)[];
  readonly cases: readonly Case[];
}

export interface Case {
  readonly of: () => Outcome | Promise<Outcome>;
  readonly gives: unknown;
  /** Parts of messages that must be said. */
  readonly says: readonly string[];
}

/** What was read, and what was said about it. */
export interface Outcome {
  readonly value: unknown;
  readonly findings: readonly Finding[];
}

export const shows = (of: Case["of"], gives: unknown, ...says: string[]): Case => ({
  of,
  gives,
  says,
});

/** An outcome of which nothing can be said but what it is. */
export const plain = (value: unknown): Outcome => ({ value, findings: [] });

type Cells = readonly CellValue[];
type Over = Partial<WorkbookData> & { readonly header?: string };

function column(cells: Cells, { header = "x", ...workbook }: Over) {
  const rows = [["id", header], ...cells.map((cell, i) => [`D${i + 1}`, cell])];
  return dealsModel(rows, {}, workbook);
}

/** A column read as numbers; null is blank. */
export function numbers(cells: Cells, over: Over = {}): Outcome {
  const { table, model } = column(cells, over);
  const value = [...table.numbers(1).values].map((x) => (Number.isNaN(x) ? null : x));
  return { value, findings: model.findings };
}

/** The second column of a workbook's first sheet, read as numbers. */
export function columnOf(workbook: WorkbookData): Outcome {
  const [sheet] = workbook.sheets;
  const program = programOf({ tables: [tableSource(0, sheet?.name ?? "")] });
  const model = buildModel(program, workbook, { day: null, today: null });
  const { values } = model.tables[0]!.numbers(1);
  return {
    value: [...values].map((x) => (Number.isNaN(x) ? null : x)),
    findings: model.findings,
  };
}

/** A column read as days, ISO; null is none. */
export function days(cells: Cells, over: Over = {}): Outcome {
  const { table, model } = column(cells, over);
  const value = [...table.days(1).values].map((day) => (day === NO_DAY ? null : isoOf(day)));
  return { value, findings: model.findings };
}

/** A column read as yes and no. */
export function truths(cells: Cells): Outcome {
  const { table, model } = column(cells, {});
  const value = [...table.truths(1).values].map((x) => x === 1);
  return { value, findings: model.findings };
}

/** A column read as texts: the spelling each cell is shown by. */
export function texts(cells: Cells): Outcome {
  const { table, model } = column(cells, {});
  const { codes, shown } = table.texts(1);
  return { value: [...codes].map((code) => shown[code]), findings: model.findings };
}

/** The tree that people's rows make on a day, a line a node: two blanks a level. */
export function tree(
  rows: readonly Cells[],
  { on = "2026-06-30", ...over }: Partial<PeopleSource> & { readonly on?: string } = {},
  columns: readonly string[] = ["name", "manager", "since", "until"],
): Outcome {
  const dated = rows.map((row) => row.map((cell) => asDay(cell)));
  const model = orgModel(dated, over, columns);
  return { value: linesOf(model, serialOf(on, 1900) - 25_569), findings: model.findings };
}

function linesOf({ org }: Model, day: number): string[] {
  const lines: string[] = [];
  const walk = (node: number, level: number): void => {
    lines.push(`${"  ".repeat(level)}${org.nodes[node]?.name}`);
    for (const report of org.reportsOn(node, day)) walk(report, level + 1);
  };
  for (const top of org.tops) if (org.positionOn(top, day) >= 0) walk(top, 0);
  return lines;
}

/** An ISO day as the cell a spreadsheet makes of it; anything else as it is. */
export const asDay = (cell: CellValue): CellValue =>
  typeof cell === "string" && /^\d{4}-\d\d-\d\d$/.test(cell) ? serialOf(cell, 1900) : cell;

export const RULES = `people from Team
  name [Name]
  reports to [Manager]

table Deals from Deals
  owner [Owner]
  date [Closed]

kpi revenue = sum(Deals[Amount] where [Stage] = "Won")
  lagging
kpi wins = count(Deals where [Stage] = "Won")
kpi lost = count(Deals where [Stage] = "Lost")
kpi win_rate = wins / (wins + lost)
`;
export const TEAM: readonly Cells[] = [
  ["Name", "Manager"],
  ["Ann", null],
  ["Ben", "Ann"],
  ["Cy", "Ann"],
];
export const DEALS: Cells = ["Id", "Owner", "Stage", "Amount", "Closed"];
/** A row of deals, won. */
export const won = (id: string, owner: CellValue, amount: CellValue = 1): CellValue[] => [
  id,
  owner,
  "Won",
  amount,
  "2026-02-01",
];

export interface Book {
  /** Rows below `Id Owner Stage Amount Closed`; ISO days become dates. */
  readonly deals?: readonly Cells[];
  readonly team?: readonly Cells[];
  /** All sheets by name, beside (or instead of) Team and Deals; with their headers. */
  readonly sheets?: Readonly<Record<string, readonly Cells[]>>;
  readonly rules?: string;
  /** Statements after the rules. */
  readonly more?: string;
  readonly asOf?: string;
  readonly over?: Partial<WorkbookData>;
}

/** A whole run of a small book. */
export function runBook({ deals, team, sheets, rules, more, asOf, over }: Book): Run {
  const all = { Team: team ?? TEAM, Deals: [DEALS, ...(deals ?? [])], ...sheets };
  const workbook: WorkbookData = {
    sheets: Object.entries(all).map(([name, rows]) =>
      sheetOf(
        name,
        rows.map((row) => row.map(asDay)),
      ),
    ),
    names: [],
    locale: "en-US",
    dateSystem: 1900,
    ...over,
  };
  const day = serialOf(asOf ?? "2026-12-31", 1900) - 25_569;
  return run({ rules: `${rules ?? RULES}\n${more ?? ""}`, workbook, asOf: day, today: null });
}

/** What a book answers to some questions in the rules' own language, `revenue of "Ann" in 2026`; null is blank. */
export function asks(book: Book, ...questions: string[]): Outcome {
  const checks = questions.map((ask) => `check (${ask}) = 0`);
  const made = runBook({ ...book, more: `${book.more ?? ""}\n${checks.join("\n")}` });
  const value = made.checks.map(({ actual }) =>
    typeof actual === "number" ? Number(actual.toPrecision(12)) : actual,
  );
  return { value, findings: told(made) };
}

/** What a small book can't help: no row of a stage, people who owe nothing, a sheet of headers alone. */
const OF_SMALL_BOOKS = ["KPI500", "GOAL05", "DATA05"];

/** What a run says of its data. */
export const told = ({ findings }: Run): readonly Finding[] =>
  findings.filter(({ code }) => !OF_SMALL_BOOKS.includes(code));

/** Where the rows of a KPI went: how many are used, then each reason with its name, rows and amount. */
export function account(book: Book, kpi: string): Outcome {
  const made = runBook(book);
  const found = made.accounts().find((a) => a.kpi?.name === kpi);
  const aside = found?.aside.map(({ why, who, rows, amount }) =>
    [why, who, rows, amount].filter((part) => part !== "" && part !== null).join(" "),
  );
  return {
    value: [`found ${found?.found}`, `used ${found?.used}`, ...(aside ?? [])],
    findings: told(made),
  };
}
