/** The frame's own rules, without a browser: tabs, pickers, theme, giving up a call. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { stepTo } from "../../sidebar/frame/tabs.tsx";
import { connect } from "../../sidebar/rpc.ts";
import { VIEWS } from "../../sidebar/state/store.ts";
import { themeOf } from "../../sidebar/theme.ts";
import { matching } from "../../sidebar/ui/pick.tsx";
import { Stopped } from "../../sidebar/wire/faults.ts";
import type { RpcReply, RpcRequest } from "../../src/app/contract.ts";
import { isDark } from "../../src/hosts/excel/theme.ts";

describe("tabs", () => {
  test("arrows go as the names are read, and round", () => {
    expect(stepTo("start", "ArrowRight", false)).toBe("rules");
    expect(stepTo("start", "ArrowLeft", false)).toBe("publish");
    expect(stepTo("start", "ArrowLeft", true)).toBe("rules");
    expect(stepTo("goals", "End", false)).toBe("publish");
    expect(stepTo("goals", "ArrowDown", false)).toBe(null);
  });
  test("stepping forward as often as there are views comes back to where it began", () => {
    fc.assert(
      fc.property(fc.constantFrom(...VIEWS), fc.boolean(), (from, rtl) => {
        const key = rtl ? "ArrowLeft" : "ArrowRight";
        const end = VIEWS.reduce((view) => stepTo(view, key, rtl) ?? view, from);
        expect(end).toBe(from);
      }),
    );
  });
});

describe("a picker's type-ahead", () => {
  const people = ["Dana Whitaker", "Ada Clarke", "Jürgen Dahl", "Ana Duarte"];
  const options = people.map((text, value) => ({ value, text }));
  const found = (typed: string) => matching(options, typed).map((o) => o.text);
  test("words that begin so come first, the tree's order within", () => {
    expect(found("da")).toEqual(["Dana Whitaker", "Jürgen Dahl", "Ada Clarke"]);
    expect(found("ana d")).toEqual(["Ana Duarte"]);
    expect(found("zz")).toEqual([]);
    expect(found("")).toEqual(people);
  });
  test("whatever is found holds what was typed, and nothing that begins so is left out", () => {
    fc.assert(
      fc.property(fc.constantFrom(..."abcdefghijklmnopqrstuvwxyz"), (letter) => {
        const names = found(letter);
        for (const name of names) expect(name.toLowerCase()).toContain(letter);
        const begin = people.filter((p) =>
          p
            .toLowerCase()
            .split(" ")
            .some((w) => w.startsWith(letter)),
        );
        expect(names.slice(0, begin.length)).toEqual(begin);
      }),
    );
  });
});

describe("the theme", () => {
  test("more contrast comes first, then the host's, then the system's", () => {
    const asked = { hostDark: null, moreContrast: false, dark: true };
    expect(themeOf(asked)).toBe("dark");
    expect(themeOf({ ...asked, hostDark: false })).toBe("light");
    expect(themeOf({ ...asked, hostDark: true, dark: false })).toBe("dark");
    expect(themeOf({ ...asked, hostDark: false, moreContrast: true })).toBe("contrast");
  });
  test.each([
    ["#FFFFFF", false],
    ["#E6E6E6", false],
    ["#444444", true],
    ["262626", true],
    ["#0A0A0A", true],
    ["none", null],
    [undefined, null],
  ])("Excel's background %s is dark: %s", (colour, dark) => {
    expect(isDark(colour)).toBe(dark);
  });
});

describe("giving up a call", () => {
  function slow() {
    const answers = new Map<number, (reply: RpcReply) => void>();
    const call = (request: RpcRequest) =>
      new Promise<RpcReply>((resolve) => answers.set(request.id, resolve));
    const rpc = connect({ answerableHost: { call } } as unknown as Window);
    const answer = (id: number) => answers.get(id)!({ id, ok: true, output: null } as RpcReply);
    return { rpc, answer };
  }
  test("fails at once with Stopped; the answer that comes later changes nothing", async () => {
    const { rpc, answer } = slow();
    const asked = rpc.call("run", { asOf: null, rules: null });
    expect(rpc.canStop()).toBe(true);
    rpc.stop();
    await expect(asked).rejects.toBeInstanceOf(Stopped);
    answer(1);
    const next = rpc.call("selection", null);
    answer(2);
    expect(await next).toBe(null);
  });
  test("of a write waits for a host that takes it back, and is offered there", async () => {
    const stopped: string[] = [];
    let answer: (reply: RpcReply) => void = () => {};
    const call = () =>
      new Promise<RpcReply>((resolve) => {
        answer = resolve;
      });
    const answerableHost = { call, stop: () => stopped.push("stop") };
    const rpc = connect({ answerableHost } as unknown as Window);
    const written = rpc.call("sample.write", null);
    expect([rpc.canStop(), rpc.isWriting()]).toEqual([true, true]);
    rpc.stop();
    expect(stopped).toEqual(["stop"]);
    const error = { message: "Stopped. Nothing was written.", safe: "", todo: "" };
    answer({ id: 1, ok: false, error });
    await expect(written).rejects.toBeInstanceOf(Stopped);
    expect(rpc.isWriting()).toBe(false);
  });
  test("is not offered while something is written", async () => {
    const { rpc, answer } = slow();
    const written = rpc.call("sample.write", null);
    expect(rpc.canStop()).toBe(false);
    answer(1);
    await written;
    expect(rpc.canStop()).toBe(true);
  });
});
