/** What a score says of itself where not all of its parts have an attainment. */
import type { Program, ScoreId } from "../../../dsl/ir/ir.ts";
import { ENGLISH, type Words } from "../../words/index.ts";
import type { ScoreStanding } from "../results.ts";

const percent = (share: number): string => `${Math.round(share * 1000) / 10}%`;

/** `80% of the weights counted; Renewal rate has no attainment, so the others fill its place.` */
export function scoreSentence(
  program: Program,
  id: ScoreId,
  scored: ScoreStanding,
  { flags }: Words = ENGLISH,
): string {
  const { parts } = program.scores[id]!;
  const names = scored.leftOut.map((at) => program.kpis[parts[at]!.kpi]!.label);
  if (names.length === 0) return flags.allCounted;
  if (scored.counted === 0) return flags.noneCounted(names);
  return flags.counted(percent(scored.counted), names);
}
