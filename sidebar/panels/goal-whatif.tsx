/** Another goal at the top: a slider with a field beside it, and what every level would owe. */
import { useEffect, useState } from "preact/hooks";
import type { GoalsPreviewView, GoalsTreeView } from "../../src/app/contract.ts";
import { changeOf, inFull } from "../digits.ts";
import type { Actions } from "../state/actions.ts";
import { groupsOf, levelsOf, stepsAround } from "../state/goal-edits.ts";
import { amountOf, lastName, typedAs } from "../state/goal-tree.ts";
import { isTried, type WhatIfDraft } from "../state/goal-whatif.ts";
import { shapeFor } from "../state/goals.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Note } from "../ui/parts.tsx";
import { Skeleton } from "../ui/states.tsx";
import { Changes } from "./goal-changes.tsx";

const PAGE = 10;

export function WhatIf({ state, actions }: { state: State; actions: Actions }) {
  const { tree, whatIf } = state.goals;
  if (!tree || !whatIf) return null;
  const locale = state.workbook?.locale || "en-US";
  const { preview, refused } = whatIf;
  return (
    <>
      <section class="sec stack">
        <Slider {...{ tree, whatIf, locale, actions }} />
        {whatIf.buffers.length > 0 && <Buffers {...{ whatIf, actions }} />}
        {refused && (
          <Note tone="watch">
            {refused.message}{" "}
            {refused.line > 0 && (
              <button type="button" class="why" onClick={() => actions.openLine(refused.line)}>
                {texts.goals.showRule}
              </button>
            )}
          </Note>
        )}
        {preview?.problems.map((problem) => (
          <Note key={problem} tone="bad">
            {problem}
          </Note>
        ))}
      </section>
      {preview ? (
        <Effects {...{ tree, preview, whatIf, locale }} />
      ) : (
        state.busy !== null && <Skeleton />
      )}
    </>
  );
}

function Slider({
  tree,
  whatIf,
  locale,
  actions,
}: {
  tree: GoalsTreeView;
  whatIf: WhatIfDraft;
  locale: string;
  actions: Actions;
}) {
  const { now, to, who, period } = whatIf;
  const { step, least, most } = stepsAround(now, tree.unit);
  const [typed, setTyped] = useState(typedAs(to, tree.unit, locale));
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    setTyped(typedAs(to, tree.unit, locale));
    setWrong(false);
  }, [to, locale]);
  const moveTo = (amount: number): void => {
    const next = Math.min(most, Math.max(least, Number(amount.toPrecision(12))));
    if (next !== to) actions.goals.whatIf.to(next);
  };
  const take = (): void => {
    const amount = amountOf(typed, tree.unit, locale);
    setWrong(amount === null);
    if (amount !== null && amount !== to) actions.goals.whatIf.to(amount);
  };
  return (
    <div>
      <div class="line base">
        <label class="grow" for="what-if">
          <bdi>{texts.goals.topGoal(who, period)}</bdi>
        </label>
        {to !== now && <span class="meta">{texts.goals.was(inFull(now, tree.unit, locale))}</span>}
        <input
          class="num beside"
          inputMode="decimal"
          aria-label={texts.goals.newGoal}
          aria-invalid={wrong}
          aria-describedby={wrong ? "goal-wrong" : undefined}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onBlur={take}
          onKeyDown={(event) => event.key === "Enter" && take()}
        />
      </div>
      <input
        id="what-if"
        type="range"
        min={least}
        max={most}
        step={step}
        value={to}
        aria-valuetext={inFull(to, tree.unit, locale)}
        onKeyDown={(event) => {
          const by = stepOf(event.key);
          if (by === 0) return;
          event.preventDefault();
          moveTo(to + by * step);
        }}
        onInput={(event) => moveTo(Number(event.currentTarget.value))}
      />
      {wrong && (
        <p id="goal-wrong" class="bad">
          {texts.goals.notANumber(typedAs(330_000, { of: "count" }, locale))}
        </p>
      )}
    </div>
  );
}

/** What is kept back and handed down on top, in percent of the goal; each can be tried otherwise. */
function Buffers({ whatIf, actions }: { whatIf: WhatIfDraft; actions: Actions }) {
  return (
    <fieldset class="buffers">
      <legend class="meta">{texts.goals.buffers}</legend>
      {whatIf.buffers.map(({ kind, below, share }, at) => (
        <label key={`${kind} ${below}`} class="line">
          <span class="grow">
            <bdi>{texts.goals.bufferOf[kind](below)}</bdi>
          </span>
          <input
            class="num"
            type="number"
            min="0"
            max="100"
            step="0.5"
            value={percentOf(whatIf.shares[at] ?? share)}
            onChange={(event) => {
              const typed = event.currentTarget.valueAsNumber;
              if (typed >= 0 && typed <= 100) actions.goals.whatIf.buffer(at, typed / 100);
              else event.currentTarget.value = String(percentOf(whatIf.shares[at] ?? share));
            }}
          />
          <span aria-hidden="true">%</span>
        </label>
      ))}
    </fieldset>
  );
}

const percentOf = (share: number): number => Number((share * 100).toPrecision(12));

function stepOf(key: string): number {
  switch (key) {
    case "ArrowRight":
    case "ArrowUp":
      return 1;
    case "ArrowLeft":
    case "ArrowDown":
      return -1;
    case "PageUp":
      return PAGE;
    case "PageDown":
      return -PAGE;
    default:
      return 0;
  }
}

interface EffectsProps {
  readonly tree: GoalsTreeView;
  readonly preview: GoalsPreviewView;
  readonly whatIf: WhatIfDraft;
  readonly locale: string;
}

function Effects({ tree, preview, whatIf, locale }: EffectsProps) {
  return (
    <>
      <Reports {...{ tree, preview, whatIf, locale }} />
      {preview.kpis.map(({ name, label, unit }) => {
        const rows = levelsOf(preview, name, whatIf.period);
        if (rows.length === 0) return null;
        const title =
          name === tree.kpi ? texts.goals.everyLevel : texts.goals.owed(label, whatIf.period);
        return (
          <Compared
            key={name}
            title={title}
            rows={rows.map(({ level, count, before, after }) => ({
              name: texts.goals.level(level),
              small: texts.goals.people(count),
              before,
              after,
            }))}
            {...{ unit, locale }}
          />
        );
      })}
    </>
  );
}

/** Who reports to the top, by name: what stays as it was is shown too. */
function Reports({ tree, preview, whatIf, locale }: EffectsProps) {
  const top = tree.who.indexOf(whatIf.who);
  const group = groupsOf(preview).find((g) => g.kpi === whatIf.kpi && g.period === whatIf.period);
  const moved = new Map(group?.rows.map((row) => [row.who, row]));
  const rows = [...(shapeFor(tree).kids[top] ?? []), top].flatMap((at) => {
    const who = tree.who[at] ?? "";
    const goal = tree.goal[at] ?? null;
    if (goal === null) return [];
    const row = moved.get(who);
    return [{ name: lastName(who), small: "", before: goal, after: row ? row.after : goal }];
  });
  if (rows.length < 2) return null;
  return (
    <Compared
      title={texts.goals.owed(tree.label, whatIf.period)}
      unit={tree.unit}
      {...{ rows, locale }}
    />
  );
}

interface ComparedRow {
  readonly name: string;
  readonly small: string;
  readonly before: number | null;
  readonly after: number | null;
}

/** Reports listed before the rest is left to the levels below. */
const MOST_REPORTS = 30;

function Compared({
  title,
  rows,
  unit,
  locale,
}: {
  title: string;
  rows: readonly ComparedRow[];
  unit: GoalsTreeView["unit"];
  locale: string;
}) {
  const shown = rows.length > MOST_REPORTS ? rows.slice(-MOST_REPORTS) : rows;
  return (
    <>
      <div class="grp">
        <span class="grow">{title}</span>
      </div>
      <div class="sec">
        <table class="compared">
          <thead>
            <tr>
              <th>{texts.goals.who}</th>
              <th class="num">{texts.goals.now}</th>
              <th class="num">{texts.goals.tried}</th>
              <th class="num">{texts.goals.change}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map(({ name, small, before, after }) => (
              <tr key={name}>
                <td class="name">
                  <bdi>{name}</bdi>
                  {small !== "" && <small>{small}</small>}
                </td>
                <td class="num dim">{inFull(before, unit, locale)}</td>
                <td class="num">
                  <b>{inFull(after, unit, locale)}</b>
                </td>
                <td class="num">{changeOf(before, after, unit, locale)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}

export function WhatIfBar({ state, actions }: { state: State; actions: Actions }) {
  const { whatIf } = state.goals;
  const isSame = whatIf === null || !isTried(whatIf);
  return (
    <section class="bar" aria-label={texts.frame.actions}>
      <button
        type="button"
        class="grow"
        disabled={isSame}
        onClick={() => actions.goals.whatIf.reset()}
      >
        {texts.goals.back}
      </button>
      <button
        type="button"
        class="grow"
        disabled={isSame || state.busy !== null}
        onClick={() => void actions.goals.whatIf.rule()}
      >
        {texts.goals.makeRule}
      </button>
    </section>
  );
}

/** The rule with the other figure in it, before it is saved. */
export function RulePreview({ state }: { state: State }) {
  const { tree, whatIf } = state.goals;
  if (!tree || !whatIf?.rule) return null;
  const { rule } = whatIf;
  const locale = state.workbook?.locale || "en-US";
  const lineOf = (text: string, line: number) => text.split("\n")[line - 1] ?? "";
  return (
    <>
      <section class="sec stack">
        {rule.lines.map((line) => (
          <div key={line}>
            <p class="meta">{texts.goals.ruleLine(line)}</p>
            <p class="mono">
              <del>{lineOf(state.draft, line)}</del>
            </p>
            <p class="mono">
              <ins>{lineOf(rule.text, line)}</ins>
            </p>
          </div>
        ))}
        {state.draft !== state.rules.text && <Note tone="watch">{texts.goals.withDraft}</Note>}
      </section>
      {rule.preview ? (
        <Changes view={rule.preview} kpi={tree.kpi} period={whatIf.period} locale={locale} />
      ) : (
        state.busy !== null && <Skeleton />
      )}
    </>
  );
}

export function RuleBar({ state, actions }: { state: State; actions: Actions }) {
  const isReady = state.goals.whatIf?.rule?.preview ?? null;
  return (
    <section class="bar" aria-label={texts.frame.actions}>
      <button
        type="button"
        class="primary grow"
        disabled={!isReady || state.busy !== null}
        onClick={() => void actions.goals.whatIf.save()}
      >
        {texts.goals.saveRule}
      </button>
      <button type="button" onClick={actions.goals.whatIf.backToSlider}>
        {texts.common.cancel}
      </button>
    </section>
  );
}
