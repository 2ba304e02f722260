/** What carries calls to a host and its events back. */
import type { HostEvent, Method, RpcReply, RpcRequest } from "../../src/app/contract.ts";

export interface Wire {
  send(request: RpcRequest): Promise<RpcReply>;
  /** Ends reads, has a write that is half done taken back, and answers so. */
  readonly stop: () => void;
}
export type Tell = (event: HostEvent) => void;

/** Calls that change the workbook: these are waited for. */
export const WRITES: ReadonlySet<Method> = new Set<Method>([
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
