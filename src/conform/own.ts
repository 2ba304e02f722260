/** Answerable's own answers, in process: the arithmetic, and the forms of the language. */
import { formAnswers } from "./answer-forms.ts";
import { answer } from "./arithmetic.ts";
import type { Implementation } from "./case.ts";

export const own: Implementation = async (cases) => {
  const forms = formAnswers(cases.filter((one) => one.kind === "forms"));
  return cases.map((one) => forms.get(one) ?? answer(one));
};
