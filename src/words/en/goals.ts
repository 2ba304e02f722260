/** Goals as they are changed: why a change can't be, what became of it. */
import type { Brings } from "../parts.ts";

const GRAINED = {
  year: "year",
  half: "half",
  quarter: "quarter",
  month: "month",
  week: "week",
  day: "day",
};

export const goals = {
  noKpi: (kpi: string) => `There is no KPI ${kpi}.`,
  nobody: (who: string) => `Nobody is called ${who}.`,
  meant: (sentence: string, near: string) => `${sentence} Was ${near} meant?`,
  noPeriod: (period: string) => `${period} is no period of this calendar.`,
  noEditedPeriod: (period: string) =>
    `${period} is no year, half, quarter or month of this calendar.`,
  noWeeks: (period: string, kpi: string) =>
    `${period} is a week, and goals of ${kpi} don't come down in weeks: edit a month.`,

  // ── Commands ─────────────────────────────────────────────────────────────────────────────────
  goalOf: (kpi: string, who: string, period: string) => `${kpi} of ${who} in ${period}`,
  needsNumber: (goal: string) => `A goal of ${goal} needs a number.`,
  owesNone: (who: string, kpi: string, period: string) =>
    `${who} owes no goal of ${kpi} in ${period}.`,
  resetClosed: (period: string) => `${period} is closed: a reset only changes what lies ahead.`,
  resetReason: (goal: string) => `A reset of ${goal} says why, and who decided it.`,
  overrideReason: (goal: string) => `An override of ${goal} needs its reason.`,
  nothingToAccept: (goal: string) => `KPI Goals holds no goal of ${goal}: nothing to accept.`,
  acceptedAlready: (goal: string) =>
    `KPI Goals holds the goal of ${goal} as it is: nothing to accept.`,
  acceptReason: (goal: string) => `Accepting the goal of ${goal} needs its reason.`,
  moveAmount: "A move needs an amount above 0.",
  noTop: (kpi: string, period: string, who: string) =>
    `No goal of ${kpi} in ${period} goes down from ${who}: try other rules instead.`,
  nothingToWrite: "There is nothing to write.",
  plan: (edits: number) => (edits === 1 ? "Write 1 edit" : `Write ${edits} edits`),
  wrote: (edits: number) => (edits === 1 ? "Wrote 1 edit." : `Wrote ${edits} edits.`),

  // ── Holds ────────────────────────────────────────────────────────────────────────────────────
  belowZero: (kpi: string) => `A goal of ${kpi} can't be held below 0.`,
  rates: (kpi: string) => `Goals of ${kpi} are rates: hold one, amounts of it can't be moved.`,
  toThemself: (who: string) => `${who} can't move an amount to themself.`,
  oneBelow: (a: string, b: string) =>
    `${a} and ${b} stand one below the other; an amount moves between people side by side.`,
  tooMuch: (who: string, owes: string, period: string, amount: string) =>
    `${who} owes ${owes} in ${period}: ${amount} can't be moved from it.`,
  noCascade: (kpi: string, period: string) => `Goals of ${kpi} don't cascade in ${period}.`,
  notThere: (who: string, period: string) => `${who} is not in the org in ${period}.`,
  byThe: (kpi: string, grain: keyof typeof GRAINED, span: string) =>
    `Goals of ${kpi} go down by the ${GRAINED[grain]}: hold ${span}.`,
  startsWith: (kpi: string, who: string) =>
    `The goal of ${kpi} starts with ${who}: change it in the rules.`,
  notBelow: (who: string, kpi: string) =>
    `${who} is not below anyone whose goal of ${kpi} cascades.`,
  saidInRules: (goal: string) => `${goal} is said in the rules: release it there.`,
  notHeld: (goal: string) => `No edit holds ${goal}: nothing to release.`,

  // ── What became of an edit ───────────────────────────────────────────────────────────────────
  edit: (
    kind: "hold" | "release" | "move" | "override" | "cascade",
    kpi: string,
    period: string,
    who: string,
  ) =>
    kind === "cascade" ? `cascade ${kpi} from ${period} on` : `${kind} ${kpi} ${period} for ${who}`,
  outdated: (n: number, edit: string, reason: string) =>
    `Edit ${n} (${edit}) would no longer apply. ${reason}`,
  later: (day: string) => `It counts from ${day} on.`,
  ended: (isReplaced: boolean, n: number, on: string) =>
    `${isReplaced ? "Replaced" : "Released"} by edit ${n} on ${on}.`,
  closed: (period: string, on: string) =>
    `${period} was closed on ${on}: a closed goal changes only by an override.`,
  cascadeClosed: (period: string, on: string) =>
    `${period} was closed on ${on}: only what lies ahead is cascaded again.`,

  // ── What a run tells of goals ────────────────────────────────────────────────────────────────
  and: (names: readonly string[], more: number) => `${names.join(", ")} and ${more} more`,
  notes: {
    evenly: (manager: string, kpi: string, owesNothing: boolean) =>
      `All reports of ${manager} have weights of 0 or blank for \`${kpi}\`, so they ${owesNothing ? "owe nothing" : "share evenly"}; say \`else evenly\` if that is meant.`,
    negative: (who: string, kpi: string) =>
      `The weight of ${who} for \`${kpi}\` is negative and counts as 0.`,
    worse: (who: string, kpi: string, period: string) =>
      `${who} would have to get worse at \`${kpi}\` than a year before to make its goal of ${period}.`,
    weightless: (kpi: string, year: string, names: string) =>
      `\`${kpi}\` has no denominator in ${year} for ${names}: they owe a rate, and it weighs nothing in their managers'.`,
    each: (grain: keyof typeof GRAINED) => `each ${GRAINED[grain]}`,
    finerThanWeeks: (kpi: string, spans: string) =>
      `\`${kpi}\` comes down in weeks: its goal for ${spans} does not count. Say it for a week.`,
    finerThanMonths: (kpi: string, spans: string) =>
      `\`${kpi}\` comes down in months: its goal for ${spans} is no whole month and does not count. Say it for a month, say all of \`${kpi}\` in weeks, or use a calendar of \`weeks\`.`,
    gap: (names: string, kpi: string) =>
      `The own spread of ${names} for \`${kpi}\` has a gap, so the manager's months are followed.`,
    dropped: (names: string, kpi: string) =>
      `Part of the blend for \`${kpi}\` is zero for all reports of ${names}; the other parts count in its place.`,
    yearMoved: (year: string, names: string, kpi: string) =>
      `The ${year} of ${names} for \`${kpi}\` moved by one increment, so that the months tie.`,
    atOnce: (kpi: string, names: string) =>
      `The months of \`${kpi}\` under ${names} were tied at once; halves and quarters had no table.`,
    inUnits: (kpi: string, names: string) =>
      `Some months of \`${kpi}\` under ${names} are no whole increments; they tie to the unit.`,
    alabama: (kpi: string, names: string) =>
      `By rounding, one increment more of \`${kpi}\` would leave ${names} with less, or one fewer with more.`,
    resetFrom: (kpi: string, period: string, who: string, says: string, rules: string) =>
      `The reset of \`${kpi}\` ${period} for ${who} says it was ${says}; the rules give ${rules || "no goal"}.`,
    tooLittle: (s: Brings) =>
      `${s.count} of \`${s.activity}\` at ${s.rate} of \`${s.rateName}\` and last year's \`${s.size}\` of ${s.each} bring ${s.brings}; \`${s.result}\` owes ${s.owed}.`,
    nobodys: (kpi: string, sum: string, rows: number) =>
      `${kpi} ${sum && `${sum} in `}${rows === 1 ? "1 row" : `${rows} rows`}`,
    nobodysMore: (list: string, more: number) => `${list}, and ${more} more`,
  },
  /** How the rows of the rules' sheet were changed. */
  rulesWere: {
    sorted: "sorted",
    "rows added": "added to",
    "rows removed": "removed in part",
    edited: "edited by hand",
  },
  /** Cells of the sheet of edits that can't be read. */
  cells: {
    noColumn: (sheet: string, columns: string) =>
      `${sheet} has no column ${columns}; its edits are not read.`,
    twice: (n: number) => `Two edits have the number ${n}; the first counts.`,
    noNumber: "An edit needs a number of its own: 1, 2, 3.",
    hostDate: "The host made a date of this period; write it as text, 2026-03.",
    noDay: "An edit says the day from which it counts, 2026-03-31.",
    amount: "A move says its amount here, above 0.",
    reason: "An override needs its reason here.",
    error: (error: string) => `This cell is ${error}; the edit is not read.`,
    noKind: (kind: string, near: string) => `There is no edit \`${kind}\`; did you mean ${near}?`,
    kinds: (kinds: string) => `An edit is one of ${kinds}.`,
    says: (column: string) => `An edit says its ${column}.`,
    taker: "A move names who takes the amount, or `siblings`.",
    noGoal: (text: string) => `\`${text}\` is no goal: a number is needed.`,
  },
};
