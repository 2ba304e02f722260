/** The sidebar's frame: it talks to this page alone, and this page to that frame. */

import type { HostEvent, RpcRequest } from "../../../app/contract.ts";
import { keptEngines } from "../../../app/kept.ts";
import { type LiveRuns, liveRuns } from "../../../app/live.ts";
import { reply } from "../../../app/service.ts";
import { runLater } from "../../../app/steps.ts";
import { FUNCTION_DESK } from "../../../functions/desk.ts";
import type { Workbook, WritePlan } from "../../port/index.ts";
import { stoppable, type Watch } from "../../port/watch.ts";
import type { SavedDocument } from "../document.ts";
import { ask } from "./server.ts";
import type { LocalWorkbook } from "./workbook.ts";

/** Docks it; the runs that follow the workbook are given back. */
export function dockSidebar(port: LocalWorkbook): LiveRuns {
  const frame = document.getElementById("sidebar") as HTMLIFrameElement;
  const send = (message: object) =>
    frame.contentWindow?.postMessage({ answerable: 1, ...message }, location.origin);
  const live = liveRuns();
  const kept = keptEngines();
  const calls = stoppable((progress) =>
    send({ event: { event: "progress", ...progress } satisfies HostEvent }),
  );
  port.watch({ cell: (edit) => void live.edited(edit), other: () => live.changed() });
  window.addEventListener("message", (message: MessageEvent) => {
    if (message.source !== frame.contentWindow || message.origin !== location.origin) return;
    const data = message.data as { answerable?: number; request?: RpcRequest; stop?: true };
    if (data.answerable !== 1) return;
    if (data.stop) calls.stop();
    if (!data.request) return;
    const options = {
      clock: () => performance.now(),
      sample: null,
      live,
      kept,
      functions: FUNCTION_DESK,
      makeFile,
    };
    const workbook = watched(port, calls.watch());
    void runLater(reply(workbook, data.request, options)).then((answer) => send({ reply: answer }));
  });
  port.onSelect(() => send({ event: { event: "selected" } satisfies HostEvent }));
  port.subscribe?.(({ sheet }) => {
    const event: HostEvent = { event: "changed", sheet, follows: live.follows() };
    send({ event });
  });
  frame.src = "/sidebar.html";
  return live;
}

async function makeFile(plan: WritePlan): Promise<string> {
  const made = await ask<{ file: string }>(
    "POST",
    { plan } satisfies SavedDocument,
    "/document/file",
  );
  return made.file;
}

/** The workbook as one call has it: its writes tell how far they are, and end where the call is given up. */
const watched = (port: LocalWorkbook, watch: Watch): Workbook => ({
  ...port,
  apply: (plan) => port.apply(plan, watch),
});
