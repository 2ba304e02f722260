import type { Awaitable } from "../hosts/port/index.ts";

/**
 * Work that asks a host for something now and then, written once for hosts that answer at once (Apps
 * Script, which has no event loop) and for those that answer later (Excel, the local page).
 */
export type Steps<T> = Generator<Awaitable<unknown>, T, unknown>;

/** `const data = yield* ask(port.read())`: the answer, whenever the driver has it. */
export function* ask<T>(question: Awaitable<T>): Steps<T> {
  return (yield question) as T;
}

const isPromise = (value: unknown): value is Promise<unknown> =>
  typeof value === "object" && value !== null && "then" in value;

/** Runs steps against a host that answers at once. A host that doesn't is a programming error. */
export function runNow<T>(steps: Steps<T>): T {
  let next = steps.next();
  while (!next.done) {
    if (isPromise(next.value)) throw new Error("This host must answer at once.");
    next = steps.next(next.value);
  }
  return next.value;
}

/** Runs steps against any host. A refusal of the host is thrown inside the steps, where it was asked. */
export async function runLater<T>(steps: Steps<T>): Promise<T> {
  let next = steps.next();
  while (!next.done) {
    let answer: unknown;
    try {
      answer = await next.value;
    } catch (refusal) {
      next = steps.throw(refusal);
      continue;
    }
    next = steps.next(answer);
  }
  return next.value;
}
