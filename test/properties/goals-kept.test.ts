/** Calls about goals that find engines kept from the calls before say what calls from nothing say. */
import fc from "fast-check";
import { expect, test } from "vitest";
import type { GoalCommand, GoalsPreviewAsk } from "../../src/app/contract.ts";
import { keptEngines } from "../../src/app/kept.ts";
import { readRules, saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { PLAIN_SERVICE, serve } from "../../src/app/service.ts";
import { runNow } from "../../src/app/steps.ts";
import { memoryWorkbook } from "../../src/hosts/memory/index.ts";
import { serialOf } from "../../src/model/serial.ts";
import { workbookOf } from "../language/catalogs.ts";
import { expectSame } from "../support/same.ts";

/** A goal by weights, one by another's goals, one down to accounts, formulas over goals; ramps and buffers. */
const RULES = `calendar
  track monthly, quarterly, yearly
people from Team
  name [Name]
  reports to [Manager]
  since [From]
table Deals from Deals
  owner [Owner] then [Account]
  date [Closed]
kpi revenue "Revenue" = sum(Deals[Amount])
  unit EUR
kpi calls = count(Deals)
kpi visits = count(Deals)
kpi size = revenue / calls
  unit EUR
goal revenue 2026 = 240000 for "P0"
goal calls 2026 = 3000 for "P0"
goal size each month = 900 for everyone
goal visits each month = max(1, round(goal(revenue) / goal(size))) for everyone
cascade revenue
  by people[Size] else evenly
  over-assign 4% below "P1"
  at least 900 for reps
  to [Account]
cascade calls
  by goal(revenue)
`;
const NAMES = ["P0", "P1", "P2", "P3", "P4", "P5", "P6", "P7"];
const PARENTS = [-1, 0, 0, 1, 1, 1, 2, 2];
const day = (iso: string) => serialOf(iso, 1900);

function opened() {
  const data = workbookOf({
    Team: [
      ["Name", "Manager", "Size", "From"],
      ...NAMES.map((name, i) => [
        name,
        PARENTS[i]! < 0 ? null : NAMES[PARENTS[i]!]!,
        i + 1,
        i === 5 ? day("2026-04-15") : null,
      ]),
    ],
    Deals: [
      ["Owner", "Account", "Amount", "Closed"],
      ["P3", "Acme", 500, day("2025-03-10")],
      ["P3", "Bolt", 700, day("2025-07-01")],
      ["P6", "Cone", 900, day("2026-02-01")],
    ],
  } as never);
  const book = memoryWorkbook(data, { today: "2026-05-20" });
  book.apply(saveRulesPlan(book.read(), RULES, null));
  return book;
}

const PERIODS = ["2026", "2026-Q3", "2026-H2", "2026-08"];
const command = fc
  .record({
    kind: fc.constantFrom("hold", "hold", "hold", "release", "move", "override", "cascade"),
    who: fc.constantFrom(...NAMES, "P3 / Acme"),
    to: fc.constantFrom(...NAMES, "siblings"),
    kpi: fc.constantFrom("revenue", "revenue", "calls"),
    period: fc.constantFrom(...PERIODS),
    amount: fc.integer({ min: 0, max: 60_000 }),
  })
  .map(({ kind, who, to, kpi, period, amount }): GoalCommand => {
    const of = { who, kpi, period };
    if (kind === "move") return { ...of, kind, amount, to };
    if (kind === "hold" || kind === "override") return { ...of, kind, to: amount };
    return { ...of, kind: kind as "release" | "cascade" };
  });

type Step =
  | { readonly do: "preview" | "apply"; readonly commands: readonly GoalCommand[] }
  | { readonly do: "whatIf"; readonly scale: number }
  | { readonly do: "size"; readonly row: number; readonly value: number }
  | { readonly do: "rules" }
  | { readonly do: "publish" };
const commands = fc.array(command, { minLength: 1, maxLength: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: commands.map((list): Step => ({ do: "preview", commands: list })) },
  { weight: 3, arbitrary: commands.map((list): Step => ({ do: "apply", commands: list })) },
  fc.constantFrom(0.9, 1.1, 2).map((scale): Step => ({ do: "whatIf", scale })),
  fc
    .record({ row: fc.integer({ min: 1, max: 8 }), value: fc.nat(20) })
    .map((cell): Step => ({ do: "size", ...cell })),
  fc.constantFrom<Step>({ do: "rules" }, { do: "publish" }, { do: "publish" }),
);

test("kept or not, calls about goals answer the same through previews, edits, typed cells, other rules", () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 6 }), (steps) => {
      const book = opened();
      const kept = { ...PLAIN_SERVICE, kept: keptEngines() };
      const ask = (list: readonly GoalCommand[], scale: number | null): GoalsPreviewAsk => ({
        asOf: null,
        commands: list,
        by: "Mia",
        note: "Agreed",
        whatIf: scale === null ? [] : [{ who: "P0", kpi: "revenue", period: "2026", scale }],
        rules: null,
        periods: null,
        most: 10_000,
      });
      const preview = (list: readonly GoalCommand[], scale: number | null = null) => {
        const asked = ask(list, scale);
        const view = runNow(serve(book, "goals.preview", asked, kept));
        expectSame(view, runNow(serve(book, "goals.preview", asked)));
        return view;
      };
      for (const one of steps) {
        if (one.do === "preview") preview(one.commands);
        else if (one.do === "whatIf") preview([], one.scale);
        else if (one.do === "size") book.edit("Team", one.row, 2, one.value);
        else if (one.do === "publish") {
          const { fingerprint } = runNow(serve(book, "publish.plan", { asOf: null }));
          runNow(serve(book, "publish.apply", { asOf: null, fingerprint }));
        } else if (one.do === "rules") {
          const { text } = readRules(book.read());
          book.apply(
            saveRulesPlan(book.read(), text.replace("over-assign 4%", "over-assign 5%"), null),
          );
        } else {
          const { fingerprint } = preview(one.commands);
          const { commands, by, note } = ask(one.commands, null);
          if (fingerprint !== "")
            runNow(
              serve(book, "goals.apply", { asOf: null, commands, by, note, fingerprint }, kept),
            );
        }
        for (const kpi of ["revenue", "calls"]) {
          const asked = { asOf: null, kpi, period: "2026-Q3" };
          expect(runNow(serve(book, "goals.tree", asked, kept))).toEqual(
            runNow(serve(book, "goals.tree", asked)),
          );
        }
        expect(runNow(serve(book, "goals.edits", { asOf: null }, kept))).toEqual(
          runNow(serve(book, "goals.edits", { asOf: null })),
        );
      }
    }),
    { numRuns: 12 },
  );
}, 60_000);
