import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { describe, expect, test } from "vitest";

/** Who may import whom, from the inside out. A layer may always import itself. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  dsl: [],
  "src/model": ["dsl"],
  "src/cascade": ["dsl/calendar"],
  "src/words": ["dsl", "src/model", "src/cascade", "src/formula", "src/hosts/port"],
  "src/standing": ["dsl/calendar", "src/model"],
  "src/evaluate": ["dsl", "src/model"],
  "src/sql": ["dsl", "src/model", "src/evaluate"],
  "src/explain": ["dsl", "src/model", "src/evaluate", "src/cascade", "src/words", "src/standing"],
  "src/formula": ["dsl", "src/model", "src/evaluate", "src/standing"],
  "src/propose": ["dsl", "src/model"],
  "src/hosts/port": ["dsl", "src/model"],
  "src/app": [
    "dsl",
    "src/model",
    "src/evaluate",
    "src/cascade",
    "src/words",
    "src/standing",
    "src/explain",
    "src/formula",
    "src/propose",
    "src/hosts/port",
  ],
  "src/functions": ["dsl", "src/model", "src/cascade", "src/words", "src/standing", "src/app"],
  "src/hosts/memory": ["dsl", "src/model", "src/hosts/port"],
  "src/hosts/files": ["dsl", "src/model", "src/hosts/port", "src/hosts/memory"],
  "src/hosts/databases": ["dsl", "src/model", "src/evaluate", "src/sql"],
  "src/hosts/google": [
    "dsl",
    "src/model",
    "src/words",
    "src/app",
    "src/functions",
    "src/hosts/port",
    "examples",
  ],
  "src/hosts/excel": [
    "dsl",
    "src/model",
    "src/words",
    "src/app",
    "src/functions",
    "src/hosts/port",
    "examples",
  ],
  "src/hosts/local": [
    "dsl",
    "src/model",
    "src/app",
    "src/functions",
    "src/hosts/port",
    "src/hosts/memory",
    "src/hosts/files",
    "examples",
  ],
  "src/conform": ["dsl", "src/model", "src/cascade", "src/standing", "src/app"],
  "src/cli": [
    "dsl",
    "src/model",
    "src/app",
    "src/functions",
    "src/conform",
    "src/formula/text/dialect.ts",
    "src/sql",
    "src/evaluate/types.ts",
    "src/hosts/databases",
    "src/hosts/files",
    "src/hosts/port",
  ],
  sidebar: [
    "dsl",
    "src/app",
    "src/words/de/status.ts",
    "src/words/en/status.ts",
    "src/model/catalog.ts",
    "src/model/source.ts",
    "src/model/workbook.ts",
  ],
  examples: ["dsl", "src/model", "src/hosts/files", "src/hosts/port"],
};
/** The engine never sees text, only checked rules. */
const NO_SYNTAX = [
  "src/model",
  "src/cascade",
  "src/standing",
  "src/evaluate",
  "src/sql",
  "src/explain",
];
const LAYERS = Object.keys(ALLOWED).sort((a, b) => b.length - a.length);
const layerOf = (path: string) =>
  LAYERS.find((layer) => path === layer || path.startsWith(`${layer}/`));

const filesIn = (dir: string): string[] =>
  readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory()) return filesIn(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });

const importsOf = (path: string): string[] =>
  [...readFileSync(path, "utf8").matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["']([^"']+)["']/g)].map(
    (m) => m[1]!,
  );

const targets = (file: string): string[] =>
  importsOf(file)
    .filter((name) => name.startsWith("."))
    .map((name) => normalize(join(dirname(file), name)));

const files = ["dsl", "src", "sidebar", "examples"].flatMap(filesIn);

describe("imports go inward only", () => {
  test.each(Object.keys(ALLOWED))("%s", (layer) => {
    const allowed = ALLOWED[layer]!;
    const bad = files
      .filter((file) => layerOf(file) === layer)
      .flatMap((file) =>
        targets(file)
          .filter((to) => layerOf(to) !== layer)
          .filter((to) => !allowed.some((a) => to === a || to.startsWith(`${a}/`)))
          .map((to) => `${file} imports ${to}`),
      );
    expect(bad).toEqual([]);
  });
  test("the engine never imports the language's text side", () => {
    const bad = files
      .filter((file) => NO_SYNTAX.includes(layerOf(file) ?? ""))
      .flatMap((file) =>
        targets(file)
          .filter((to) => to.startsWith("dsl/syntax"))
          .map((to) => `${file} imports ${to}`),
      );
    expect(bad).toEqual([]);
  });
  test("only dsl/syntax knows the parser library", () => {
    const bad = files.filter(
      (file) => !file.startsWith("dsl/syntax/") && importsOf(file).includes("chevrotain"),
    );
    expect(bad).toEqual([]);
  });
});
