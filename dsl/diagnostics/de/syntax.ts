/** KPI1xx: was geschrieben steht. */
import type { SYNTAX } from "../catalogue-syntax.ts";
import type { WordsOf } from "../words.ts";
import { fitting, hinted, inFigures, isMeant, put, saying } from "./phrases.ts";

export const syntax: WordsOf<keyof typeof SYNTAX> = {
  KPI100: {
    message: (p) => `\`${p.word}\` passt hier nicht.`,
    hint: (p) =>
      p.expected.length > 0
        ? `Hier passt ${fitting(p.expected)}.`
        : "Ansehen, was gleich davor steht: vielleicht fehlt ein Zeichen oder ein Komma.",
  },
  KPI101: {
    message: (p) => `Diese Anweisung \`${p.statement}\` endet zu früh.`,
    hint: (p) =>
      p.expected.length > 0
        ? `Als Nächstes kommt ${fitting(p.expected)}.`
        : "Die Anweisung zu Ende schreiben.",
  },
  KPI102: {
    message: (p) => `Keine Anweisung beginnt mit \`${p.word}\`.`,
    hint: (p) =>
      isMeant(
        p.candidates,
        "Anweisungen beginnen mit `kpi`, `goal`, `cascade`, `flag` und so weiter.",
      ),
  },
  KPI103: {
    message: (p) => `\`${p.word}\` ist keine Klausel von \`${p.statement}\`.`,
    hint: (p) =>
      isMeant(
        p.candidates,
        p.clauses.length > 0
          ? `Seine Klauseln: ${p.clauses.join(", ")}.`
          : "Es hat keine Klauseln.",
      ),
  },
  KPI104: {
    message: (p) =>
      `\`${p.clause}\` ist eine Klausel von \`${p.home}\`, nicht von \`${p.statement}\`.`,
    hint: (p) => hinted(p.instead),
  },
  KPI105: {
    message: (p) => `\`${p.clause}\` steht zweimal in dieser Anweisung \`${p.statement}\`.`,
    hint: () => "Eines davon behalten.",
  },
  KPI106: {
    message: (p) => `In dieser Anweisung \`${p.statement}\` fehlt \`${p.clause}\`.`,
    hint: (p) => `Eine Zeile \`${p.clause} …\` anfügen.`,
  },
  KPI107: {
    message: (p) => `\`${p.one}\` und \`${p.other}\` schließen einander aus.`,
    hint: () => "Eines davon behalten.",
  },
  KPI108: {
    message: () => "Der Text vor der ersten Anweisung ist keine Anweisung.",
    hint: () => "Eine Anmerkung beginnt mit `#`.",
  },
  KPI109: {
    message: (p) =>
      `Mehr als ${p.depth} Klammern, oder \`not\` und Minuszeichen, sind auf einmal offen.`,
    hint: () => "Einem Teil davon mit einer eigenen `kpi` einen Namen geben.",
  },
  KPI110: {
    message: (p) =>
      `Die Regeln sind ${inFigures(p.signs)} Zeichen lang; gelesen werden höchstens ${inFigures(p.most)}.`,
    hint: () => "Ist das die richtige Datei? Die Regeln einer ganzen Firma bleiben unter 100.000.",
  },
  KPI111: {
    message: (p) => `\`${p.sign}\` gehört nicht zur Sprache der Regeln.`,
    hint: () => "Weglassen.",
  },
  KPI112: {
    message: () =>
      "Der Text, der hier beginnt, hat auf seiner Zeile kein Anführungszeichen am Ende.",
    hint: (p) => put(p.write),
  },
  KPI113: {
    message: () => "Die Spalte, die hier beginnt, hat auf ihrer Zeile keine schließende Klammer.",
    hint: () => "`]` hinter den Namen der Spalte schreiben.",
  },
  KPI114: {
    message: (p) =>
      p.kind === "quotes"
        ? "Geschwungene Anführungszeichen werden wie gerade gelesen."
        : "Dieses Zeichen wird wie das einfache gelesen.",
    hint: (p) => put(p.write),
  },
  KPI115: {
    message: () => "Ein Ausdruck beginnt hier nicht mit `=`: das davor leitet ihn schon ein.",
    hint: () => "Das zweite `=` weglassen.",
  },
  KPI116: { message: (p) => saying(p.says), hint: (p) => hinted(p.write) },
  KPI117: {
    message: () =>
      "Eine Dezimalzahl wird mit Punkt geschrieben, in jeder Sprache der Arbeitsmappe.",
    hint: (p) => put(p.write),
  },
  KPI118: {
    message: () => "Ein Komma zwischen Tausendern darf nur gleich nach `=` stehen.",
    hint: (p) => put(p.write),
  },
  KPI119: {
    message: (p) => `\`${p.image}\` könnte eine Zahl sein oder zwei.`,
    hint: (p) => `\`${p.joined}\` schreiben, oder mit Leerzeichen: \`${p.spaced}\`.`,
  },
  KPI120: {
    message: (p) =>
      `\`${p.image}\` ist keine Zahl${p.millions ? "; Millionen werden mit M geschrieben" : ""}.`,
    hint: (p) =>
      p.write === "" ? "Zahlen werden 1200, 12.5, 5%, 250k, 12M geschrieben." : put(p.write),
  },
  KPI122: {
    message: () => "Ein Zeitraum ist sein Jahr, ein Bindestrich und der Teil davon.",
    hint: (p) => put(p.write),
  },
  KPI123: {
    message: () => "Dieses Ziel sagt nicht, für wen es gilt.",
    hint: () => '`for "Name"`, `for everyone` oder `for reps` anfügen.',
  },
  KPI124: {
    message: () => "Der Name einer Person steht in Anführungszeichen.",
    hint: (p) => put(p.write),
  },
  KPI125: {
    message: () => "Ein Name hat Buchstaben, Ziffern und `_`, keinen Bindestrich.",
    hint: (p) => `\`${p.write}\` schreiben, oder \`${p.quoted}\`.`,
  },
  KPI126: {
    message: () => "Ein Name hat keine Leerzeichen.",
    hint: (p) => `\`${p.write}\` schreiben, oder \`${p.quoted}\`.`,
  },
  KPI127: {
    message: (p) => `\`${p.word}\` ist ein Wort der Sprache.`,
    hint: (p) =>
      `\`'${p.word}'\` in einfachen Anführungszeichen schreiben, oder einen anderen Namen nehmen.`,
  },
  KPI128: {
    message: (p) => `Die Klammer nach \`${p.opener}\` ist vor \`${p.before}\` nicht geschlossen.`,
    hint: () => "Dort `)` schreiben.",
  },
  KPI129: {
    message: () => "Diese Klammer schließt nichts.",
    hint: () => "Weglassen.",
  },
  KPI130: {
    message: (p) => `\`${p.word}\` steht innerhalb der Klammern von sum, count und so weiter.`,
    hint: (p) => put(`sum(Deals[Amount] ${p.word} …)`),
  },
  KPI131: {
    message: () => "Die Liste nach `in` steht in Klammern.",
    hint: () => put('in ("a", "b")'),
  },
  KPI132: {
    message: (p) => `\`${p.word}\` ist niemand, den die Regeln kennen.`,
    hint: () => '`everyone`, `reps`, `managers` oder `"Name"` schreiben.',
  },
  KPI133: {
    message: (p) => `\`${p.clause}\` nimmt einen Prozentsatz.`,
    hint: (p) => put(p.write),
  },
  KPI134: {
    message: () => "Eine Währung wird mit ihren drei Buchstaben geschrieben.",
    hint: (p) => put(p.write),
  },
  KPI135: {
    message: () => "`if` wird mit Klammern geschrieben.",
    hint: () => hinted("if"),
  },
  KPI136: {
    message: () => "Eine Spalte steht in eckigen Klammern.",
    hint: (p) => put(p.write),
  },
  KPI137: {
    message: () => "Eine Anmerkung beginnt mit `#`.",
    hint: () => "Stattdessen `#` schreiben.",
  },
  KPI138: {
    message: () => "Was ein Hinweis sagt, steht in Anführungszeichen.",
    hint: (p) => put(p.write),
  },
  KPI139: {
    message: (p) => `\`${p.word}\` steht zwischen zwei Bedingungen; es ist keine Funktion.`,
    hint: (p) => put(p.write === "" ? `a ${p.word} b` : p.write),
  },
  KPI140: {
    message: () => "Nach `is` steht `blank` oder ein Status; Texte werden mit `=` verglichen.",
    hint: (p) => put(p.write),
  },
  KPI141: {
    message: (p) => `Zwei \`${p.sign}\` hintereinander lassen sich auf zwei Arten lesen.`,
    hint: () => "Den Teil einklammern, der zuerst kommt.",
  },
  KPI142: {
    message: () => "Ein Vergleich hat zwei Seiten.",
    hint: () => "`between … and …` verwenden, oder zwei Vergleiche mit `and` verbinden.",
  },
  KPI143: {
    message: () => "Ein Betrag steht ohne Währung da: sie steht bei der KPI, nach `unit`.",
    hint: (p) => put(p.write),
  },
  KPI144: {
    message: () => "`people` ist keine Tabelle, deren Zeilen sich zählen ließen.",
    hint: () =>
      '`headcount` zählt die `reps` darunter, `count(reports)` die direkt Unterstellten, `count(reports where people[Region] = "East")` einige von ihnen.',
  },
  KPI145: {
    message: (p) =>
      `\`${p.image} …\` ist der Teil eines Gewichts oder Scores; hier fehlt ein \`*\`.`,
    hint: (p) => put(`${p.image} * …`),
  },
  KPI146: {
    message: (p) => `\`${p.word}\` passt hier nicht.`,
    hint: (p) => isMeant([p.meant], ""),
  },
  KPI147: {
    message: (p) => `Diese Anweisung hat mehr als ${inFigures(p.most)} Rechenzeichen.`,
    hint: () => "Teilen davon mit eigenen `kpi` Namen geben.",
  },
  KPI148: {
    message: () => "Ein Minus vor einer Potenz lässt sich auf zwei Arten lesen.",
    hint: () => "`(-a) ^ b` schreiben, oder `-(a ^ b)`.",
  },
  KPI150: {
    message: () => "Ein Prozentzeichen steht nur hinter einer Zahl.",
    hint: (p) =>
      `\`${p.write}\` schreiben, wenn Hundertstel gemeint sind; wie eine KPI gezeigt wird, sagt ihr \`unit %\`.`,
  },
  KPI151: {
    message: (p) => `\`${p.word}\` steht ohne Klammern.`,
    hint: (p) => put(p.word),
  },
  KPI149: {
    message: (p) =>
      `\`${p.image}\` ist ${inFigures(Number(p.value))}: der Punkt trennt Dezimalstellen.`,
    hint: (p) => `\`${p.grouped}\` schreiben, wenn Tausender gemeint sind.`,
  },
};
