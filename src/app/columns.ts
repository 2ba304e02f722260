/** The columns of each table of a run. */

export const RESULT_COLUMNS = [
  "level",
  "who",
  "path",
  "kpi",
  "period",
  "actual",
  "goal",
  "base_goal",
  "attainment",
  "expected",
  "pace",
  "forecast",
  "status",
] as const;
/** How much of a score's weights counted, and what was left out. */
export const SCORE_COLUMNS = [
  "level",
  "who",
  "path",
  "score",
  "period",
  "value",
  "counted",
  "says",
] as const;
export const GOAL_COLUMNS = [
  "level",
  "who",
  "path",
  "kpi",
  "period",
  "base_goal",
  "goal",
  "held",
  "how",
] as const;
export const FLAG_COLUMNS = [
  "level",
  "who",
  "path",
  "period",
  "flag",
  "answers",
  "reason",
  "since",
] as const;
export const HISTORY_COLUMNS = [
  "level",
  "who",
  "path",
  "flag",
  "period",
  "event",
  "on",
  "since",
  "answers",
  "action",
  "by",
  "note",
  "reason",
] as const;
export const EVIDENCE_COLUMNS = [
  "who",
  "of",
  "leading",
  "lagging",
  "grain",
  "met_met",
  "met_missed",
  "missed_met",
  "missed_missed",
  "n",
  "says",
] as const;
export const ACTION_ROW_COLUMNS = [
  "place",
  "flag",
  "who",
  "period",
  "action",
  "by",
  "on",
  "note",
  "closed",
] as const;
export const FINDING_COLUMNS = ["severity", "code", "place", "message", "fix"] as const;
export const CHECK_COLUMNS = ["line", "expression", "actual", "expected", "passed"] as const;
const LINE_COLUMNS = [
  "goal",
  "reserve",
  "buffer",
  "handed_down",
  "held",
  "free",
  "odd",
  "vacancies",
  "open",
  "reports",
  "difference",
] as const;
export const TIEOUT_COLUMNS = [
  "level",
  "who",
  "path",
  "kpi",
  "period",
  ...LINE_COLUMNS,
  ...LINE_COLUMNS.map((column) => `base_${column}` as const),
  "ties",
  "left_over",
] as const;

export const DATA_COLUMNS = [
  "table",
  "kpi",
  "figure",
  "what",
  "who",
  "rows",
  "amount",
  "first_rows",
] as const;
