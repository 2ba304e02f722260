/** The same KPIs as a spreadsheet has them: SUMIFS and COUNTIFS over the whole table, in Univer's formula engine. */
import type { CellValue } from "../dsl/cell.ts";
import type { Loaded } from "./ours.ts";
import type { Size } from "./workload.ts";

export interface Spreadsheet {
  /** Calculates every formula; `[kpi][month * people + node]`, blank and #DIV/0! as NaN. */
  calculate(): Promise<Float64Array[]>;
  close(): void;
}

/** What has a formula there: the distinct accounts of a subtree have none that ends. */
export const SHEETS = ["won", "won_new", "wins", "new_deals", "win_rate"] as const;
const DECIDED = "decided";
type Cell = { readonly f: string } | { readonly v: string | number; readonly t: 1 | 2 };
type Matrix = Record<number, Record<number, Cell>>;
type Answer = Record<string, Record<string, Record<number, Record<number, { v?: unknown }>>>>;

/** Null where the engine isn't installed. Months stand in columns of their own, so that every criterion is an equality. */
export async function spreadsheet(loaded: Loaded, size: Size): Promise<Spreadsheet | null> {
  const core = await import("@univerjs/core").catch(() => null);
  const engine = await import("@univerjs/engine-formula").catch(() => null);
  if (!core || !engine) return null;
  const { ICommandService, LocaleType, LogLevel, Univer, UniverInstanceType } = core;
  const univer = new Univer({ locale: LocaleType.EN_US, logLevel: LogLevel.ERROR, locales: {} });
  univer.registerPlugin(engine.UniverFormulaEnginePlugin);
  const sheets = { Deals: dealsOf(loaded), ...formulasOf(loaded, size) };
  univer.createUnit(UniverInstanceType.UNIVER_SHEET, {
    id: "book",
    sheetOrder: Object.keys(sheets),
    sheets: Object.fromEntries(
      Object.entries(sheets).map(([name, cellData]) => [
        name,
        { id: name, name, cellData, rowCount: size.rows + 2, columnCount: size.months + 8 },
      ]),
    ),
  });
  const commands = univer.__getInjector().get(ICommandService);
  return {
    calculate: async () => {
      const answer = await new Promise<Answer>((done) => {
        const listening = commands.onCommandExecuted(({ id, params }) => {
          if (id !== engine.SetFormulaCalculationResultMutation.id) return;
          listening.dispose();
          done((params as { unitData: Answer }).unitData);
        });
        const start = { commands: [], forceCalculation: true };
        const local = { onlyLocal: true };
        void commands.executeCommand(engine.SetFormulaCalculationStartMutation.id, start, local);
      });
      return SHEETS.map((name) => valuesOf(answer.book?.[name] ?? {}, size));
    },
    close: () => univer.dispose(),
  };
}

const TEXT = 1;
const NUMBER = 2;
const cellOf = (value: CellValue): Cell =>
  typeof value === "number" ? { v: value, t: NUMBER } : { v: String(value), t: TEXT };

/** The table as it stands, and behind it the number of the month that each row was closed and created in. */
function dealsOf({ model, periods }: Loaded): Matrix {
  const table = model.tables.find((t) => t?.sheet === "Deals")!;
  const days = ["Closed", "Created"].map((name) => table.days(table.find(name)!).values);
  const monthOf = (day: number) => periods.findIndex((p) => day >= p.start && day < p.end);
  const cells: Matrix = {};
  for (let r = 0; r < table.rows; r += 1) {
    const own = table.headers.map((_, c) => cellOf(table.cell(c, r)));
    const months = days.map((list) => cellOf(monthOf(list[r]!)));
    cells[r + 1] = { ...own, ...Object.fromEntries(months.map((m, i) => [own.length + i, m])) };
  }
  return cells;
}

/** A sheet a KPI: people down, months across; a manager's cell is his own rows and his reports' cells. */
function formulasOf({ model }: Loaded, size: Size): Record<string, Matrix> {
  const column = (letter: string) => `Deals!$${letter}$2:$${letter}$${size.rows + 1}`;
  const [owner, stage, type, amount] = ["A", "C", "D", "E"].map(column) as [
    string,
    string,
    string,
    string,
  ];
  const [closed, created] = ["H", "I"].map(column) as [string, string];
  const own: Record<string, (who: string, month: number) => string> = {
    won: (who, m) => `SUMIFS(${amount},${owner},"${who}",${stage},"Won",${closed},${m})`,
    won_new: (who, m) =>
      `SUMIFS(${amount},${owner},"${who}",${stage},"Won",${type},"New",${closed},${m})`,
    wins: (who, m) => `COUNTIFS(${owner},"${who}",${stage},"Won",${closed},${m})`,
    new_deals: (who, m) => `COUNTIFS(${owner},"${who}",${created},${m})`,
    [DECIDED]: (who, m) =>
      `COUNTIFS(${owner},"${who}",${stage},"Won",${closed},${m})+COUNTIFS(${owner},"${who}",${stage},"Lost",${closed},${m})`,
  };
  const { positions, nodes } = model.org;
  const reports = new Map<number, number[]>();
  for (const { node, parent } of positions) {
    if (parent < 0) continue;
    const manager = positions[parent]!.node;
    reports.set(manager, [...(reports.get(manager) ?? []), node]);
  }
  const sheetOf = (formula: (node: number, month: number) => string): Matrix =>
    Object.fromEntries(
      nodes.map(({ id }) => [
        id,
        Object.fromEntries(
          Array.from({ length: size.months }, (_, m) => [m, { f: `=${formula(id, m)}` }]),
        ),
      ]),
    );
  const at = (sheet: string, node: number, month: number) =>
    `${sheet}!${letterOf(month)}${node + 1}`;
  const sums = Object.entries(own).map(([name, formula]) => {
    const below = (node: number, m: number) =>
      (reports.get(node) ?? []).map((report) => `+${at(name, report, m)}`).join("");
    return [name, sheetOf((n, m) => formula(nodes[n]!.name, m) + below(n, m))];
  });
  const rate = sheetOf((n, m) => `${at("wins", n, m)}/${at(DECIDED, n, m)}`);
  return { ...Object.fromEntries(sums), win_rate: rate };
}

const letterOf = (column: number): string => String.fromCharCode(65 + column);

function valuesOf(
  rows: Record<number, Record<number, { v?: unknown }>>,
  { people, months }: Size,
): Float64Array {
  const out = new Float64Array(people * months).fill(Number.NaN);
  for (let n = 0; n < people; n += 1)
    for (let m = 0; m < months; m += 1) {
      const value = rows[n]?.[m]?.v;
      if (typeof value === "number") out[m * people + n] = value;
    }
  return out;
}
