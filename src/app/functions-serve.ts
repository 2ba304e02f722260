/** Answers the calls that put a KPI function, with the right ranges, into the selected cell. */
import { isoOf } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import type { ApplyResult, Workbook, WritePlan } from "../hosts/port/index.ts";
import { columnLetter, parseRange, type Region } from "../model/address.ts";
import { serialOf } from "../model/serial.ts";
import { UserError } from "../model/user-error.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { type Speaking, type Words, wordsFor } from "../words/index.ts";
import type { Api, ApplyView } from "./contract.ts";
import type { FunctionAsk, FunctionPlanView, FunctionsApi } from "./contract-functions.ts";
import { kpiCall, styleOf, type TableArgument, tableArguments, textArgument } from "./kpi-calls.ts";
import { printOf } from "./print.ts";
import type { Ran } from "./publish-serve.ts";
import { AS_OF_NAME, RULES_NAME } from "./rules-sheet.ts";
import { ask, type Steps } from "./steps.ts";

export type Grid = readonly (readonly CellValue[])[];

/** The sheet functions of a host, as this part of the product may know them. */
export interface FunctionDesk {
  readonly list: readonly {
    readonly id: string;
    readonly summary: string;
    readonly params: readonly {
      readonly name: string;
      readonly type: "number" | "text" | "date" | "range" | "any";
      readonly help: string;
      readonly optional?: true;
      readonly repeating?: true;
    }[];
  }[];
  call(id: string, args: readonly unknown[]): CellValue | Grid;
}

type Handlers = {
  readonly [M in keyof FunctionsApi]: (
    port: Workbook,
    input: FunctionsApi[M]["in"],
    options: Desk,
  ) => Steps<Api[M]["out"]>;
};
/** What the service is asked with: the functions of the host, and the language. */
type Desk = Speaking & { readonly functions?: FunctionDesk };
type Read = (port: Workbook, asOf: string | null) => Steps<Ran>;
type Applied = (result: ApplyResult, message: string, speaking: Speaking) => ApplyView;

export const functionHandlers = (read: Read, applied: Applied): Handlers => ({
  *"functions.list"(_port, _input, desk) {
    const help = wordsFor(desk).functions;
    return (desk.functions?.list ?? []).map(({ id, summary, params }) => ({
      id,
      summary: help?.[id]?.summary ?? summary,
      params: params
        .filter(({ name }) => !isOurs(name))
        .map(({ name, help: inEnglish, optional }) => ({
          name,
          help: help?.[id]?.params[name] ?? inEnglish,
          optional: optional === true,
        })),
    }));
  },

  *"functions.plan"(port, request, desk): Steps<FunctionPlanView> {
    const ran = yield* read(port, request.asOf);
    const at = yield* selectedIn(port, desk);
    return planOf(port, ran, at, request, desk).view;
  },

  *"functions.insert"(port, request, desk): Steps<ApplyView> {
    const { calls } = wordsFor(desk);
    const ran = yield* read(port, request.asOf);
    const at = yield* selectedIn(port, desk);
    const { view, plan } = planOf(port, ran, at, request, desk);
    if (!plan || view.fingerprint !== request.fingerprint) {
      return {
        applied: false,
        message: calls.changed,
        todo: calls.lookAgain,
      };
    }
    return applied(
      yield* ask(port.apply(plan)),
      calls.wroteCell(`${view.sheet}!${view.cell}`),
      desk,
    );
  },
});

/** Parameters that are the workbook's own. */
const isOurs = (name: string): boolean => ["rules", "as_of", "tables"].includes(name);

/** Rows and columns of a result that a preview shows. */
const MOST_SHOWN = { rows: 6, columns: 6 };

interface Argument {
  readonly text: string;
  readonly value: unknown;
}

interface Selected {
  readonly sheet: string;
  readonly top: number;
  readonly left: number;
  /** Whether a cell of the sheet has a formula, also one that shows nothing. */
  readonly hasFormula: (row: number, column: number) => boolean;
}

function* selectedIn(port: Workbook, desk: Desk): Steps<Selected> {
  const selected = yield* ask(port.selection());
  const at = selected && parseRange(selected.range);
  const { calls } = wordsFor(desk);
  if (!selected || !at) throw new UserError(calls.noCell, "", calls.selectCell);
  const { sheet } = selected;
  const found = (yield* ask(port.formulas([sheet]))).flatMap(({ cells }) => cells);
  const formulas = new Set(found.map(({ row, column }) => `${row},${column}`));
  const hasFormula = (row: number, column: number) => formulas.has(`${row},${column}`);
  return { sheet, top: at.top, left: at.left, hasFormula };
}

function planOf(
  port: Workbook,
  { data, results }: Ran,
  selected: Selected,
  { id, args }: FunctionAsk,
  desk: Desk,
): { view: FunctionPlanView; plan: WritePlan | null } {
  const { functions } = desk;
  const { calls } = wordsFor(desk);
  const found = functions?.list.find((f) => f.id === id);
  if (!functions || !found) {
    throw new UserError(calls.noFunction(id), "", calls.chooseFunction);
  }
  const typed = [...args];
  const given = found.params.flatMap((param): readonly Argument[] => {
    if (param.name === "rules") return [{ text: RULES_NAME, value: gridNamed(data, RULES_NAME) }];
    if (param.name === "as_of")
      return [{ text: AS_OF_NAME, value: serialOf(isoOf(results.asOf), data.dateSystem) }];
    if (param.name === "tables")
      return tableArguments(results.program, data, styleOf(port.host)).flatMap(asArguments(data));
    return [readArgument(typed.shift() ?? "", param, selected.sheet, data, calls)];
  });
  while (given.at(-1)?.text === "") given.pop();
  const formula = kpiCall(
    styleOf(port.host),
    id,
    given.map(({ text }) => text),
  );
  const result = functions.call(
    id,
    given.map(({ value }) => value),
  );
  const block: Grid = Array.isArray(result) ? (result as Grid) : [[result as CellValue]];
  const [rows, columns] = [block.length, Math.max(...block.map((row) => row.length))];
  const { sheet, top, left } = selected;
  const cell = cellName(top, left);
  const size = { rows, columns };
  const blocked = inTheWay(data, selected, size);
  const problem = (): string =>
    blocked === cell
      ? calls.cellInUse(`${sheet}!${cell}`)
      : calls.inTheWay(`${sheet}!${blocked}`, rows, columns);
  const problems = blocked === null ? [] : [problem()];
  const free = blocked === null ? null : freeBelow(data, selected, size);
  const step = {
    kind: "write",
    sheet,
    top,
    left,
    old: [[null]],
    cells: [[{ formula, result: block[0]?.[0] ?? null, fills: { rows, columns } }]],
    why: `the function ${id}`,
  } as const;
  const plan = problems.length > 0 ? null : { title: `Insert ${id}`, steps: [step] };
  const first = block.slice(0, MOST_SHOWN.rows).map((row) => row.slice(0, MOST_SHOWN.columns));
  const fingerprint = printOf(JSON.stringify([step, first]));
  return {
    view: { sheet, cell, formula, rows, columns, first, problems, free, fingerprint },
    plan,
  };
}

export const asArguments =
  (data: WorkbookData) =>
  ({ name, range, sheet, region }: TableArgument): readonly Argument[] => [
    { text: textArgument(name), value: name },
    { text: range, value: gridOf(data, sheet, region) },
  ];

/** A range of this or another sheet, a number, else a text. */
function readArgument(
  typed: string,
  { name, type, optional }: FunctionDesk["list"][number]["params"][number],
  sheet: string,
  data: WorkbookData,
  calls: Words["calls"],
): Argument {
  const text = typed.trim();
  if (text === "") {
    if (optional) return { text: "", value: undefined };
    throw new UserError(calls.notSaid(name), name, calls.writeValue);
  }
  const [, quoted, plain, range] = /^(?:(?:'((?:[^']|'')+)'|([^'!]+))!)?([^!]+)$/.exec(text) ?? [];
  const number = Number(text);
  const isNumber = !Number.isNaN(number);
  // A bare number names no row.
  const region = range === undefined || type === "text" || isNumber ? null : parseRange(range);
  if (region && /\d/.test(text)) {
    const place = quoted?.replace(/''/g, "'") ?? plain ?? sheet;
    if (!sheetNamed(data, place)) throw new UserError(calls.noSheet(place), name, calls.writeRange);
    return { text, value: gridOf(data, place, region) };
  }
  if (type !== "text" && isNumber) return { text, value: number };
  if (type === "number" || type === "range") {
    throw new UserError(calls.noRange(text), name, calls.writeRange);
  }
  return { text: textArgument(text), value: text };
}

const sheetNamed = (data: WorkbookData, name: string) =>
  data.sheets.find((sheet) => foldText(sheet.name) === foldText(name)) ?? null;

const valueAt = (data: WorkbookData, sheet: string, row: number, column: number): CellValue =>
  sheetNamed(data, sheet)?.columns[column]?.[row] ?? null;

function gridOf(data: WorkbookData, name: string, { top, left, bottom, right }: Region): Grid {
  const sheet = sheetNamed(data, name);
  if (!sheet) return [];
  const rows = Math.min(bottom ?? sheet.rows, sheet.rows);
  const columns = Math.min(right ?? sheet.columns.length, sheet.columns.length);
  return Array.from({ length: Math.max(0, rows - top) }, (_, r) =>
    Array.from({ length: columns - left }, (_, c) => sheet.columns[left + c]?.[top + r] ?? null),
  );
}

export function gridNamed(data: WorkbookData, wanted: string): Grid {
  const name = data.names.find((n) => foldText(n.name) === foldText(wanted));
  return name ? gridOf(data, name.sheet, name) : [];
}

interface Size {
  readonly rows: number;
  readonly columns: number;
}

const cellName = (row: number, column: number): string => `${columnLetter(column)}${row + 1}`;

/** The first cell in use where a result would stand, the selected one first. */
function inTheWay(
  data: WorkbookData,
  { sheet, top, left, hasFormula }: Selected,
  { rows, columns }: Size,
): string | null {
  for (let row = top; row < top + rows; row += 1) {
    for (let column = left; column < left + columns; column += 1) {
      const value = valueAt(data, sheet, row, column);
      const isFree = (value === null || value === "") && !hasFormula(row, column);
      if (!isFree) return cellName(row, column);
    }
  }
  return null;
}

/** Below what is used every cell is free. */
function freeBelow(data: WorkbookData, selected: Selected, size: Size): string {
  let { top } = selected;
  while (inTheWay(data, { ...selected, top }, size) !== null) top += 1;
  return cellName(top, selected.left);
}
