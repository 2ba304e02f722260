import type { RpcError } from "../../src/app/contract.ts";

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
