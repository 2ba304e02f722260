import type { WriteRefusalWords } from "../../hosts/port/refused.ts";

const NOTHING = "Nichts wurde geschrieben.";
const BACK = "Was begonnen war, ist zurückgenommen.";
const PROGRAMS = { google: "Google Sheets", excel: "Excel", local: "Die Tabelle" } as const;

export const writes: WriteRefusalWords = {
  sheetTaken: ({ sheet }) => `Ein Blatt ${sheet} gibt es schon. ${NOTHING}`,
  sheetGone: ({ sheet }) => `Das Blatt ${sheet} gibt es nicht mehr. ${NOTHING}`,
  cellChanged: ({ place, found, expected }) =>
    `${place} wurde inzwischen geändert (dort steht ${found || "nichts"}, nicht ${expected || "nichts"}). ${NOTHING}`,
  rowsChanged: ({ place }) =>
    `${place} wurde mitten im Schreiben von jemand anderem geändert. ${BACK}`,
  tooLong: ({ place, length, most }) =>
    `${place} bekäme ${length} Zeichen; eine Zelle fasst ${most}. Den Text kürzen. ${NOTHING}`,
  lastSheet: () => `Eine Arbeitsmappe behält mindestens ein Blatt. ${NOTHING}`,
  locked: () =>
    "Jemand anderes schreibt gerade in diese Tabelle. Nichts wurde geschrieben; noch einmal versuchen.",
  protectedFrom: ({ sheet, editors }) =>
    `${sheet} ist geschützt. ${editors.length > 0 ? `Freigeben kann es: ${editors.join(" oder ")}.` : "Freigeben kann es, wem die Tabelle gehört."} ${NOTHING}`,
  protectedSheet: ({ sheet }) =>
    `${sheet} ist geschützt. Den Schutz aufheben kann, wer ihn gesetzt hat, unter Überprüfen. ${NOTHING}`,
  hostRefused: ({ program, said }) => `${PROGRAMS[program]} lehnt ab: ${said}. ${BACK}`,
  stopped: () => `Abgebrochen. ${BACK}`,
  typedMeanwhile: ({ places }) => `Was inzwischen eingegeben wurde, bleibt: ${places.join(", ")}.`,
};
