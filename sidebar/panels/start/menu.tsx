/** What Start can do beside what it shows: rules in and out, the sample, a reset. */
import type { Actions } from "../../state/actions.ts";
import type { State } from "../../state/store.ts";
import { texts } from "../../texts/index.ts";
import { Menu } from "../../ui/menu.tsx";

export function StartMenu({ state, actions }: { state: State; actions: Actions }) {
  const t = texts.start.home;
  const kept = [
    {
      icon: "publish",
      text: t.export,
      onPick: () => actions.openStart("export"),
      is: state.draft.trim() !== "",
    },
    { icon: "cross", text: t.reset, onPick: actions.askReset, is: state.rules.exists },
  ].filter(({ is }) => is);
  return (
    <Menu
      label={texts.start.more}
      items={[
        { icon: "file", text: t.import, onPick: () => actions.openStart("import") },
        ...kept,
        { icon: "table", text: t.sample, onPick: actions.sample },
      ]}
    />
  );
}
