/** The workbook's side of a pane under test: it answers calls, late, wrongly or not at all where a state asks for that. */
import type { Method, RpcError, RpcReply, RpcRequest } from "../../../src/app/contract.ts";
import { reply, type ServiceOptions } from "../../../src/app/service.ts";
import { runLater } from "../../../src/app/steps.ts";
import type { Workbook, WritePlan } from "../../../src/hosts/port/index.ts";

export interface Desk {
  readonly workbook: Workbook;
  /** Calls of this method wait until `release`. */
  hold(method: Method): void;
  release(): void;
  /** Calls of this method are refused so. */
  fail(method: Method, error: RpcError): void;
  answer(request: RpcRequest): Promise<RpcReply>;
  /** Somebody else's change. */
  write(plan: WritePlan): void;
}

/** What a method answers on a pristine workbook; worked out once for all states that begin there. */
export type Known = Map<string, RpcReply>;

export function deskOver(workbook: Workbook, options: ServiceOptions, known?: Known): Desk {
  const held = new Set<Method>();
  const refused = new Map<Method, RpcError>();
  let waiting: (() => void)[] = [];
  let pristine = known !== undefined;
  const asked = async (request: RpcRequest): Promise<RpcReply> => {
    const key = JSON.stringify([request.method, request.input]);
    const before = pristine ? known?.get(key) : undefined;
    if (before) return { ...before, id: request.id };
    const answered = await runLater(reply(port, request, options));
    if (pristine) known?.set(key, answered);
    return answered;
  };
  const port: Workbook = {
    ...workbook,
    apply: (plan) => {
      pristine = false;
      return workbook.apply(plan);
    },
  };
  return {
    workbook,
    write: (plan) => void port.apply(plan),
    hold: (method) => void held.add(method),
    release: () => {
      held.clear();
      for (const go of waiting) go();
      waiting = [];
    },
    fail: (method, error) => void refused.set(method, error),
    answer: async (request) => {
      if (held.has(request.method)) await new Promise<void>((go) => waiting.push(go));
      const error = refused.get(request.method);
      return error ? { id: request.id, ok: false, error } : asked(request);
    },
  };
}
