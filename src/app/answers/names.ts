import { foldText } from "../../../dsl/fold.ts";
import { nearest } from "../../../dsl/nearest.ts";
import { UserError } from "../../model/user-error.ts";
import type { Person, Results } from "../results.ts";

/** A person, or a node below people, by the name it is called by. Throws a `UserError` with the nearest name. */
export function personIn(results: Results, name: string): Person {
  const wanted = foldText(name);
  const found =
    results.everyone.find((p) => foldText(p.called) === wanted) ??
    results.everyone.find((p) => foldText(p.name) === wanted);
  if (found) return found;
  const [near] = nearest(
    name,
    results.everyone.map((p) => p.called),
  );
  const todo = near ? `Did you mean ${near}?` : "Check the people's sheet.";
  throw new UserError(`Nobody is called ${name}.`, "who", todo);
}
