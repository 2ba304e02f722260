/** Figures from a database: what a run asks for is fetched, and the run made again, until nothing is missing. */
import type { Answer } from "../../sql/index.ts";
import type { Value } from "./engine.ts";

/** A statement's columns `g`, `p`, `node`, `v0` … as numbers. */
export function answerOf([
  groups,
  windows,
  nodes,
  ...values
]: readonly (readonly Value[])[]): Answer {
  return {
    groups: whole(groups ?? []),
    windows: whole(windows ?? []),
    nodes: whole(nodes ?? []),
    values: values.map((column) => column.map((value) => (value === null ? null : Number(value)))),
  };
}

const whole = (column: readonly Value[]): Int32Array => Int32Array.from(column, Number);
