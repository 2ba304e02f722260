/** What the calls say that write: what was done, what was not and why, what to do. */
export const calls = {
  takenBack: "Taken back.",
  wroteSheets: (n: number) => `Wrote ${n} ${n === 1 ? "sheet" : "sheets"}.`,
  wroteRules: "Wrote the rules.",
  wroteSample: "Wrote the sample workbook and its rules.",
  wroteCell: (place: string) => `Wrote ${place}.`,
  removed: (n: number) => `Removed ${n} sheets.`,

  // ── Refused ──────────────────────────────────────────────────────────────────────────────────
  changed: "The workbook or the rules changed since the preview; nothing was written.",
  lookAgain: "Look at the new preview, then write.",
  changedSinceRead: "The workbook changed since it was read; nothing was written.",
  lookAtRules: "Look at the rules again, then write.",
  lookAtPreview: "Look at the preview.",
  calledOtherwise: (title: string) => `This workbook is called ${title}; nothing was removed.`,
  writeName: "Write its name as it stands there.",
  sheetsChanged: "Our sheets changed since the list was made; nothing was removed.",
  lookAtList: "Look at the list again.",
  sheetTaken: (sheet: string) => `This workbook already has a sheet ${sheet}; nothing was written.`,
  emptyWorkbook: "Open the sample in an empty workbook.",
  noSample: "This build carries no sample.",
  runStart: "Run `npm start`.",
  inTheWay: (place: string, rows: number, columns: number) =>
    `${place} is in the way: the result needs ${rows} × ${columns} cells.`,
  cellInUse: (place: string) => `${place} is in use, and nothing is written over it.`,
  nothingToTakeBack: "There is nothing to take back.",
  brokenRules: (n: number) =>
    `${n} ${n === 1 ? "rule has" : "rules have"} a mistake and no figures here.`,
  /** What to do where the workbook took no write. */
  refused: {
    changed: "Look at the new preview, then write again.",
    protected: "Ask the sheet's owner to let you edit it.",
    missing: "Run again.",
    failed: "Try again.",
  },

  // ── Faults ───────────────────────────────────────────────────────────────────────────────────
  excelSilent: "Excel did not answer.",
  reopenPane: "Close the pane and open it again; if that doesn't help, restart Excel.",
  safe: "Nothing was written; your draft is kept here.",
  wrong: (said: string) => `Something went wrong here: ${said}`,
  report: "Try again; if it stays, export the rules and report it with this sentence.",
  noDay: (text: string) => `\`${text}\` is not a day.`,
  writeDay: "Write it as 2026-03-31.",
  noKpi: (name: string) => `There is no KPI \`${name}\`.`,
  nobody: (name: string) => `Nobody is called ${name}.`,
  noPeriod: (label: string) => `\`${label}\` is no period of this calendar.`,
  writePeriod: "Write 2026, 2026-Q1 or 2026-03.",
  didYouMean: (near: string) => `Did you mean ${near}?`,
  checkRules: "Check the rules.",
  checkPeople: "Check the people's sheet.",
  handsNothing: (who: string, kpi: string, period: string) =>
    `${who} hands nothing of ${kpi} down in ${period}.`,
  askManager: "Ask for a manager whose goal is cascaded.",
  noGoals: "No KPI has a goal.",
  writeGoal: "Write a `goal` first.",
  at: (error: string, place: string) => `${error} at ${place}`,
  notExpected: (expression: string, actual: string | null, expected: string | null) =>
    `${expression}: ${actual ?? "blank"}, expected ${expected ?? "blank"}`,

  noFunction: (id: string) => `There is no function ${id} here.`,
  chooseFunction: "Choose another one.",
  noCell: "No cell is selected.",
  selectCell: "Select one, then look.",
  notSaid: (parameter: string) => `${parameter} is not said yet.`,
  writeValue: "Write a value or a range.",
  noRange: (text: string) => `${text} is no range and no number.`,
  writeRange: "Write it as Deals!A2:A90.",
  noSheet: (name: string) => `There is no sheet ${name}.`,

  noFile: "No file can be made from here.",
  saveItself: "Write the sheets, then save or download the workbook by its own menu.",

  // ── Publish ──────────────────────────────────────────────────────────────────────────────────
  publish: {
    noCharts: (sheet: string) =>
      `${sheet} gets its figures; this program lets no chart be made. In Google Sheets and Excel it is drawn.`,
    thaws: (sheets: string, since: string) =>
      `${sheets}: frozen${since && ` since ${since}`}. Writing replaces what was frozen.`,
    inRow: (column: string, row: number) => `${column} in row ${row}`,
    comesToElse: (sheet: string, n: number, first: string) =>
      `${sheet}: the function comes to something else than this run in ${n} ${n === 1 ? "cell" : "cells"}, first ${first}. It knows only the tables it is handed, not what was published before.`,
  },
  upkeep: {
    frozen: (n: number) => `${n} ${n === 1 ? "sheet holds" : "sheets hold"} values now.`,
    repaired: (n: number) => `Repaired ${n} ${n === 1 ? "formula" : "formulas"}.`,
    neverWorkedOut: (place: string) =>
      `${place} was never worked out. Open the workbook in its program, save it, then freeze.`,
    unread: (place: string, error: string) =>
      `${place} shows ${error}: this program doesn’t know its function. Repair the formulas first.`,
    loading: (place: string) => `${place} is still loading. Wait, then freeze.`,
    foreign: (sheets: string) =>
      `${sheets}: written for another program. Publish again, so that this one has its own.`,
    unknown: (n: number, first: string) =>
      `${n} more ${n === 1 ? "cell shows" : "cells show"} #NAME?, first ${first}: not for a function of ours.`,
  },

  // ── Drift ────────────────────────────────────────────────────────────────────────────────────
  drift: {
    nothing: "nothing",
    heading: "a heading",
    plain: (value: string) => `the plain value ${value}`,
    formula: (result: string) => `a formula (${result})`,
    of: (column: string, about: string) => `${column} of ${about}`,
    typedOver: (place: string, what: string, was: string, is: string, since: string) =>
      `${place} (${what}) was changed by hand: ${was} was published${since && ` on ${since}`}, ${is} is there.`,
    rowGone: (sheet: string, row: string, since: string) =>
      `${sheet} no longer has the row of ${row}, published${since && ` on ${since}`}.`,
    rowAdded: (place: string) => `${place} is a row that was never published.`,
    columnGone: (sheet: string, column: string, since: string) =>
      `${sheet} no longer has the column ${column}, published${since && ` on ${since}`}.`,
    sheetGone: (sheet: string, since: string) =>
      `The sheet ${sheet}, published${since && ` on ${since}`}, is gone.`,
    record: (sheet: string, row: string) =>
      `The record of ${sheet}, row ${row}, was changed: what was published there can't be told.`,
    more: (n: number) => `${n} more published cells or rows were changed by hand.`,
  },
};
