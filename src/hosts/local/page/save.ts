/** Save: says first what it can't keep, then sends what changed. */
import type { LocalDocument, SavedDocument } from "../document.ts";
import { type SavedBook, savePlan } from "../saving.ts";
import { ask } from "./server.ts";
import type { LocalWorkbook } from "./workbook.ts";

/** Made before anything is changed: what the workbook is now is what the file holds. */
export async function saver(
  port: LocalWorkbook,
  opened: LocalDocument,
  say: (text: string) => void,
): Promise<() => Promise<void>> {
  const button = document.getElementById("save") as HTMLButtonElement;
  let inFile: SavedBook | null = opened.inPlace
    ? { ...(await port.book()), names: opened.workbook.names }
    : null;
  let warned = opened.losses.length === 0;
  return async () => {
    if (!warned) {
      warned = true;
      button.textContent = "Save all the same";
      const lost = opened.losses.join(", ");
      say(`Saving can't keep: ${lost}. The original stays beside it as a backup.`);
      return;
    }
    button.textContent = "Save";
    button.disabled = true;
    say("Saving …");
    try {
      const now = await port.book();
      const body: SavedDocument = { plan: savePlan(inFile, now) };
      const { saved } = await ask<{ saved: string }>("POST", body);
      if (opened.inPlace) inFile = now;
      say(`Saved to ${saved}.`);
    } catch (fault) {
      say(`Not saved: ${fault instanceof Error ? fault.message : String(fault)}`);
    } finally {
      button.disabled = false;
    }
  };
}
