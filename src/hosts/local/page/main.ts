/** The local page: a spreadsheet, the sidebar docked beside it, Save. */
import { LocaleType } from "@univerjs/core";
import "@univerjs/preset-sheets-core/lib/index.css";
import "@univerjs/preset-sheets-conditional-formatting/lib/index.css";
import { foldText } from "../../../../dsl/fold.ts";
import { compile } from "../../../../dsl/index.ts";
import type { RpcRequest } from "../../../app/contract.ts";
import { readRules, saveRulesPlan } from "../../../app/rules-sheet.ts";
import { reply } from "../../../app/service.ts";
import { runLater } from "../../../app/steps.ts";
import type { WriteCell } from "../../port/index.ts";
import type { LocalDocument, SavedDocument } from "../document.ts";
import { matrixOf } from "./cells.ts";
import { registerFunctions } from "./functions.ts";
import { makeUniver } from "./univer.ts";
import { univerWorkbook } from "./workbook.ts";

const token = location.hash.slice(1);
const say = (text: string): void => {
  document.getElementById("said")!.textContent = text;
};

async function ask<T>(method: "GET" | "POST", body?: unknown): Promise<T> {
  const response = await fetch("/document", {
    method,
    headers: { "x-answerable-token": token, "content-type": "application/json" },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (response.ok) return JSON.parse(text) as T;
  const fault = text.startsWith("{")
    ? (JSON.parse(text) as { message: string; todo: string })
    : { message: text, todo: "" };
  throw new Error(`${fault.message} ${fault.todo}`.trim());
}

/** Columns that the rules use as dates are shown as dates. */
function datePatterns(opened: LocalDocument): (sheet: string) => ReadonlyMap<number, string> {
  const { program } = compile(opened.rules ?? readRules(opened.workbook).text, null);
  const days = new Map<string, Set<string>>();
  const add = (table: number, column: string | null) => {
    const source = program.tables[table]?.source.name;
    if (source === undefined || column === null) return;
    const key = foldText(source);
    days.set(key, (days.get(key) ?? new Set()).add(foldText(column)));
  };
  for (const t of program.tables) add(t.id, t.date);
  for (const m of program.measures) if (m.day.at === "date") add(m.table, m.day.column);
  if (program.people) {
    add(program.people.table, program.people.since);
    add(program.people.table, program.people.until);
    for (const c of program.cascades) add(program.people.table, c.ramp?.from ?? null);
  }
  return (name) => {
    const sheet = opened.workbook.sheets.find((s) => s.name === name);
    const wanted = days.get(foldText(name));
    const found = (sheet?.columns ?? []).flatMap((column, c): [number, string][] =>
      wanted?.has(foldText(String(column[0] ?? ""))) ? [[c, "yyyy-mm-dd"]] : [],
    );
    return new Map(found);
  };
}

function workbookData(opened: LocalDocument) {
  const patterns = datePatterns(opened);
  const sheets = opened.workbook.sheets.map((sheet, i) => ({
    id: `sheet${i + 1}`,
    name: sheet.name,
    rowCount: Math.max(200, sheet.rows + 200),
    columnCount: Math.max(26, sheet.columns.length + 6),
    freeze: { xSplit: 0, ySplit: 1, startRow: 1, startColumn: -1 },
    cellData: matrixOf(sheet, opened.formulas[sheet.name] ?? {}, patterns(sheet.name)),
  }));
  return {
    id: "workbook",
    name: opened.title,
    appVersion: "",
    locale: LocaleType.EN_US,
    styles: {},
    sheetOrder: sheets.map((s) => s.id),
    sheets: Object.fromEntries(sheets.map((s) => [s.id, s])),
  };
}

async function open(): Promise<void> {
  const opened = await ask<LocalDocument>("GET");
  document.title = `${opened.title} · Answerable`;
  document.getElementById("title")!.textContent = opened.title;
  const { univer, api } = makeUniver("sheet");
  api.createWorkbook(workbookData(opened));
  registerFunctions(univer);
  const { locale, dateSystem } = opened.workbook;
  const port = univerWorkbook(api, {
    title: opened.title,
    locale: locale || navigator.language,
    today: opened.today,
    dateSystem,
  });
  if (opened.rules !== null) port.apply(saveRulesPlan(opened.workbook, opened.rules, null));
  for (const name of opened.workbook.names) {
    const end = name.bottom !== null && name.right !== null;
    if (end)
      port.apply({
        title: "",
        steps: [{ kind: "name", name: name.name, sheet: name.sheet, range: rangeOf(name) }],
      });
  }
  const first = api.getActiveWorkbook()?.getSheets()[0];
  if (first) api.getActiveWorkbook()?.setActiveSheet(first);
  serveSidebar(port);
  document.getElementById("save")!.addEventListener("click", () => void save(port, opened));
  // Tests and curious analysts drive the spreadsheet through its own facade.
  Object.assign(window, { answerableSheet: api });
  say("");
}

const rangeOf = (name: LocalDocument["workbook"]["names"][number]): string => {
  const letter = (c: number) => String.fromCharCode(65 + c);
  return `${letter(name.left)}${name.top + 1}:${letter(name.right! - 1)}${name.bottom}`;
};

type Port = ReturnType<typeof univerWorkbook>;

/** The sidebar's frame talks to this page alone, and this page to that frame. */
function serveSidebar(port: Port): void {
  const frame = document.getElementById("sidebar") as HTMLIFrameElement;
  window.addEventListener("message", (message: MessageEvent) => {
    if (message.source !== frame.contentWindow || message.origin !== location.origin) return;
    const data = message.data as { answerable?: number; request?: RpcRequest };
    if (data.answerable !== 1 || !data.request) return;
    const options = { clock: () => performance.now(), sample: null };
    void runLater(reply(port, data.request, options)).then((answer) => {
      frame.contentWindow?.postMessage({ answerable: 1, reply: answer }, location.origin);
    });
  });
  frame.src = "/sidebar.html";
}

async function save(port: Port, opened: LocalDocument): Promise<void> {
  const losses =
    opened.losses.length > 0
      ? ` This would lose: ${opened.losses.join(", ")}. The original is kept as a backup.`
      : "";
  const button = document.getElementById("save") as HTMLButtonElement;
  if (losses && button.dataset.sure !== "yes") {
    button.dataset.sure = "yes";
    button.textContent = "Save all the same";
    say(losses);
    return;
  }
  const saved: SavedDocument = {
    sheets: port.snapshot().map((sheet) => ({
      name: sheet.name,
      cells: Array.from({ length: sheet.rows }, (_, r) =>
        sheet.columns.map((column, c): WriteCell => {
          const formula = sheet.formulas.get(`${r},${c}`);
          return formula === undefined ? (column[r] ?? null) : { formula };
        }),
      ),
    })),
    names: port.names(),
  };
  try {
    const { saved: path } = await ask<{ saved: string }>("POST", saved);
    say(`Saved to ${path}.`);
  } catch (fault) {
    say(`Not saved: ${fault instanceof Error ? fault.message : String(fault)}`);
  }
}

open().catch((fault: unknown) => say(fault instanceof Error ? fault.message : String(fault)));
