/** What a score says of itself where not all of its parts have an attainment. */
import type { Program, ScoreId } from "../../../dsl/ir/ir.ts";
import type { ScoreStanding } from "../results.ts";

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;

/** `80% of the weights counted; Renewal rate has no attainment, so the others fill its place.` */
export function scoreSentence(program: Program, id: ScoreId, scored: ScoreStanding): string {
  const { parts } = program.scores[id]!;
  const names = scored.leftOut.map((at) => program.kpis[parts[at]!.kpi]!.label);
  if (names.length === 0) return "All of the weights counted.";
  const have = names.length === 1 ? "has" : "have";
  if (scored.counted === 0)
    return `None of the weights counted: ${names.join(", ")} ${have} no attainment.`;
  const place = names.length === 1 ? "its place" : "their places";
  return `${percent(scored.counted)} of the weights counted; ${names.join(", ")} ${have} no attainment, so the others fill ${place}.`;
}
