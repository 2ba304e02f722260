import type { Worded } from "../worded.ts";

export const status: Worded<typeof import("../en/status.ts")["status"]> = {
  met: "erreicht",
  missed: "verfehlt",
  ahead: "schon erreicht",
  "on pace": "im Plan",
  behind: "im Rückstand",
  "at risk": "gefährdet",
  "no goal": "kein Ziel",
  "no data": "keine Daten",
};
