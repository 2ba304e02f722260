/** Was mit Daten nicht stimmen kann. */
import type { FindingWords } from "../../model/findings.ts";

const cells = (n: number): string => (n === 1 ? "1 Zelle" : `${n} Zellen`);
const rows = (n: number): string => (n === 1 ? "1 Zeile" : `${n} Zeilen`);
const one = <T>(n: number, single: T, several: T): T => (n === 1 ? single : several);

/** An example may say how a cell was read: `G42: $0 is 0`. */
const read = (example: string): string => example.replace(/ is (?=[^ ]*$)/, " ist ");

const ACTION_PARTS: Readonly<Record<string, string>> = {
  flag: "kein Hinweis der Regeln",
  who: "niemand in der Organisation",
  period: "kein Zeitraum dieses Hinweises",
  action: "keine Maßnahme",
  on: "kein Tag",
};
const ACTION_LACKS: Readonly<Record<string, string>> = {
  flag: "nicht, um welchen Hinweis es geht",
  who: "nicht, um wen es geht",
  period: "keinen Zeitraum",
  action: "nicht, was geschah",
  on: "keinen Tag",
};

export const findings: FindingWords = {
  DATA01: {
    message: (p) => `Ein Blatt ${p.sheet} gibt es nicht.`,
    fix: (p) => (p.nearest ? `Ist ${p.nearest} gemeint?` : "Den Namen nach `from` prüfen."),
  },
  DATA02: {
    message: (p) => `${p.sheet} ist leer: die Zahlen daraus sind 0 oder leer.`,
    fix: () => "Füllen, oder ein anderes Blatt nennen.",
  },
  DATA03: {
    message: (p) => `${p.sheet} hat keine Spalte [${p.column}].`,
    fix: (p) => {
      if (p.row !== null) return `Zeile ${p.row} hat sie: \`header row ${p.row}\` schreiben.`;
      return p.nearest ? `Ist [${p.nearest}] gemeint?` : "Die Kopfzeile prüfen.";
    },
  },
  DATA04: {
    message: (p) => `${p.sheet} hat [${p.column}] mehrmals (${p.letters}).`,
    fix: (p) => `Mit dem Buchstaben nennen, [$${p.letters.split(", ")[0]}].`,
  },
  DATA05: {
    message: (p) =>
      `${p.sheet} hat Überschriften und keine Zeilen: die Zahlen daraus sind 0 oder leer.`,
  },
  DATA06: {
    message: (p) =>
      `Die Überschriften von ${p.sheet} stehen in Zeile ${p.row}; was darüber steht, zählt nicht.`,
    fix: (p) =>
      `Ist eine andere Zeile gemeint, in den Regeln etwa \`header row ${p.row}\` schreiben.`,
  },
  DATA10: {
    message: (p) =>
      `In ${one(p.count, "1 Zelle steht", `${p.count} Zellen stehen`)} eine Zahl als Text (${read(p.example)}); gelesen als Zahl.`,
    fix: () => "Vor eigenen Formeln bereinigen: Formeln wandeln Texte nicht um.",
  },
  DATA11: {
    message: (p) =>
      `${cells(p.count)} einer Zahlenspalte ${one(p.count, "ist", "sind")} nicht als Zahl lesbar (${read(p.example)}) und ${one(p.count, "zählt", "zählen")} als leer.`,
    fix: () => "Dort schlichte Zahlen schreiben.",
  },
  DATA40: {
    message: (p) =>
      `Diese Zelle ist ${p.text}, und eine Zahl braucht sie: diese und jede darüber ist ebenfalls ${p.text}.`,
    fix: () => "Die Zelle berichtigen, oder die Zeile mit einer Bedingung auslassen.",
  },
  DATA12: {
    message: (p) =>
      `In ${one(p.count, "1 Zelle steht", `${p.count} Zellen stehen`)} ein Datum als Text (${read(p.example)}); gelesen als Datum.`,
  },
  DATA13: {
    message: (p) =>
      `${cells(p.count)} einer Datumsspalte ${one(p.count, "ist", "sind")} nicht als Datum lesbar (${read(p.example)}) und ${one(p.count, "zählt", "zählen")} als leer.`,
    fix: () => "Dort ein Datum schreiben, etwa 2026-03-31.",
  },
  DATA14: {
    message: (p) =>
      `${cells(p.count)} ${one(p.count, "kann", "können")} zwei Tage meinen (${read(p.example)}): Tag oder Monat zuerst? ${one(p.count, "Sie zählt", "Sie zählen")} als leer.`,
    fix: () => "Als 2026-03-31 schreiben, oder das Gebietsschema der Arbeitsmappe einstellen.",
  },
  DATA15: {
    message: (p) =>
      `${cells(p.count)} ${one(p.count, "nennt", "nennen")} einen Zeitraum (${read(p.example)}), gelesen als dessen erster Tag.`,
  },
  DATA16: {
    message: (p) =>
      `${cells(p.count)} einer Spalte aus Ja und Nein ${one(p.count, "ist", "sind")} nicht lesbar (${read(p.example)}).`,
    fix: () => "TRUE und FALSE schreiben, oder yes und no.",
  },
  DATA17: {
    message: (p) =>
      `${cells(p.count)} ${one(p.count, "kann", "können")} zwei Zahlen meinen (${read(p.example)}): Tausender oder Komma? ${one(p.count, "Sie zählt", "Sie zählen")} als leer.`,
    fix: () =>
      "Dort schlichte Zahlen schreiben, oder das Gebietsschema der Arbeitsmappe einstellen.",
  },
  DATA18: {
    message: (p) =>
      `${cells(p.count)} einer Spalte ${one(p.count, "hat", "haben")} verschiedene Währungen (${read(p.example)}); keine davon zählt.`,
    fix: () => "In einer eigenen Spalte in eine Währung umrechnen.",
  },
  DATA19: {
    message: (p) =>
      `In ${one(p.count, "1 Zelle steht", `${p.count} Zellen stehen`)} ein Datum als Text (${read(p.example)}) neben echten: ein Import kann in diesen Tag und Monat vertauscht haben.`,
    fix: () => "Die Spalte noch einmal als Text einlesen, oder die Tage prüfen.",
  },
  DATA50: {
    message: (p) =>
      `${cells(p.count)} einer Prozentspalte ${one(p.count, "liegt", "liegen")} über 1,5 (${read(p.example)}), neben Bruchteilen: 95 % oder 9.500 %? ${one(p.count, "Sie zählt", "Sie zählen")} als leer.`,
    fix: () => "Alle gleich schreiben: 95% oder 0,95.",
  },
  DATA51: {
    message: (p) =>
      `${cells(p.count)} einer Zahlenspalte ${one(p.count, "hat", "haben")} ein Kürzel (${read(p.example)}) und ${one(p.count, "zählt", "zählen")} als leer.`,
    fix: () => "Die ganze Zahl schreiben: 1200000 für 1.2M.",
  },
  DATA52: {
    message: (p) =>
      `Die Spalte schreibt Tage mal mit dem Tag, mal mit dem Monat zuerst; ${cells(p.count)} ${one(p.count, "kann", "können")} beides sein (${read(p.example)}). ${one(p.count, "Sie zählt", "Sie zählen")} als leer.`,
    fix: () => "Als 2026-03-31 schreiben.",
  },
  DATA53: {
    message: (p) =>
      `${cells(p.count)} (${read(p.example)}) ${one(p.count, "ist", "sind")} das ${p.times}-Fache des nächstgrößten Betrags der Spalte. ${one(p.count, "Sie zählt", "Sie zählen")} wie geschrieben.`,
    fix: () => "Nach einem Tippfehler oder verlorenem Komma sehen.",
  },
  DATA54: {
    message: (p) =>
      `[${p.column}] von ${p.table} nennt ${p.unit}; die Zahlen werden gelesen, wie sie stehen.`,
    fix: (p) => `In der Regel malnehmen, etwa \`sum(${p.table}[${p.column}] * 1000)\`.`,
  },
  DATA55: {
    message: (p) =>
      `In ${rows(p.count)} von ${p.table} liegt [${p.end}] vor [${p.start}] (${read(p.example)}); der Unterschied ist negativ und zählt.`,
    fix: (p) => `Die Tage berichtigen, oder \`where [${p.end}] >= [${p.start}]\` ergänzen.`,
  },
  DATA56: {
    message: (p) =>
      `${rows(p.count)} von ${p.table} ${one(p.count, "gleicht", "gleichen")} einer anderen in allem außer dem Schlüssel (${read(p.example)}); alle zählen.`,
    fix: () => "Löschen, was doppelt erfasst ist.",
  },
  DATA57: {
    message: (p) =>
      `In ${rows(p.count)} von ${p.table} ist [${p.column}] \`${p.text}\`. Keine Regel nennt das; die Regeln nennen \`${p.word}\`.`,
    fix: (p) => `Ist dasselbe gemeint, \`[${p.column}] in ("${p.word}", "${p.text}")\` schreiben.`,
  },
  DATA58: {
    message: (p) =>
      `${cells(p.count)} (${read(p.example)}) ${one(p.count, "sieht", "sehen")} nach einer anderen Zeichenkodierung aus.`,
    fix: () => "Die Datei noch einmal als UTF-8 exportieren.",
  },
  DATA59: {
    message: (p) =>
      `${cells(p.count)} mit Kennungen (${read(p.example)}) ${one(p.count, "ist eine Zahl", "sind Zahlen")} mit mehr als 15 Ziffern: die Tabelle hat die letzten abgeschnitten.`,
    fix: () => "Die Spalte noch einmal als Text einlesen.",
  },
  DATA20: {
    message: (p) =>
      `${rows(p.count)} mit Summen in ${p.sheet} ${one(p.count, "ist", "sind")} ausgelassen (Zeile ${p.rows}).`,
  },
  DATA21: {
    message: (p) =>
      `${rows(p.count)} von ${p.table} ${one(p.count, "hat", "haben")} kein [${p.column}] und ${one(p.count, "zählt", "zählen")} in keinem Zeitraum.`,
  },
  DATA23: {
    message: (p) =>
      `Die Summe in Zeile ${p.row} sagt ${p.says}; die Zeilen darüber ergeben ${p.adds}. Ausgelassen wird sie trotzdem.`,
    fix: () => "Herausfinden, welche Zeilen gemeint waren.",
  },
  DATA24: {
    message: (p) =>
      `${rows(p.count)} von ${p.sheet} ${one(p.count, "wiederholt", "wiederholen")} die Überschriften und ${one(p.count, "ist", "sind")} ausgelassen (Zeile ${p.rows}).`,
  },
  DATA25: {
    message: (p) =>
      `${rows(p.count)} von ${p.table} ${one(p.count, "steht", "stehen")} doppelt da, in jeder Zelle gleich (Zeile ${p.rows}); je eine bleibt.`,
  },
  DATA26: {
    message: (p) =>
      `${p.table} hat den Schlüssel ${p.key} in Zeilen, die sich unterscheiden (${p.rows}): keine davon zählt, und Verknüpfungen finden keine.`,
    fix: () => "Die richtige Zeile behalten.",
  },
  DATA30: {
    message: (p) =>
      `Niemand heißt ${p.name}: ${rows(p.count)} von ${p.table} ${one(p.count, "zählt", "zählen")} für niemanden.`,
    fix: (p) =>
      p.nearest ? `Ist ${p.nearest} gemeint?` : "Die Person ergänzen oder den Namen berichtigen.",
  },
  DATA34: {
    message: (p) =>
      `${rows(p.count)} von ${p.table} ${one(p.count, "ist", "sind")} mit ${p.to} über eine Kennung mit anderen führenden Nullen verknüpft (${read(p.example)}).`,
    fix: () => "Die Kennungen in beiden Blättern gleich schreiben.",
  },
  DATA35: {
    message: (p) =>
      `${p.names} weitere Namen, die niemand trägt: ${rows(p.count)} von ${p.table} ${one(p.count, "zählt", "zählen")} für niemanden.`,
    fix: () => "Prüfen, welche Spalte sagt, wem eine Zeile gehört.",
  },
  DATA31: {
    message: (p) =>
      `${rows(p.count)} von ${p.table} ${one(p.count, "gehört", "gehören")} niemandem und ${one(p.count, "zählt", "zählen")} für niemanden.`,
    fix: (p) =>
      p.labels
        ? "Gilt der Name darüber auch für die Zeilen darunter, ihn nach unten ausfüllen."
        : "Sagen, wem sie gehören, oder die Zeilen mit einer Bedingung auslassen.",
  },
  DATA37: {
    message: (p) =>
      `${rows(p.count)} von ${p.table} ${one(p.count, "nennt", "nennen")} mehrere Personen (${p.names}: ${p.people}) und ${one(p.count, "zählt", "zählen")} für niemanden.`,
    fix: () => "Eine Zeile je Person schreiben, mit ihrem Teil des Betrags.",
  },
  DATA41: {
    message: (p) =>
      `${cells(p.count)} von [${p.column}] in ${p.table} ${one(p.count, "ist ein Fehler", "sind Fehler")} (${read(p.example)}): wo ${one(p.count, "die Zeile zählt", "die Zeilen zählen")}, lässt sich nicht sagen.`,
    fix: () => "Die Zellen berichtigen.",
  },
  DATA36: {
    message: (p) => `Zeilen von ${p.table}, die in niemandes Summe stehen: ${p.amounts}.`,
    fix: () => "`answerable run --only data` zeigt sie Name für Name.",
  },
  DATA32: {
    message: (p) =>
      `${rows(p.count)} von ${p.table} ${one(p.count, "findet", "finden")} keine Zeile in ${p.to} (${read(p.example)}); die verknüpften Spalten sind dort leer.`,
    fix: (p) =>
      p.nearest ? `Ist ${p.nearest} gemeint?` : "Den Schlüssel ergänzen oder berichtigen.",
  },
  DATA33: {
    message: (p) =>
      `${p.table} hat den Schlüssel ${p.key} ${p.count}-mal: Zeilen, die damit verknüpft sind, finden keine.`,
    fix: () => "Eine Zeile je Schlüssel behalten.",
  },
  ORG01: {
    message: (p) =>
      `${
        p.names.length === 1
          ? `${p.names[0]} berichtet an sich selbst`
          : `${p.names.join(", ")} berichten im Kreis aneinander`
      }${p.below > 0 ? `; sie und ${p.below} darunter stehen` : "; niemand davon steht"} in einem Baum.`,
    fix: () => "Eine der Führungskräfte berichtigen.",
  },
  ORG02: {
    message: (p) =>
      `${p.name} steht zweimal da, mit verschiedenen Zeilen (${p.places}); keine zählt.`,
    fix: () => "Eine Zeile behalten, oder beiden mit `since` und `until` ihre Tage geben.",
  },
  ORG03: {
    message: (p) => `${p.name} steht zweimal mit derselben Zeile da (${p.places}); eine bleibt.`,
  },
  ORG04: {
    message: (p) => `Mehrere stehen über allen: ${p.names}.`,
    fix: () => 'Nach `reports to` mit `then "Firma"` eine Spitze nennen.',
  },
  ORG05: {
    message: (p) =>
      `${p.manager} hat keine Zeile im Blatt der Personen, und ${p.count === 1 ? "1 Person berichtet" : `${p.count} Personen berichten`} dorthin.`,
    fix: (p) => {
      if (p.column)
        return `[${p.column}] enthält den Namen: Personen nach dieser Spalte nennen, oder Führungskräfte nach ihrer.`;
      return p.nearest ? `Ist ${p.nearest} gemeint?` : "Eine Zeile für diesen Namen ergänzen.";
    },
  },
  ORG06: {
    message: (p) => `${p.name} ist eine offene Stelle: sie trägt ein Ziel und antwortet nicht.`,
  },
  ORG07: {
    message: (p) => `Die Zuordnungen von ${p.name} überschneiden sich (${p.places}); keine zählt.`,
    fix: () => "Eine enden lassen, bevor die nächste beginnt.",
  },
  ORG08: {
    message: (p) =>
      `${p.unit} berichtet laut den Daten an ${p.first} und an ${p.second}; es gilt ${p.first}.`,
  },
  ORG09: {
    message: (p) =>
      `${p.name} hat niemanden über sich (${p.place}) und niemanden darunter: in keinem Baum außer dem eigenen.`,
    fix: () => "Eine Führungskraft nennen.",
  },
  ORG10: {
    message: (p) =>
      `Eine Zuordnung von ${p.name} endet, bevor sie beginnt (${p.place}); sie gilt nicht.`,
    fix: () => "Die Tage berichtigen.",
  },
  ORG11: {
    message: (p) =>
      `${p.count === 1 ? "1 Zuordnung nennt" : `${p.count} Zuordnungen nennen`} ${p.manager} an Tagen, an denen ${p.manager} nicht in der Organisation ist (${read(p.example)}): dann ${one(p.count, "steht sie", "stehen sie")} in niemandes Baum.`,
    fix: () => "Für diese Tage die Daten oder eine andere Führungskraft nennen.",
  },
  GOAL01: {
    message: (p) =>
      `Zwei Ziele für \`${p.kpi}\` sind für ${p.who} in ${p.period} gleich genau (Zeilen ${p.lines.join(" und ")}); das erste gilt.`,
    fix: () => "Eines davon weglassen.",
  },
  GOAL02: {
    message: (p) => p.message,
    fix: () => "Das Ziel, etwas Festgehaltenes oder eine Grenze ändern.",
  },
  GOAL03: { message: (p) => p.message },
  RULES01: {
    message: (p) =>
      `Im Blatt der Regeln wurde seit dem Speichern etwas von Hand geändert (${p.how}).`,
    fix: () => "Die Regeln in der Seitenleiste ansehen, dann speichern.",
  },
  EDIT01: {
    message: (p) => p.message,
    fix: () => "Die Zelle berichtigen; bis dahin zählt die Änderung nicht.",
  },
  EDIT02: {
    message: (p) => `Änderung ${p.n} (${p.what}) gilt nicht. ${p.reason}`,
    fix: () => "Im Blatt `KPI Edits` zurücknehmen, oder berichtigen, wovon sie spricht.",
  },
  DRIFT01: {
    message: (p) => p.message,
    fix: () => "Unter Ausgabe zurücknehmen, oder ein Ziel mit Grund annehmen.",
  },
  GOAL05: {
    message: (p) =>
      `${p.count === 1 ? "1 Person hat" : `${p.count} Personen haben`} in ${p.period} kein Ziel für \`${p.kpi}\`: ${p.names}.`,
    fix: () => "Ein Ziel nennen, oder mit `at` sagen, wer eines hat.",
  },
  GOAL07: {
    message: (p) =>
      `${p.table} hat mehrere Ziele für \`${p.kpi}\` von ${p.who} in ${p.period}, und eine Quote lässt sich nicht addieren: keines zählt.`,
    fix: () => "Eine Zeile je Person und Zeitraum behalten.",
  },
  GOAL06: { message: (p) => p.message },
  GOAL04: {
    message: (p) => p.message,
    fix: () => "Das Ziel von davor in das `reset` schreiben, oder herausfinden, was es änderte.",
  },
  ACT01: {
    message: (p) => `Dem Blatt der Maßnahmen fehlt eine Spalte (${p.columns}): keine Zeile zählt.`,
    fix: () => "Ihm die Überschriften flag, who, period, action, by, on, note geben.",
  },
  ACT02: {
    message: (p) =>
      p.value === ""
        ? `Diese Maßnahme sagt ${ACTION_LACKS[p.column] ?? `kein ${p.column}`}; sie schließt nichts.`
        : `\`${p.value}\` ist hier ${ACTION_PARTS[p.column] ?? `kein ${p.column}`}; diese Maßnahme schließt nichts.`,
    fix: (p) => {
      if (p.column === "period")
        return `Den Zeitraum des Hinweises schreiben, wie ${p.some[0] ?? p.nearest}.`;
      if (p.nearest) return `Ist ${p.nearest} gemeint?`;
      if (p.column === "on") return "Den Tag als 2026-03-31 schreiben.";
      return p.some.length > 0 ? `Einige davon: ${p.some.join(", ")}.` : "";
    },
  },
  ACT03: {
    message: (p) =>
      p.begun
        ? `${p.flag} war für ${p.who} in ${p.period} nicht offen; diese Maßnahme schließt nichts.`
        : `${p.period} hat noch nicht begonnen; diese Maßnahme schließt nichts.`,
    fix: (p) =>
      p.open.length > 0 ? `Offen war es in ${p.open.join(", ")}.` : "Die Zeile herausnehmen.",
  },
  ACT04: {
    message: (p) =>
      `Diese Maßnahme trägt den ${p.on}, bevor ${p.raised} zu Ende war und ${p.flag} für ${p.who} gemeldet wurde; sie schließt nichts.`,
    fix: (p) => `Auf den ${p.from} oder später datieren.`,
  },
  ACT05: {
    message: (p) =>
      `${p.count === 1 ? "1 Maßnahme ist" : `${p.count} Maßnahmen sind`} nach dem ${p.day} datiert und ${one(p.count, "zählt", "zählen")} jetzt nicht.`,
  },
  ACT06: {
    message: (p) => `Bei der Maßnahme für ${p.who} steht nicht, wer sie ergriff.`,
    fix: () => "Unter `by` einen Namen schreiben.",
  },
  ACT07: {
    message: (p) => `${p.who} hat die Maßnahme selbst festgehalten, keine Führungskraft.`,
  },
  ACT08: {
    message: (p) => `${p.flag} von ${p.who} ${p.how}; diese Maßnahme bleibt festgehalten.`,
  },
};
