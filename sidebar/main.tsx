import { render } from "preact";
import { App } from "./app.tsx";
import { connect } from "./rpc.ts";
import { actionsOf } from "./state/actions.ts";
import { createStore } from "./state/store.ts";
import { speak } from "./texts/index.ts";

/** Follows the system's theme unless the host set one. */
function theme(): void {
  const root = document.documentElement;
  if (root.dataset.theme) return;
  const contrast = matchMedia("(prefers-contrast: more)").matches;
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  root.dataset.theme = contrast ? "contrast" : dark ? "dark" : "light";
}

theme();
speak(navigator.language);
const store = createStore();
const actions = actionsOf(store, connect());
const place = document.getElementById("answerable");
if (place) {
  place.textContent = "";
  render(<App store={store} actions={actions} />, place);
  void actions.load();
}
