/** A file as a workbook of the port: read once, kept in memory, written as a whole at each plan. */
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { UserError } from "../../model/user-error.ts";
import { memoryWorkbook } from "../memory/index.ts";
import type { ApplyResult, Workbook, WritePlan } from "../port/index.ts";
import { backUp, writeAtomically } from "./atomic.ts";
import { isCsv, readFiles, statOf } from "./read.ts";
import { plannedXlsx } from "./xlsx-write.ts";

/**
 * Opens an .xlsx file or a folder of CSVs. A plan is written at once: the first time the original is
 * copied beside it, and a file that another program changed meanwhile is left alone.
 */
export async function filesWorkbook(path: string): Promise<Workbook> {
  const stamp = () => {
    const { mtimeMs, size } = statOf(path);
    return `${mtimeMs} ${size}`;
  };
  let known = stamp();
  let backedUp = false;
  const { data, formulas } = await readFiles(path);
  const readOnly = statOf(path).isDirectory() || isCsv(path);
  const memory = memoryWorkbook(data, { title: basename(path), formulas, today: today() });

  const write = async (plan: WritePlan): Promise<void> => {
    const bytes = await plannedXlsx(readFileSync(path), plan);
    if (!backedUp) backUp(path);
    backedUp = true;
    await writeAtomically(path, bytes);
    known = stamp();
  };

  const apply = async (plan: WritePlan): Promise<ApplyResult> => {
    if (readOnly) {
      return refuse("protected", "CSV files are only read. Save to an .xlsx file instead.");
    }
    if (stamp() !== known) {
      return refuse("changed", `${path} was changed by another program. Open it again.`);
    }
    const result = memory.apply(plan);
    if (!result.ok) return result;
    try {
      await write(plan);
      return result;
    } catch (fault) {
      memory.apply(unverified(result.inverse));
      return refusalFor(fault, path);
    }
  };

  return { ...memory, host: "files", apply, subscribe: null };
}

const refuse = (reason: "changed" | "protected" | "failed", message: string): ApplyResult => ({
  ok: false,
  reason,
  message: `${message} Nothing was written.`,
});

const LOCKED = new Set(["EACCES", "EBUSY", "EPERM", "EROFS"]);

function refusalFor(fault: unknown, path: string): ApplyResult {
  if (fault instanceof UserError) {
    return refuse("failed", `${fault.message} (${fault.where}) ${fault.todo}`);
  }
  const code = fault instanceof Error && "code" in fault ? String(fault.code) : "";
  if (LOCKED.has(code)) {
    return refuse("protected", `${path} can't be written: close it in other programs first.`);
  }
  const message = fault instanceof Error ? fault.message : String(fault);
  return refuse("failed", `${path} can't be written (${message}).`);
}

/** Taking back what was never written needs no proof that nobody changed it. */
const unverified = (plan: WritePlan): WritePlan => ({
  ...plan,
  steps: plan.steps.map((step) => (step.kind === "write" ? { ...step, old: null } : step)),
});

/** The calendar day it is on this machine. */
function today(): string {
  const now = new Date();
  const two = (n: number) => String(n).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
