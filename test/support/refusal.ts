/** What a test is refused with. */
import { expect } from "vitest";
import { UserError } from "../../src/model/user-error.ts";

/** The fault told to the person who asked; a test fails where there is none. */
export async function refusal(work: Promise<unknown>): Promise<UserError> {
  const thrown = await work.then(
    () => null,
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(UserError);
  return thrown as UserError;
}
