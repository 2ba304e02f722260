/**
 * Published examples as they are collected: a plain list of `{id, source, topic, inputs, expected}`, each in
 * its publisher's own words. Those of a cascade or of standing become cases; the others say why they don't.
 */
import { UserError } from "../model/user-error.ts";
import type { Answer, Asked, Case, Json, JsonObject } from "./case.ts";
import { apartOf } from "./published-apart.ts";
import { CALENDARS } from "./published-calendar.ts";
import { CASCADES } from "./published-cascade.ts";
import { ROUNDINGS } from "./published-rounding.ts";
import { STANDINGS } from "./published-standing.ts";

/** An example with the types its translation expects; a file that has others is refused at that example. */
export interface Example<I = JsonObject, E = Json> {
  readonly id: string;
  readonly source: string;
  readonly topic: string;
  readonly inputs: I;
  readonly expected: E;
}

/** One case of an example. */
export interface Part {
  /** Parts of one example apart: `first`, `324`. */
  readonly name?: string;
  readonly about: string;
  readonly kind: string;
  readonly input: object;
  readonly wanted: object;
  readonly refused?: boolean;
  /** The house rule that gives this answer. */
  readonly option?: string;
  /** Published figures are rounded: to be compared this closely only. */
  readonly within?: number;
}
/** A part that has no case: what was published, and why not here. */
export interface Not {
  readonly name: string;
  readonly why: string;
}
export type Translation = (example: Example<never, never>) => readonly (Part | Not)[];

const KNOWN: Readonly<Record<string, Translation>> = {
  ...CALENDARS,
  ...CASCADES,
  ...ROUNDINGS,
  ...STANDINGS,
};

export const isPublishedList = (file: unknown): file is readonly Example[] =>
  Array.isArray(file) &&
  file.length > 0 &&
  file.every((e: unknown) => typeof e === "object" && e !== null && "topic" in e && "inputs" in e);

/** The cases of a list; an example that is not known becomes a case of its topic, which fails and says so. */
export function publishedCases(
  examples: readonly Example[],
  place: (index: number) => string,
): readonly Case[] {
  return examples.flatMap((example, i) => casesOf(example, place(i)));
}

function casesOf(example: Example, place: string): readonly Case[] {
  const { id, topic, inputs, expected } = example;
  const why = apartOf(example);
  if (why !== null) return [{ id, about: topic, place, why }];
  const translate = KNOWN[id] ?? KNOWN[topic];
  if (!translate) {
    const wanted: Answer = { value: { expected } };
    return [{ id, about: topic, place, kind: topic, input: inputs, wanted, option: null }];
  }
  try {
    return (translate as (e: Example) => readonly (Part | Not)[])(example).map((part) =>
      caseOf(part, id, place),
    );
  } catch (fault) {
    const said = fault instanceof Error ? fault.message : String(fault);
    throw new UserError(
      `The example \`${id}\` has other inputs than published: ${said}`,
      place,
      "",
    );
  }
}

function caseOf(part: Part | Not, example: string, place: string): Case {
  const id = part.name === undefined ? example : `${example}/${part.name}`;
  if ("why" in part) return { id, about: part.name, place, why: part.why };
  const wanted = part.wanted as JsonObject;
  const asked: Asked = {
    id,
    about: part.about,
    place,
    kind: part.kind,
    input: part.input as JsonObject,
    wanted: part.refused ? { error: wanted } : { value: wanted },
    option: part.option ?? null,
    ...(part.within !== undefined && { within: part.within }),
  };
  return asked;
}
