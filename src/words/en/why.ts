/** Why a figure is what it is. Amounts, shares, names and days come as they are shown. */
import type { LeftOverGroup, Reached, RowsSaid, StepSaid, WhyGoalPart } from "../parts.ts";

const rows = (n: number): string => `${n} ${n === 1 ? "row" : "rows"}`;

const VERBS = {
  count: "counts",
  sum: "adds up",
  distinct: "counts the different ones in",
  min: "takes the least of",
  max: "takes the most of",
  median: "takes the middle of",
} as const;

const ROUNDINGS = {
  remainder: "largest remainder",
  largest: "largest share",
  first: "first by name",
  webster: "Webster’s rule",
} as const;

const layers = (reserve: string, buffer: string): string[] =>
  [reserve && `keeps back ${reserve}`, buffer && `over-assigns ${buffer}`].filter(Boolean);

export const why = {
  // ── Goals ────────────────────────────────────────────────────────────────────────────────────
  goalOf: (kpi: string, layer: "assigned" | "base") =>
    `${layer === "base" ? "Base goal" : "Goal"} of ${kpi}`,
  said: (goal: string) => `The goal is ${goal}: said in the rules.`,
  assumes: (part: string, assumed: string, came: string) =>
    `The goal assumes ${part} of ${assumed}; it was ${came}.`,
  assumesOf: (kpi: string, part: string, assumed: string, came: string) =>
    `The goal of ${kpi} assumes ${part} of ${assumed}; it was ${came}.`,
  part: (share: string, whole: string, period: string) =>
    `${share} of the goal of ${whole} falls on ${period}.`,
  owes: (who: string, goal: string) => `${who} owes ${goal}.`,
  together: (goal: string, what: WhyGoalPart, isMean: boolean) =>
    `The goal is ${goal}: the ${what} ${isMean ? "weighed by what they are a part of" : "together"}.`,
  changed: (
    period: string,
    to: string,
    { edit, on, by, because }: { edit: number | null; on: string; by: string; because: string },
  ) =>
    `The goal of ${period} was ${edit === null ? "reset" : `accepted (edit ${edit})`} to ${to} on ${on}${by && ` by ${by}`}${because && `: ${because}`}.`,
  soOwes: (who: string, goal: string, period: string) => `So ${who} owes ${goal} in ${period}.`,
  owesNone: (who: string, kpi: string, period: string) =>
    `${who} owes no goal for ${kpi} in ${period}.`,

  // ── Cascades ─────────────────────────────────────────────────────────────────────────────────
  topOwes: (who: string, goal: string, year: string) => `${who} owes ${goal} in ${year}.`,
  cascadedFrom: (who: string, goal: string, period: string) =>
    `${who} owes ${goal} in ${period}, said in the rules and cascaded from here.`,
  fallsOn: (year: string, goal: string, period: string) =>
    `Of the goal of ${year} ${goal} falls on ${period}.`,
  withoutBuffers: (goal: string) => `Without the buffers of the steps above it is ${goal}.`,
  step: (s: StepSaid) => {
    const kept = layers(s.reserve, s.buffer).join(" and ");
    const before = kept && `${s.manager} ${kept}, so hands down ${s.handedDown}. `;
    const holds = s.heldSiblings.map((h) => `${h.who} is held at ${h.goal}`).join(", ");
    const notes = [
      s.bound && !s.held ? `at its bound (${s.bound})` : "",
      s.held && `held ${s.held}`,
      s.presence && `there for ${s.presence} of the time, ramp included`,
    ].filter(Boolean);
    const rest = notes.map((note) => `, ${note}`).join("");
    const rounded = s.rounded && ` Rounded to ${s.rounded}s${s.leftOver && `: ${s.leftOver}`}.`;
    return `${before}${holds && `${holds}. `}${s.who} takes ${s.share} of ${s.handedDown}: ${s.goal}${rest}.${rounded}`;
  },
  heldInRules: "in the rules",
  heldBy: (by: string, on: string, edit: number) => `by ${by || "an edit"} on ${on} (edit ${edit})`,
  rate: (
    who: string,
    manager: string,
    { method, times, rate }: { method: string; times: string; rate: string },
  ) => {
    const by = method === "same rate" ? "the same rate for all" : `by ${method}`;
    return `${who} takes part in the rate of ${manager}${times && `, times ${times} for the step,`} ${by}: ${rate}.`;
  },
  /** Who took what rounding left over: groups of people who took the same by the same rule. */
  leftOver: (groups: readonly LeftOverGroup[]) =>
    groups
      .map(({ who, more, each, odd, rule, increment }) => {
        const names = who.join(", ") + (more > 0 ? ` and ${more} more` : "");
        const what = odd
          ? `${each} is no whole ${increment} and`
          : `${each}${who.length > 1 ? " each" : ""} left over`;
        return `${what} went to ${names}: ${ROUNDINGS[rule]}`;
      })
      .join("; "),
  withoutHold: (
    held: readonly string[],
    who: string,
    { goal, year, change, less }: { goal: string; year: string; change: string; less: boolean },
  ) => {
    const way = change === "" ? "the same" : `${change} ${less ? "less" : "more"}`;
    return `Without the hold on ${held.join(" and ")} ${who} would owe ${goal} for ${year}, ${way}.`;
  },

  // ── Standing ─────────────────────────────────────────────────────────────────────────────────
  labels: {
    attainment: (kpi: string) => `Attainment of ${kpi}`,
    expected: (kpi: string) => `What is due by now of ${kpi}`,
    pace: (kpi: string) => `Pace of ${kpi}`,
    forecast: (kpi: string) => `Forecast of ${kpi}`,
    gap: (kpi: string) => `What is missing of ${kpi}`,
    share: "Part due",
    status: (kpi: string) => `Status of ${kpi}`,
    tieOut: (kpi: string) => `Tie-out of ${kpi}`,
  },
  titles: {
    goal: (kpi: string) => `${kpi}, goal`,
    "base goal": (kpi: string) => `${kpi}, base goal`,
    attainment: (kpi: string) => `${kpi}, attainment`,
    expected: (kpi: string) => `${kpi}, expected`,
    pace: (kpi: string) => `${kpi}, pace`,
    forecast: (kpi: string) => `${kpi}, forecast`,
    status: (kpi: string) => `${kpi}, status`,
    "tie-out": (kpi: string) => `${kpi}, tie-out`,
  },
  noAttainment: (who: string) => `${who} has no attainment: there is no goal, or no figure.`,
  attainment: (who: string, share: string, actual: string, goal: string) =>
    `${who} is at ${share} of the goal: ${actual} of ${goal}.`,
  shareDue: (share: string) => `${share} of the goal is due by now.`,
  due: (amount: string, goal: string) => `${amount} of ${goal} is due by now.`,
  noPace: "Nothing is due yet, so there is no pace.",
  pace: (actual: string, pace: string) => `Against what is due by now, ${actual} is ${pace}.`,
  forecast: (amount: string) => `If it goes on so, the period ends at ${amount}.`,
  gap: (amount: string) => `${amount} is missing to the goal.`,
  so: (kpi: string, status: string) => `So ${kpi} is ${status}.`,
  soAsOf: (kpi: string, status: string, day: string) => `So ${kpi} is ${status} as of ${day}.`,
  noFigure: (kpi: string) => `${kpi} has no figure, so it counts for nothing.`,
  weighs: (kpi: string, share: string, countedAs: string, weight: string) =>
    `${kpi} is ${share}${countedAs && `, counted as ${countedAs}`}; it weighs ${weight}.`,
  score: (label: string, score: string, counted: string) =>
    `${label} is ${score}.${counted && ` ${counted} of the weights counted.`}`,

  // ── Totals ───────────────────────────────────────────────────────────────────────────────────
  tieOut: (
    s: Pick<StepSaid, "who" | "goal" | "reserve" | "buffer" | "handedDown">,
    period: string,
  ) =>
    `${s.who} owes ${s.goal} in ${period}${layers(s.reserve, s.buffer)
      .map((layer) => `, ${layer}`)
      .join("")} and hands down ${s.handedDown}.`,
  open: (amount: string, who: string) => `${amount} is open with ${who}.`,
  ties: "That adds up: it ties.",
  offBy: (amount: string) => `That is off by ${amount}.`,
  tied: "ties",
  sinceReset: "since reset",
  sameWithoutBuffers: "The same without the buffers of the steps above:",
  tieOutOf: (kpi: string, who: string, period: string) => `Tie-out of ${kpi}, ${who}, ${period}`,

  // ── Figures ──────────────────────────────────────────────────────────────────────────────────
  asks: (text: string, shown: string) => `It asks whether ${text}: ${shown}.`,
  is: (label: string | null, text: string) => `${label ?? "It"} is ${text}.`,
  spoilt: (error: string, place: string) => `${error} at ${place} spoils it.`,
  rows: (s: RowsSaid) => {
    const whose = s.who === null ? "whoever they are of" : `for ${s.who} and everybody below`;
    const when = s.days ? `from ${s.days[0]} to ${s.days[1]}` : "at any time";
    const notes = [
      s.left && s.left.rows > 0
        ? `${rows(s.left.rows)} left out, where not ${s.left.condition}`
        : "",
      s.blanks > 0 ? `${rows(s.blanks)} hold nothing` : "",
      s.unlinked > 0 ? `the link of ${rows(s.unlinked)} finds nothing` : "",
    ].filter(Boolean);
    const rest = notes.map((note) => `; ${note}`).join("");
    return `${s.name} ${VERBS[s.by]} ${rows(s.counted)} of ${s.table} ${whose}, ${when}${rest}.`;
  },
  fromPeople: (name: string, shown: string, cells: number) =>
    `${name} is ${shown}, from ${cells} ${cells === 1 ? "cell" : "cells"} of the people’s sheet.`,
  persons: (name: string, who: string, shown: string, people: number) =>
    `${name} of ${who} is ${shown}: ${people} people.`,
  holds: (place: string, shown: string) => `${place} holds ${shown}.`,
  isDay: (name: string, day: string) => `${name} is ${day}.`,
  blank: (name: string, because: string) => `${name} is blank: ${because}.`,
  status: (label: string, who: string, status: string) => `${label}, ${who}: ${status}.`,
  figure: (name: string, who: string, period: string, shown: string) =>
    `${name}, ${who}, ${period}: ${shown}.`,
  noneYet: "none yet",
  row: (n: string) => `Row ${n}`,
  rowsFrom: (first: string, last: string) => `Rows ${first}–${last}`,

  /** Why there is no figure, after a colon. */
  because: {
    nobody: "nobody stands there",
    blank: "the rules say blank",
    noTable: "its table isn't in the workbook",
    notYet: "nothing is known of it yet",
    notThere: (who: string) => `${who} isn't in the org then`,
    notOfPeople: "a headcount is of people",
    noPeople: "there is no people's sheet",
    noGoal: (who: string) => `nothing says one for ${who}`,
    startsNowhere: "its cascade starts nowhere",
    noRule: "a change is no goal of the rules",
  },

  // ── Where a goal comes from, after its amount ────────────────────────────────────────────────
  how: {
    said: "said in the rules",
    longer: "its part of the longer goal that is said",
    shorter: "its shorter goals together",
    reports: "the reports' goals together",
    fromHere: "said in the rules, and cascaded from here",
    reset: "reset",
    accepted: (s: Reached) =>
      `accepted in ${s.period} as ${s.to} on ${s.on}${s.by && ` by ${s.by}`} (edit ${s.edit}): ${s.because}`,
    resetTo: (s: Reached) =>
      `reset in ${s.period} from ${s.from} to ${s.to} on ${s.on} by ${s.by}: ${s.because}`,
    handed: (share: string, amount: string, manager: string, year: string) =>
      `${share} of the ${amount} that ${manager} hands down in ${year}`,
    bound: (bound: string) => `at its bound (\`${bound}\`)`,
    partOfYear: "there for part of the year",
    held: "held",
    heldBy: (isMoved: boolean, by: string, on: string, edit: number, note: string) =>
      `${isMoved ? "moved" : "held"}${by && ` by ${by}`} on ${on} (edit ${edit}${note && `: ${note}`})`,
    rate: (whole: string, manager: string, method: string | null) =>
      `its part of the ${whole} of ${manager}, ${method === null ? "the same rate for all" : `by ${method}`}`,
  },

  // ── Flags ────────────────────────────────────────────────────────────────────────────────────
  flagOpen: "open",
  notOpen: "not open",
  soNotOpen: "So the flag is not open.",
  answers: (who: string, since: string, reason: string) =>
    `${who || "Nobody"} answers, since ${since}: ${reason}.`,
  story: (story: string) => `Its story: ${story}.`,
};
