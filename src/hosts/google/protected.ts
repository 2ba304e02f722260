/** Protected sheets and ranges: never touched, and said whom to ask. */
import { foldText } from "../../../dsl/fold.ts";
import type { WritePlan } from "../port/index.ts";
import { type Refused, refused } from "../port/refused.ts";

type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
type Protection = GoogleAppsScript.Spreadsheet.Protection;

/** Why a plan may not be written, or null: it names a sheet of which some part is protected from this user. */
export function protectedBy(book: Spreadsheet, plan: WritePlan): Refused | null {
  const touched = plan.steps.map((step) => foldText(step.sheet));
  for (const sheet of book.getSheets()) {
    if (touched.indexOf(foldText(sheet.getName())) < 0) continue;
    const { SHEET, RANGE } = SpreadsheetApp.ProtectionType;
    const protections = [...sheet.getProtections(SHEET), ...sheet.getProtections(RANGE)];
    const closed = protections.filter((p) => !p.canEdit())[0];
    if (!closed) continue;
    const told = { sheet: sheet.getName(), editors: editorsOf(closed) };
    return refused("protected", "protectedFrom", told);
  }
  return null;
}

/** Editors are only told to those who may see them. */
function editorsOf(protection: Protection): string[] {
  try {
    return protection
      .getEditors()
      .slice(0, 3)
      .map((user) => user.getEmail());
  } catch {
    return [];
  }
}
