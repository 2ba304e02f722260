/** A model of its parts: rules, rows and people, as a program and as the workbook it reads. */
import type { CellValue } from "../../../dsl/cell.ts";
import { compile } from "../../../dsl/index.ts";
import type { Program } from "../../../dsl/ir/ir.ts";
import { serialOf } from "../../../src/model/serial.ts";
import { sheetOf, type WorkbookData } from "../../../src/model/workbook.ts";

export type Kind = "text" | "float" | "decimal" | "whole" | "date" | "timestamp" | "truth";
export type Cell = string | number | boolean | null;
export interface DrawnTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly kind: Kind }[];
  /** Dates as ISO, timestamps as `2026-03-31 18:00:00`. */
  readonly rows: readonly (readonly Cell[])[];
}
export interface Stay {
  readonly person: string;
  readonly manager: string | null;
  /** Half-open ISO days; null: always. */
  readonly from: string | null;
  readonly to: string | null;
}
export interface DrawnModel {
  readonly seed: number;
  readonly stays: readonly Stay[];
  readonly tables: readonly DrawnTable[];
  readonly rules: string;
  readonly program: Program;
  readonly workbook: WorkbookData;
  readonly asOf: string;
}

export const COLUMNS: DrawnTable["columns"] = [
  { name: "Owner", kind: "text" },
  { name: "Account", kind: "text" },
  { name: "Stage", kind: "text" },
  { name: "Note", kind: "text" },
  { name: "Amount", kind: "float" },
  { name: "Fee", kind: "decimal" },
  { name: "Qty", kind: "whole" },
  { name: "Closed", kind: "timestamp" },
  { name: "Created", kind: "date" },
  { name: "Until", kind: "date" },
  { name: "Hot", kind: "truth" },
];
export const ACCOUNT_COLUMNS: DrawnTable["columns"] = [
  { name: "Account", kind: "text" },
  { name: "Region", kind: "text" },
  { name: "Size", kind: "float" },
  { name: "Opened", kind: "date" },
];

interface ModelParts {
  readonly seed: number;
  readonly stays: readonly Stay[];
  /** Deals, then Accounts. */
  readonly tables: readonly DrawnTable[];
  /** Texts stand as `§n§`, since a rule's own text can't hold every sign. */
  readonly rules: string;
  readonly texts: readonly string[];
  readonly asOf: string;
}

/** A model of parts; its program holds the texts themselves. */
export function modelOf({ seed, stays, tables, rules, texts, asOf }: ModelParts): DrawnModel {
  const { program, diagnostics } = compile(rules, null);
  // Units of drawn figures may not fit each other: what is made of two is left out then.
  const made = rules.indexOf("kpi ratio");
  const faults = diagnostics.filter(
    (d) => d.severity === "error" && (made < 0 || d.span.start < made),
  );
  if (faults.length > 0)
    throw new Error(`seed ${seed}: ${faults.map((f) => f.message).join("; ")}\n${rules}`);
  const filled = JSON.parse(
    JSON.stringify(program, (_, value) =>
      typeof value === "string" && /^§\d+§$/.test(value)
        ? texts[Number(value.slice(1, -1))]
        : value,
    ),
  ) as Program;
  return {
    seed,
    stays,
    tables,
    rules: rules.replace(/§(\d+)§/g, (_, at) => JSON.stringify(texts[Number(at)]).slice(1, -1)),
    program: filled,
    workbook: {
      sheets: [teamSheet(stays), ...tables.map(sheet)],
      names: [],
      locale: "en-US",
      dateSystem: 1900,
    },
    asOf,
  };
}

/** What else people's rows hold, as people type it. */
const POTENTIALS: readonly CellValue[] = [3, null, 2.5, "n/a", 0, "4", 7];
const REGIONS: readonly CellValue[] = ["East", "west ", null, "E*", " EAST"];

function teamSheet(stays: readonly Stay[]) {
  const rows = stays.map(({ person, manager, from, to }, i): CellValue[] => [
    person,
    manager,
    from === null ? null : serialOf(from, 1900),
    to === null ? null : serialOf(to, 1900) - 1,
    POTENTIALS[i % POTENTIALS.length]!,
    REGIONS[(i * 3) % REGIONS.length]!,
  ]);
  return sheetOf("Team", [["Name", "Manager", "From", "Until", "Potential", "Region"], ...rows]);
}

function sheet({ name, columns, rows }: DrawnTable) {
  const cells = rows.map((row) => row.map((cell, c) => cellOf(cell, columns[c]!.kind)));
  return sheetOf(name, [columns.map((column) => column.name), ...cells]);
}

function cellOf(cell: Cell, kind: Kind): CellValue {
  if (typeof cell === "number" && !Number.isFinite(cell)) return null;
  if (typeof cell !== "string" || kind === "text") return cell;
  if (kind === "date") return cell < "1900-03-01" ? null : serialOf(cell, 1900);
  const [h, m, s] = cell.slice(11).split(":").map(Number) as [number, number, number];
  return serialOf(cell.slice(0, 10), 1900) + (h * 3600 + m * 60 + s) / 86_400;
}

/** What every book says of its tables. */
export const HEAD: readonly string[] = [
  "people from Team",
  "  name [Name]",
  "  reports to [Manager]",
  "  since [From]",
  "  until [Until]",
  "",
  "table Deals from Deals",
  "  owner [Owner]",
  "  date [Closed]",
  "  link [Account] to Accounts",
  "",
  "table Accounts from Accounts",
  "  key [Account]",
  "",
];
