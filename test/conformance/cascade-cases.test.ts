import { describe } from "vitest";
import { arithmetic } from "../../src/conform/arithmetic.ts";
import { agree, casesIn } from "./agree.ts";

const cases = casesIn("test/conformance/cases/cascade-cases.json");

describe("the cascade, case by case", () => {
  agree(
    cases.filter(({ kind }) => kind !== "tree" && kind !== "step"),
    arithmetic,
  );
});
