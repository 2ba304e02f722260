/** Chapters of the cookbook: their rules, and the sheets they show. */
import { readdirSync, readFileSync } from "node:fs";
import Papa from "papaparse";

const FOLDER = "docs/cookbook";

export interface Chapter {
  readonly name: string;
  readonly rules: string;
  readonly sheets: Readonly<Record<string, string[][]>>;
}

export const chapterNames = (): string[] =>
  readdirSync(FOLDER)
    .filter((file) => file.endsWith(".md") && file !== "README.md")
    .map((file) => file.replace(/\.md$/, ""));

/** All `rules` blocks together; a sheet is a bold heading, then a CSV block or a sentence about a cell. */
export function readChapter(name: string): Chapter {
  const text = readFileSync(`${FOLDER}/${name}.md`, "utf8");
  const rules = [...text.matchAll(/```rules\n([\s\S]*?)```/g)].map((m) => m[1]!);
  const found = text.matchAll(/\*\*([^*\n]+)\*\*[^\n]*\n(?:```csv\n([\s\S]*?)```)?/g);
  const sheets = [...found].map(([, title, csv]) => [
    title!.trim(),
    Papa.parse<string[]>(csv?.trim() ?? "").data,
  ]);
  return { name, rules: rules.join("\n"), sheets: Object.fromEntries(sheets) };
}
