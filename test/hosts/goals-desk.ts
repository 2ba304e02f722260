/** A workbook of the team, and what the sidebar asks of it about goals. */
import { expect } from "vitest";
import {
  type Api,
  type ApplyView,
  CAUSES,
  type GoalCommand,
  type GoalsPreviewView,
  type Method,
} from "../../src/app/contract.ts";
import { EDITS_SHEET } from "../../src/app/edits/edit.ts";
import { saveRulesPlan } from "../../src/app/rules-sheet.ts";
import { serve } from "../../src/app/service.ts";
import { runLater } from "../../src/app/steps.ts";
import { DEALS, RULES, TEAM } from "../conformance/edits-team.ts";
import { workbookOf } from "../language/catalogs.ts";
import type { MakeHost } from "./every-host.ts";

const DATA = workbookOf({ Team: TEAM, Deals: DEALS } as never);

/** The calls about goals over a workbook of the team with its rules saved, or others. */
export async function opened(make: MakeHost, rules = RULES) {
  const port = await make(DATA);
  const saved = await port.apply(saveRulesPlan(await port.read(), rules, null));
  if (!saved.ok) throw new Error(saved.message);
  const call = <M extends Method>(method: M, input: Api[M]["in"]): Promise<Api[M]["out"]> =>
    runLater(serve(port, method, input));
  const asOf = "2026-02-15";
  const ask = (commands: readonly GoalCommand[], note = "Agreed") => ({
    asOf,
    commands,
    by: "Mia",
    note,
  });
  const preview = (commands: readonly GoalCommand[], more = {}) =>
    call("goals.preview", {
      ...ask(commands),
      whatIf: [],
      rules: null,
      periods: ["2026"],
      most: 100,
      ...more,
    });
  const apply = async (commands: readonly GoalCommand[]) => {
    const { fingerprint, problems } = await preview(commands);
    expect(problems).toEqual([]);
    return call("goals.apply", { ...ask(commands), fingerprint });
  };
  const goals = async (period = "2026") => {
    const tree = await call("goals.tree", { asOf, kpi: "revenue", period });
    return Object.fromEntries(tree.who.map((name, at) => [name, tree.goal[at]]));
  };
  const rows = async () => {
    const sheet = (await port.read([EDITS_SHEET])).sheets[0];
    if (!sheet) return null;
    return Array.from({ length: sheet.rows }, (_, r) =>
      sheet.columns.map((column) => column[r] ?? null),
    );
  };
  return { port, call, ask, preview, apply, goals, rows, asOf };
}

export const undoable = (view: ApplyView) => {
  if (!view.applied) throw new Error(view.message);
  return view.undo;
};

/** Changes as sentences. */
export const said = ({ kpis, who, periods, changes: c }: GoalsPreviewView) =>
  c.who.map(
    (at, i) =>
      `${kpis[c.kpi[i]!]!.name} ${periods[c.period[i]!]} ${who[at]} ${c.before[i]} → ${c.after[i]} (${CAUSES[c.cause[i]!]})`,
  );

export const HOLD = {
  kind: "hold",
  who: "Cid",
  kpi: "revenue",
  period: "2026",
  to: 300,
} as const satisfies GoalCommand;
/** Goals of 2026 before any edit. */
export const PLAIN = {
  Mia: 1200,
  Ann: 600,
  Cid: 200,
  Dee: 400,
  Ben: 600,
  Eve: 200,
  Fay: 200,
  Gus: 200,
};
