/** Our answers to the kinds that are plain arithmetic: everything but the forms of the language. */
import { UserError } from "../model/user-error.ts";
import { AMOUNTS } from "./answer-cascade.ts";
import { STANDING } from "./answer-standing.ts";
import { TREES } from "./answer-tree.ts";
import type { Answer, Asked, Implementation, JsonObject } from "./case.ts";
import type { Inputs } from "./inputs.ts";

type Known = { readonly [kind in keyof Inputs]: (input: Inputs[kind]) => Answer };
const KNOWN: Partial<Known> = { ...AMOUNTS, ...TREES, ...STANDING };
/** The schema has checked each input against its kind, so a kind's answer may take it as typed. */
const ANSWERS = KNOWN as Readonly<Record<string, (input: JsonObject) => Answer>>;

export function answer({ kind, input }: Asked): Answer {
  const known = Object.hasOwn(ANSWERS, kind) ? ANSWERS[kind] : undefined;
  if (!known) return { none: `the kind \`${kind}\` is not known` };
  try {
    return known(input);
  } catch (fault) {
    if (fault instanceof UserError) return { none: `${fault.message} ${fault.todo}` };
    throw fault;
  }
}

/** Answers every case of a cascade or standing; one of another kind has no answer, and says so. */
export const arithmetic: Implementation = async (cases) => cases.map(answer);
