/** Another goal at the top, other buffers, other figures: sliders with a field beside each, and what every level would owe. */
import { useEffect, useState } from "preact/hooks";
import type { UnitView } from "../../src/app/contract.ts";
import { inFull } from "../digits.ts";
import type { Actions } from "../state/actions.ts";
import { stepsAround } from "../state/goal-edits.ts";
import type { FigureGoal } from "../state/goal-rule.ts";
import { amountOf, typedAs } from "../state/goal-tree.ts";
import { isTried, type WhatIfDraft } from "../state/goal-whatif.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Note } from "../ui/parts.tsx";
import { Said } from "../ui/said.tsx";
import { Skeleton } from "../ui/states.tsx";
import { CameAt } from "./goal-came.tsx";
import { Effects } from "./goal-effects.tsx";

const PAGE = 10;

export function WhatIf({ state, actions }: { state: State; actions: Actions }) {
  const { tree, whatIf } = state.goals;
  if (!tree || !whatIf) return null;
  const locale = state.workbook?.locale || "en-US";
  const { preview, refused, now, to, who, period, figures, amounts } = whatIf;
  return (
    <>
      <section class="sec stack">
        {now !== null && to !== null && (
          <Slider
            id="what-if"
            label={texts.goals.topGoal(who, period)}
            unit={tree.unit}
            {...{ now, to, locale }}
            onTo={actions.goals.whatIf.to}
          />
        )}
        {whatIf.buffers.length > 0 && <Buffers {...{ whatIf, actions }} />}
        {ownFirst(figures, whatIf.kpi).map(({ kpi, when, value, at }) => {
          const found = state.run?.kpis.find(({ name }) => name === kpi);
          return (
            <Slider
              key={`${kpi} ${when}`}
              id={`figure-${at}`}
              label={texts.goals.figureOf(found?.label ?? kpi)}
              small={when}
              unit={found?.unit ?? tree.unit}
              now={value}
              to={amounts[at] ?? value}
              locale={locale}
              onTo={(amount) => actions.goals.whatIf.figure(at, amount)}
            />
          );
        })}
        {now === null && figures.length === 0 && state.part.of === "here" && (
          <Note tone="">{texts.goals.nothingToTry}</Note>
        )}
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
            <Said text={problem} locale={locale} />
          </Note>
        ))}
      </section>
      {preview ? (
        <Effects {...{ tree, preview, whatIf, locale, run: state.run }} />
      ) : (
        state.busy !== null && <Skeleton />
      )}
      <CameAt {...{ run: state.run, preview, whatIf, locale }} />
    </>
  );
}

/** With the place of each in the rules: by that it is changed. */
const ownFirst = (figures: readonly FigureGoal[], own: string) =>
  figures
    .map((figure, at) => ({ ...figure, at }))
    .sort((a, b) => Number(b.kpi === own) - Number(a.kpi === own) || a.at - b.at);

interface SliderProps {
  readonly id: string;
  readonly label: string;
  readonly small?: string;
  readonly unit: UnitView;
  readonly now: number;
  readonly to: number;
  readonly locale: string;
  readonly onTo: (to: number) => void;
}

function Slider({ id, label, small = "", unit, now, to, locale, onTo }: SliderProps) {
  const { step, least, most } = stepsAround(now, unit);
  const [typed, setTyped] = useState(typedAs(to, unit, locale));
  const [wrong, setWrong] = useState(false);
  useEffect(() => {
    setTyped(typedAs(to, unit, locale));
    setWrong(false);
  }, [to, locale]);
  const moveTo = (amount: number): void => {
    const next = Math.min(most, Math.max(least, Number(amount.toPrecision(12))));
    if (next !== to) onTo(next);
  };
  const take = (): void => {
    const amount = amountOf(typed, unit, locale);
    setWrong(amount === null);
    if (amount !== null && amount !== to) onTo(amount);
  };
  return (
    <div class="slider">
      <div class="line base">
        <label class="grow" for={id}>
          <bdi>{label}</bdi>
          {small !== "" && <small class="meta">{small}</small>}
        </label>
        {to !== now && <span class="meta">{texts.goals.was(inFull(now, unit, locale))}</span>}
        <input
          class="num beside"
          inputMode="decimal"
          aria-label={`${texts.goals.newGoal}: ${label}`}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${id}-wrong` : undefined}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onBlur={take}
          onKeyDown={(event) => event.key === "Enter" && take()}
        />
        {unit.of === "percent" && <span aria-hidden="true">%</span>}
      </div>
      <input
        id={id}
        type="range"
        min={least}
        max={most}
        step={step}
        value={to}
        aria-valuetext={inFull(to, unit, locale)}
        onKeyDown={(event) => {
          const by = stepOf(event.key);
          if (by === 0) return;
          event.preventDefault();
          moveTo(to + by * step);
        }}
        onInput={(event) => moveTo(Number(event.currentTarget.value))}
      />
      {wrong && (
        <p id={`${id}-wrong`} class="bad">
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
