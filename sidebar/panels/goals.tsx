/** Who owes what, and does it tie: the tree, and what is decided on it. */
import { useEffect, useState } from "preact/hooks";
import type { GoalsTreeView } from "../../src/app/contract.ts";
import { inFull, unitName } from "../digits.ts";
import type { Actions } from "../state/actions.ts";
import { amountOf, typedAs } from "../state/goal-tree.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Empty, Note } from "../ui/parts.tsx";
import { Said } from "../ui/said.tsx";
import { Again, Skeleton } from "../ui/states.tsx";
import { AddsUp } from "./goal-adds-up.tsx";
import { GoalTree } from "./goal-tree.tsx";
import { TextPick } from "./pickers.tsx";

interface Props {
  readonly state: State;
  readonly actions: Actions;
}

export function Goals({ state, actions }: Props) {
  const { run, goals } = state;
  const isStale = run !== null && goals.after !== run && owesAnything(state);
  useEffect(() => {
    if (isStale) void actions.goals.load();
  }, [run]);
  return <TreeView {...{ state, actions }} />;
}

/** Whether the rules give anybody a goal. */
export const owesAnything = ({ run }: State): boolean =>
  run?.figures.goal.some((goal) => goal !== null) ?? false;

function TreeView({ state, actions }: Props) {
  const { run, goals } = state;
  const { tree } = goals;
  if (!run) return state.busy === null ? <Empty {...texts.common.noRun} /> : <Skeleton />;
  if (!owesAnything(state)) return <NoGoal {...{ state, actions }} />;
  if (!tree) return goals.working ? <Skeleton /> : <Again onClick={actions.goals.load} />;
  const locale = state.workbook?.locale || "en-US";
  const at = tree.who.indexOf(goals.at);
  return (
    <>
      <Notes {...{ state, actions, tree }} />
      <p id="goal-keys" class="vh">
        {texts.goals.keys}
      </p>
      {tree.goal.every((goal) => goal === null) ? (
        <Empty {...texts.goals.noneHere} />
      ) : (
        <GoalTree {...{ tree, goals, locale, actions }} />
      )}
      <div class="goal-foot">
        {goals.wrong && (
          <p id="goal-wrong" class="bad sec" role="alert">
            {goals.wrong}
          </p>
        )}
        {at >= 0 && <Picked {...{ tree, at, actions, state, locale }} />}
        <AddsUp
          {...{ tree, at, locale }}
          onCascade={(who) =>
            actions.goals.decide({ kind: "cascade", who, kpi: tree.kpi, period: tree.period })
          }
        />
      </div>
    </>
  );
}

function NoGoal({ state, actions }: Props) {
  const top = state.run?.people.find((p) => p.manager < 0)?.name ?? "";
  const { add, ...said } = texts.goals.empty;
  return (
    <Empty {...said}>
      {top !== "" && state.run!.kpis.length > 0 && (
        <button type="button" class="primary" onClick={() => actions.goals.addGoal()}>
          {add(top)}
        </button>
      )}
    </Empty>
  );
}

/** One note at most: the graver one wins. */
function Notes({ state, actions, tree }: Props & { tree: GoalsTreeView }) {
  const drifted = tree.sheet.flatMap((there, at) => (there === null ? [] : [at]));
  const refused = state.run?.findings.filter((f) => f.severity === "error" && isOfGoals(f.code));
  const waiting = state.goals.commands.length;
  const note = (() => {
    if (refused?.[0])
      return (
        <Note tone="bad">
          <b>
            <Said text={refused[0].message} locale={state.workbook?.locale} />
          </b>{" "}
          <Said text={refused[0].fix} locale={state.workbook?.locale} />{" "}
          {refused.length > 1 && texts.goals.more(refused.length - 1)}
        </Note>
      );
    if (waiting > 0)
      return (
        <Note
          tone=""
          act={
            <button type="button" class="why" onClick={() => void actions.goals.previewAgain()}>
              {texts.goals.show}
            </button>
          }
        >
          {texts.goals.waiting(waiting)}
        </Note>
      );
    if (drifted.length > 0)
      return (
        <Note
          tone="watch"
          icon="drift"
          act={
            <button type="button" class="why" onClick={() => void actions.goals.openDrift()}>
              {texts.goals.review}
            </button>
          }
        >
          {drifted.length === 1
            ? texts.goals.driftOf(tree.who[drifted[0]!]!)
            : texts.goals.drift(drifted.length)}
        </Note>
      );
    return state.draft !== state.rules.text ? <Note tone="">{texts.goals.draft}</Note> : null;
  })();
  return note && <section class="sec">{note}</section>;
}

/** Findings about goals that can't be handed down, or edits that can't be replayed. */
const isOfGoals = (code: string): boolean => /^(?:GOAL|CAS|EDIT|TIE)/.test(code);

function Picked({
  tree,
  at,
  actions,
  state,
  locale,
}: Props & { tree: GoalsTreeView; at: number; locale: string }) {
  const [form, setForm] = useState<"move" | "override" | null>(null);
  const who = tree.who[at]!;
  useEffect(() => setForm(null), [who, tree]);
  const goal = tree.goal[at] ?? null;
  if (goal === null) return null;
  const isTop = tree.manager[at]! < 0;
  const cascades = tree.handed.length > 0;
  const of = { who, kpi: tree.kpi, period: tree.period };
  return (
    <section class="picked" aria-label={texts.goals.picked(who)}>
      <div class="line">
        <b class="grow">
          <bdi>{who}</bdi>
        </b>
        <span class="num">
          {inFull(goal, tree.unit, locale)} <span class="meta">{unitName(tree.unit)}</span>
        </span>
      </div>
      {form === "move" && (
        <Move
          {...{ tree, at, locale }}
          onMove={(amount, to) => actions.goals.decide({ ...of, kind: "move", amount, to })}
          onDrop={() => setForm(null)}
        />
      )}
      {form === "override" && (
        <Override
          {...{ tree, goal, locale }}
          onTake={(to) => actions.goals.decide({ ...of, kind: "override", to })}
          onDrop={() => setForm(null)}
        />
      )}
      {form === null && (
        <div class="does">
          <button type="button" class="mini" onClick={() => actions.goals.edit(at)}>
            {texts.goals.edit}
          </button>
          {cascades && !isTop && (
            <>
              <button type="button" class="mini" onClick={() => actions.goals.holdOrFree(at)}>
                {tree.held[at] === 0 ? texts.goals.hold : texts.goals.free}
              </button>
              <button type="button" class="mini" onClick={() => setForm("move")}>
                {texts.goals.move}
              </button>
            </>
          )}
          {!tree.closed && !isTop && (
            <button type="button" class="mini" onClick={() => actions.goals.reset.start(who, of)}>
              {texts.goals.reset}
            </button>
          )}
          {!tree.closed && !isTop && cascades && (
            <button type="button" class="mini" onClick={() => setForm("override")}>
              {texts.goals.override}
            </button>
          )}
          {tree.periods.length > 1 && (
            <button type="button" class="mini" onClick={() => actions.goals.periods.start(who)}>
              {texts.goals.byPeriod}
            </button>
          )}
          <button
            type="button"
            class="why"
            aria-label={texts.why.of(who)}
            disabled={state.busy !== null}
            onClick={() => void actions.why(tree.kpi, who, tree.period, "goal")}
          >
            {texts.common.why}
          </button>
        </div>
      )}
    </section>
  );
}

/** A goal accepted as it is written, whatever the cascade gives: others keep theirs. */
function Override({
  tree,
  goal,
  locale,
  onTake,
  onDrop,
}: {
  tree: GoalsTreeView;
  goal: number;
  locale: string;
  onTake: (to: number) => void;
  onDrop: () => void;
}) {
  const [typed, setTyped] = useState(typedAs(goal, tree.unit, locale));
  const to = amountOf(typed, tree.unit, locale);
  return (
    <form
      class="move"
      aria-label={texts.goals.overrideTitle}
      onSubmit={(event) => {
        event.preventDefault();
        if (to !== null && to !== goal) onTake(to);
      }}
      onKeyDown={(event) => event.key === "Escape" && onDrop()}
    >
      <label>
        {texts.goals.newGoal}
        <input
          inputMode="decimal"
          value={typed}
          aria-invalid={to === null}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <p class="meta">{texts.goals.overrideNote}</p>
      <div class="does">
        <button type="submit" class="mini" disabled={to === null || to === goal}>
          {texts.goals.look}
        </button>
        <button type="button" class="mini" onClick={onDrop}>
          {texts.common.cancel}
        </button>
      </div>
    </form>
  );
}

/** An amount to one of those who report to the same manager, or to all of them. */
function Move({
  tree,
  at,
  locale,
  onMove,
  onDrop,
}: {
  tree: GoalsTreeView;
  at: number;
  locale: string;
  onMove: (amount: number, to: string) => void;
  onDrop: () => void;
}) {
  const [typed, setTyped] = useState("");
  const [to, setTo] = useState("siblings");
  const beside = tree.who.filter((_, n) => n !== at && tree.manager[n] === tree.manager[at]);
  const amount = amountOf(typed, tree.unit, locale);
  return (
    <form
      class="move"
      aria-label={texts.goals.moveTitle}
      onSubmit={(event) => {
        event.preventDefault();
        if (amount !== null) onMove(amount, to);
      }}
      onKeyDown={(event) => event.key === "Escape" && onDrop()}
    >
      <label>
        {texts.goals.moveAmount}
        <input
          inputMode="decimal"
          value={typed}
          aria-invalid={typed !== "" && amount === null}
          onInput={(event) => setTyped(event.currentTarget.value)}
        />
      </label>
      <label>
        {texts.goals.moveTo}
        <select value={to} onChange={(event) => setTo(event.currentTarget.value)}>
          <option value="siblings">{texts.goals.siblings}</option>
          {beside.map((name) => (
            <option key={name} value={name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <div class="does">
        <button type="submit" class="mini" disabled={amount === null}>
          {texts.goals.look}
        </button>
        <button type="button" class="mini" onClick={onDrop}>
          {texts.common.cancel}
        </button>
      </div>
    </form>
  );
}

/** KPI and period. */
export function GoalsContext({ state, actions }: Props) {
  const { run, goals } = state;
  const { tree } = goals;
  if (!tree || !run) return null;
  const label = (name: string) => run.kpis.find((k) => k.name === name)?.label ?? name;
  return (
    <>
      <TextPick
        label={texts.common.kpi}
        value={tree.kpi}
        options={tree.kpis.map((name) => ({ value: name, text: label(name) }))}
        onPick={(kpi) => actions.goals.choose({ kpi })}
      />
      <TextPick
        label={texts.common.period}
        value={tree.period}
        options={tree.periods.map((name) => ({ value: name, text: name }))}
        onPick={(period) => actions.goals.choose({ period })}
      />
    </>
  );
}

export function GoalsBar({ state, actions }: Props) {
  const { tree, at } = state.goals;
  if (!tree) return null;
  return (
    <section class="bar" aria-label={texts.frame.actions}>
      <button
        type="button"
        class="grow"
        disabled={tree.goal.every((goal) => goal === null)}
        onClick={() => actions.goals.whatIf.start(Math.max(0, tree.who.indexOf(at)))}
      >
        {texts.goals.whatIf}
      </button>
      <button type="button" class="grow" onClick={() => actions.goals.addGoal()}>
        {texts.goals.add}
      </button>
      <button type="button" class="grow" onClick={() => void actions.goals.openLog()}>
        {texts.goals.log}
      </button>
    </section>
  );
}
