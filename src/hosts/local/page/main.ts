/** The local page: a spreadsheet, the sidebar docked beside it, Save. */
import "@univerjs/preset-sheets-core/lib/index.css";
import "@univerjs/preset-sheets-conditional-formatting/lib/index.css";
import type { FUniver } from "@univerjs/core/facade";
import { readRules, saveRulesPlan } from "../../../app/rules-sheet.ts";
import type { LocalDocument } from "../document.ts";
import { filledBy, registerFunctions } from "./functions.ts";
import { univerData } from "./matrix.ts";
import { saver } from "./save.ts";
import { ask } from "./server.ts";
import { dockSidebar } from "./sidebar.ts";
import { makeUniver } from "./univer.ts";
import { type LocalWorkbook, univerWorkbook } from "./workbook.ts";

const say = (text: string): void => {
  document.getElementById("said")!.textContent = text;
};

async function open(): Promise<void> {
  const opened = await ask<LocalDocument>("GET");
  document.title = `${opened.title} · Answerable`;
  document.getElementById("title")!.textContent = opened.title;
  const { univer, api } = makeUniver("sheet");
  api.createWorkbook(univerData(opened));
  registerFunctions(univer);
  const { locale, dateSystem } = opened.workbook;
  const port = univerWorkbook(api, {
    title: opened.title,
    locale: locale || navigator.language,
    today: opened.today,
    dateSystem,
    filled: filledBy(univer),
  });
  const save = await saver(port, opened, say);
  await begin(port, opened, api);
  const live = dockSidebar(port);
  document.getElementById("save")!.addEventListener("click", () => void save());
  // Tests and curious analysts drive the spreadsheet through its own facade.
  Object.assign(window, { answerableSheet: api, answerablePort: port, answerableLive: live });
  say("");
}

/** Names as the file has them; the sample's rules, where the workbook holds none. */
async function begin(port: LocalWorkbook, opened: LocalDocument, api: FUniver): Promise<void> {
  for (const name of opened.workbook.names) port.addName(name);
  if (opened.rules !== null && !readRules(opened.workbook).exists) {
    await port.apply(saveRulesPlan(opened.workbook, opened.rules, null));
  }
  const book = api.getActiveWorkbook();
  const first = book?.getSheets()[0];
  if (first) book?.setActiveSheet(first);
}

open().catch((fault: unknown) => say(fault instanceof Error ? fault.message : String(fault)));
