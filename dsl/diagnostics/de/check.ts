/** KPI2xx bis KPI9xx: was gemeint ist. */
import type { Unit } from "../../types/type.ts";
import type { CHECKS, Sides } from "../catalogue-check.ts";
import type { WordsOf } from "../words.ts";
import {
  done,
  faulty,
  hinted,
  inFigures,
  instead,
  isMeant,
  none,
  put,
  taken,
  unitName,
} from "./phrases.ts";

const percent = (n: number): string => `${inFigures(n)} %`;
const columns = (names: readonly string[]): string[] => names.map((name) => `[${name}]`);
const texts = (values: readonly string[]): string[] => values.map((value) => `"${value}"`);

const KINDS = { number: "eine Zahl", text: "ein Text", day: "ein Datum", truth: "eine Bedingung" };
const BEFORE = { KPI: "eine KPI", score: "ein Score", table: "eine Tabelle" };
const WORDS = {
  unit: { none: "keine Einheit", hint: "Die Einheit auf Englisch schreiben." },
  month: { none: "kein Monat", hint: "Den Monat auf Englisch schreiben." },
  day: { none: "kein Wochentag", hint: "Den Wochentag auf Englisch schreiben." },
};
const NOBODY = {
  rep: "Keine Person ohne Unterstellte",
  manager: "Keine Führungskraft",
  person: "Niemand",
};
const RESULT = { met: "erreicht", missed: "verfehlt" };

/** Am Anfang eines Satzes; was jemand selbst geschrieben hat, bleibt, wie es ist. */
const first = (unit: Unit): string =>
  unitName(unit).replace(/^eine (?=bloße Zahl$|Anzahl$)/, "Eine ");

function sides(p: Sides): string {
  if (p.of === "units") return `${first(p.left)} und ${unitName(p.right)}`;
  return `${KINDS[p.left].replace(/^e/, "E")} und ${KINDS[p.right]}`;
}

function numberIn(unit: Unit): string {
  if (unit.of === "plain" || unit.of === "count") return unitName(unit);
  return `eine Zahl in ${unit.of === "days" ? "Tagen" : unitName(unit)}`;
}

export const check: WordsOf<keyof typeof CHECKS> = {
  // KPI2xx: Namen
  KPI200: {
    message: (p) => `Eine KPI \`${p.name}\` gibt es nicht.`,
    hint: (p) => isMeant(p.candidates, "Mit einer Anweisung `kpi` festlegen."),
  },
  KPI201: {
    message: (p) => `Eine Tabelle \`${p.name}\` gibt es in den Regeln nicht.`,
    hint: (p) => isMeant(p.candidates, `Mit \`table ${p.name} from …\` festlegen.`),
  },
  KPI202: {
    message: (p) => `Die Arbeitsmappe hat kein Blatt \`${p.name}\`.`,
    hint: (p) => isMeant(p.candidates, "Den Namen des Blatts prüfen."),
  },
  KPI203: {
    message: (p) => `Das Blatt ${p.table} hat keine Spalte \`${p.column}\`.`,
    hint: (p) => isMeant(columns(p.candidates), "Die Kopfzeile prüfen."),
  },
  KPI204: {
    message: (p) =>
      `${p.table} hat keine Spalte \`${p.column}\`; ${p.other} hat sie, aber ${p.table} ist nicht damit verknüpft.`,
    hint: (p) =>
      `\`link [Schlüssel] to ${p.other}\` unter die Tabelle ${p.table} schreiben, dann \`${p.other}[${p.column}]\`.`,
  },
  KPI205: {
    message: (p) => `Niemand heißt \`${p.name}\`.`,
    hint: (p) => isMeant(texts(p.candidates), "Das Blatt der Personen prüfen."),
  },
  KPI206: {
    message: (p) => `\`${p.name}\` ist schon ${BEFORE[p.kind]} (Zeile ${p.line}).`,
    hint: () => "Einen anderen Namen nehmen.",
  },
  KPI207: {
    message: (p) => `Eine Funktion \`${p.name}\` gibt es nicht${instead(p.says)}.`,
    hint: (p) => {
      if (p.hint !== "none") return hinted(p.hint);
      const otherwise =
        p.says === "unknown"
          ? "Über Zeilen rechnen sum, count, average, min, max, median, distinct und share."
          : "Die Funktionen stehen in der Sprachreferenz.";
      return isMeant(p.candidates, otherwise);
    },
  },
  KPI208: {
    message: (p) => `${p.table} hat die Spalte \`${p.column}\` mehrmals.`,
    hint: (p) => `Mit dem Buchstaben nennen: ${p.letters.join(" oder ")}.`,
  },
  KPI209: {
    message: (p) => `Die Regeln haben eine zweite Anweisung \`${p.what}\`.`,
    hint: () => "Eine davon behalten.",
  },
  KPI210: {
    message: (p) => `Das hier braucht \`${p.statement}\`, und in den Regeln fehlt es.`,
    hint: (p) => `Eine Anweisung \`${p.statement}\` anfügen.`,
  },
  KPI211: {
    message: (p) => `Einen Hinweis \`${p.name}\` gibt es nicht.`,
    hint: (p) => isMeant(p.candidates, "Mit einer Anweisung `flag` festlegen."),
  },
  KPI212: {
    message: (p) => `Einen Score \`${p.name}\` gibt es nicht.`,
    hint: (p) => isMeant(p.candidates, "Mit einer Anweisung `score` festlegen."),
  },
  KPI213: {
    message: (p) => `${p.to} hat kein \`key\`, also lässt sich ${p.from} nicht damit verknüpfen.`,
    hint: (p) => `\`key [Spalte]\` unter die Tabelle ${p.to} schreiben.`,
  },
  KPI214: {
    message: (p) =>
      `Keine Ebene heißt \`${p.column}\`: kein \`owner\` führt dorthin, und die Personen haben keine solche Spalte.`,
    hint: (p) =>
      isMeant(
        columns(p.candidates),
        `\`then [${p.column}]\` an den \`owner\` einer Tabelle anfügen.`,
      ),
  },
  KPI215: {
    message: (p) =>
      `\`${p.column}\` ist eine Spalte der Personen; mit \`to\` geht eine Kaskade auf eine Ebene unter den Personen.`,
    hint: () => "Eine Spalte nennen, die im `owner` einer Tabelle nach `then` steht.",
  },
  KPI216: {
    message: (p) =>
      `${p.table} hat keine Zeilen der Ebene \`${p.column}\`, also lässt sich diese Bedingung dort nicht stellen.`,
    hint: (p) =>
      `Eine Tabelle nehmen, deren \`owner\` bis [${p.column}] geht, oder die [${p.column}] als \`key\` hat.`,
  },
  KPI217: {
    message: (p) => `\`${p.range}\` ist mehr als eine Zelle; eine Zahl wird an eine gebunden.`,
    hint: () => "Eine einzelne Zelle nennen, 'GL'!B12.",
  },
  KPI218: {
    message: (p) =>
      `Eine Zelle wie \`${p.cell}\` kann hier nicht stehen: eine Regel liest Tabellen.`,
    hint: () =>
      "Zellen stehen in `check`, `expect` und `goal … =`; eine Tabelle wird mit `table … from` gebunden.",
  },
  KPI219: {
    message: (p) =>
      `Nach \`${p.column}\` heißt in der Organisation nichts: es ist keine Ebene, also gilt dieses Ziel für niemanden.`,
    hint: (p) =>
      `\`for reps where [${p.column}] = …\` schreiben, oder \`then [${p.column}]\` an \`reports to\` anfügen.`,
  },
  KPI220: {
    message: (p) =>
      `Eine Funktion \`${p.name}\` gibt es nicht: ${p.from} und ${p.to} sind nicht verknüpft.`,
    hint: (p) =>
      `\`link [${p.by}] to ${p.to}\` unter die Tabelle ${p.from} schreiben${
        p.key === null ? "" : ` und \`key [${p.key}]\` unter die Tabelle ${p.to}`
      }, dann \`${p.column}\`.`,
  },
  KPI221: {
    message: () => "Die geschweifte Klammer, die hier aufgeht, wird nicht geschlossen.",
    hint: () =>
      "`}` hinter das schreiben, was gesagt werden soll, oder `{{` für eine Klammer im Text.",
  },

  // KPI3xx: Typen, Einheiten, Formen
  KPI300: {
    message: (p) => `${sides(p.sides)} lassen sich nicht ${done(p.does)}.`,
    hint: (p) => hinted(p.write),
  },
  KPI301: {
    message: () => "Eine Zahl oder ein Datum wird mit einem Text verglichen.",
    hint: (p) =>
      p.write === "" ? "Zahlen und Daten stehen ohne Anführungszeichen." : put(p.write),
  },
  KPI302: {
    message: (p) => `${p.name} ist ${numberIn(p.unit)} und wird mit einem Text verglichen.`,
    hint: () => "Mit einer Zahl vergleichen, oder `is missed` fragen.",
  },
  KPI303: {
    message: (p) =>
      `${p.name} ist in %; ${p.written} ${p.means === null ? "braucht das Zeichen" : `wären ${percent(p.means)}`}.`,
    hint: (p) => put(p.write),
  },
  KPI304: {
    message: () => "Eine Spalte hat einen Wert je Zeile; hier ist eine einzige Zahl nötig.",
    hint: (p) => put(p.write),
  },
  KPI305: {
    message: () => "Ein Text allein ist keine Bedingung.",
    hint: (p) => (p.write === "" ? "Mit `=` vergleichen." : put(p.write)),
  },
  KPI306: {
    message: (p) => `${p.what} ist ${none(p.needs)}.`,
    hint: () => "Die Typen stehen in der Sprachreferenz.",
  },
  KPI307: {
    message: () =>
      "Eine KPI hat einen Wert je Person und Zeitraum; eine Zeile braucht eine Spalte.",
    hint: () => "Die KPI aus den Klammern nehmen.",
  },
  KPI308: {
    message: (p) => `${p.one} und ${p.other} sind zwei Tabellen ohne Verknüpfung.`,
    hint: (p) =>
      `Die eine mit der anderen verknüpfen, oder jede in eigene Klammern nehmen: \`sum(${p.one}[…])\` und \`sum(${p.other}[…])\`.`,
  },
  KPI309: {
    message: (p) =>
      `Als Einheit steht da ${unitName(p.declared)}, und der Ausdruck ergibt ${unitName(p.gives)}.`,
    hint: () => "Eines von beiden ändern.",
  },
  KPI310: {
    message: (p) => `\`${p.fn}\` nimmt ${taken(p.takes)}.`,
    hint: () => "Die Funktionen stehen in der Sprachreferenz.",
  },
  KPI311: {
    message: (p) => faulty(p.why),
    hint: (p) =>
      p.write === "" ? "Einen Zeitraum als 2026, 2026-Q1 oder 2026-03 schreiben." : put(p.write),
  },
  KPI312: {
    message: (p) => `\`${p.word}\` ist ${WORDS[p.kind].none}.`,
    hint: (p) => isMeant(p.candidates, WORDS[p.kind].hint),
  },
  KPI313: {
    message: () => "Eine Zahl nennt hier ihren Zeitraum: `in 2026-Q1`.",
    hint: () => "`in` und einen Zeitraum anfügen.",
  },
  KPI314: {
    message: (p) => `Die KPIs bilden einen Kreis: ${p.names}.`,
    hint: () => "Eine davon aus dem Kreis nehmen.",
  },
  KPI315: {
    message: (p) => `Das hier ruht auf mehr als ${inFigures(p.most)} Schritten übereinander.`,
    hint: () => "Die Summe einer Spalte nehmen statt einer Kette von KPIs.",
  },
  KPI316: {
    message: (p) =>
      p.kind === "figures"
        ? `Damit verlangen die Regeln mehr als ${inFigures(p.most)} Zahlen.`
        : `Damit verschieben die Regeln KPIs auf mehr als ${inFigures(p.most)} Arten in der Zeit.`,
    hint: () => "Weniger KPIs ineinander in der Zeit verschieben.",
  },
  KPI317: {
    message: (p) =>
      `Einfache Anführungszeichen machen einen Namen, und eine Zeile kennt keinen \`${p.text}\`.`,
    hint: (p) => put(`"${p.text}"`),
  },
  KPI318: {
    message: (p) => `\`${p.name}\` ist weder eine Spalte noch ein Text in Anführungszeichen.`,
    hint: (p) => `\`${p.write}\` schreiben, wenn ein Text gemeint ist.`,
  },

  // KPI4xx: Ziele und Kaskaden
  KPI400: {
    message: (p) =>
      `Die Ziele bilden einen Kreis: ${p.ring.map((name) => `\`${name}\``).join(" braucht ")}.`,
    hint: () => "Eines davon als Zahl schreiben.",
  },
  KPI401: {
    message: () =>
      "Dieses Ziel liefe mit dem Ergebnis mit: es verwendet ein Ist aus dem eigenen Zeitraum.",
    hint: () => "Ein früheres nehmen: `last year`, `last period` oder `in 2025`.",
  },
  KPI402: {
    message: (p) =>
      `${NOBODY[p.kind]} hat in ${p.column} \`${p.value}\`: dieses Ziel gilt für niemanden.`,
    hint: (p) => isMeant(texts(p.candidates), "Die Werte der Spalte prüfen."),
  },
  KPI403: {
    message: (p) => `\`${p.kpi}\` hat schon eine Kaskade.`,
    hint: () => "Eine davon behalten.",
  },
  KPI404: {
    message: (p) =>
      `\`${p.kpi}\` kann nicht kaskadieren: die Zahlen des Teams ergeben nicht die der Führungskraft.`,
    hint: () => "Die Ziele mit `goal … for everyone` oder mit Namen nennen.",
  },
  KPI405: {
    message: (p) => `Die Teile ergeben ${percent(p.sum)}, nicht 100 %.`,
    hint: () => "Einen Teil ändern.",
  },
  KPI406: {
    message: () =>
      "In einem Kalender aus Wochen hat ein Quartal 13 Wochen: 4-4-5, 4-5-4 oder 5-4-4.",
    hint: (p) => put(p.write),
  },
  KPI407: {
    message: (p) => `${p.table} hat kein Datum, also findet \`${p.given}\` keinen Zeitraum.`,
    hint: (p) => `\`date [Spalte]\` unter die Tabelle ${p.table} schreiben.`,
  },
  KPI408: {
    message: (p) => `\`${p.method}\` ist für Quoten, und \`${p.kpi}\` ist ein Betrag.`,
    hint: () => "`evenly` schreiben, oder `by` und ein Gewicht.",
  },
  KPI409: {
    message: (p) =>
      `\`${p.kpi}\` ist eine Quote: sie wird nicht geteilt, also nimmt sie keine Gewichte.`,
    hint: () => "`by same rate`, `by same points` oder `by same share of gap` schreiben.",
  },
  KPI410: {
    message: (p) =>
      `Ein neu gesetztes Ziel gilt ab seinem Tag, und ${p.period} war am ${p.last} vorbei.`,
    hint: () => "Das Ziel eines Zeitraums neu setzen, der an diesem Tag noch offen war.",
  },

  // KPI5xx: was die Zeilen der Arbeitsmappe sagen
  KPI500: {
    message: (p) => `Keine Zeile von ${p.table} hat in ${p.column} \`${p.value}\`.`,
    hint: (p) => isMeant(texts(p.candidates), `Dort stehen ${p.there}.`),
  },
  KPI501: {
    message: (p) =>
      `Bei allen, die an ${p.manager} berichten, ist ${p.column} 0 oder leer; also wird gleichmäßig geteilt.`,
    hint: () => "`else evenly` anfügen, wenn das so gemeint ist.",
  },

  // KPI6xx: Ratschläge
  KPI600: {
    message: (p) =>
      `Ohne \`below\` legt jede Ebene ${percent(p.share)} darauf: über ${p.levels} Ebenen ${percent(p.total)}.`,
    hint: (p) =>
      p.write === "" ? "Sagen, auf welcher Stufe: `below` und ein Name." : put(p.write),
  },
  KPI601: {
    message: (p) =>
      `Nichts führt zu \`${p.kpi}\`: kein Ziel einer Tätigkeit sagt, wie es zu erreichen ist.`,
    hint: () => "`leads` in die KPIs schreiben, die es voranbringen sollen.",
  },
  KPI602: {
    message: (p) =>
      `\`${p.kpi}\` summiert sich; gilt eine Zahl für alle, hat eine Führungskraft dasselbe Ziel wie jede ihrer Personen.`,
    hint: () => "`for reps` schreiben, oder kaskadieren.",
  },
  KPI603: {
    message: (p) => `\`${p.kpi}\` ist für alle gleich und ändert sich nie.`,
    hint: () => "Eine Annahme braucht kein `leading` oder `lagging`.",
  },
  KPI604: {
    message: (p) =>
      `\`${p.flag}\` kann nie kommen: der Hinweis fragt nach ${p.kpis}, und dafür steht kein Ziel da.`,
    hint: () => "Ein Ziel nennen, oder den Hinweis weglassen.",
  },
  KPI605: {
    message: (p) =>
      `Kein Hinweis entscheidet, was geschieht, wenn die Frühindikatoren ${RESULT[p.leading]} und die Ergebnisse ${RESULT[p.lagging]} sind.`,
    hint: (p) => `Ein \`flag\` mit \`when ${p.when}\` und \`hold ${p.hold}\` schreiben.`,
  },
  KPI606: {
    message: (p) => `\`${p.kpi}\` wird bewertet, und niemand hat dafür ein Ziel.`,
    hint: (p) => `\`goal ${p.kpi} … for …\` schreiben, oder die Rolle wegnehmen.`,
  },
};
