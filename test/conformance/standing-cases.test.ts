import { describe } from "vitest";
import { arithmetic } from "../../src/conform/arithmetic.ts";
import { agree, casesIn } from "./agree.ts";

describe("standing, case by case", () => {
  agree(casesIn("test/conformance/cases/standing-cases.json"), arithmetic);
});
