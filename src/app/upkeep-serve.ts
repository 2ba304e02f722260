/** Answers the calls that keep published sheets in order: freeze to values, repair after a change of host. */
import { isCellError } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import { SHEETS as FORMULA_SHEETS } from "../formula/sheet.ts";
import type { ApplyResult, SheetFormulas, Workbook, WritePlan } from "../hosts/port/index.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { type Speaking, type Words, wordsFor } from "../words/index.ts";
import type { Api, ApplyView } from "./contract.ts";
import type { UpkeepApi, UpkeepView } from "./contract-upkeep.ts";
import { FROZEN, type FreezeAsk, freezable, freezePlan } from "./freeze.ts";
import type { FunctionDesk } from "./functions-serve.ts";
import { styleOf } from "./kpi-calls.ts";
import { fingerprintOf } from "./print.ts";
import { placeOf, type Repair, repairPlan, repairs } from "./repair.ts";
import { ask, type Steps } from "./steps.ts";

type Desk = Speaking & { readonly functions?: FunctionDesk };
type Handlers = {
  readonly [M in keyof UpkeepApi]: (
    port: Workbook,
    input: UpkeepApi[M]["in"],
    desk: Desk,
  ) => Steps<Api[M]["out"]>;
};
type Applied = (result: ApplyResult, message: string, speaking: Speaking) => ApplyView;

export const upkeepHandlers = (applied: Applied): Handlers => ({
  *"freeze.plan"(port, { sheets }, desk) {
    const freeze = yield* readFreeze(port, desk);
    const plan = freezePlan(freeze, sheets ?? all(freeze));
    return {
      fingerprint: fingerprintOf(plan),
      sheets: freezable(freeze).map(({ sheet, formulas, problem }) => ({
        ...{ sheet, problem },
        cells: formulas,
      })),
      first: [],
      notes: [],
    };
  },

  *"freeze.apply"(port, { sheets, fingerprint }, desk) {
    const { calls } = wordsFor(desk);
    const freeze = yield* readFreeze(port, desk);
    const plan = freezePlan(freeze, sheets ?? all(freeze));
    if (plan.steps.length === 0 || fingerprintOf(plan) !== fingerprint) return changed(calls);
    const count = plan.steps.filter((step) => step.kind === "write" && step.why === FROZEN).length;
    return applied(yield* ask(port.apply(plan)), calls.upkeep.frozen(count), desk);
  },

  *"repair.plan"(port, _input, desk) {
    return (yield* repairsOf(port, desk)).view;
  },

  *"repair.apply"(port, { fingerprint }, desk) {
    const { calls } = wordsFor(desk);
    const { plan, made } = yield* repairsOf(port, desk);
    if (made.length === 0 || fingerprintOf(plan) !== fingerprint) return changed(calls);
    const count = made.filter(({ after }) => after !== null).length;
    return applied(yield* ask(port.apply(plan)), calls.upkeep.repaired(count), desk);
  },
});

const changed = (calls: Words["calls"]): ApplyView => ({
  applied: false,
  message: calls.changed,
  todo: calls.lookAgain,
});

function* readFreeze(port: Workbook, desk: Desk): Steps<FreezeAsk> {
  const { today } = yield* ask(port.describe());
  const workbook = yield* ask(port.read());
  const formulas = yield* ask(port.formulas());
  return {
    workbook,
    formulas,
    on: today < NO_TODAY ? today : "",
    say: wordsFor(desk).calls.upkeep,
  };
}
/** What a host without a clock says of its day. */
const NO_TODAY = "9999";

const all = (freeze: FreezeAsk): readonly string[] => freezable(freeze).map(({ sheet }) => sheet);

// ── Repair ─────────────────────────────────────────────────────────────────────────────────────

/** Cells that a preview shows before and after; all are counted. */
const MOST_SHOWN = 6;

function* repairsOf(
  port: Workbook,
  desk: Desk,
): Steps<{
  readonly plan: WritePlan;
  readonly made: readonly Repair[];
  readonly view: UpkeepView;
}> {
  const workbook = yield* ask(port.read());
  const formulas = yield* ask(port.formulas());
  const ids = new Set((desk.functions?.list ?? []).map(({ id }) => id));
  const made = repairs({ workbook, formulas, style: styleOf(port.host), ids });
  const plan = repairPlan(workbook, made);
  const sheets = [...new Set(made.map(({ sheet }) => sheet))];
  const shown = made.filter(({ after }) => after !== null);
  return {
    plan,
    made,
    view: {
      fingerprint: fingerprintOf(plan),
      sheets: sheets.map((sheet) => ({
        sheet,
        cells: shown.filter((repair) => repair.sheet === sheet).length,
        problem: null,
      })),
      first: shown.slice(0, MOST_SHOWN).map((repair) => ({
        place: placeOf(repair),
        before: `=${repair.before}`,
        after: `=${repair.after}`,
      })),
      notes: notesOf(port, workbook, formulas, made, wordsFor(desk).calls.upkeep),
    },
  };
}

function notesOf(
  { host }: Workbook,
  workbook: WorkbookData,
  formulas: readonly SheetFormulas[],
  made: readonly Repair[],
  say: Words["calls"]["upkeep"],
): string[] {
  const foreign = ours(formulas).filter(({ cells }) =>
    cells.some(({ formula }) => isForeign(formula, host === "google")),
  );
  const names = foreign.map(({ sheet }) => sheet).join(", ");
  const unknown = unread(workbook, formulas, made);
  return [
    ...(foreign.length > 0 ? [say.foreign(names)] : []),
    ...(unknown.length > 0 ? [say.unknown(unknown.length, unknown[0]!)] : []),
  ];
}

/** Sheets that Publish writes native formulas on: they are published again rather than mended. */
const OURS = new Set([...Object.values(FORMULA_SHEETS), "KPI Scorecard"].map(foldText));
const ours = (formulas: readonly SheetFormulas[]) =>
  formulas.filter(({ sheet }) => OURS.has(foldText(sheet)));

/** What only Google writes, or only others; a block of others stands there without `ARRAYFORMULA`. */
const isForeign = (formula: string, isGoogle: boolean): boolean =>
  isGoogle
    ? /^(?:_xlfn\.)?LET\(/i.test(formula)
    : /__xludf\.|^(?:ARRAYFORMULA|SPARKLINE)\(/i.test(formula);

function unread(
  workbook: WorkbookData,
  formulas: readonly SheetFormulas[],
  made: readonly Repair[],
): string[] {
  const mended = new Set(made.map(placeOf));
  return formulas.flatMap(({ sheet, cells }) => {
    const data = workbook.sheets.find(({ name }) => foldText(name) === foldText(sheet));
    return cells.flatMap(({ row, column, formula }) => {
      if (/KPI[._]/i.test(formula)) return [];
      const value = data?.columns[column]?.[row] ?? null;
      const place = placeOf({ sheet, row, column });
      return isCellError(value) && value.error === "#NAME?" && !mended.has(place) ? [place] : [];
    });
  });
}
