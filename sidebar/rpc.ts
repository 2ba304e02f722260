/** The sidebar's one way to the workbook. Which wire it takes is the host's; what is said is `src/app/contract.ts`. */
import type { Api, HostEvent, Method, RpcReply, RpcRequest } from "../src/app/contract.ts";
import { spoken } from "./texts/index.ts";
import { RpcFault, Stopped } from "./wire/faults.ts";
import { frameWire } from "./wire/frame.ts";
import { askGoogle, type GoogleRun, googleWire } from "./wire/google.ts";
import { type Tell, type Wire, WRITES } from "./wire/wire.ts";

/** The host's way to the page's second script; null: it is a file beside the page. */
export type ScriptText = (() => Promise<string>) | null;

export interface Rpc {
  call<M extends Method>(method: M, input: Api[M]["in"]): Promise<Api[M]["out"]>;
  onEvent(listener: (event: HostEvent) => void): void;
  /** Whether what is being done can be given up without a doubt: nothing is written, or the host takes it back. */
  canStop(): boolean;
  isWriting(): boolean;
  /** So many writes were done since the page was opened. */
  writes(): number;
  /** Gives up: reads fail with `Stopped` at once, a write is waited for until the host has taken it back. */
  stop(): void;
  readonly scriptText: ScriptText;
}

interface HostWindow extends Window {
  readonly google?: { readonly script?: { readonly run?: GoogleRun } };
  readonly answerableHost?: {
    readonly call: Wire["send"];
    readonly subscribe?: (listener: (event: HostEvent) => void) => void;
    readonly stop?: Wire["stop"];
  };
}

/** Connects to the host this page runs in. */
export function connect(page: HostWindow = window as HostWindow): Rpc {
  let next = 0;
  const open = new Map<(fault: Error) => void, RpcRequest>();
  const givenUp = new Set<number>();
  let writes = 0;
  const listeners: ((event: HostEvent) => void)[] = [];
  const run = page.google?.script?.run ?? null;
  const isWriting = () => [...open.values()].some(({ method }) => WRITES.has(method));
  const wire = wireOf(page, run, (event) => {
    for (const listener of listeners) listener(event);
  });
  return {
    scriptText: run && (() => askGoogle(run, (asked) => asked.answerablePart())),
    onEvent: (listener) => {
      listeners.push(listener);
    },
    canStop: () => wire.stop !== undefined || !isWriting(),
    isWriting,
    writes: () => writes,
    stop: () => {
      wire.stop?.();
      for (const [giveUp, { id, method }] of open) {
        if (WRITES.has(method)) givenUp.add(id);
        else giveUp(new Stopped());
      }
    },
    call: async (method, input) => {
      next += 1;
      const request = { id: next, language: spoken(), method, input };
      let giveUp: (fault: Error) => void = () => {};
      const stopped = new Promise<never>((_, reject) => {
        giveUp = reject;
      });
      open.set(giveUp, request);
      const reply = await Promise.race([wire.send(request), stopped]).finally(() =>
        open.delete(giveUp),
      );
      // A write that was done before it could be given up is done, and has its Undo.
      if (givenUp.delete(request.id) && !isDone(reply)) throw new Stopped();
      if (!reply.ok) throw new RpcFault(reply.error);
      if (WRITES.has(method) && hasWritten(reply.output)) writes += 1;
      return reply.output as Api[typeof method]["out"];
    },
  };
}

/** A write's answer that nothing was written isn't one to be acted on any more, unless others' cells are left. */
function isDone(reply: RpcReply): boolean {
  if (!reply.ok) return false;
  const output = reply.output as { readonly applied?: boolean; readonly kept?: true } | null;
  return output?.applied !== false || output.kept === true;
}

/** Saving rules has another word for it than all other writes. */
function hasWritten(output: unknown): boolean {
  const { applied, saved } = (output ?? {}) as { readonly applied?: true; readonly saved?: true };
  return applied === true || saved === true;
}

/** A host's own wire may have no way to stop. */
function wireOf(
  page: HostWindow,
  run: GoogleRun | null,
  tell: Tell,
): Pick<Wire, "send"> & Partial<Wire> {
  if (run) return googleWire(run, tell);
  const host = page.answerableHost;
  if (!host) return frameWire(page, tell);
  host.subscribe?.(tell);
  return { send: host.call, ...(host.stop && { stop: host.stop }) };
}
