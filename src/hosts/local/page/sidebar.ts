/** The sidebar's frame: it talks to this page alone, and this page to that frame. */
import type { HostEvent, RpcRequest } from "../../../app/contract.ts";
import { reply } from "../../../app/service.ts";
import { runLater } from "../../../app/steps.ts";
import type { LocalWorkbook } from "./workbook.ts";

export function dockSidebar(port: LocalWorkbook): void {
  const frame = document.getElementById("sidebar") as HTMLIFrameElement;
  const send = (message: object) =>
    frame.contentWindow?.postMessage({ answerable: 1, ...message }, location.origin);
  window.addEventListener("message", (message: MessageEvent) => {
    if (message.source !== frame.contentWindow || message.origin !== location.origin) return;
    const data = message.data as { answerable?: number; request?: RpcRequest };
    if (data.answerable !== 1 || !data.request) return;
    const options = { clock: () => performance.now(), sample: null };
    void runLater(reply(port, data.request, options)).then((answer) => send({ reply: answer }));
  });
  port.subscribe?.(({ sheet }) => {
    const event: HostEvent = { event: "changed", sheet };
    send({ event });
  });
  frame.src = "/sidebar.html";
}
