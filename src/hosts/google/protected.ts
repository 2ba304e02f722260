/** Protected sheets and ranges: never touched, and said whom to ask. */
import { foldText } from "../../../dsl/fold.ts";
import type { ApplyResult, WritePlan } from "../port/index.ts";

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Protection = GoogleAppsScript.Spreadsheet.Protection;

/** Why a plan may not be written, or null: it names a sheet of which some part is protected from this user. */
export function protectedBy(
  book: Spreadsheet,
  plan: WritePlan,
): (ApplyResult & { ok: false }) | null {
  const touched = plan.steps.map((step) => foldText(step.sheet));
  for (const sheet of book.getSheets()) {
    if (touched.indexOf(foldText(sheet.getName())) < 0) continue;
    const { SHEET, RANGE } = SpreadsheetApp.ProtectionType;
    const protections = [...sheet.getProtections(SHEET), ...sheet.getProtections(RANGE)];
    const closed = protections.filter((p) => !p.canEdit())[0];
    if (!closed) continue;
    const message = `${sheet.getName()} is protected from you. ${whomToAsk(closed)} Nothing was written.`;
    return { ok: false, reason: "protected", message };
  }
  return null;
}

/** Editors are only told to those who may see them. */
function whomToAsk(protection: Protection): string {
  let editors: string[] = [];
  try {
    editors = protection.getEditors().map((user) => user.getEmail());
  } catch {
    editors = [];
  }
  return editors.length > 0
    ? `Ask ${editors.slice(0, 3).join(" or ")}.`
    : "Ask the spreadsheet's owner.";
}
