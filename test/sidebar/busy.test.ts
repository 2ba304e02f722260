/** What is said of a work that was given up: whether something had been written by then. */
import { expect, test } from "vitest";
import type { Rpc } from "../../sidebar/rpc.ts";
import { actionsOf } from "../../sidebar/state/actions.ts";
import { createStore } from "../../sidebar/state/store.ts";
import { texts } from "../../sidebar/texts/index.ts";
import { Stopped } from "../../sidebar/wire/faults.ts";
import type { Method } from "../../src/app/contract.ts";

/** A host that writes and then is given up at `at`. */
function stoppedAt(at: Method) {
  let writes = 0;
  const rpc = {
    scriptText: null,
    onEvent: () => {},
    canStop: () => true,
    isWriting: () => false,
    writes: () => writes,
    stop: () => {},
    call: async (method: Method) => {
      if (method === at) throw new Stopped();
      writes += 1;
      return { applied: true, message: "Sample written.", undo: { title: "", steps: [] } };
    },
  } as unknown as Rpc;
  const store = createStore();
  return { store, actions: actionsOf(store, rpc, () => Promise.reject(new Error("no editor"))) };
}

test("given up while a work within it reads what was written: that it stays", async () => {
  const { store, actions } = stoppedAt("workbook.describe");
  await actions.sample();
  expect(store.get().said).toBe(texts.frame.stoppedAfter);
  expect(actions.hasWritten()).toBe(true);
});

test("given up before the write: that nothing was written", async () => {
  const { store, actions } = stoppedAt("sample.write");
  await actions.sample();
  expect(store.get().said).toBe(texts.frame.stopped);
  expect(actions.hasWritten()).toBe(false);
});
