import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readForm, runForm } from "./forms.ts";
import { everyFigure } from "./why-every.ts";

const FOLDER = new URL("./forms", import.meta.url).pathname;
const forms = readdirSync(FOLDER).filter((name) => name.endsWith(".txt"));

test.each(forms)("every figure of %s recomputes from its explanation alone", (name) => {
  const made = runForm(readForm(readFileSync(join(FOLDER, name), "utf8")));
  expect(everyFigure(made).off).toEqual([]);
});
