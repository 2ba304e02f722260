import { render } from "preact";
import { App } from "./app.tsx";
import { connect } from "./rpc.ts";
import { actionsOf } from "./state/actions.ts";
import { createStore } from "./state/store.ts";
import { speak } from "./texts/index.ts";
import { followTheme } from "./theme.ts";

const showTheme = followTheme();
speak(navigator.language);
const store = createStore();
const rpc = connect();
const actions = actionsOf(store, rpc);
rpc.onEvent((event) => {
  if (event.event === "theme") showTheme(event.dark);
});
const place = document.getElementById("answerable");
if (place) {
  place.textContent = "";
  render(<App store={store} actions={actions} />, place);
  void actions.load();
}
