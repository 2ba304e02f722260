import type * as english from "../en/why.ts";
import type { Worded } from "../worded.ts";

const rows = (n: number): string => `${n} ${n === 1 ? "Zeile" : "Zeilen"}`;

const VERBS = {
  count: "zählt",
  sum: "addiert",
  distinct: "zählt die verschiedenen aus",
  min: "nimmt das Kleinste aus",
  max: "nimmt das Größte aus",
  median: "nimmt die Mitte aus",
} as const;

const ROUNDINGS = {
  remainder: "größter Rest",
  largest: "größter Anteil",
  first: "erster Name",
  webster: "Regel von Webster",
} as const;

const METHODS: Readonly<Record<string, string>> = {
  "same rate": "dieselbe Quote für alle",
  "same points": "um gleich viele Prozentpunkte",
  "same share of gap": "um den gleichen Teil des Abstands",
};
const method = (of: string): string => METHODS[of] ?? `nach ${of}`;

const BOUNDS: Readonly<Record<string, string>> = {
  "at least": "mindestens",
  "at most": "höchstens",
};

const layers = (reserve: string, buffer: string): string[] =>
  [reserve && `behält ${reserve} zurück`, buffer && `legt ${buffer} darauf`].filter(Boolean);

const WHOLES = {
  "shorter goals": "kürzeren Ziele",
  "reports’ goals": "Ziele des Teams",
} as const;

export const why: Worded<typeof english.why> = {
  goalOf: (kpi, layer) => `${layer === "base" ? "Ziel ohne Puffer" : "Ziel"} für ${kpi}`,
  said: (goal) => `Das Ziel ist ${goal}: so steht es in den Regeln.`,
  assumes: (part, assumed, came) =>
    `Das Ziel rechnet mit ${part} von ${assumed}; es waren ${came}.`,
  assumesOf: (kpi, part, assumed, came) =>
    `Das Ziel für ${kpi} rechnet mit ${part} von ${assumed}; es waren ${came}.`,
  part: (share, whole, period) => `${share} des Ziels von ${whole} fallen auf ${period}.`,
  owes: (who, goal) => `Ziel von ${who}: ${goal}.`,
  together: (goal, what, isMean) =>
    `Das Ziel ist ${goal}: die ${WHOLES[what]} ${isMean ? "gewichtet mit dem, wovon sie ein Teil sind" : "zusammen"}.`,
  changed: (period, to, { edit, on, by, because }) =>
    `Das Ziel von ${period} wurde am ${on}${by && ` von ${by}`} ${edit === null ? `neu gesetzt: ${to}` : `als ${to} angenommen (Änderung ${edit})`}${because && `, weil: ${because}`}.`,
  soOwes: (who, goal, period) => `Also ist das Ziel von ${who} in ${period} ${goal}.`,
  owesNone: (who, kpi, period) => `${who} hat in ${period} kein Ziel für ${kpi}.`,

  topOwes: (who, goal, year) => `Das Ziel von ${who} ist in ${year} ${goal}.`,
  cascadedFrom: (who, goal, period) =>
    `Das Ziel von ${who} ist in ${period} ${goal}: so steht es in den Regeln, und von hier geht es hinunter.`,
  fallsOn: (year, goal, period) => `Vom Ziel von ${year} fallen ${goal} auf ${period}.`,
  withoutBuffers: (goal) => `Ohne die Puffer der Stufen darüber sind es ${goal}.`,
  step: (s) => {
    const kept = layers(s.reserve, s.buffer).join(" und ");
    const before = kept && `${s.manager} ${kept} und gibt so ${s.handedDown} weiter. `;
    const holds = s.heldSiblings.map((h) => `${h.who} ist mit ${h.goal} festgehalten`).join(", ");
    const notes = [
      s.bound && !s.held ? `an der Grenze (${BOUNDS[s.bound]})` : "",
      s.held && `festgehalten ${s.held}`,
      s.presence && `da für ${s.presence} der Zeit, Einarbeitung eingerechnet`,
    ].filter(Boolean);
    const rest = notes.map((note) => `, ${note}`).join("");
    const rounded =
      s.rounded && ` Gerundet auf Vielfache von ${s.rounded}${s.leftOver && `: ${s.leftOver}`}.`;
    return `${before}${holds && `${holds}. `}${s.who} übernimmt ${s.share} von ${s.handedDown}: ${s.goal}${rest}.${rounded}`;
  },
  heldInRules: "in den Regeln",
  heldBy: (by, on, edit) =>
    `${by ? `von ${by}` : "durch eine Änderung"} am ${on} (Änderung ${edit})`,
  rate: (who, manager, { method: of, times, rate }) =>
    `${who} hat teil an der Quote von ${manager}${times && `, mal ${times} für die Stufe`}, ${method(of)}: ${rate}.`,
  leftOver: (groups) =>
    groups
      .map(({ who, more, each, odd, rule, increment }) => {
        const names = who.join(", ") + (more > 0 ? ` und ${more} weitere` : "");
        const what = odd
          ? `${each} sind kein ganzes ${increment} und`
          : `${who.length > 1 ? "je " : ""}${each} übrig`;
        return `${what} gingen an ${names}: ${ROUNDINGS[rule]}`;
      })
      .join("; "),
  withoutHold: (held, who, { goal, year, change, less }) => {
    const way = change === "" ? "genauso viel" : `${change} ${less ? "weniger" : "mehr"}`;
    return `Wäre ${held.join(" und ")} nicht festgehalten, wäre das Ziel von ${who} für ${year} ${goal}, ${way}.`;
  },

  labels: {
    attainment: (kpi) => `Zielerreichung ${kpi}`,
    expected: (kpi) => `Bis jetzt fällig von ${kpi}`,
    pace: (kpi) => `Tempo ${kpi}`,
    forecast: (kpi) => `Hochrechnung ${kpi}`,
    gap: (kpi) => `Was fehlt an ${kpi}`,
    share: "Fälliger Teil",
    status: (kpi) => `Status ${kpi}`,
    tieOut: (kpi) => `Abgleich ${kpi}`,
  },
  titles: {
    goal: (kpi) => `${kpi}, Ziel`,
    "base goal": (kpi) => `${kpi}, Ziel ohne Puffer`,
    attainment: (kpi) => `${kpi}, Zielerreichung`,
    expected: (kpi) => `${kpi}, bis jetzt fällig`,
    pace: (kpi) => `${kpi}, Tempo`,
    forecast: (kpi) => `${kpi}, Hochrechnung`,
    status: (kpi) => `${kpi}, Status`,
    "tie-out": (kpi) => `${kpi}, Abgleich`,
  },
  noAttainment: (who) => `${who} hat keine Zielerreichung: Ziel oder Zahl fehlt.`,
  attainment: (who, share, actual, goal) =>
    `${who} steht bei ${share} des Ziels: ${actual} von ${goal}.`,
  shareDue: (share) => `${share} des Ziels sind bis jetzt fällig.`,
  due: (amount, goal) => `${amount} von ${goal} sind bis jetzt fällig.`,
  noPace: "Noch ist nichts fällig, also gibt es kein Tempo.",
  pace: (actual, pace) => `An dem gemessen, was bis jetzt fällig ist, sind ${actual} ${pace}.`,
  forecast: (amount) => `Geht es so weiter, endet der Zeitraum bei ${amount}.`,
  gap: (amount) => `Zum Ziel fehlen ${amount}.`,
  so: (kpi, status) => `Also ist ${kpi} ${status}.`,
  soAsOf: (kpi, status, day) => `Also ist ${kpi} ${status}, Stand ${day}.`,
  noFigure: (kpi) => `${kpi} hat keine Zahl und zählt deshalb nicht.`,
  weighs: (kpi, share, countedAs, weight) =>
    `${kpi} ist ${share}${countedAs && `, gezählt als ${countedAs}`}; das Gewicht ist ${weight}.`,
  score: (label, score, counted) =>
    `${label} ist ${score}.${counted && ` ${counted} der Gewichte zählen.`}`,

  tieOut: (s, period) =>
    `Das Ziel von ${s.who} ist in ${period} ${s.goal}${layers(s.reserve, s.buffer)
      .map((layer) => `, ${layer}`)
      .join("")}; weitergegeben werden ${s.handedDown}.`,
  open: (amount, who) => `${amount} bleiben bei ${who} offen.`,
  ties: "Das geht auf: Es stimmt überein.",
  offBy: (amount) => `Das weicht um ${amount} ab.`,
  tied: "stimmt",
  sinceReset: "seither neu gesetzt",
  sameWithoutBuffers: "Dasselbe ohne die Puffer der Stufen darüber:",
  tieOutOf: (kpi, who, period) => `Abgleich ${kpi}, ${who}, ${period}`,

  asks: (text, shown) => `Gefragt ist, ob ${text} gilt: ${shown}.`,
  is: (label, text) => `${label ?? "Es"} ist ${text}.`,
  spoilt: (error, place) => `${error} in ${place} verdirbt es.`,
  rows: (s) => {
    const whose = s.who === null ? "wem sie auch gehören" : `für ${s.who} und alle darunter`;
    const when = s.days ? `vom ${s.days[0]} bis ${s.days[1]}` : "zu jeder Zeit";
    const notes = [
      s.left && s.left.rows > 0
        ? `${rows(s.left.rows)} ausgelassen, wo nicht ${s.left.condition}`
        : "",
      s.blanks > 0 ? `in ${rows(s.blanks)} steht nichts` : "",
      s.unlinked > 0 ? `die Verknüpfung von ${rows(s.unlinked)} findet nichts` : "",
    ].filter(Boolean);
    const rest = notes.map((note) => `; ${note}`).join("");
    return `${s.name} ${VERBS[s.by]} ${rows(s.counted)} von ${s.table} ${whose}, ${when}${rest}.`;
  },
  fromPeople: (name, shown, cells) =>
    `${name} ist ${shown}, aus ${cells} ${cells === 1 ? "Zelle" : "Zellen"} des Blatts der Personen.`,
  persons: (name, who, shown, people) =>
    `${name} von ${who} ist ${shown}: ${people} ${people === 1 ? "Person" : "Personen"}.`,
  holds: (place, shown) => `In ${place} steht ${shown}.`,
  isDay: (name, day) => `${name} ist ${day}.`,
  blank: (name, because) => `${name} ist leer: ${because}.`,
  status: (label, who, status) => `${label}, ${who}: ${status}.`,
  figure: (name, who, period, shown) => `${name}, ${who}, ${period}: ${shown}.`,
  noneYet: "noch keiner",
  row: (n) => `Zeile ${n}`,
  rowsFrom: (first, last) => `Zeilen ${first}–${last}`,

  because: {
    nobody: "dort steht niemand",
    blank: "so sagen es die Regeln",
    noTable: "die Tabelle ist nicht in der Arbeitsmappe",
    notYet: "davon ist noch nichts bekannt",
    notThere: (who) => `${who} ist dann nicht in der Organisation`,
    notOfPeople: "gezählt werden Personen",
    noPeople: "es gibt kein Blatt der Personen",
    noGoal: (who) => `nichts nennt eines für ${who}`,
    startsNowhere: "die Kaskade beginnt nirgends",
    noRule: "eine Änderung ist kein Ziel der Regeln",
  },

  how: {
    said: "in den Regeln genannt",
    longer: "ein Teil des längeren Ziels, das genannt ist",
    shorter: "die kürzeren Ziele zusammen",
    reports: "die Ziele des Teams zusammen",
    fromHere: "in den Regeln genannt, und von hier geht es hinunter",
    reset: "neu gesetzt",
    accepted: (s) =>
      `in ${s.period} als ${s.to} angenommen am ${s.on}${s.by && ` von ${s.by}`} (Änderung ${s.edit}): ${s.because}`,
    resetTo: (s) =>
      `in ${s.period} neu gesetzt von ${s.from} auf ${s.to} am ${s.on} von ${s.by}: ${s.because}`,
    handed: (share, amount, manager, year) =>
      `${share} der ${amount}, die ${manager} in ${year} weitergibt`,
    bound: (bound) => `an der Grenze (${BOUNDS[bound] ?? bound})`,
    partOfYear: "nur einen Teil des Jahres da",
    held: "festgehalten",
    heldBy: (isMoved, by, on, edit, note) =>
      `${isMoved ? "verschoben" : "festgehalten"}${by && ` von ${by}`} am ${on} (Änderung ${edit}${note && `: ${note}`})`,
    rate: (whole, manager, of) =>
      `ein Teil der ${whole} von ${manager}, ${method(of ?? "same rate")}`,
  },

  flagOpen: "offen",
  notOpen: "nicht offen",
  soNotOpen: "Also ist der Hinweis nicht offen.",
  answers: (who, since, reason) =>
    who === ""
      ? `Niemand antwortet, seit ${since}: ${reason}.`
      : `Es antwortet ${who}, seit ${since}: ${reason}.`,
  story: (story) => `Verlauf: ${story}.`,
};
