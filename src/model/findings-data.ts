/** What can be wrong with cells, columns, rows and names. */
import { type Count, cells, entry, rows, type Unknown } from "./finding-entry.ts";

export const DATA_FINDINGS = {
  DATA01: entry(
    "error",
    (p: { sheet: string; nearest: string | null }) => `There is no sheet ${p.sheet}.`,
    (p) => (p.nearest ? `Did you mean ${p.nearest}?` : "Check the name after `from`."),
  ),
  DATA02: entry(
    "warning",
    (p: { sheet: string }) => `${p.sheet} is empty: its figures are 0 or blank.`,
    () => "Fill it, or bind another sheet.",
  ),
  DATA03: entry(
    "error",
    (p: { sheet: string; column: string; nearest: string | null; row: number | null }) =>
      `${p.sheet} has no column [${p.column}].`,
    (p) => {
      if (p.row !== null) return `Row ${p.row} has it: write \`header row ${p.row}\`.`;
      return p.nearest ? `Did you mean [${p.nearest}]?` : "Check the header row.";
    },
  ),
  DATA04: entry(
    "error",
    (p: { sheet: string; column: string; letters: string }) =>
      `${p.sheet} has [${p.column}] more than once (${p.letters}).`,
    (p) => `Name it by its letter, [$${p.letters.split(", ")[0]}].`,
  ),
  DATA05: entry(
    "note",
    (p: { sheet: string }) => `${p.sheet} has headers and no rows: its figures are 0 or blank.`,
  ),
  DATA06: entry(
    "note",
    (p: { sheet: string; row: number }) =>
      `The headers of ${p.sheet} were found in row ${p.row}; what stands above them is no data.`,
    (p) => `If another row is meant, say \`header row ${p.row}\` or the like in the rules.`,
  ),
  DATA10: entry(
    "note",
    (p: Count) =>
      `${cells(p.count)} held a number as text (${p.example}) and ${p.count === 1 ? "was" : "were"} read as one.`,
    () => "Clean the cells before publishing native formulas: they don't convert texts.",
  ),
  DATA11: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} in a column of numbers can't be read as one (${p.example}) and ${p.count === 1 ? "counts" : "count"} as blank.`,
    () => "Write plain numbers there.",
  ),
  DATA40: entry(
    "warning",
    (p: { text: string }) =>
      `This cell is ${p.text}, and a figure needs it: that figure and every one above it is ${p.text} too.`,
    () => "Mend the cell, or leave its row out by a condition.",
  ),
  DATA12: entry(
    "note",
    (p: Count) =>
      `${cells(p.count)} held a date as text (${p.example}) and ${p.count === 1 ? "was" : "were"} read as one.`,
  ),
  DATA13: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} in a column of dates can't be read as one (${p.example}) and ${p.count === 1 ? "counts" : "count"} as blank.`,
    () => "Write dates there, for example 2026-03-31.",
  ),
  DATA14: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} could be read as two days (${p.example}): day first or month first? ${p.count === 1 ? "It counts" : "They count"} as blank.`,
    () =>
      "Write them as 2026-03-31, or set the workbook's locale (`--locale de-DE` on the command line).",
  ),
  DATA15: entry(
    "note",
    (p: Count) =>
      `${cells(p.count)} named a period (${p.example}) and ${p.count === 1 ? "was" : "were"} read as its first day.`,
  ),
  DATA16: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} in a column of yes and no can't be read as one (${p.example}).`,
    () => "Use TRUE and FALSE, or yes and no.",
  ),
  DATA17: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} could be read as two numbers (${p.example}): thousands or decimals? ${p.count === 1 ? "It counts" : "They count"} as blank.`,
    () =>
      "Write plain numbers there, or set the workbook's locale (`--locale de-DE` on the command line).",
  ),
  DATA18: entry(
    "error",
    (p: Count) =>
      `${cells(p.count)} of one column are in different currencies (${p.example}); none of them is counted.`,
    () => "Convert them to one currency, in a column of its own.",
  ),
  DATA19: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} held a date as text (${p.example}) beside real dates: an import may have swapped day and month in those.`,
    () => "Import the column again as text, or check the dates.",
  ),
  DATA50: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} of a column of percentages ${p.count === 1 ? "is" : "are"} beyond 1.5 (${p.example}), beside fractions: 95 % or 9,500 %? ${p.count === 1 ? "It counts" : "They count"} as blank.`,
    () => "Write all of them one way: 95%, or 0.95.",
  ),
  DATA51: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} in a column of numbers ${p.count === 1 ? "has" : "have"} a multiplier (${p.example}) and ${p.count === 1 ? "counts" : "count"} as blank.`,
    () => "Write the whole number: 1200000 for 1.2M.",
  ),
  DATA52: entry(
    "error",
    (p: Count) =>
      `The column writes days both day first and month first, and ${cells(p.count)} could be either (${p.example}). ${p.count === 1 ? "It counts" : "They count"} as blank.`,
    () => "Write them as 2026-03-31.",
  ),
  DATA53: entry(
    "warning",
    (p: Count & { times: number }) =>
      `${cells(p.count)} (${p.example}) ${p.count === 1 ? "is" : "are"} ${p.times} times the next largest amount of the column. ${p.count === 1 ? "It counts" : "They count"} as written.`,
    () => "Look for a slip of the key, or decimals lost on the way.",
  ),
  DATA54: entry(
    "note",
    (p: { table: string; column: string; unit: string }) =>
      `[${p.column}] of ${p.table} says ${p.unit}; its numbers are read as they stand.`,
    (p) => `Multiply in the rule: \`sum(${p.table}[${p.column}] * 1000)\` or the like.`,
  ),
  DATA55: entry(
    "warning",
    (p: Count & { table: string; end: string; start: string }) =>
      `${rows(p.count)} of ${p.table} ${p.count === 1 ? "has" : "have"} [${p.end}] before [${p.start}] (${p.example}); the difference is negative and counts.`,
    (p) => `Mend the dates, or add \`where [${p.end}] >= [${p.start}]\`.`,
  ),
  DATA56: entry(
    "note",
    (p: Count & { table: string }) =>
      `${rows(p.count)} of ${p.table} ${p.count === 1 ? "is" : "are"} like another one in everything but the key (${p.example}); all count.`,
    () => "Delete what was entered twice.",
  ),
  DATA57: entry(
    "note",
    (p: { count: number; table: string; column: string; text: string; word: string }) =>
      `[${p.column}] is \`${p.text}\` in ${rows(p.count)} of ${p.table}. No rule names that; the rules name \`${p.word}\`.`,
    (p) => `If it means the same, write \`[${p.column}] in ("${p.word}", "${p.text}")\`.`,
  ),
  DATA58: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} (${p.example}) ${p.count === 1 ? "looks" : "look"} like text in another encoding.`,
    () => "Export the file again as UTF-8.",
  ),
  DATA59: entry(
    "warning",
    (p: Count) =>
      `${cells(p.count)} of ids (${p.example}) ${p.count === 1 ? "is a number" : "are numbers"} of more than 15 digits: the spreadsheet has cut the last ones.`,
    () => "Import the column again as text.",
  ),
  DATA20: entry(
    "note",
    (p: { count: number; sheet: string; rows: string }) =>
      `${rows(p.count)} of totals in ${p.sheet} ${p.count === 1 ? "was" : "were"} left out (row ${p.rows}).`,
  ),
  DATA21: entry(
    "note",
    (p: { table: string; count: number; column: string }) =>
      `${rows(p.count)} of ${p.table} ${p.count === 1 ? "has" : "have"} no [${p.column}] and ${p.count === 1 ? "counts" : "count"} in no period.`,
  ),
  DATA23: entry(
    "warning",
    (p: { row: number; says: number; adds: number }) =>
      `The total in row ${p.row} says ${p.says}; the rows above add up to ${p.adds}. It is left out all the same.`,
    () => "Find out which rows it meant.",
  ),
  DATA24: entry(
    "note",
    (p: { count: number; sheet: string; rows: string }) =>
      `${rows(p.count)} of ${p.sheet} ${p.count === 1 ? "repeats" : "repeat"} the headers and ${p.count === 1 ? "was" : "were"} left out (row ${p.rows}).`,
  ),
  DATA25: entry(
    "note",
    (p: { count: number; table: string; rows: string }) =>
      `${rows(p.count)} of ${p.table} ${p.count === 1 ? "stands" : "stand"} twice, alike in every cell (row ${p.rows}); one of each is kept.`,
  ),
  DATA26: entry(
    "error",
    (p: { table: string; key: string; rows: string }) =>
      `${p.table} has the key ${p.key} in rows that differ (${p.rows}): none of them counts, and links find none.`,
    () => "Keep the row that is right.",
  ),
  DATA30: entry(
    "warning",
    (p: Unknown) =>
      `Nobody is called ${p.name}: ${rows(p.count)} of ${p.table} ${p.count === 1 ? "counts" : "count"} for nobody.`,
    (p) => (p.nearest ? `Did you mean ${p.nearest}?` : "Add the person, or mend the name."),
  ),
  DATA34: entry(
    "note",
    (p: { count: number; table: string; to: string; example: string }) =>
      `${rows(p.count)} of ${p.table} ${p.count === 1 ? "was" : "were"} linked to ${p.to} by an id with other leading zeros (${p.example}).`,
    () => "Write the ids alike in both sheets.",
  ),
  DATA35: entry(
    "warning",
    (p: { names: number; count: number; table: string }) =>
      `${p.names} more names that nobody bears: ${rows(p.count)} of ${p.table} ${p.count === 1 ? "counts" : "count"} for nobody.`,
    () => "Check which column holds the owner.",
  ),
  DATA31: entry(
    "warning",
    (p: { count: number; table: string; labels: boolean }) =>
      `${rows(p.count)} of ${p.table} ${p.count === 1 ? "has" : "have"} no owner and ${p.count === 1 ? "counts" : "count"} for nobody.`,
    (p) =>
      p.labels
        ? "If the name above is meant for the rows below it too, fill it down."
        : "Name an owner, or leave the rows out by a condition.",
  ),
  DATA37: entry(
    "error",
    (p: { count: number; table: string; names: string; people: string }) =>
      `${rows(p.count)} of ${p.table} ${p.count === 1 ? "names" : "name"} several owners (${p.names}: ${p.people}) and ${p.count === 1 ? "counts" : "count"} for nobody.`,
    () => "Write a row for each owner, with each one's part of the amount.",
  ),
  DATA41: entry(
    "error",
    (p: { count: number; table: string; column: string; example: string }) =>
      `${cells(p.count)} of [${p.column}] in ${p.table} ${p.count === 1 ? "is an error" : "are errors"} (${p.example}): nobody can say where ${p.count === 1 ? "its row counts" : "their rows count"}.`,
    () => "Mend the cells.",
  ),
  DATA36: entry(
    "note",
    (p: { table: string; amounts: string }) =>
      `Rows of ${p.table} in nobody's total: ${p.amounts}.`,
    () => "`answerable run --only data` lists them name by name.",
  ),
  DATA32: entry(
    "note",
    (p: { count: number; table: string; to: string; example: string; nearest: string | null }) =>
      `${rows(p.count)} of ${p.table} ${p.count === 1 ? "finds" : "find"} no row in ${p.to} (${p.example}); the linked columns are blank there.`,
    (p) => (p.nearest ? `Did you mean ${p.nearest}?` : "Add the key, or mend it."),
  ),
  DATA33: entry(
    "error",
    (p: { table: string; key: string; count: number }) =>
      `${p.table} has the key ${p.key} ${p.count} times: rows linked to it find none.`,
    () => "Keep one row for each key.",
  ),
} as const;
