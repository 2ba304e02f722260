import type * as english from "../en/show.ts";
import type { Worded } from "../worded.ts";

export const show: Worded<typeof english.show> = {
  blank: "keine Daten",
  days: (n) => `${n} ${n === "1" ? "Tag" : "Tage"}`,
  truth: (holds) => (holds ? "wahr" : "falsch"),
};
