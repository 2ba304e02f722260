/** `--who`, `--kpi`, `--period`: names that exist, or a refusal with the nearest ones. */
import { foldText } from "../../dsl/fold.ts";
import { nearest } from "../../dsl/nearest.ts";
import type { Results } from "../app/results.ts";
import { type RowFilter, trackedPeriods } from "../app/tidy.ts";
import { UserError } from "../model/user-error.ts";

interface FilterOptions {
  readonly who?: string[];
  readonly kpi?: string[];
  readonly period?: string[];
}

/** The filter of a command's options; a `UserError` for the first name that is nobody's, no KPI's or score's, no tracked period's. */
export function filterOf(results: Results, { who, kpi, period }: FilterOptions): RowFilter {
  const { program } = results;
  check("--who", "Nobody is called", who, () =>
    results.everyone.flatMap((p) => [p.name, p.called]),
  );
  check("--kpi", "There is no KPI or score", kpi, () =>
    [...program.kpis, ...program.scores].map((k) => k.name),
  );
  check("--period", "No tracked period is", period, () => [
    ...trackedPeriods(results).map((p) => p.label),
    ...results.goals.map((goal) => goal.period.label),
  ]);
  return { ...(who && { who }), ...(kpi && { kpi }), ...(period && { period }) };
}

function check(
  option: string,
  refusal: string,
  wanted: readonly string[] | undefined,
  known: () => readonly string[],
): void {
  if (!wanted) return;
  const names = known();
  const folded = new Set(names.map(foldText));
  const strange = wanted.find((name) => !folded.has(foldText(name)));
  if (strange === undefined) return;
  const near = nearest(strange, new Set(names), 3);
  const todo =
    near.length > 0
      ? `Did you mean ${near.join(" or ")}?`
      : names.length === 0
        ? "There is none: no row of the data has a date."
        : `Some of ${names.slice(0, 8).join(", ")} …`;
  throw new UserError(`${refusal} \`${strange}\`.`, option, todo);
}
