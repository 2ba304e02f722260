import type { DiagnosticWords } from "../words.ts";
import { check } from "./check.ts";
import { syntax } from "./syntax.ts";

export const diagnosticsInGerman: DiagnosticWords = { ...syntax, ...check };
