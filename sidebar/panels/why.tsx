/** Why a figure is what it is: numbered sentences, each with its result, its cells and its rule. */
import type { WhyStep, WhyView, WhyWhat } from "../../src/app/contract.ts";
import { daysIn } from "../format.ts";
import type { Actions } from "../state/actions.ts";
import type { Question, State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Said } from "../ui/said.tsx";

interface Props {
  readonly state: State;
  readonly actions: Actions;
}

export function WhyContext({ state }: Props) {
  const { asked } = state;
  return (
    <span class="grow ellipsis">
      <b>{texts.common.why}</b>{" "}
      <bdi class="dim">{asked ? `${asked.who}, ${asked.period}` : state.why?.title}</bdi>
    </span>
  );
}

const PARTS: readonly (WhyWhat & keyof typeof texts.why.parts)[] = ["actual", "goal", "attainment"];

export function Why({ state, actions }: Props) {
  const { why, asked, run } = state;
  const locale = state.workbook?.locale;
  if (!why) return null;
  const isKpi = run?.kpis.some((k) => k.name === asked?.kpi) ?? false;
  return (
    <div>
      <section class="sec">
        {asked && isKpi && (
          <fieldset class="seg" aria-label={texts.why.figure}>
            {PARTS.map((part) => (
              <button
                key={part}
                type="button"
                aria-pressed={(asked.what ?? "actual") === part}
                onClick={() => actions.why(asked.kpi, asked.who, asked.period, part)}
              >
                {texts.why.parts[part]}
              </button>
            ))}
          </fieldset>
        )}
        <div class="asked">
          <h2 class="dim">
            <bdi>{why.title}</bdi>
          </h2>
          <b>{why.value}</b>
        </div>
      </section>
      <section class="sec">
        <ol class="steps">
          {why.steps.map((step, i) => (
            <li key={`${i} ${step.sentence}`}>
              <span>
                <Said text={step.sentence} locale={locale} />
              </span>
              <span class="num">{step.value}</span>
              <Sources step={step} actions={actions} />
            </li>
          ))}
        </ol>
      </section>
      {why.without && (
        <section>
          <div class="grp">
            <h2 class="grow">{texts.why.without}</h2>
          </div>
          <p class="sec dim">
            <Said text={why.without} locale={locale} />
          </p>
        </section>
      )}
    </div>
  );
}

/** The rule a step rests on, the cells it speaks of, and those that a condition leaves out. */
function Sources({ step, actions }: { step: WhyStep; actions: Actions }) {
  if (step.line === 0 && step.cells.length + step.left.length === 0) return null;
  const cell = (say: (what: string, place: string) => string) => (c: WhyStep["cells"][number]) => (
    <button
      key={`${c.sheet} ${c.range}`}
      type="button"
      class="plain"
      onClick={() => actions.select(c.sheet, c.range)}
    >
      {say(c.label, `${c.sheet}!${c.range}`)}
    </button>
  );
  return (
    <span class="src">
      {step.line > 0 && (
        <button type="button" class="plain" onClick={() => actions.openLine(step.line)}>
          {texts.why.line(step.line)}
        </button>
      )}
      {step.cells.map(cell(texts.why.select))}
      {step.left.map(cell(texts.why.selectLeft))}
    </span>
  );
}

export function WhyBar({ state, actions }: Props) {
  const { why, asked } = state;
  if (!why) return null;
  return (
    <section class="bar" aria-label={texts.frame.actions}>
      <button
        type="button"
        class="grow"
        onClick={() => actions.copy(daysIn(whyText(why), state.workbook?.locale))}
      >
        {texts.why.copy}
      </button>
      {asked && asked.what !== "tie-out" && (
        <button
          type="button"
          class="grow"
          disabled={state.busy !== null}
          onClick={() => void actions.publish.functions.propose("WHY", argumentsOf(asked))}
        >
          {texts.why.insert(state.workbook?.host === "google" ? "KPI_WHY" : "KPI.WHY")}
        </button>
      )}
    </section>
  );
}

/** The function tells the whole of a figure, its goal and attainment too: which of them is looked at makes no difference. */
const argumentsOf = ({ kpi, who, period }: Question): readonly string[] => [kpi, who, period];

/** The chain as plain text: a line a step, its figure at the end. */
export const whyText = ({ title, value, steps, without }: WhyView): string =>
  [
    `${title}: ${value}`,
    ...steps.map(
      (step, i) => `${i + 1}. ${step.sentence}${step.value === "" ? "" : ` ${step.value}`}`,
    ),
    ...(without ? [without] : []),
  ].join("\n");
