/** What the selected cell speaks of: a person of the org, and where it lies in a row of results, a figure too. */
import { foldText } from "../../dsl/fold.ts";
import type { Api, RunView } from "../../src/app/contract.ts";

export type Selected = NonNullable<Api["selection"]["out"]>;

export interface Meant {
  /** Index in `run.people`. */
  readonly person: number;
  /** Index in `run.kpis`; -1 where the cell speaks of none. */
  readonly kpi: number;
  /** Index in `run.periods`; -1 where the cell speaks of none. */
  readonly period: number;
}

/** The cell itself comes first, then its row from the left, then the head of its column. Null: nobody is named. */
export function meantBy(run: RunView, selected: Selected): Meant | null {
  const cells = [selected.value, ...selected.row, selected.header].flatMap((cell) =>
    typeof cell === "string" && cell.trim() !== "" ? [foldText(cell.trim())] : [],
  );
  const find = (names: readonly (readonly string[])[]): number => {
    for (const cell of cells) {
      const at = names.findIndex((own) => own.some((name) => foldText(name) === cell));
      if (at >= 0) return at;
    }
    return -1;
  };
  const person = find(run.people.map((p) => [p.name]));
  if (person < 0) return null;
  return {
    person,
    kpi: find(run.kpis.map((k) => [k.name, k.label])),
    period: find(run.periods.map((p) => [p.label])),
  };
}
