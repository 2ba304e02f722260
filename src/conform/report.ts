/** Verdicts as a person or a program reads them. */
import { isApart, type Json } from "./case.ts";
import type { Difference } from "./compare.ts";
import { countOf, type Verdict } from "./judge.ts";

/** A line a case, under it what differs; at the end how many. */
export function asText(verdicts: readonly Verdict[]): string {
  const lines = verdicts.flatMap((v) => [headOf(v), ...v.differences.map((d) => `    ${said(d)}`)]);
  return `${[...lines, "", summary(verdicts)].join("\n")}\n`;
}

function headOf({ one, outcome }: Verdict): string {
  if (isApart(one)) return `apart   ${one.id}: ${one.why}`;
  const option = one.option === null ? "" : ` (${one.option})`;
  const place = outcome === "failed" ? `  ${one.place}` : "";
  return `${outcome}  ${one.kind}  ${one.id}${option}${place}`;
}

/** `goals[2]: expected 333, found 334: 1 more` */
export function said({ at, expected, found, by }: Difference): string {
  const where = at === "" ? "" : `${at}: `;
  const apart = by === null ? "" : `: ${plain(Math.abs(by))} ${by > 0 ? "more" : "less"}`;
  return `${where}expected ${shown(expected)}, found ${found === undefined ? "nothing" : shown(found)}${apart}`;
}

const plain = (x: number): string => String(Number(x.toPrecision(6)));
const shown = (value: Json): string => (value === null ? "blank" : JSON.stringify(value));

export function summary(verdicts: readonly Verdict[]): string {
  const { passed, failed, apart } = countOf(verdicts);
  const others = apart === 0 ? "" : `, ${apart} don't apply`;
  return `${passed} passed, ${failed} failed${others}.`;
}

export function asJson(verdicts: readonly Verdict[]): string {
  const cases = verdicts.map(({ one, outcome, differences }) => ({
    id: one.id,
    ...(isApart(one)
      ? { why: one.why }
      : { kind: one.kind, ...(one.option !== null && { option: one.option }) }),
    place: one.place,
    outcome,
    ...(differences.length > 0 && { differences }),
  }));
  return `${JSON.stringify({ ...countOf(verdicts), cases }, null, 2)}\n`;
}
