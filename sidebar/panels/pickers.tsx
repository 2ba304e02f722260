/** Pickers of what a view is about. */
import type { Actions } from "../state/actions.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import { Pick } from "../ui/pick.tsx";

export function PeriodPick({ state, actions }: { state: State; actions: Actions }) {
  const { run } = state;
  if (!run) return null;
  const options = run.periods
    .map((p, value) => ({ value, text: p.label, state: p.state }))
    .filter((p) => p.state !== "future")
    .reverse();
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

/** Somebody who can answer, by name; `onPick` gets the name. */
export function NamePick({
  state,
  label,
  name,
  onPick,
}: {
  state: State;
  label: string;
  name: string;
  onPick: (name: string) => void;
}) {
  const people = state.run?.people ?? [];
  const options = people.flatMap((p, value) =>
    p.vacancy ? [] : [{ value, text: p.name, level: p.level }],
  );
  return (
    <Pick
      label={label}
      value={people.findIndex((p) => p.name === name)}
      none={texts.answers.chooseName}
      options={options}
      onPick={(value) => onPick(people[value]!.name)}
    />
  );
}

/** One of a list of texts. */
export function TextPick({
  label,
  value,
  options,
  onPick,
}: {
  label: string;
  value: string;
  options: readonly { readonly value: string; readonly text: string }[];
  onPick: (value: string) => void;
}) {
  return (
    <Pick
      label={label}
      value={options.findIndex((option) => option.value === value)}
      options={options.map(({ text }, at) => ({ value: at, text }))}
      onPick={(at) => onPick(options[at]!.value)}
    />
  );
}
