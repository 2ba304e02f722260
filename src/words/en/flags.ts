/** What flags say: the reason, what activity leads to, what happened, what an action does. */
import type { EvidenceSaid } from "../parts.ts";

const list = (names: readonly string[]): string => names.join(" and ");

export const flags = {
  /** `Revenue missed ($242K of $303K)`. */
  standing: (kpi: string, status: string, actual: string, goal: string) =>
    `${kpi} ${status} (${actual} of ${goal})`,
  nothing: "nothing",

  evidence: (s: EvidenceSaid) => {
    const unit = s.isOwn ? `${s.grain}s` : `person-${s.grain}s`;
    if (s.met + s.missed === 0) return `No closed ${s.grain} has both ${s.lead} and ${s.lag}.`;
    const parts = [
      s.met > 0 ? `in ${s.metMet} of ${s.met} ${unit} with ${s.lead} met` : "",
      s.missed > 0
        ? `in ${s.missedMet} of ${s.missed}${s.met > 0 ? " without" : ` ${unit} without ${s.lead}`}`
        : "",
    ].filter(Boolean);
    const says = {
      "too few": `Too few to say whether ${s.lead} leads.`,
      leads: `${s.lead} goes with ${s.lag}.`,
      against: `${s.lag} came more often without ${s.lead}: look at that goal.`,
      unclear: "No clear difference so far.",
    };
    return `${s.lag} was met ${parts.join(", and ")}. ${says[s.verdict]}`;
  },

  // ── History ──────────────────────────────────────────────────────────────────────────────────
  events: {
    raised: "raised",
    escalated: "escalated",
    closed: "closed",
    "stayed closed": "stayed closed",
    "armed again": "armed again",
    ended: "ended",
  },
  /** One event of a story; texts are empty where there is nothing to say. */
  event: (event: string, on: string, answers: readonly string[], done: string, because: string) =>
    `${event} ${on}${answers.length > 0 ? `, ${list(answers)} to answer` : ""}${done && `, ${done}`}${because && `, ${because}`}`,
  /** The same events for a list with a day beside each: who answers from then on, and what was done. */
  told: {
    raised: (period: string, answers: readonly string[], again: boolean) =>
      `${again ? "Raised again" : "Raised"} for ${period}.${answers.length === 0 ? "" : ` ${list(answers)} ${answers.length === 1 ? "answers" : "answer"}.`}`,
    escalated: (answers: readonly string[]) =>
      `Nothing was done: ${list(answers)} ${answers.length === 1 ? "answers" : "answer"} now.`,
    closed: (done: string, note: string) => `Closed: ${done}.${note && ` ${note}`}`,
    "stayed closed": (period: string) => `Holds in ${period} too; stays closed.`,
    "armed again": (period: string) => `Did not hold in ${period}; it can be raised again.`,
    ended: (because: string) => `Ended: ${because}.`,
    next: (who: string) => `If nothing is done, ${who} answers too from the next day on.`,
  },
  took: (action: string, by: string) => `${action}${by && ` by ${by}`}`,
  tookOn: (action: string, by: string, on: string) => `${action}${by && ` by ${by}`} on ${on}`,
  actions: { coached: "coached", "goal reset": "goal reset", accepted: "accepted" },
  because: {
    condition: "the condition no longer held",
    ramping: "ramping",
    "no goal": "no goal",
    absent: "no longer in the org, or of that level",
  },
  run: (needed: number, parts: readonly string[], count: number, isCut: boolean) =>
    `It must hold ${needed} periods in a row: ${isCut ? "… " : ""}${parts.join(", ")}; ${
      count >= needed ? `${count} in a row` : `${count} of ${needed} so far`
    }.`,
  held: (period: string) => `${period} holds`,
  notHeld: (
    period: string,
    state: "false" | "ramping" | "no goal" | "absent" | "no data" | "too early",
  ) => {
    const counts = state === "no data" || state === "too early";
    const effect = counts ? "neither counts nor breaks it" : "breaks the run";
    return `${period} ${state === "false" ? "doesn't hold" : state} (${effect})`;
  },
  escalates: (who: string, day: string) => `${who} answers too after ${day}, if nothing is done.`,

  // ── Actions ──────────────────────────────────────────────────────────────────────────────────
  closes: (action: string, who: string, flag: string, grain: EvidenceSaid["grain"]) =>
    `On record: ${action} ${who}. ${flag} is closed until its condition has been false for one ${grain}.`,
  notYetKnown: (action: string, who: string, on: string, asOf: string) =>
    `On record: ${action} ${who} on ${on}. A run as of ${asOf} doesn't know it yet.`,

  // ── Who answers for what ─────────────────────────────────────────────────────────────────────
  parts: {
    self: "about them; they answer",
    manager: "about them; somebody else answers",
    reports: "about who reports to them; they answer",
    later: "about who is below them; they answer too once nothing was done in time",
  },

  allCounted: "All of the weights counted.",
  noneCounted: (names: readonly string[]) =>
    `None of the weights counted: ${names.join(", ")} ${names.length === 1 ? "has" : "have"} no attainment.`,
  counted: (share: string, names: readonly string[]) => {
    const [have, place] = names.length === 1 ? ["has", "its place"] : ["have", "their places"];
    return `${share} of the weights counted; ${names.join(", ")} ${have} no attainment, so the others fill ${place}.`;
  },
};
