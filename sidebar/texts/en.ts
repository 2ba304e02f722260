/** Every word the sidebar says. A translation is one more file of this shape. */
import { countingIn, listIn } from "./counting.ts";

const { many, digits } = countingIn("en");
const list = listIn("en");

export const en = {
  common: {
    run: "Run",
    save: "Save",
    write: "Write",
    undo: "Undo",
    why: "Why",
    back: "Back",
    close: "Close",
    cancel: "Cancel",
    apply: "Apply",
    preview: "Preview",
    tryAgain: "Try again",
    reason: "Reason",
    name: "Name",
    person: "Person",
    period: "Period",
    kpi: "KPI",
    goal: "Goal",
    of: "of",
    nobody: "nobody",
    everyone: "Everyone",
    everyPeriod: "All periods",
    notYet: "Nothing is written yet.",
    rows: (n: number) => many(n, { one: "{n} row", other: "{n} rows" }),
    noRun: {
      title: "Nothing has run yet",
      body: "Run works the figures out; nothing is written by it.",
    },
  },
  status: {
    met: "met",
    missed: "missed",
    ahead: "ahead",
    "on pace": "on pace",
    behind: "behind",
    "at risk": "at risk",
    "no goal": "no goal",
    "no data": "no data",
  },
  frame: {
    views: "Views",
    tabs: {
      start: "Start",
      rules: "Rules",
      goals: "Goals",
      scorecard: "Scorecard",
      answers: "Answers",
      publish: "Publish",
    },
    context: "What this is about",
    actions: "Actions",
    waiting: (n: number) => many(n, { one: "{n} flag to answer", other: "{n} flags to answer" }),
    loading: "Reading the workbook …",
    running: "Working out the figures …",
    lastRun: (time: string) => `Last run ${time}`,
    upToDate: (day: string, ties: string) => `Up to date · data to ${day} · ${ties}`,
    stale: "Cells changed since the last run",
    totalsTie: "totals tie",
    totalsRound: "years tie, months by rounding",
    rulesBroken: (n: number) =>
      many(n, {
        one: "{n} rule has a mistake; the others run",
        other: "{n} rules have a mistake; the others run",
      }),
    since: (seconds: number) => many(seconds, { one: "{n} second.", other: "{n} seconds." }),
    writing: "Writing can't be stopped half-way; Undo takes it back.",
    stopped: "Stopped. Nothing was written.",
    noRules: "No rules in this workbook yet",
    nothingFound: (typed: string) => `Nothing here is called “${typed}”`,
    matches: (n: number) => many(n, { one: "{n} match", other: "{n} matches" }),
  },
  start: {
    noRules: {
      title: "This workbook has no rules yet",
      body: "Rules say what the KPIs are, what the goals are, how they cascade, and who answers.",
      sample: "Write the sample into this workbook",
      own: "Write rules",
    },
    findings: "What the data holds",
  },
  rules: {
    editor: "Rules",
    discard: "Discard draft",
    format: "Format",
    draft: "Draft kept here, not saved.",
    changedByHand: (how: string) =>
      `The rules' sheet was changed by hand since it was saved here (${how}). Look the rules over, then save.`,
    goTo: "Go to",
    rename: (name: string) => `New name of ${name}`,
    renameDo: "Rename",
    problemList: "Problems",
    problems: (n: number) =>
      many(n, {
        one: "{n} problem",
        other: n === 0 ? "No problems" : "{n} problems",
      }),
    fix: (text: string) =>
      text.trim() === "" ? "Leave it out" : `Write ${text.trim().slice(0, 28)}`,
    nothingToMend: "On this line is nothing that can be mended by itself.",
    line: (n: number, code: string) => `Line ${n} · ${code}`,
    conflict: {
      title: "Somebody saved other rules meanwhile",
      body: "Nothing was overwritten. Keep one text; the other is shown here until then.",
      mine: "Yours",
      theirs: "Theirs",
      keepMine: "Save mine",
      keepTheirs: "Take theirs",
    },
  },
  goals: {
    of: (kpi: string) => `Goals of ${kpi}`,
  },
  scorecard: {
    leading: "Leading",
    lagging: "Lagging",
    others: "Other figures",
    team: "Team",
    metOf: (met: number, all: number) => `${digits(met)} of ${digits(all)} met`,
    owesNothing: "Owes no goal in this period",
    activity: (met: number, all: number) =>
      met === all
        ? many(all, { one: "Meets its leading KPI", other: "Meets all {n} leading KPIs" })
        : `Meets ${digits(met)} of ${many(all, { one: "{n} leading KPI", other: "{n} leading KPIs" })}`,
    result: (met: boolean): string => (met ? "Makes the goal" : "Misses the goal"),
    both: (activity: string, met: boolean) =>
      `${activity} and ${met ? "makes the goal" : "misses the goal"}`,
    quadrant: (leading: boolean, lagging: boolean) =>
      `Leading ${leading ? "met" : "missed"}, revenue ${lagging ? "met" : "missed"}`,
    ofGoal: (name: string, share: string | null) =>
      share === null ? `${name}: no figure` : `${name}: ${share} of goal`,
    trend: (name: string) => `${name}, last 12 months`,
    short: (amount: string) => `${amount} short`,
    over: (amount: string) => `${amount} over`,
    pace: (value: string) => `pace ${value}`,
  },
  why: {
    of: (name: string) => `Why: ${name}`,
  },
  answers: {
    noFlags: { title: "Nobody has to answer", body: "No flag is open in this period." },
    as: "Answering as",
    who: ([first, ...above]: readonly string[]) =>
      first === undefined
        ? ""
        : above.length === 0
          ? `${first} answers.`
          : `${first} answers, escalated to ${list(above)}.`,
    since: (day: string) => `Since ${day}.`,
    record: {
      open: "Put on record",
      by: "I am",
      choose: "Choose a name",
      note: "What was agreed",
      actions: { coached: "Coached", "goal reset": "Goal reset", accepted: "Accepted" },
      write: "Write to KPI Actions",
    },
  },
  publish: {
    title: "Write the results",
    body: "Nothing is written before you press Write.",
    behind: (n: number) =>
      many(n, {
        one: "{n} cell of the KPI sheets changes",
        other: "{n} cells of the KPI sheets change",
      }),
    isNew: "new",
    changed: (n: number) =>
      many(n, {
        one: "{n} cell changes",
        other: n === 0 ? "no cell changes" : "{n} cells change",
      }),
    write: (n: number) => many(n, { one: "Write {n} sheet", other: "Write {n} sheets" }),
    ties: (ties: number, all: number) => `${digits(ties)} of ${digits(all)} sums tie exactly`,
    rounding: (n: number, amount: string) =>
      many(n, {
        one: `{n} sum of months differs by rounding, at most ${amount}; years tie.`,
        other: `{n} sums of months differ by rounding, at most ${amount}; years tie.`,
      }),
    checks: "Checks",
    tests: "Tests",
    passed: "passed",
    failed: "failed",
    notExpected: (actual: string, expected: string) => `${actual}, not ${expected}`,
  },
  faults: {
    nothingLost: "Nothing was written; your draft is kept here.",
    severalAccounts: {
      message: "Google could not tell which of your accounts this is.",
      todo: "Open the workbook in a browser profile or private window with one account.",
    },
  },
};

export type Texts = typeof en;
