/** What completion and hover know of a rule text: its names, and the workbook's behind them. */
import type { Catalog } from "../check/catalog.ts";
import { foldText } from "../fold.ts";
import type { SourceRef } from "../ir/ir.ts";
import type { Source, Statement, StatementOf } from "../syntax/ast.ts";
import { parse } from "../syntax/parse.ts";

export interface Scene {
  readonly text: string;
  readonly statements: readonly Statement[];
  readonly catalog: Catalog | null;
  readonly kpis: readonly StatementOf<"kpi">[];
  readonly scores: readonly StatementOf<"score">[];
  readonly flags: readonly StatementOf<"flag">[];
  readonly tables: readonly BoundSource[];
  readonly people: BoundSource | null;
}

/** A table, or people, with the sheet it is bound to. */
export interface BoundSource {
  readonly name: string;
  readonly source: SourceRef;
  readonly columns: readonly string[];
}

const of = <K extends Statement["kind"]>(list: readonly Statement[], kind: K): StatementOf<K>[] =>
  list.filter((s): s is StatementOf<K> => s.kind === kind);

export function sceneOf(text: string, catalog: Catalog | null): Scene {
  const { statements } = parse(text);
  const bound = (
    name: string,
    source: Source,
    clauses: readonly { kind: string }[],
  ): BoundSource => {
    const header = clauses.find((c) => c.kind === "headerRow") as
      | { row: { value: number } }
      | undefined;
    return boundTo(name, source.name, source.range, header?.row.value ?? 1, catalog);
  };
  const people = of(statements, "people")[0];
  return {
    text,
    statements,
    catalog,
    kpis: of(statements, "kpi"),
    scores: of(statements, "score"),
    flags: of(statements, "flag"),
    tables: of(statements, "table").map((t) => bound(t.name.text, t.source, t.clauses)),
    people: people ? bound("people", people.source, people.clauses) : null,
  };
}

export function boundTo(
  name: string,
  sheet: string,
  range: string | null,
  headerRow: number,
  catalog: Catalog | null,
): BoundSource {
  const source = { name: sheet, range, headerRow };
  const headers = catalog?.headers(source) ?? [];
  return { name, source, columns: headers.filter((h): h is string => h !== null) };
}

/** A table of the rules by its name; `people` too. */
export function tableNamed(scene: Scene, name: string): BoundSource | null {
  const wanted = foldText(name);
  if (wanted === "people") return scene.people;
  return scene.tables.find((t) => foldText(t.name) === wanted) ?? null;
}

/** Distinct values of a column as texts, those that stand most often first. */
export function valuesOf(scene: Scene, table: BoundSource, column: string, most = 50): string[] {
  const values = scene.catalog?.values(table.source, column) ?? [];
  const counts = new Map<string, { shown: string; count: number }>();
  for (const value of values) {
    if (value === null || typeof value === "object") continue;
    const shown = String(value).trim();
    if (shown === "") continue;
    const key = foldText(shown);
    const known = counts.get(key);
    if (known) known.count += 1;
    else counts.set(key, { shown, count: 1 });
  }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, most)
    .map((v) => v.shown);
}

/** Everyone whom the people's sheet names: people, managers, units, the top. */
export function peopleNames(scene: Scene): string[] {
  const statement = of(scene.statements, "people")[0];
  if (!statement || !scene.people) return [];
  const names: string[] = [];
  for (const clause of statement.clauses) {
    if (clause.kind === "name")
      names.push(...valuesOf(scene, scene.people, clause.column.name, 5_000));
    if (clause.kind === "reportsTo") {
      for (const column of clause.columns)
        names.push(...valuesOf(scene, scene.people, column.name, 5_000));
      if (clause.top) names.push(clause.top.value);
    }
  }
  return [...new Map(names.map((n) => [foldText(n), n])).values()];
}
