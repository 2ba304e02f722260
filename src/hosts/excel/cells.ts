/** Cells between Excel's form and ours: blanks are "", a null leaves a cell as it is, texts are typed in. */
import { type CellValue, isCellError } from "../../../dsl/cell.ts";
import type { WriteCell } from "../port/index.ts";
import { isFormula } from "../port/plan.ts";

const ERROR =
  /^#(?:N\/A|DIV\/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|FIELD!|BLOCKED!|CONNECT!|BUSY!|UNKNOWN!|GETTING_DATA)$/;

/** A cell as `Range.values` has it. */
export function fromCell(value: unknown): CellValue {
  if (value === "" || value === null || value === undefined) return null;
  if (typeof value === "string") return ERROR.test(value) ? { error: value } : value;
  return typeof value === "number" || typeof value === "boolean" ? value : String(value);
}

/** What `Range.values` takes. */
export function toCell(cell: WriteCell): string | number | boolean {
  if (cell === null) return "";
  if (isFormula(cell)) return `=${cell.formula.replace(/^=/, "")}`;
  return isCellError(cell) ? cell.error : cell;
}

interface Boxed {
  readonly type?: string;
  readonly basicValue?: unknown;
}

/** An argument of a sheet function: errors and formatted numbers arrive as objects around their value. */
export function fromArgument(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fromArgument);
  if (typeof value !== "object" || value === null) return value;
  const { type, basicValue } = value as Boxed;
  return type === "Error" ? { error: String(basicValue ?? "#VALUE!") } : (basicValue ?? null);
}
