/** Published examples that are neither of a cascade nor of standing, and why. */
import type { Example } from "./published.ts";

const FORMULA = "A goal's own formula says it; nothing is divided.";
const KPI = "A KPI's formula: test/conformance/forms/kpi-formulas.txt asks for such figures.";
const ROLL_UP =
  "Actuals roll up by rows: test/conformance/forms/aggregates.txt and time-and-tree.txt.";
const RULES = "A rule of the rule book: test/conformance/forms/flags.txt has flags of every kind.";

/** By id, else by the topic or what stands before its first `/`. */
const APART: Readonly<Record<string, string>> = {
  "tm1-straight-line-6": FORMULA,
  "tm1-percent-change-negative-trap":
    "A goal's own formula: `last year * 102%` gives 1,020 and −1,020, with a finding for the second.",
  "tm1-growth-compound": FORMULA,
  "tm1-repeat-leaves-nonzero-only": "One value into many cells; nothing is divided.",
  "cognos-breakback-multiplication":
    "A goal computed from others comes down as a goal; its factors aren't solved for.",
  "hyperion-time-balance": ROLL_UP,
  "overassign-inverse":
    "Another way to say it: under-assigned by 10 % is `over-assign 11.1%`; bands aren't cascaded.",
  "capacity-waterfall-himodus": FORMULA,
  "netsuite-adjustment-rep":
    "Shared credit is rows with a share each; a manager's figure counts a row once, so none is made up.",
  "spider-goal-redflag":
    "A score here is a weighted mean of attainments, not a curve from 0 to 10.",
  "perdoo-weakest-child":
    "A manager's status is of his own rolled-up figure, never of the words of those below.",
  tiers: "Commission, not a goal.",
  kpi: KPI,
  "iso-quarter-2016":
    "Quarters of ISO years aren't offered; a `weeks` calendar with a stated year end has the like.",
  "fiscal445-mtd":
    "Month to date up to a day: test/conformance/forms/time-and-tree.txt has `mtd`, `qtd` and `ytd`.",
  metric: ROLL_UP,
  accountability: RULES,
};

export function apartOf({ id, topic }: Example): string | null {
  const area = topic.split("/")[0] ?? topic;
  return APART[id] ?? APART[topic] ?? APART[area] ?? null;
}
