/** The sheet functions in Univer's cells, under both hosts' spellings, with argument help. */
import type { Univer } from "@univerjs/core";
import {
  ArrayValueObject,
  BaseFunction,
  type BaseReferenceObject,
  BooleanValueObject,
  ErrorType,
  ErrorValueObject,
  FormulaDataModel,
  FunctionType,
  type FunctionVariantType,
  IDescriptionService,
  IFunctionService,
  NullValueObject,
  NumberValueObject,
  StringValueObject,
} from "@univerjs/preset-sheets-core";
import { callFunction } from "../../../functions/call.ts";
import type { AnyFunction, Out } from "../../../functions/spec.ts";
import { FUNCTIONS } from "../../../functions/table.ts";
import type { Filled } from "./cells.ts";

type Value = Exclude<FunctionVariantType, BaseReferenceObject>;
/** A single value of Univer's, told apart by what it says of itself. */
interface Plain {
  isNull(): boolean;
  isError(): boolean;
  getValue(): unknown;
}

/** What a formula hands over → rows of plain values; blanks stay blank, errors their texts. */
function argumentOf(variant: FunctionVariantType): unknown {
  const value = variant.isReferenceObject()
    ? (variant as BaseReferenceObject).toArrayValueObject()
    : (variant as Value);
  if (!value.isArray()) return plain(value as Plain);
  return (value as ArrayValueObject)
    .getArrayValue()
    .map((row) => row.map((cell) => plain((cell ?? null) as Plain | null)));
}

function plain(value: Plain | null): unknown {
  if (value === null || value.isNull()) return null;
  if (value.isError()) return { error: String(value.getValue()) };
  return value.getValue();
}

function boxed(out: Out) {
  if (out === null) return NullValueObject.create();
  if (typeof out === "number") return NumberValueObject.create(out);
  return typeof out === "boolean" ? BooleanValueObject.create(out) : StringValueObject.create(out);
}

/** A result as Univer wants it; a fault is `#VALUE!` in its own cell, never a stop of all calculation. */
function resultOf(id: string, args: readonly FunctionVariantType[]) {
  try {
    const result = callFunction(id, args.map(argumentOf));
    if (!Array.isArray(result)) return boxed(result as Out);
    const rows = (result as readonly (readonly Out[])[]).map((row) => row.map(boxed));
    return new ArrayValueObject({
      calculateValueList: rows,
      rowCount: rows.length,
      columnCount: rows[0]?.length ?? 0,
      unitId: "",
      sheetId: "",
      row: -1,
      column: -1,
    });
  } catch (fault) {
    return ErrorValueObject.create(
      ErrorType.VALUE,
      fault instanceof Error ? fault.message : String(fault),
    );
  }
}

function executor(name: string, id: string): BaseFunction {
  class Ours extends BaseFunction {
    override minParams = 0;
    override maxParams = 255;
    override needsReferenceObject = true;
    override calculate(...args: FunctionVariantType[]) {
      return resultOf(id, args);
    }
  }
  return new Ours(name);
}

const describe = (name: string, f: AnyFunction) => ({
  functionName: name,
  functionType: FunctionType.User,
  description: f.summary,
  abstract: f.summary,
  functionParameter: f.params.map((param) => ({
    name: param.name,
    detail: param.help,
    example: "",
    require: param.optional ? (0 as const) : (1 as const),
    repeat: param.repeating ? (1 as const) : (0 as const),
  })),
});

export function registerFunctions(univer: Univer): void {
  const injector = univer.__getInjector();
  for (const f of FUNCTIONS) {
    const names = [`KPI_${f.id}`, `KPI.${f.id}`];
    injector.get(IFunctionService).registerExecutors(...names.map((name) => executor(name, f.id)));
    injector.get(IDescriptionService).registerDescriptions(names.map((name) => describe(name, f)));
  }
}

/** What blocks show beside their first cell: the engine keeps it apart from the workbook's own cells. */
export function filledBy(univer: Univer): (workbook: string, sheet: string) => Filled {
  const model = univer.__getInjector().get(FormulaDataModel);
  return (workbook, sheet) => model.getArrayFormulaCellData()[workbook]?.[sheet] ?? {};
}
