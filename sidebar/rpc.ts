/** The sidebar's one way to the workbook. Which wire it takes is the host's; what is said is `src/app/contract.ts`. */
import type {
  Api,
  HostEvent,
  Method,
  RpcError,
  RpcReply,
  RpcRequest,
} from "../src/app/contract.ts";
import { spoken, texts } from "./texts/index.ts";

/** A fault as it is shown: what happened, what is safe, what to do. */
export class RpcFault extends Error {
  readonly detail: RpcError;
  constructor(detail: RpcError) {
    super(detail.message);
    this.detail = detail;
  }
}

/** The user stopped waiting. */
export class Stopped extends Error {}

/** Calls that change the workbook: these are waited for. */
const WRITES: ReadonlySet<Method> = new Set<Method>([
  "rules.save",
  "publish.apply",
  "functions.insert",
  "freeze.apply",
  "repair.apply",
  "answers.record",
  "goals.apply",
  "drift.takeBack",
  "undo",
  "sample.write",
  "start.write",
  "start.reset",
]);

type Send = (request: RpcRequest) => Promise<RpcReply>;
/** The host's way to the page's second script; null: it is a file beside the page. */
export type ScriptText = (() => Promise<string>) | null;

export interface Rpc {
  call<M extends Method>(method: M, input: Api[M]["in"]): Promise<Api[M]["out"]>;
  onEvent(listener: (event: HostEvent) => void): void;
  /** Whether what is being done can be given up without a doubt: nothing is written, or the host takes it back. */
  canStop(): boolean;
  isWriting(): boolean;
  /** Gives up: reads fail with `Stopped` at once, a write is waited for until the host has taken it back. */
  stop(): void;
  readonly scriptText: ScriptText;
}

interface GoogleRun {
  withSuccessHandler(done: (reply: string) => void): GoogleRun;
  withFailureHandler(failed: (fault: Error) => void): GoogleRun;
  answerableCall(request: string): void;
  answerablePart(): void;
}
interface HostWindow extends Window {
  readonly google?: { readonly script?: { readonly run?: GoogleRun } };
  readonly answerableHost?: {
    readonly call: Send;
    readonly subscribe?: (listener: (event: HostEvent) => void) => void;
    /** Ends reads, takes back a write that is half done, and answers so. */
    readonly stop?: () => void;
  };
}

/** Connects to the host this page runs in. */
export function connect(page: HostWindow = window as HostWindow): Rpc {
  let next = 0;
  const open = new Map<(fault: Error) => void, RpcRequest>();
  const givenUp = new Set<number>();
  const listeners: ((event: HostEvent) => void)[] = [];
  const run = page.google?.script?.run ?? null;
  const host = run ? undefined : page.answerableHost;
  const isWriting = () => [...open.values()].some(({ method }) => WRITES.has(method));
  const send = wireOf(page, run, (event) => {
    for (const listener of listeners) listener(event);
  });
  return {
    scriptText: run && (() => askGoogle(run, (asked) => asked.answerablePart())),
    onEvent: (listener) => {
      listeners.push(listener);
    },
    canStop: () => host?.stop !== undefined || !isWriting(),
    isWriting,
    stop: () => {
      host?.stop?.();
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
      const reply = await Promise.race([send(request), stopped]).finally(() => open.delete(giveUp));
      if (!reply.ok) throw givenUp.has(request.id) ? new Stopped() : new RpcFault(reply.error);
      return reply.output as Api[typeof method]["out"];
    },
  };
}

function wireOf(page: HostWindow, run: GoogleRun | null, emit: (event: HostEvent) => void): Send {
  if (run) return (request) => overGoogle(run, request);
  const host = page.answerableHost;
  if (host) {
    host.subscribe?.(emit);
    return host.call;
  }
  return overParent(page, emit);
}

/** JSON text both ways: Apps Script takes no dates, no undefined, no class instances. */
const overGoogle = async (run: GoogleRun, request: RpcRequest): Promise<RpcReply> =>
  JSON.parse(
    await askGoogle(run, (asked) => asked.answerableCall(JSON.stringify(request))),
  ) as RpcReply;

/** One call of a function of the script's; a fault of Google's own in words that help. */
const askGoogle = (run: GoogleRun, ask: (run: GoogleRun) => void): Promise<string> =>
  new Promise((resolve, reject) => {
    ask(
      run.withSuccessHandler(resolve).withFailureHandler((fault) => {
        const said = /PERMISSION_DENIED/.test(fault.message)
          ? texts.faults.severalAccounts
          : { message: fault.message, todo: texts.common.tryAgain };
        reject(new RpcFault({ ...said, safe: texts.faults.nothingLost }));
      }),
    );
  });

/** The local workbook: this page is a frame of it. Only messages of our own origin count. */
function overParent(page: HostWindow, emit: (event: HostEvent) => void): Send {
  const waiting = new Map<number, (reply: RpcReply) => void>();
  page.addEventListener("message", (message: MessageEvent) => {
    if (message.source !== page.parent) return;
    const data = message.data as { answerable?: number; reply?: RpcReply; event?: HostEvent };
    if (data.answerable !== 1) return;
    if (data.event) emit(data.event);
    if (!data.reply) return;
    waiting.get(data.reply.id)?.(data.reply);
    waiting.delete(data.reply.id);
  });
  return (request) =>
    new Promise((resolve) => {
      waiting.set(request.id, resolve);
      page.parent.postMessage({ answerable: 1, request }, "*");
    });
}
