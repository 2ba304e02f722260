import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { LineMap } from "../../dsl/span.ts";
import { parse } from "../../dsl/syntax/parse.ts";
import { isSyntax, type Mistake } from "./mistakes.ts";

const mistakes: Mistake[] = JSON.parse(readFileSync("test/language/cases/mistakes.json", "utf8"));

describe("mistakes in what is written: one message, at its place, with its fix", () => {
  test.each(mistakes.filter(isSyntax).map((m) => [m.id, m] as const))("%s", (_, mistake) => {
    const lines = new LineMap(mistake.text);
    const { diagnostics, statements } = parse(mistake.text);
    const shown = diagnostics.map((d) => ({ severity: d.severity, at: lines.placeOf(d.span) }));
    expect(shown).toEqual([{ severity: mistake.severity, at: mistake.at }]);
    const fix = diagnostics[0]!.fix;
    if (mistake.fix && mistake.id !== "where-outside") {
      expect({ at: lines.placeOf(fix!.span), text: fix!.text }).toEqual(mistake.fix);
    }
    if (mistake.id === "where-outside") {
      const mended =
        mistake.text.slice(0, fix!.span.start) + fix!.text + mistake.text.slice(fix!.span.end);
      expect(parse(mended).diagnostics).toEqual([]);
    }
    const whole = statements.filter((s) => s.kind !== "broken");
    expect(whole.length).toBeGreaterThanOrEqual(mistake.others_ok.length - 1);
  });
});

describe("a word that stands twice in a call", () => {
  const said = (text: string) =>
    parse(text).diagnostics.map((d) => [
      text.slice(d.span.start, d.span.end),
      d.message,
      d.fix?.text ?? null,
    ]);
  test("two conditions: they are joined, not the last one taken", () => {
    const text = "kpi a = sum(Deals[Amount] where [Stage] = 1 where [Type] = 2)";
    expect(said(text)).toEqual([["where", "`where` stands twice in these brackets.", "and"]]);
    const either = "kpi a = sum(Deals[Amount] where [Stage] = 1 or [Stage] = 3 where [Type] = 2)";
    expect(said(either)).toEqual([["where", "`where` stands twice in these brackets.", null]]);
  });
  test.each([
    ["on", "count(Deals on [A] where [S] = 1 on [B])"],
    ["active", "sum(Subs[MRR] active [A] to [B] active [A] to [C])"],
    ["at", "sum(Deals[Amount] at any time at any time)"],
  ])("%s", (word, call) => {
    expect(said(`kpi a = ${call}`)).toEqual([
      [word, `\`${word}\` stands twice in these brackets.`, null],
    ]);
  });
  test("calls within and beside each other have their own", () => {
    expect(said("kpi a = sum(D[X] where [A] = 2) + sum(D[X] where [A] in (1, 2) on [C])")).toEqual(
      [],
    );
  });
});

test("a range ends where its word does: letters of a next one aren't its columns", () => {
  const said = (range: string) =>
    parse(`table T from Log!${range}\n  owner [Who]\n`).statements.map((s) => s.kind);
  expect(said("A1:H")).toEqual(["table"]);
  expect(said("$A$1:$H$20")).toEqual(["table"]);
  expect(said("A1:Hisowner")).toEqual(["broken"]);
});
