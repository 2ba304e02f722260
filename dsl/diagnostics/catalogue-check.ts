/** Codes KPI2xx to KPI9xx: what is meant. */
import type { Representation, Unit } from "../types/type.ts";
import { unitName } from "../types/type.ts";
import { advice, didYouMean, error, inFigures, warning } from "./entry.ts";
import {
  type Done,
  done,
  faulty,
  type Hint,
  hinted,
  type Instead,
  instead,
  type Needed,
  needed,
  type PeriodFault,
  type Takes,
  taken,
} from "./phrases.ts";

/** Two sides that don't go together: figures by their units, values of rows or of figures by what they are. */
export type Sides =
  | { readonly of: "units"; readonly left: Unit; readonly right: Unit }
  | {
      readonly of: "rows" | "figures";
      readonly left: Representation;
      readonly right: Representation;
    };

function sides(p: Sides): string {
  if (p.of === "units") return `${unitName(p.left)} and ${unitName(p.right)}`;
  if (p.of === "figures") return `${p.left} and ${p.right}`;
  return `A ${needed(p.left)} and a ${needed(p.right)}`;
}

export const CHECKS = {
  // KPI2xx: names
  KPI200: error(
    (p: { name: string; candidates: readonly string[] }) => `There is no KPI \`${p.name}\`.`,
    (p) => didYouMean(p.candidates, "Say it with a `kpi` statement."),
  ),
  KPI201: error(
    (p: { name: string; candidates: readonly string[] }) =>
      `There is no table \`${p.name}\` in the rules.`,
    (p) => didYouMean(p.candidates, `Say it with \`table ${p.name} from …\`.`),
  ),
  KPI202: error(
    (p: { name: string; candidates: readonly string[] }) =>
      `The workbook has no sheet \`${p.name}\`.`,
    (p) => didYouMean(p.candidates, "Check the sheet's name."),
  ),
  KPI203: error(
    (p: { table: string; column: string; candidates: readonly string[] }) =>
      `The sheet ${p.table} has no column \`${p.column}\`.`,
    (p) =>
      didYouMean(
        p.candidates.map((c) => `[${c}]`),
        "Check the header row.",
      ),
  ),
  KPI204: error(
    (p: { table: string; column: string; other: string }) =>
      `${p.table} has no column \`${p.column}\`; ${p.other} has, but ${p.table} is not linked to it.`,
    (p) =>
      `Add \`link [key] to ${p.other}\` to table ${p.table}, then write ${p.other}[${p.column}].`,
  ),
  KPI205: error(
    (p: { name: string; candidates: readonly string[] }) => `Nobody is called \`${p.name}\`.`,
    (p) =>
      didYouMean(
        p.candidates.map((c) => `"${c}"`),
        "Check the people's sheet.",
      ),
  ),
  KPI206: error(
    (p: { name: string; kind: "KPI" | "score" | "table"; line: number }) =>
      `\`${p.name}\` is already a ${p.kind} (line ${p.line}).`,
    () => "Take another name.",
  ),
  KPI207: error(
    (p: { name: string; says: Instead; hint: Hint; candidates: readonly string[] }) =>
      `There is no function \`${p.name}\`${instead(p.says)}.`,
    (p) => {
      if (p.hint !== "none") return hinted(p.hint);
      const otherwise =
        p.says === "unknown"
          ? "Aggregates are sum, count, average, min, max, median, distinct and share."
          : "See the functions in the language reference.";
      return didYouMean(p.candidates, otherwise);
    },
  ),
  KPI208: error(
    (p: { table: string; column: string; letters: readonly string[] }) =>
      `${p.table} has the column \`${p.column}\` more than once.`,
    (p) => `Name it by its letter: ${p.letters.join(" or ")}.`,
  ),
  KPI209: error(
    (p: { what: string }) => `The rules have a second \`${p.what}\` statement.`,
    () => "Keep one of them.",
  ),
  KPI210: error(
    (p: { statement: string }) => `This needs a \`${p.statement}\`, and the rules have none.`,
    (p) => `Add a \`${p.statement}\` statement.`,
  ),
  KPI211: error(
    (p: { name: string; candidates: readonly string[] }) => `There is no flag \`${p.name}\`.`,
    (p) => didYouMean(p.candidates, "Say it with a `flag` statement."),
  ),
  KPI212: error(
    (p: { name: string; candidates: readonly string[] }) => `There is no score \`${p.name}\`.`,
    (p) => didYouMean(p.candidates, "Say it with a `score` statement."),
  ),
  KPI213: error(
    (p: { from: string; to: string }) =>
      `${p.to} has no \`key\`, so ${p.from} can't be linked to it.`,
    (p) => `Add \`key [column]\` to table ${p.to}.`,
  ),
  KPI214: error(
    (p: { column: string; candidates: readonly string[] }) =>
      `No level is called \`${p.column}\`: no \`owner\` goes on to it, and people have no such column.`,
    (p) =>
      didYouMean(
        p.candidates.map((c) => `[${c}]`),
        `Add \`then [${p.column}]\` to a table's \`owner\`.`,
      ),
  ),
  KPI215: error(
    (p: { column: string }) =>
      `\`${p.column}\` is a column of people; a cascade goes on \`to\` a level below people.`,
    () => "Name a column that stands after `then` in a table's `owner`.",
  ),
  KPI216: error(
    (p: { table: string; column: string }) =>
      `${p.table} has no rows of the level \`${p.column}\`, so this condition can't be asked of it.`,
    (p) => `Use a table whose \`owner\` goes on to [${p.column}], or that has it as \`key\`.`,
  ),
  KPI217: error(
    (p: { range: string }) => `\`${p.range}\` is more than one cell; a figure ties to one.`,
    () => "Name a single cell, 'GL'!B12.",
  ),
  KPI218: error(
    (p: { cell: string }) => `A cell such as \`${p.cell}\` can't stand here: a rule reads tables.`,
    () => "Cells stand in `check`, `expect` and `goal … =`; a table is bound with `table … from`.",
  ),
  KPI219: error(
    (p: { column: string }) =>
      `Nothing in the tree is called by \`${p.column}\`: it is no level, so nobody owes this.`,
    (p) =>
      `Write \`for reps where [${p.column}] = …\`, or add \`then [${p.column}]\` to \`reports to\`.`,
  ),
  KPI220: error(
    (p: {
      name: string;
      from: string;
      by: string;
      to: string;
      /** The column that is to be the key; null where the table has one. */
      key: string | null;
      column: string;
    }) => `There is no function \`${p.name}\`: ${p.from} and ${p.to} are not linked.`,
    (p) =>
      `Add \`link [${p.by}] to ${p.to}\` to table ${p.from}${
        p.key === null ? "" : ` and \`key [${p.key}]\` to table ${p.to}`
      }, then write ${p.column}.`,
  ),
  KPI221: error(
    () => "The brace that opens here is not closed.",
    () => "Write `}` after what is to be said, or `{{` for a brace.",
  ),

  // KPI3xx: types, units, shapes
  KPI300: error(
    (p: { sides: Sides; does: Done; write: Hint }) => `${sides(p.sides)} can't be ${done(p.does)}.`,
    (p) => hinted(p.write),
  ),
  KPI301: error(
    () => "A number or a date is compared with a text.",
    (p: { write: string }) =>
      p.write === "" ? "Numbers and dates stand without quotes." : `Write ${p.write}.`,
  ),
  KPI302: error(
    (p: { name: string; unit: Unit }) => {
      const unit = unitName(p.unit);
      return `${p.name} is ${unit.startsWith("a ") ? unit : `a number in ${unit}`} and is compared with a text.`;
    },
    () => "Compare it with a number, or ask `is missed`.",
  ),
  KPI303: error(
    /** `means`: the percentage that the number is; null where it is a share that needs the sign. */
    (p: { name: string; written: string; means: number | null; write: string }) =>
      `${p.name} is in %; ${p.written} ${p.means === null ? "needs the sign" : `is ${inFigures(p.means)} %`}.`,
    (p) => `Write ${p.write}.`,
  ),
  KPI304: error(
    () => "A column has one value per row; this needs one figure.",
    (p: { write: string }) => `Write ${p.write}.`,
  ),
  KPI305: error(
    () => "A text alone is no condition.",
    (p: { write: string }) => (p.write === "" ? "Compare it with `=`." : `Write ${p.write}.`),
  ),
  KPI306: error(
    (p: { what: string; needs: Needed }) => `${p.what} is no ${needed(p.needs)}.`,
    () => "See the types in the language reference.",
  ),
  KPI307: error(
    () => "A figure has one value per person and period; a row needs a column.",
    () => "Take the figure out of the brackets.",
  ),
  KPI308: error(
    (p: { one: string; other: string }) => `${p.one} and ${p.other} are two tables without a link.`,
    (p) =>
      `Link one to the other, or take each in brackets of its own: sum(${p.one}[…]) and sum(${p.other}[…]).`,
  ),
  KPI309: error(
    (p: { declared: Unit; gives: Unit }) =>
      `The unit says ${unitName(p.declared)}, and the expression gives ${unitName(p.gives)}.`,
    () => "Change one of them.",
  ),
  KPI310: error(
    (p: { fn: string; takes: Takes }) => `\`${p.fn}\` takes ${taken(p.takes)}.`,
    () => "See the functions in the language reference.",
  ),
  KPI311: error(
    (p: { why: PeriodFault; write: string }) => faulty(p.why),
    (p) => (p.write === "" ? "Write a period as 2026, 2026-Q1 or 2026-03." : `Write ${p.write}.`),
  ),
  KPI312: error(
    (p: { word: string; kind: "unit" | "month" | "day"; candidates: readonly string[] }) =>
      `\`${p.word}\` is no ${p.kind}.`,
    (p) => didYouMean(p.candidates, `Write the ${p.kind} in English.`),
  ),
  KPI313: error(
    () => "A figure here says its period: `in 2026-Q1`.",
    () => "Add `in` and a period.",
  ),
  KPI314: error(
    (p: { names: string }) => `The KPIs go round in a ring: ${p.names}.`,
    () => "Take one of them out of the ring.",
  ),
  KPI315: error(
    (p: { most: number }) =>
      `This rests on more than ${inFigures(p.most)} steps, one upon the other.`,
    () => "Take a column's sum instead of a chain of KPIs.",
  ),
  KPI316: error(
    (p: { most: number; kind: "figures" | "moves" }) =>
      p.kind === "figures"
        ? `With this the rules ask for more than ${inFigures(p.most)} figures.`
        : `With this the rules move KPIs in time in more than ${inFigures(p.most)} ways.`,
    () => "Shift fewer KPIs in time one within the other.",
  ),
  KPI317: error(
    (p: { text: string }) => `Single quotes make a name, and a row has none called \`${p.text}\`.`,
    (p) => `Write "${p.text}".`,
  ),
  KPI318: error(
    (p: { name: string; write: string }) =>
      `\`${p.name}\` is neither a column nor a text in quotes.`,
    (p) => `Write ${p.write} if a text is meant.`,
  ),

  // KPI4xx: goals and cascades
  KPI400: error(
    (p: { ring: readonly string[] }) =>
      `The goals go round in a ring: ${p.ring.map((name) => `\`${name}\``).join(" needs ")}.`,
    () => "Say one of them as a number.",
  ),
  KPI401: error(
    () => "This goal would move with what comes in: it uses an actual of its own period.",
    () => "Take an earlier one: `last year`, `last period` or `in 2025`.",
  ),
  KPI402: error(
    (p: { kind: "rep" | "manager" | "person"; column: string; value: string }) =>
      `No ${p.kind} has the ${p.column} \`${p.value}\`: this goal is owed by nobody.`,
    (p: {
      kind: "rep" | "manager" | "person";
      column: string;
      value: string;
      candidates: readonly string[];
    }) =>
      didYouMean(
        p.candidates.map((c) => `"${c}"`),
        "Check the column's values.",
      ),
  ),
  KPI403: error(
    (p: { kpi: string }) => `\`${p.kpi}\` already has a cascade.`,
    () => "Keep one.",
  ),
  KPI404: error(
    (p: { kpi: string }) =>
      `\`${p.kpi}\` can't cascade: its figures don't add up to their manager's.`,
    () => "Say its goals with `goal … for everyone` or by name.",
  ),
  KPI405: error(
    /** `sum`: in percent. */
    (p: { sum: number }) => `The parts make ${p.sum} %, not 100 %.`,
    () => "Change a part.",
  ),
  KPI406: error(
    () => "A calendar of weeks has quarters of 13 weeks: 4-4-5, 4-5-4 or 5-4-4.",
    (p: { write: string }) => `Write ${p.write}.`,
  ),
  KPI407: error(
    (p: { given: string; table: string }) =>
      `${p.table} has no date, so \`${p.given}\` finds no period.`,
    (p) => `Add \`date [column]\` to table ${p.table}.`,
  ),
  KPI408: error(
    (p: { kpi: string; method: string }) =>
      `\`${p.method}\` is for rates, and \`${p.kpi}\` is an amount.`,
    () => "Write `evenly`, or `by` and a weight.",
  ),
  KPI409: error(
    (p: { kpi: string }) => `\`${p.kpi}\` is a rate: it isn't divided, so it takes no weights.`,
    () => "Write `by same rate`, `by same points` or `by same share of gap`.",
  ),
  KPI410: error(
    (p: { period: string; last: string }) =>
      `A reset counts from its day on, and ${p.period} was over on ${p.last}.`,
    () => "Reset a period that was still open on that day.",
  ),

  // KPI5xx: what the workbook's rows say
  KPI500: warning(
    (p: { table: string; column: string; value: string }) =>
      `No row of ${p.table} has the ${p.column} \`${p.value}\`.`,
    (p: {
      table: string;
      column: string;
      value: string;
      candidates: readonly string[];
      there: string;
    }) =>
      didYouMean(
        p.candidates.map((c) => `"${c}"`),
        `There are ${p.there}.`,
      ),
  ),
  KPI501: warning(
    (p: { manager: string; column: string }) =>
      `All reports of ${p.manager} have ${p.column} 0 or blank, so they share evenly.`,
    () => "Say `else evenly` if that is meant.",
  ),

  // KPI6xx: advice
  KPI600: advice(
    /** `share` and `total`: in percent. */
    (p: { share: number; levels: number; total: number; write: string }) =>
      `Without \`below\` every level adds ${p.share} %: over ${p.levels} levels ${p.total} %.`,
    (p) => (p.write === "" ? "Say on which step: `below` and a name." : `Write ${p.write}.`),
  ),
  KPI601: advice(
    (p: { kpi: string }) => `Nothing leads \`${p.kpi}\`: no activity goal says how it is reached.`,
    () => "Say `leads` in the KPIs that should drive it.",
  ),
  KPI602: advice(
    (p: { kpi: string }) =>
      `\`${p.kpi}\` adds up, so one figure for everyone makes a manager owe what a rep owes.`,
    () => "Write `for reps`, or cascade it.",
  ),
  KPI603: advice(
    (p: { kpi: string }) => `\`${p.kpi}\` is the same for everyone and never varies.`,
    () => "An assumed amount needs no `leading` or `lagging`.",
  ),
  KPI604: advice(
    (p: { flag: string; kpis: string }) =>
      `\`${p.flag}\` can never be raised: it asks about ${p.kpis}, and no goal is said for it.`,
    () => "Say a goal, or leave the flag out.",
  ),
  KPI605: advice(
    (p: { leading: "met" | "missed"; lagging: "met" | "missed"; when: string; hold: string }) =>
      `No flag decides what happens with leading KPIs ${p.leading} and results ${p.lagging}.`,
    (p) => `Write a flag \`when ${p.when}\`, hold ${p.hold}.`,
  ),
  KPI606: advice(
    (p: { kpi: string }) => `\`${p.kpi}\` is scored, and nobody owes a goal for it.`,
    (p: { kpi: string }) => `Say \`goal ${p.kpi} … for …\`, or take the role away.`,
  ),
} as const;
