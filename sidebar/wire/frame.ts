/** The local workbook: this page is a frame of it. Only messages of our own origin count. */
import type { HostEvent, RpcReply } from "../../src/app/contract.ts";
import type { Tell, Wire } from "./wire.ts";

export function frameWire(page: Window, tell: Tell): Wire {
  const waiting = new Map<number, (reply: RpcReply) => void>();
  const post = (message: object) => page.parent.postMessage({ answerable: 1, ...message }, "*");
  page.addEventListener("message", (message: MessageEvent) => {
    if (message.source !== page.parent) return;
    const data = message.data as { answerable?: number; reply?: RpcReply; event?: HostEvent };
    if (data.answerable !== 1) return;
    if (data.event) tell(data.event);
    if (!data.reply) return;
    waiting.get(data.reply.id)?.(data.reply);
    waiting.delete(data.reply.id);
  });
  return {
    stop: () => post({ stop: true }),
    send: (request) =>
      new Promise((resolve) => {
        waiting.set(request.id, resolve);
        post({ request });
      }),
  };
}
