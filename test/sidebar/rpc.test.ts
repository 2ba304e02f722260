import { expect, test } from "vitest";
import { connect } from "../../sidebar/rpc.ts";
import { Stopped } from "../../sidebar/wire/faults.ts";
import type { ApplyView, RpcReply, RpcRequest } from "../../src/app/contract.ts";

/** A write that the user gives up, and the host's answer to it. */
function givenUp(output: ApplyView) {
  let answer: (reply: RpcReply) => void = () => {};
  const call = ({ id }: RpcRequest) =>
    new Promise<RpcReply>((resolve) => {
      answer = () => resolve({ id, ok: true, output });
    });
  const host = { answerableHost: { call, stop: () => answer({} as RpcReply) } };
  const rpc = connect(host as unknown as Window);
  const written = rpc.call("undo", { plan: { title: "", steps: [] } });
  rpc.stop();
  return written;
}

test("a write given up and taken back is stopped, and nothing more is said", async () => {
  const said: ApplyView = { applied: false, message: "Stopped.", todo: "" };
  await expect(givenUp(said)).rejects.toBeInstanceOf(Stopped);
});

test("what of others stayed is told to who gave up", async () => {
  const message = "Stopped. What was typed stays.";
  const said: ApplyView = { applied: false, message, todo: "", kept: true };
  expect(await givenUp(said)).toEqual(said);
});

test.each<[RpcRequest["method"], unknown, number]>([
  [
    "publish.apply",
    { applied: true, message: "Wrote 3 sheets.", undo: { title: "", steps: [] } },
    1,
  ],
  [
    "publish.apply",
    { applied: false, message: "Stopped. What was typed stays.", todo: "", kept: true },
    0,
  ],
  ["rules.save", { saved: true, revision: 2, undo: { title: "", steps: [] } }, 1],
  ["rules.save", { saved: false, theirs: { text: "" } }, 0],
  ["run", { applied: true }, 0],
])("%s that gives %j is counted as %i writes", async (method, output, writes) => {
  const call = ({ id }: RpcRequest) => Promise.resolve({ id, ok: true, output });
  const rpc = connect({ answerableHost: { call } } as unknown as Window);
  await rpc.call(method, null as never);
  expect(rpc.writes()).toBe(writes);
});
