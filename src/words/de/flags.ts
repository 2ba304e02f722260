import type * as english from "../en/flags.ts";
import type { Worded } from "../worded.ts";

const list = (names: readonly string[]): string => names.join(" und ");

const ONE = {
  day: "Tag",
  week: "Woche",
  month: "Monat",
  quarter: "Quartal",
  half: "Halbjahr",
  year: "Jahr",
} as const;
const MANY = {
  day: "Tagen",
  week: "Wochen",
  month: "Monaten",
  quarter: "Quartalen",
  half: "Halbjahren",
  year: "Jahren",
} as const;
const FOR_ONE = {
  day: "einen Tag",
  week: "eine Woche",
  month: "einen Monat",
  quarter: "ein Quartal",
  half: "ein Halbjahr",
  year: "ein Jahr",
} as const;

const STATES = {
  false: "nicht erfüllt",
  ramping: "Einarbeitung",
  "no goal": "kein Ziel",
  absent: "nicht da",
  "no data": "keine Daten",
  "too early": "noch zu früh",
} as const;

export const flags: Worded<typeof english.flags> = {
  standing: (kpi, status, actual, goal) => `${kpi} ${status} (${actual} von ${goal})`,
  nothing: "nichts",

  evidence: (s) => {
    const unit = s.isOwn ? MANY[s.grain] : `Personen-${MANY[s.grain]}`;
    if (s.met + s.missed === 0)
      return `Kein abgeschlossener Zeitraum (${ONE[s.grain]}) hat ${s.lead} und ${s.lag}.`;
    const parts = [
      s.met > 0 ? `in ${s.metMet} von ${s.met} ${unit} mit erreichtem ${s.lead}` : "",
      s.missed > 0
        ? `in ${s.missedMet} von ${s.missed}${s.met > 0 ? " ohne" : ` ${unit} ohne ${s.lead}`}`
        : "",
    ].filter(Boolean);
    const says = {
      "too few": `Zu wenige, um zu sagen, ob ${s.lead} vorangeht.`,
      leads: `${s.lead} geht mit ${s.lag} einher.`,
      against: `${s.lag} kam öfter ohne ${s.lead}: dieses Ziel ansehen.`,
      unclear: "Noch kein klarer Unterschied.",
    };
    return `${s.lag} wurde erreicht ${parts.join(" und ")}. ${says[s.verdict]}`;
  },

  events: {
    raised: "gemeldet",
    escalated: "weitergereicht",
    closed: "erledigt",
    "stayed closed": "blieb erledigt",
    "armed again": "wieder scharf",
    ended: "beendet",
  },
  event: (event, on, answers, done, because) =>
    `${event} ${on}${answers.length > 0 ? `, es antwortet ${list(answers)}` : ""}${done && `, ${done}`}${because && `, ${because}`}`,
  told: {
    raised: (period, answers, again) =>
      `${again ? "Wieder gemeldet" : "Gemeldet"} für ${period}.${answers.length === 0 ? "" : ` Es ${answers.length === 1 ? "antwortet" : "antworten"} ${list(answers)}.`}`,
    escalated: (answers) =>
      `Nichts geschah: jetzt ${answers.length === 1 ? "antwortet" : "antworten"} ${list(answers)}.`,
    closed: (done, note) => `Erledigt: ${done}.${note && ` ${note}`}`,
    "stayed closed": (period) => `Gilt auch in ${period}; bleibt erledigt.`,
    "armed again": (period) => `Galt in ${period} nicht; kann wieder gemeldet werden.`,
    ended: (because) => `Beendet: ${because}.`,
    next: (who) => `Geschieht nichts, antwortet ab dem Tag darauf auch ${who}.`,
  },
  took: (action, by) => `${action}${by && ` von ${by}`}`,
  tookOn: (action, by, on) => `${action}${by && ` von ${by}`} am ${on}`,
  actions: { coached: "gecoacht", "goal reset": "Ziel neu gesetzt", accepted: "angenommen" },
  because: {
    condition: "die Bedingung galt nicht mehr",
    ramping: "Einarbeitung",
    "no goal": "kein Ziel",
    absent: "nicht mehr in der Organisation oder auf dieser Ebene",
  },
  run: (needed, parts, count, isCut) =>
    `Es muss ${needed} Zeiträume hintereinander gelten: ${isCut ? "… " : ""}${parts.join(", ")}; ${
      count >= needed ? `${count} hintereinander` : `${count} von ${needed} bis jetzt`
    }.`,
  held: (period) => `${period} erfüllt`,
  notHeld: (period, state) => {
    const counts = state === "no data" || state === "too early";
    return `${period} ${STATES[state]} (${counts ? "zählt nicht und unterbricht nicht" : "unterbricht"})`;
  },
  escalates: (who, day) => `Nach dem ${day} antwortet auch ${who}, wenn nichts geschieht.`,

  closes: (action, who, flag, grain) =>
    `Festgehalten: ${who} ${action}. „${flag}“ ist erledigt, bis die Bedingung ${FOR_ONE[grain]} lang nicht gilt.`,
  notYetKnown: (action, who, on, asOf) =>
    `Festgehalten: ${who} ${action} am ${on}. Gerechnet mit Stand ${asOf} zählt es noch nicht.`,

  parts: {
    self: "über diese Person; sie antwortet",
    manager: "über diese Person; jemand anders antwortet",
    reports: "über das eigene Team; diese Person antwortet",
    later: "über alle darunter; antwortet auch, wenn nicht rechtzeitig etwas geschah",
  },

  allCounted: "Alle Gewichte zählen.",
  noneCounted: (names) =>
    `Kein Gewicht zählt: ${names.join(", ")} ${names.length === 1 ? "hat" : "haben"} keine Zielerreichung.`,
  counted: (share, names) =>
    `${share} der Gewichte zählen; ${names.join(", ")} ${names.length === 1 ? "hat" : "haben"} keine Zielerreichung, die anderen füllen den Platz.`,
};
