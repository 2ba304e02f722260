/** What the Google bundle does: the menu, the sidebar, its calls, the sheet functions. */
import "./missing.ts";
import { sampleRules, sampleWorkbook } from "../../../examples/generate.ts";
import type {
  PartFault,
  PartReply,
  PartRequest,
  RpcReply,
  RpcRequest,
  WritePart,
  WritePlan,
} from "../../app/contract.ts";
import { errorOf, reply } from "../../app/service.ts";
import { runNow } from "../../app/steps.ts";
import { callFunction as call } from "../../functions/call.ts";
import { FUNCTION_DESK } from "../../functions/desk.ts";
import type { Out, OutTable } from "../../functions/spec.ts";
import { UserError } from "../../model/user-error.ts";
import { wordsFor } from "../../words/index.ts";
import { placesTogether } from "../port/places.ts";
import {
  keeping,
  keptIn,
  type Refused,
  refusalIn,
  refused,
  type WriteRefusalWords,
} from "../port/refused.ts";
import { clockOf, fromCell, isDate } from "./cells.ts";
import { googleWorkbook, takeBackPart, writePart } from "./workbook.ts";

const OPTIONS = {
  clock: () => Date.now(),
  sample: () => ({ workbook: sampleWorkbook(), rules: sampleRules }),
  functions: FUNCTION_DESK,
};

/** Runs without any authority: only the menu. */
export function addMenu(): void {
  SpreadsheetApp.getUi()
    .createAddonMenu()
    .addItem("Open the sidebar", "answerableSidebar")
    .addToUi();
}

export function showSidebar(): void {
  const page = HtmlService.createHtmlOutputFromFile("sidebar").setTitle("Answerable");
  SpreadsheetApp.getUi().showSidebar(page);
}

/** The sidebar's second script as text: here it has no address that the page could take it from. */
export function partText(): string {
  const page = HtmlService.createHtmlOutputFromFile("rules").getContent();
  return page.slice(page.indexOf(">") + 1, page.lastIndexOf("</script>"));
}

/** One call of the sidebar, JSON text both ways. Never throws: a fault is part of the reply. */
export function answerCall(text: string): string {
  let request: RpcRequest;
  try {
    request = JSON.parse(text) as RpcRequest;
  } catch (fault) {
    const answer: RpcReply = { id: -1, ok: false, error: errorOf(fault) };
    return JSON.stringify(answer);
  }
  const book = SpreadsheetApp.getActiveSpreadsheet();
  const long: { parts?: readonly WritePart[]; back?: WritePlan } = {};
  const workbook = googleWorkbook(book, (parts, inverse) => {
    long.parts = parts;
    // Every other call's output holds it, and it is as long as the sheets.
    if (request.method === "undo") long.back = inverse;
  });
  return JSON.stringify({ ...runNow(reply(workbook, request, OPTIONS)), ...long });
}

/** Writes one part of a long write, or takes it back; between two of them the page tells how far it is and may stop. */
export function answerPart(text: string): string {
  const { language, write, seen = [], back, kept = [] } = JSON.parse(text) as PartRequest;
  const book = SpreadsheetApp.getActiveSpreadsheet();
  const { calls, writes } = wordsFor({ language });
  const answer = (fault: PartFault | null, places: readonly string[]): string =>
    JSON.stringify({ fault, kept: keptOf(places, writes) } satisfies PartReply);
  const result = back ? takeBackPart(book, write, back) : writePart(book, write, seen);
  if (result.ok) {
    // A sheet of the write's own is looked at whole with its first part: what stays there was told before.
    return answer(null, placesTogether([...kept, ...("kept" in result ? result.kept : [])]));
  }
  const fault = {
    message: refusalIn(result, writes),
    safe: calls.safe,
    todo: calls.refused[result.reason],
    ...(isUntouched(result) && { untouched: true as const }),
  };
  return answer(fault, kept);
}

function keptOf(places: readonly string[], writes: WriteRefusalWords | null): PartReply["kept"] {
  if (places.length === 0) return null;
  const stopped = refusalIn(keeping(refused("failed", "stopped", {}), places), writes);
  return { places, said: keptIn(places, writes), stopped };
}

/** Of a part that was refused: none of it was begun, since another's edit or another's lock came first. */
const isUntouched = ({ reason, told }: Refused): boolean =>
  reason === "changed" || told?.key === "locked";

/** A sheet function, with arguments as Sheets hands them over. A fault is thrown: Sheets shows it in the cell's note. */
export function callFunction(id: string, args: ArrayLike<unknown>): Out | OutTable {
  try {
    return call(id, Array.from(args, normal));
  } catch (fault) {
    if (fault instanceof UserError) throw new Error(`${fault.message} ${fault.todo}`.trim());
    throw fault;
  }
}

/** Dates become serials by the spreadsheet's time zone, which is asked only where there is one. */
function normal(argument: unknown): unknown {
  if (Array.isArray(argument)) return argument.map(normal);
  if (!isDate(argument)) return argument;
  const clock = clockOf(SpreadsheetApp.getActiveSpreadsheet().getSpreadsheetTimeZone());
  return fromCell(argument, clock);
}
