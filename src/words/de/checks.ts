/** Was auf `KPI Checks` und über `KPI Live` steht. */
import type { CheckLine, CheckSaid, CheckWords } from "../../formula/check-words.ts";

const shown = (n: number): string => n.toLocaleString("de");

function line(said: CheckSaid): CheckLine {
  switch (said.of) {
    case "rows below": {
      const row = shown(said.row);
      return {
        about: `Zeilen unterhalb von ${row} in ${said.sheet}`,
        todo: `Zeilen unterhalb von ${row} in ${said.sheet} liest keine Formel; noch einmal ausgeben.`,
      };
    }
    case "people below": {
      const row = shown(said.row);
      return {
        about: `Zeilen unterhalb von ${row} in ${said.sheet}`,
        todo: `Personen unterhalb von Zeile ${row} in ${said.sheet} liest keine Formel; noch einmal ausgeben.`,
      };
    }
    case "new texts":
      return {
        about: `Neue Texte in ${said.place}`,
        todo: `In ${said.place} stehen neue Texte, wo eine Zahl oder ein Datum hingehört; sie zählen als leer.`,
      };
    case "people changed":
      return {
        about: `Geänderte Zellen von ${said.sheet}`,
        todo: said.isTreeLive
          ? `${said.sheet} ist anders, seit die Formeln geschrieben wurden: die Zahlen folgen, aber weitergegebene Ziele sind noch die alten, und neue Personen haben keine Zeilen und zählen in keinem Anteil der direkt Unterstellten; noch einmal ausgeben.`
          : `${said.sheet} ist anders, seit die Formeln geschrieben wurden; noch einmal ausgeben, damit Organisation und Ziele stimmen.`,
      };
    case "holidays changed":
      return {
        about: `Geänderte freie Tage in ${said.sheet}`,
        todo: `Freie Tage in ${said.sheet} sind anders, seit die Formeln geschrieben wurden; noch einmal ausgeben, damit die Arbeitstage stimmen.`,
      };
    case "too deep":
      return {
        about: `Personen von ${said.sheet} tiefer als ${said.levels} Ebenen`,
        todo: `${said.sheet} ist tiefer, als die Formeln reichen, oder jemand berichtet an sich selbst; noch einmal ausgeben.`,
      };
    case "no manager":
      return {
        about: `Führungskräfte ohne Zeile in ${said.sheet}`,
        todo: `${said.sheet} nennt Führungskräfte, die keine Zeile haben: ihre Leute zählen für niemanden darüber. Den Namen berichtigen, oder noch einmal ausgeben.`,
      };
    case "twice":
      return {
        about: `Personen, die zweimal in ${said.sheet} stehen`,
        todo: `Jemand steht zweimal in ${said.sheet}: die erste Zeile zählt. Eine herausnehmen, oder noch einmal ausgeben.`,
      };
    case "dates":
      return {
        about: `Seit und Bis in ${said.sheet}`,
        todo: `${said.sheet} hat jetzt ein Seit oder Bis, und die Formeln kennen keines; noch einmal ausgeben.`,
      };
    case "errors":
      return {
        about: `Formeln von ${said.sheet}, die dieses Programm nicht ausrechnet`,
        todo: `${said.sheet} zeigt Fehler, und die Zahlen zählen nichts: dieses Programm kennt nicht, was seine Formeln brauchen. Für das Programm ausgeben, das die Datei öffnet.`,
      };
    case "undivided":
      return {
        about: `Ziele für ${said.label}, die sich nicht aufteilen lassen`,
        todo: `Ziele für ${said.label} gehen für alle, die nicht festgehalten sind, nicht in ganzen Schritten auf; noch einmal ausgeben.`,
      };
    case "goals changed":
      return {
        about: `Worauf Ziele für ${said.label} beruhen`,
        todo: `Ziele für ${said.label} sind die vom ${said.asOf}, und worauf sie beruhen, hat sich geändert; noch einmal ausgeben.`,
      };
    case "weights changed":
      return {
        about: `Wonach Ziele für ${said.label} gewichtet sind`,
        todo: `Ziele für ${said.label} sind Mittel nach Gewichten vom ${said.asOf}, und diese haben sich geändert; noch einmal ausgeben.`,
      };
    case "months changed":
      return {
        about: `Ziele für ${said.label}, die sich verschoben haben`,
        todo: `Ziele für ${said.label} haben sich seit dem ${said.asOf} verschoben, und was bis heute fällig ist, geht nach den Monaten von damals: Soll, Tempo, Prognose und Status können um Rundungen abweichen; noch einmal ausgeben.`,
      };
    case "origins changed":
      return {
        about: `Woher Ziele für ${said.label} kommen`,
        todo: `Ziele für ${said.label} kommen seit dem ${said.asOf} anderswoher: jemand hat jetzt ein eigenes oder keines mehr; noch einmal ausgeben.`,
      };
    case "under values": {
      const all = [...said.figures, ...said.goals.map((label) => `Ziele für ${label}`)];
      return {
        about: `Geänderte Zellen von ${said.sheet} unter Werten`,
        todo: `${said.sheet} ist seit dem ${said.asOf} anders, und Werte von diesem Tag beruhen darauf (${all.join(", ")}); noch einmal ausgeben.`,
      };
    }
    case "as of":
      return {
        about: "Der Stichtag",
        todo: `Der Stichtag ist ein anderer: KPIs, die als Werte ausgegeben sind, sind die vom ${said.asOf}; noch einmal ausgeben.`,
      };
  }
}

export const checks: CheckWords = {
  header: ["Prüfung", "Anzahl", "Was zu tun ist"],
  fine: "in Ordnung",
  allCounted: "Jede Zeile zählt mit.",
  notUpToDate: (sheet) =>
    `Einige Zeilen, Zellen oder Ziele sind nicht auf dem neuesten Stand: siehe ${sheet}.`,
  line,
};
