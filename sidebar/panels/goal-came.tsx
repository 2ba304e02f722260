/** What a figure that goals rest on came to, beside what they assume of it. */
import { foldText } from "../../dsl/fold.ts";
import type { GoalsPreviewView, RunView } from "../../src/app/contract.ts";
import { inFull } from "../digits.ts";
import { figure, percent } from "../format.ts";
import { groupsOf } from "../state/goal-edits.ts";
import type { WhatIfDraft } from "../state/goal-whatif.ts";
import { figuresAt } from "../state/read.ts";
import { texts } from "../texts/index.ts";
import { Note } from "../ui/parts.tsx";
import { groupNow } from "./goal-effects.tsx";

interface Props {
  readonly run: RunView | null;
  readonly preview: GoalsPreviewView | null;
  readonly whatIf: WhatIfDraft;
  readonly locale: string;
}

/** Of the figure that is tried otherwise, else of the first. */
export function CameAt({ run, preview, whatIf, locale }: Props) {
  const { figures, amounts, who } = whatIf;
  const tried = figures.findIndex(({ value }, at) => amounts[at] !== value);
  const at = Math.max(0, tried);
  const of = figures[at];
  if (!run || !of) return null;
  const k = kpiNamed(run, of.kpi);
  const period = lastClosed(run, of.grain ?? "quarter");
  const person = run.people.findIndex(({ name }) => name === who);
  if (k < 0 || period < 0 || person < 0) return null;
  const { actual } = figuresAt(run, k, period, person);
  const assumed = amounts[at] ?? of.value;
  if (actual === null || assumed === 0) return null;
  const { label, unit } = run.kpis[k]!;
  const shown = (value: number) => figure(value, unit, locale);
  const said = texts.goals.came(label, shown(actual), run.periods[period]!.label, shown(assumed));
  const carries = preview && carried({ run, preview, whatIf, locale }, of, actual / assumed);
  return (
    <section class="sec">
      <Note tone="">
        {said} {carries}
      </Note>
    </section>
  );
}

/** What the goals worked out by the figure would bring of the goal they are worked out from, if it stays as it came. */
function carried(
  { run, preview, whatIf, locale }: Props,
  { divides }: WhatIfDraft["figures"][number],
  share: number,
): string | null {
  if (!run || !preview || !divides) return null;
  const [owed, from] = [divides.goal, divides.into].map((name) => run.kpis[kpiNamed(run, name)]);
  if (!owed || !from) return null;
  const group = groupNow(groupsOf(preview), owed.name, { whatIf, run });
  const after = group?.rows.find(({ who }) => who === whatIf.who)?.after ?? null;
  if (after === null) return null;
  const count = inFull(after, owed.unit, locale);
  return texts.goals.carries(owed.label, count, percent(share, locale), from.label);
}

const lastClosed = ({ periods }: RunView, grain: string): number =>
  periods.reduce(
    (last, one, n) =>
      one.state === "closed" && one.grain === grain && one.end > (periods[last]?.end ?? "")
        ? n
        : last,
    -1,
  );

const kpiNamed = ({ kpis }: RunView, wanted: string): number =>
  kpis.findIndex(({ name }) => foldText(name) === foldText(wanted));
