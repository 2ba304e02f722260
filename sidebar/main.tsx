import { render } from "preact";
import { App } from "./app.tsx";
import { bringPart } from "./part.ts";
import { connect } from "./rpc.ts";
import { actionsOf } from "./state/actions.ts";
import { createStore } from "./state/store.ts";
import { speak } from "./texts/index.ts";
import { followTheme } from "./theme.ts";

/** Safari has no idle callback. */
const whenIdle = (work: () => void): void => {
  if ("requestIdleCallback" in window)
    window.requestIdleCallback(work, { timeout: IDLE_WITHIN_MS });
  else setTimeout(work, IDLE_WITHIN_MS);
};
const IDLE_WITHIN_MS = 2_000;

const showTheme = followTheme();
speak(navigator.language);
const store = createStore();
const rpc = connect();
const actions = actionsOf(store, rpc, () => bringPart(window, rpc.scriptText));
rpc.onEvent((event) => {
  if (event.event === "theme") showTheme(event.dark);
  if (event.event === "progress") actions.progressed(event);
});
const place = document.getElementById("answerable");
if (place) {
  place.textContent = "";
  render(<App store={store} actions={actions} />, place);
  void actions.load().then(() => whenIdle(actions.bringPart));
}
