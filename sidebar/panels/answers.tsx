import type { RunView } from "../../src/app/contract.ts";
import type { Actions } from "../state/actions.ts";
import { isMet, type OpenFlag, openFlags, owed } from "../state/read.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Empty, Quadrant } from "../ui/parts.tsx";
import { Pick } from "../ui/pick.tsx";
import { Record } from "./record.tsx";

/** A pane of cards longer than this is no list of what to do next. */
const MOST = 60;

export function Answers({ state, actions }: { state: State; actions: Actions }) {
  const { run, period } = state;
  if (!run) return <Empty {...texts.common.noRun} />;
  const flags = openFlags(run, period);
  if (flags.length === 0) return <Empty {...texts.answers.noFlags} />;
  return (
    <div>
      {flags.slice(0, MOST).map((open) => (
        <Card
          key={`${open.flag.flag} ${open.flag.person} ${open.flag.period}`}
          run={run}
          open={open}
          by={state.me}
          actions={actions}
        />
      ))}
    </div>
  );
}

function Card({
  run,
  open,
  by,
  actions,
}: {
  run: RunView;
  open: OpenFlag;
  by: string;
  actions: Actions;
}) {
  const { flag, answers } = open;
  const person = run.people[flag.person]!;
  const every = (role: "leading" | "lagging") =>
    owed(run, role, flag.period, flag.person).every((k) => isMet(run, k, flag.period, flag.person));
  return (
    <article class="flag">
      <header>
        <Quadrant leading={every("leading")} lagging={every("lagging")} />
        <div class="line grow base">
          <h2 class="grow">
            <bdi>{person.name}</bdi>
          </h2>
          <button
            type="button"
            class="why"
            onClick={() => {
              actions.choose({ person: flag.person, period: flag.period });
              actions.open("scorecard");
            }}
          >
            {texts.frame.tabs.scorecard}
          </button>
        </div>
      </header>
      <p class="say">{flag.reason}</p>
      <p class="hint">
        <b>{flag.label}.</b> {texts.answers.who(answers)}
      </p>
      <p class="meta">
        {run.periods[flag.period]?.label} · {texts.answers.since(flag.since)}
      </p>
      <Record
        flag={flag.flag}
        who={person.name}
        period={run.periods[flag.period]?.label ?? ""}
        people={run.people.filter((p) => !p.vacancy).map((p) => p.name)}
        by={by}
        actions={actions}
      />
    </article>
  );
}

export function PeriodPick({
  state,
  actions,
  all,
}: {
  state: State;
  actions: Actions;
  all: boolean;
}) {
  const { run } = state;
  if (!run) return null;
  const known = run.periods
    .map((p, value) => ({ value, text: p.label, p }))
    .filter(({ p }) => p.state !== "future");
  const options = all
    ? [{ value: -1, text: texts.common.everyPeriod }, ...known.reverse()]
    : known.reverse();
  return (
    <Pick
      label={texts.common.period}
      value={state.period}
      options={options}
      onPick={(period) => actions.choose({ period })}
    />
  );
}

export function PersonPick({ state, actions }: { state: State; actions: Actions }) {
  const { run } = state;
  if (!run) return null;
  const options = run.people.map((p, value) => ({
    value,
    text: p.name,
    level: p.level,
  }));
  return (
    <Pick
      label={texts.common.person}
      value={state.person}
      options={options}
      onPick={(person) => actions.choose({ person })}
    />
  );
}
