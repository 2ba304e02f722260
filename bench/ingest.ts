/** Cells to columns: a model with every column read, against a loop that knows the sheet and trusts its cells. */
import type { CellValue } from "../dsl/cell.ts";
import type { Program } from "../dsl/ir/ir.ts";
import { buildModel } from "../src/model/build.ts";
import type { WorkbookData } from "../src/model/workbook.ts";

/** What both sides make: numbers, days, codes, and the owner of each row by his place in the people's sheet. */
export interface Ingested {
  readonly amount: Float64Array;
  readonly closed: Int32Array;
  readonly created: Int32Array;
  /** The text of each row's account, by code, to compare without regard to the codes chosen. */
  readonly account: { readonly codes: ArrayLike<number>; readonly texts: readonly string[] };
  readonly stage: ArrayLike<number>;
  readonly owner: Int32Array;
}

/** Every check of dirt is ours: error cells, texts in numbers, none-words, totals, unknown names, years for dates. */
export function ingest(program: Program, workbook: WorkbookData): Ingested {
  const model = buildModel(program, workbook, { day: null, today: null });
  const table = model.tables.find((t) => t?.sheet === "Deals");
  if (!table) throw new Error("no deals");
  const at = (name: string): number => table.find(name)!;
  const account = table.texts(at("Account"));
  table.texts(at("Type"));
  return {
    amount: table.numbers(at("Amount")).values,
    closed: table.days(at("Closed")).values,
    created: table.days(at("Created")).values,
    account: { codes: account.codes, texts: account.folded },
    stage: table.texts(at("Stage")).codes,
    owner: model.owners(table),
  };
}

const EPOCH = 25_569;

/** The plain encoding: row by row, a map a text column, texts in lower case once each. */
export function encode(workbook: WorkbookData): Ingested {
  const [team, deals] = workbook.sheets as [WorkbookData["sheets"][0], WorkbookData["sheets"][0]];
  const people = new Map<CellValue, number>();
  for (let n = 1; n < team.rows; n += 1) people.set(team.columns[0]![n]!, n - 1);
  const [owners, accounts, stages, types, amounts, createds, closeds] = deals.columns;
  const rows = deals.rows - 1;
  const dictionary = () => ({ codes: new Map<CellValue, number>(), texts: [""] });
  const codeIn = ({ codes, texts }: ReturnType<typeof dictionary>, cell: CellValue): number => {
    let code = codes.get(cell);
    if (code === undefined) {
      code = texts.push(String(cell).trim().toLowerCase()) - 1;
      codes.set(cell, code);
    }
    return code;
  };
  const [account, stage, type] = [dictionary(), dictionary(), dictionary()];
  const amount = new Float64Array(rows);
  const closed = new Int32Array(rows);
  const created = new Int32Array(rows);
  const accountCodes = new Uint32Array(rows);
  const stageCodes = new Uint32Array(rows);
  const typeCodes = new Uint32Array(rows);
  const owner = new Int32Array(rows);
  for (let r = 0; r < rows; r += 1) {
    owner[r] = people.get(owners![r + 1]!) ?? -1;
    accountCodes[r] = codeIn(account, accounts![r + 1]!);
    stageCodes[r] = codeIn(stage, stages![r + 1]!);
    typeCodes[r] = codeIn(type, types![r + 1]!);
    amount[r] = amounts![r + 1] as number;
    created[r] = Math.floor(createds![r + 1] as number) - EPOCH;
    closed[r] = Math.floor(closeds![r + 1] as number) - EPOCH;
  }
  return {
    amount,
    closed,
    created,
    account: { codes: accountCodes, texts: account.texts },
    stage: stageCodes,
    owner,
  };
}

/** Rows in which the two sides differ. */
export function differingRows(a: Ingested, b: Ingested): number {
  let count = 0;
  for (let r = 0; r < a.amount.length; r += 1) {
    const same =
      a.amount[r] === b.amount[r] &&
      a.closed[r] === b.closed[r] &&
      a.created[r] === b.created[r] &&
      a.owner[r] === b.owner[r] &&
      a.stage[r] === b.stage[r] &&
      a.account.texts[a.account.codes[r]!] === b.account.texts[b.account.codes[r]!];
    if (!same) count += 1;
  }
  return count;
}
