/**
 * What the lines of `KPI Checks` say, and the line above `KPI Live`: what is counted, and what to do where the count isn't
 * 0. English here, the measure of other languages (`src/words`); nothing reads these texts back.
 */

/** What a line counts, as data. Places and labels come as they are shown. */
export type CheckSaid =
  | { readonly of: "rows below"; readonly sheet: string; readonly row: number }
  | { readonly of: "people below"; readonly sheet: string; readonly row: number }
  | { readonly of: "new texts"; readonly place: string }
  | { readonly of: "people changed"; readonly sheet: string; readonly isTreeLive: boolean }
  | { readonly of: "too deep"; readonly sheet: string; readonly levels: number }
  | {
      readonly of: "holidays changed" | "no manager" | "twice" | "dates" | "errors";
      readonly sheet: string;
    }
  | { readonly of: "undivided"; readonly label: string }
  | {
      readonly of: "goals changed" | "weights changed" | "months changed" | "origins changed";
      readonly label: string;
      readonly asOf: string;
    }
  /** KPIs whose figures, and KPIs whose goals, are values that rest on the sheet. */
  | {
      readonly of: "under values";
      readonly sheet: string;
      readonly figures: readonly string[];
      readonly goals: readonly string[];
      readonly asOf: string;
    }
  | { readonly of: "as of"; readonly asOf: string };

export interface CheckLine {
  readonly about: string;
  readonly todo: string;
}

export interface CheckWords {
  readonly header: readonly [string, string, string];
  readonly fine: string;
  readonly allCounted: string;
  /** `sheet`: where to look. */
  readonly notUpToDate: (sheet: string) => string;
  readonly line: (said: CheckSaid) => CheckLine;
}

const shown = (n: number): string => n.toLocaleString("en");

function line(said: CheckSaid): CheckLine {
  switch (said.of) {
    case "rows below": {
      const row = shown(said.row);
      return {
        about: `Rows below ${row} of ${said.sheet}`,
        todo: `Rows below ${row} of ${said.sheet} are not in the formulas; publish again.`,
      };
    }
    case "people below": {
      const row = shown(said.row);
      return {
        about: `Rows below ${row} of ${said.sheet}`,
        todo: `People below row ${row} of ${said.sheet} are not in the formulas; publish again.`,
      };
    }
    case "new texts":
      return {
        about: `New texts in ${said.place}`,
        todo: `${said.place} holds new texts where a number or a date belongs; they count as blank.`,
      };
    case "people changed":
      return {
        about: `Changed cells of ${said.sheet}`,
        todo: said.isTreeLive
          ? `${said.sheet} changed since the formulas were written: figures follow, but goals handed down are as they were, and new people have no rows and are in no share of the reports; publish again.`
          : `${said.sheet} changed since the formulas were written; publish again, so that everybody’s tree and goals are right.`,
      };
    case "holidays changed":
      return {
        about: `Changed holidays of ${said.sheet}`,
        todo: `Holidays of ${said.sheet} changed since the formulas were written; publish again, so that working days are right.`,
      };
    case "too deep":
      return {
        about: `People of ${said.sheet} more than ${said.levels} levels deep`,
        todo: `${said.sheet} is deeper than the formulas reach, or somebody reports to themselves; publish again.`,
      };
    case "no manager":
      return {
        about: `Managers without a row in ${said.sheet}`,
        todo: `${said.sheet} names managers who have no row: their reports count for nobody above. Mend the name, or publish again.`,
      };
    case "twice":
      return {
        about: `People who stand twice in ${said.sheet}`,
        todo: `Somebody stands in ${said.sheet} twice: the first row counts. Take one out, or publish again.`,
      };
    case "dates":
      return {
        about: `Dates in ${said.sheet}`,
        todo: `${said.sheet} has dates now, and the formulas know none; publish again.`,
      };
    case "errors":
      return {
        about: `Formulas of ${said.sheet} that this program can’t work out`,
        todo: `${said.sheet} shows errors, and figures count nothing: this program doesn’t know what its formulas need. Publish for the program that opens the file.`,
      };
    case "undivided":
      return {
        about: `Goals of ${said.label} that can’t be divided`,
        todo: `Goals of ${said.label} don’t come to whole increments for those who aren’t held; publish again.`,
      };
    case "goals changed":
      return {
        about: `What goals of ${said.label} rest on`,
        todo: `Goals of ${said.label} are those of ${said.asOf}, and what they rest on has changed; publish again.`,
      };
    case "weights changed":
      return {
        about: `What goals of ${said.label} are weighed by`,
        todo: `Goals of ${said.label} are means by weights of ${said.asOf}, and these have changed; publish again.`,
      };
    case "months changed":
      return {
        about: `Goals of ${said.label} that have moved`,
        todo: `Goals of ${said.label} have moved since ${said.asOf}, and what is due of them by now goes by the months as they were: expected, pace, forecast and status may be off by roundings; publish again.`,
      };
    case "origins changed":
      return {
        about: `Where goals of ${said.label} come from`,
        todo: `Goals of ${said.label} come from elsewhere since ${said.asOf}: somebody has one of their own now, or none any more; publish again.`,
      };
    case "under values": {
      const all = [...said.figures, ...said.goals.map((label) => `goals of ${label}`)];
      return {
        about: `Changed cells of ${said.sheet} under values`,
        todo: `${said.sheet} changed since ${said.asOf}, and values of that day rest on it (${all.join(", ")}); publish again.`,
      };
    }
    case "as of":
      return {
        about: "The as-of day",
        todo: `The as-of day is another: KPIs published as values are those of ${said.asOf}; publish again.`,
      };
  }
}

export const CHECK_WORDS: CheckWords = {
  header: ["Check", "Count", "What to do"],
  fine: "fine",
  allCounted: "Every row is counted.",
  notUpToDate: (sheet) => `Some rows, cells or goals are not up to date: see ${sheet}.`,
  line,
};
