/** What is owed: the sheets that hold goals, else one amount for the top that comes down by what everybody did. */
import { column, name as nameText, text } from "../../dsl/format/expression.ts";
import { type Guesses, reason } from "./guess.ts";
import { isCalled, type KpiDraft } from "./kpis.ts";
import type { FoundPeople } from "./people.ts";
import type { FirstRun, Known, ProposedGoal } from "./proposal.ts";
import type { TargetTable } from "./targets.ts";
import { valuesOf } from "./values.ts";

export interface GoalInput {
  readonly kpis: readonly KpiDraft[];
  readonly main: KpiDraft | null;
  readonly targets: readonly TargetTable[];
  readonly people: FoundPeople;
  readonly first: FirstRun;
  readonly weeks: boolean;
  readonly guesses: Guesses;
}
export interface FoundGoals {
  readonly statements: readonly string[];
  readonly goal: ProposedGoal | null;
  /** Names of KPIs that somebody owes. */
  readonly owed: ReadonlySet<string>;
}

/** What is asked beyond the last year where nobody says. */
const GROWTH = 1.1;
const QUARTERS = 4;
export const GOAL_YEAR = "goal.year";

export function goalsOf(input: GoalInput): FoundGoals {
  const { kpis, main, first } = input;
  const statements: string[] = [];
  const owed = new Set<string>();
  for (const kpi of kpis) {
    if (kpi === main) continue;
    const told = fromMetrics(input, kpi);
    const said = told.length > 0 ? told : ofLeading(input, kpi, first.kpis[kpi.name] ?? null);
    if (said.length > 0) owed.add(kpi.name);
    statements.push(...said);
  }
  const top = main ? ofMain(input, main) : null;
  if (top && main && top.statements.length > 0) owed.add(main.name);
  return { statements: [...(top?.statements ?? []), ...statements], goal: top?.goal ?? null, owed };
}

function ofMain(
  input: GoalInput,
  kpi: KpiDraft,
): { readonly statements: readonly string[]; readonly goal: ProposedGoal } {
  const { guesses, first, people } = input;
  const at = { part: "goal", sheet: "" } as const;
  const metrics = fromMetrics(input, kpi);
  const sheets = input.targets.filter(({ long, wide }) => wide !== null || !long?.metric);
  const from = guesses.pick(
    { ...at, id: "goal.from", what: "from", optional: true },
    sheets.map((target, n) => ({
      value: target.table.sheet.name,
      label: target.table.sheet.name,
      of: target,
      points: 2 - n / 10,
      reasons: [reason("found in", target.table.sheet.name)],
    })),
  );
  const known = first.kpis[kpi.name] ?? null;
  const base = {
    kpi: kpi.name,
    label: kpi.label,
    year: first.year,
    before: first.before,
    lastYear: known?.lastYear ?? null,
  };
  guesses.pick(
    { ...at, id: GOAL_YEAR, what: "year of the goal" },
    first.years.map((year) => ({
      value: year,
      label: year,
      of: year,
      points: year === first.year ? 1 : 0.5,
      reasons: [reason("usual")],
    })),
  );
  const owner = ownerOf(input);
  if (from || metrics.length > 0) {
    const statements = from ? fromSheet(input, kpi, from) : metrics;
    const sheet = from?.table.sheet.name ?? "";
    return { statements, goal: { ...base, amount: null, owner: "", sheet } };
  }
  const usual = yearOf(known);
  const amount = Number(
    guesses
      .text(
        { ...at, id: "goal.amount", what: "growth" },
        usual === null ? "" : String(rounded(usual * GROWTH)),
        [reason("usual")],
        0.4,
      )
      .replace(/[^\d.-]/g, ""),
  );
  const goal = { ...base, amount: amount > 0 ? amount : null, owner, sheet: "" };
  if (!goal.amount || owner === "") return { statements: [], goal };
  const weights = weightsOf(guesses, kpi, people);
  const k = nameText(kpi.name);
  return {
    goal,
    statements: [
      `goal ${k} ${first.year} = ${grouped(goal.amount)} for ${text(owner)}`,
      `cascade ${k}\n  by ${weights}\n  ${kpi.unit === "money" && goal.amount > 100_000 ? "round to 100\n  " : ""}spread by actual(${k}) last year else evenly`,
    ],
  };
}

/** A top; others who have somebody below may be chosen. */
function ownerOf({ guesses, people, first }: GoalInput): string {
  const below = people.reportsTo[0];
  const managers = below ? [...valuesOf(people.table, below).values()].map((v) => v.shown) : [];
  const all = [...new Set([...first.tops, ...managers])];
  return (
    guesses.pick(
      { id: "goal.owner", part: "goal", sheet: "", what: "owner of the goal" },
      all.map((who) => ({
        value: who,
        label: who,
        of: who,
        points: first.tops.includes(who) ? 2 : 0.1,
        reasons: [reason("one above", who)],
      })),
    ) ?? ""
  );
}

function weightsOf(guesses: Guesses, kpi: KpiDraft, people: FoundPeople): string {
  const last = `actual(${nameText(kpi.name)}) last year`;
  const potential = people.potential.map(({ name }) => `people${column(name)}`);
  const ways = [
    `${last} else evenly`,
    ...potential.map((p) => `70% ${last} + 30% ${p} else evenly`),
    ...potential.map((p) => `${p} else evenly`),
    `${last} else headcount`,
  ].slice(0, -1);
  const candidates = ways.map((way, n) => ({
    value: way,
    label: way,
    of: way,
    points: n === 0 ? 1 : 0,
    reasons: n === 0 ? [reason("usual")] : [],
  }));
  return (
    guesses.pick({ id: "goal.weights", part: "goal", sheet: "", what: "weights" }, candidates) ??
    ways[0]!
  );
}

/** Goals that a sheet holds for the main KPI: a column a quarter, or a row a period. */
function fromSheet({ first, weeks }: GoalInput, kpi: KpiDraft, target: TargetTable): string[] {
  const { long, wide, name } = target;
  const k = nameText(kpi.name);
  if (wide) {
    const year = wide.year ?? Number(first.year);
    return wide.parts
      .filter(({ part }) => !weeks || part.startsWith("Q"))
      .map(
        ({ part, column: c }) =>
          `goal ${k} ${year}-${part} from ${nameText(name)}${column(c.name)}`,
      );
  }
  return long
    ? [`goal ${k} each ${long.grain} from ${nameText(name)}${column(long.column.name)}`]
    : [];
}

/** Goals of a sheet with a column that says of which KPI each row is. */
function fromMetrics({ targets }: GoalInput, kpi: KpiDraft): string[] {
  return targets.flatMap(({ name, long }) => {
    if (!long?.metric) return [];
    const { column: metric, words } = long.metric;
    const word = words.find(({ shown }) =>
      [kpi.label, ...kpi.called].some((called) => isCalled(called, shown)),
    );
    if (!word) return [];
    const where = `where ${column(metric.name)} = ${text(word.shown)}`;
    return [
      `goal ${nameText(kpi.name)} each ${long.grain} from ${nameText(name)}${column(long.column.name)} ${where}`,
    ];
  });
}

/** A count comes down a cascade of its own; of a rate or a time everybody owes at least what the team had. */
function ofLeading(
  { first, guesses, people }: GoalInput,
  kpi: KpiDraft,
  known: Known | null,
): string[] {
  if (kpi.role !== "leading") return [];
  const k = nameText(kpi.name);
  if (kpi.adds) {
    const usual = yearOf(known);
    const top = guesses.said("goal.owner") ?? first.tops[0] ?? people.top;
    if (usual === null || usual <= 0 || top === "") return [];
    return [
      `goal ${k} ${first.year} = ${grouped(Math.ceil(usual * GROWTH))} for ${text(top)}`,
      `cascade ${k}\n  by actual(${k}) last year else evenly\n  round to 1\n  spread by actual(${k}) last year else evenly`,
    ];
  }
  const usual = known?.lastYear ?? known?.lastQuarter ?? null;
  if (usual === null || usual <= 0 || kpi.unit === "money") return [];
  const share = kpi.unit === "percent";
  const amount = share ? `${tidy(usual * 100)}%` : String(tidy(usual));
  return [`goal ${k} each quarter = ${amount} for everyone`];
}

/** A year's amount: the last one's, else four times the last quarter. */
const yearOf = (known: Known | null): number | null =>
  known?.lastYear || (known?.lastQuarter ? known.lastQuarter * QUARTERS : null);

/** To three digits that count. */
function rounded(amount: number): number {
  const step = 10 ** Math.max(0, Math.floor(Math.log10(Math.abs(amount))) - 2);
  return Math.round(amount / step) * step;
}

const tidy = (x: number): number => Number(x.toPrecision(3));
const grouped = (amount: number): string =>
  amount.toLocaleString("en-US", { maximumFractionDigits: 2 });
