/** What a run gives. A run is a value: same rules, same cells, same as-of day, same results. */
import type { Calendar, Period } from "../../dsl/calendar/calendar.ts";
import type { Day } from "../../dsl/calendar/day.ts";
import type { Diagnostic } from "../../dsl/diagnostics/diagnostic.ts";
import type { Flag, Grain, KpiId, LevelId, Program, StatusWord } from "../../dsl/ir/ir.ts";
import type { FigureError } from "../evaluate/types.ts";
import type { Finding } from "../model/finding.ts";
import type { Org } from "../model/org.ts";
import type { RowAccount } from "./account.ts";
import type { ActionRow } from "./flags/actions.ts";
import type { Episode } from "./flags/episodes.ts";
import type { FlagPeriodState } from "./flags/run-flags.ts";

export interface Results {
  readonly asOf: Day;
  /** Where the as-of day came from: the caller, the workbook's `KPI_AsOf` cell, or the last dated row. */
  readonly asOfFrom: "given" | "cell" | "data";
  readonly program: Program;
  readonly calendar: Calendar;
  readonly org: Org;
  readonly diagnostics: readonly Diagnostic[];
  readonly findings: readonly Finding[];
  /** In tree order. */
  readonly people: readonly Person[];
  /** People and the nodes below them (accounts, opportunities) in tree order. */
  readonly everyone: readonly Person[];
  /** A person as the org had it on the period's last day there: a mover's level, path and manager change. */
  personAt(node: number, period: Period): Person;
  /** Whether the node is in the org at any time of the period. */
  isThere(node: number, period: Period): boolean;
  /** The tracked periods of a grain, from the first to the last that holds a dated row or a goal. */
  periods(grain: Grain): readonly Period[];
  /** The standing of one KPI, node and period; any period of the calendar may be asked. */
  standing(kpi: KpiId, node: number, period: Period): Standing;
  /** The actual alone, NaN for blank or where an error spoilt it; any period of the calendar may be asked. */
  actual(kpi: KpiId, node: number, period: Period): number;
  /** A score as a standing: its figure is the attainment. */
  score(score: number, node: number, period: Period): ScoreStanding;
  readonly goals: readonly GoalRow[];
  readonly flags: readonly FlagRow[];
  /** Every flag's whole story: raised, open, escalated, closed, armed again, ended. */
  readonly flagHistory: readonly Episode[];
  /** What is known of a flag's condition at a node, period by period. */
  flagStates(flag: Flag, node: number): readonly FlagPeriodState[];
  /** Why a flag stands open at a node in a period: the rule's own sentence, or the figures that decide. */
  flagReason(flag: Flag, node: number, period: Period): string;
  /** What `KPI Actions` holds, as far as it can be read. */
  readonly actions: readonly ActionRow[];
  readonly checks: readonly CheckRow[];
  readonly tests: readonly TestRow[];
  readonly tieout: readonly TieoutRow[];
  /** Where every row of every table went, and of every KPI that reads it; worked out when first asked for. */
  accounts(): readonly RowAccount[];
  readonly certificate: readonly CertificateRow[];
}

export interface Person {
  readonly node: number;
  readonly name: string;
  /** The name by which rules and functions find it: of a node below people `Ann / Acme`. */
  readonly called: string;
  /** 0 is the top. */
  readonly level: number;
  /** Names from the top, the person's own last. */
  readonly path: readonly string[];
  /** Node of the manager, -1 at the top. */
  readonly manager: number;
  readonly hasReports: boolean;
  /** The level below people that it is a node of; null: a person, unit or vacancy. */
  readonly below: LevelId | null;
  readonly vacancy: boolean;
}

/** NaN is blank everywhere; `error` says which cell spoilt the actual. */
export interface Standing {
  readonly actual: number;
  readonly goal: number;
  readonly baseGoal: number;
  readonly attainment: number;
  readonly expected: number;
  readonly pace: number;
  readonly forecast: number;
  /** Null in a future period. */
  readonly status: StatusWord | null;
  readonly error: FigureError | null;
}

export interface ScoreStanding {
  readonly score: number;
  /** Part of the weights that counted, 0 to 1. */
  readonly counted: number;
  /** Places among the score's parts of those that have no attainment, so that the others' weights fill their place. */
  readonly leftOut: readonly number[];
}

export interface GoalRow {
  readonly node: number;
  readonly kpi: KpiId;
  readonly period: Period;
  readonly base: number;
  readonly goal: number;
  readonly held: boolean;
  /** One sentence: where the goal comes from. */
  readonly how: string;
}

export interface FlagRow {
  readonly flag: string;
  readonly label: string;
  readonly severity: "info" | "warn" | "high";
  readonly node: number;
  /** The period in which the flag stands open. */
  readonly period: Period;
  /** Name of who answers, a row for each; empty for `info` without a holder. */
  readonly answers: string;
  /** Of the last period, up to this one, of which the condition is known to hold. */
  readonly reason: string;
  /** First day of the run's first period. */
  readonly since: Day;
  /** The period with which the run was full. */
  readonly raised: Period;
  readonly open: boolean;
  /** How many managers further up answer too. */
  readonly escalated: number;
  /** The action that closed it since: `coached by Mia on 2026-10-14`; null: none. */
  readonly action: string | null;
}

export interface CheckRow {
  readonly line: number;
  readonly expression: string;
  /** The two sides; null where blank, or where the condition has no two sides. */
  readonly actual: string | number | boolean | null;
  readonly expected: string | number | boolean | null;
  readonly passed: boolean;
}

export interface TestRow {
  readonly line: number;
  readonly name: string;
  readonly passed: boolean;
  readonly expectations: readonly CheckRow[];
}

/** Amounts in the KPI's unit; `difference` is what is left of the manager's goal once all lines are taken off. */
export interface TieoutRow {
  readonly node: number;
  readonly kpi: KpiId;
  readonly period: Period;
  readonly assigned: TieoutLine;
  readonly base: TieoutLine;
  /** True where the certificate promises that the line ties exactly (years); elsewhere it may differ by rounding. */
  readonly exact: boolean;
}

export interface TieoutLine {
  readonly goal: number;
  readonly reserve: number;
  readonly buffer: number;
  readonly handedDown: number;
  readonly held: number;
  readonly odd: number;
  readonly vacancies: number;
  readonly open: number;
  /** Of `open`, what people owed who left after publishing; the rest is of resets and overrides. */
  readonly left: number;
  readonly difference: number;
}

/** Amounts in the KPI's unit; of a ratio rates. `goal + buffer − reserve = handedDown`; `reports + open = handedDown`. */
export interface CertificateLine {
  readonly goal: number;
  readonly buffer: number;
  readonly reserve: number;
  readonly handedDown: number;
  /** Of what is handed down, what holds fix; the rest is shared. */
  readonly held: number;
  readonly free: number;
  /** What was left over because it is no whole increment. */
  readonly odd: number;
  readonly vacancies: number;
  /** What left the reports' goals since (resets, leavers): it stays with the manager. */
  readonly open: number;
  /** The reports' goals together; of a ratio Σ d·r / Σ d by their denominators. */
  readonly reports: number;
  /** `reports + open − handedDown`. */
  readonly difference: number;
}

export interface CertificateRow {
  readonly node: number;
  readonly kpi: KpiId;
  readonly period: Period;
  readonly of: "amount" | "rate";
  readonly assigned: CertificateLine;
  readonly base: CertificateLine;
  /** Who took what rounding left over of the year, and by which rule; empty: nobody. */
  readonly leftOver: string;
  readonly ties: boolean;
}
