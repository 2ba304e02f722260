/** The whole run: rules and cells in, results out. Same input, same results. */

import type { Period } from "../../dsl/calendar/calendar.ts";
import type { Day } from "../../dsl/calendar/day.ts";
import { wordDiagnostic } from "../../dsl/diagnostics/words.ts";
import { compile } from "../../dsl/index.ts";
import { LineMap } from "../../dsl/span.ts";
import type { Elsewhere } from "../evaluate/types.ts";
import { catalogOf } from "../model/catalog.ts";
import type { Finding } from "../model/finding.ts";
import { finding, inWords } from "../model/findings.ts";
import type { WorkbookData } from "../model/workbook.ts";
import { accountsOf, type RowAccount } from "./account.ts";
import { certificate } from "./certificate.ts";
import { checkRow } from "./checks.ts";
import { doubtsOf } from "./doubts.ts";
import { editFindings } from "./edits/findings.ts";
import { type Engine, engineOf } from "./engine.ts";
import { doubtFindings } from "./goals/doubt.ts";
import { resetFindings } from "./goals/resets.ts";
import { goalRowsOf } from "./goals/rows.ts";
import { cascadeFindings, rateFindings, tieoutRowsOf } from "./goals/tieout.ts";
import { nobodysFindings } from "./nobodys.ts";
import { peopleOf } from "./people.ts";
import type { Results } from "./results.ts";
import { runTests } from "./tests.ts";

export interface RunInput {
  readonly rules: string;
  readonly workbook: WorkbookData;
  /** The day the figures are taken; null: the workbook's own. */
  readonly asOf: Day | null;
  /** The last day the data may decide; null: no limit. */
  readonly today: Day | null;
  /** What answers for tables whose rows a database keeps. */
  readonly elsewhere?: Elsewhere | null;
  /** Of the sentences; left out: English. */
  readonly language?: string;
}

/** Results with the engine behind them, for whoever explains a figure. */
export interface Run extends Results {
  readonly engine: Engine;
  readonly rules: string;
}

/** Runs a rule text over a workbook. A broken rule or a dirty cell is told and never stops the rest. */
export function run({
  rules,
  workbook,
  asOf,
  today,
  elsewhere = null,
  language = "en",
}: RunInput): Run {
  const { program, diagnostics: found } = compile(rules, catalogOf(workbook));
  const engine = engineOf({ program, workbook, asOf, today, elsewhere, language });
  const diagnostics = found.map((one) => wordDiagnostic(one, engine.say.diagnostics));
  const tests = runTests(program, new LineMap(rules), (inner, given, day) =>
    engineOf({ program: inner, workbook: given, asOf: day, today: null }),
  );
  return resultsOf({ rules, engine, diagnostics, tests });
}

/** The same run after its engine has taken edits over; rules and their tests stand as they stood. */
export const rerun = ({ rules, diagnostics, tests }: Run, engine: Engine): Run =>
  resultsOf({ rules, engine, diagnostics, tests });

function resultsOf({
  rules,
  engine,
  diagnostics,
  tests,
}: Pick<Run, "rules" | "engine" | "diagnostics" | "tests">): Run {
  const lines = new LineMap(rules);
  const { program, model, standing } = engine;
  const people = peopleOf(model);
  const goals = goalRowsOf(engine, people.everyone);
  const tieout = tieoutRowsOf(engine);
  const flags = engine.flags();
  const checks = program.checks.map((check) => checkRow(engine.checkPlace(lines), check));
  for (const p of engine.periods(program.calendar.track[0] ?? "month").slice(0, 1))
    touch(engine, p);
  let rowAccounts: readonly RowAccount[] | null = null;
  const accounts = () => {
    rowAccounts ??= accountsOf(engine, rules);
    return rowAccounts;
  };
  const findings: Finding[] = [
    ...diagnostics
      // Of weights that are all zero a run knows more than the rules: GOAL03 tells of each manager.
      .filter((d) => d.severity !== "advice" && d.code !== "KPI501")
      .map((d): Finding => {
        const { line, column } = lines.placeOf(d.span);
        const severity = d.severity === "error" ? "error" : "warning";
        return {
          code: d.code,
          severity,
          place: `rules:${line}:${column}`,
          message: d.message,
          fix: d.hint ?? "",
        };
      }),
    ...model.findings,
    ...errorCells(engine),
    ...nobodysFindings(engine, rules),
    ...doubtsOf(engine),
    ...cascadeFindings(engine),
    ...rateFindings(engine),
    ...resetFindings(
      program,
      model,
      (kpi, node, period) => engine.goals.plain(kpi, node, period).goal,
      (value, kpi) => engine.show.number(value, kpi.unit),
      engine.say.goals.notes,
    ),
    ...editFindings(engine),
    ...doubtFindings(engine, people.list),
    ...flags.findings,
    ...engine.said.conflicts.map((c) =>
      finding("GOAL01", engine.nameOf(c.node), {
        kpi: program.kpis[c.first.kpi]!.name,
        who: engine.nameOf(c.node),
        period: c.period.label,
        lines: [lines.lineOf(c.first.span.start), lines.lineOf(c.second.span.start)],
      }),
    ),
  ];
  return {
    engine,
    rules,
    asOf: model.asOf,
    asOfFrom: model.asOfFrom,
    program,
    calendar: engine.calendar,
    org: model.org,
    diagnostics,
    findings: findings.map((found) => inWords(found, engine.say.findings)),
    people: people.list,
    everyone: people.everyone,
    personAt: people.at,
    isThere: (node, period) => model.org.existsIn(node, period.start, period.end),
    periods: engine.periods,
    standing: standing.of,
    actual: (kpi, node, period) => {
      const { value, error } = engine.evaluator.at(program.kpis[kpi]!.figure, node, period);
      return error ? Number.NaN : value;
    },
    score: standing.scored,
    goals,
    flags: flags.rows,
    flagHistory: flags.episodes,
    flagStates: flags.states,
    flagReason: flags.reason,
    actions: flags.actions,
    checks,
    tests,
    tieout,
    accounts,
    certificate: certificate(engine, tieout, people.everyone),
  };
}

/** Each error cell that a figure ran into, once. */
const errorCells = (engine: Engine) =>
  [...new Map(engine.evaluator.errors.map((e) => [e.address, e])).values()].map((error) =>
    finding("DATA40", error.address, { text: error.text }),
  );

/** Figures are lazy; asking each KPI once lets the data's findings be told with the run. */
function touch(engine: Engine, period: Period): void {
  const top = engine.model.org.tops[0];
  if (top === undefined) return;
  for (const kpi of engine.program.kpis) engine.evaluator.at(kpi.figure, top, period);
}
