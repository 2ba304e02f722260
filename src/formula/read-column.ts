/** A table's column as a formula reads it, its own or that of a linked row. */
import type { Program, RowNode, TableId } from "../../dsl/ir/ir.ts";
import type { Representation } from "../../dsl/types/type.ts";
import { folded } from "./fold.ts";
import type { ReadingKind } from "./readings.ts";
import { refuse } from "./refusal.ts";
import type { Sources } from "./source.ts";
import { BLANK, call, type Formula, iff, number, operate, product, sum } from "./text/formula.ts";

const isNumber = (cells: Formula): Formula => sum(call("ISERROR", cells), call("ISNUMBER", cells));

/** Of an array of cells: the number, what an odd text is read as, "" for anything else, the error itself. */
function numbers(cells: Formula, sources: Sources): Formula {
  return iff(isNumber(cells), cells, lookedFor(cells, "number", sources, BLANK));
}

/** A day without its time. */
export function daysOf(cells: Formula, sources: Sources): Formula {
  return iff(isNumber(cells), call("INT", cells), lookedFor(cells, "day", sources, BLANK));
}

const truths = (cells: Formula): Formula =>
  iff(
    call("ISERROR", cells),
    cells,
    product(operate(cells, "=", { kind: "truth", value: true }), number(1)),
  );

/** In matching form. */
export const textsOf = (cells: Formula, sources: Sources): Formula =>
  lookedFor(cells, "text", sources, folded(cells));

/** What a text is known to be read as; an empty cell isn't asked for. */
function lookedFor(cells: Formula, kind: ReadingKind, sources: Sources, none: Formula): Formula {
  const known = sources.readings.of(kind);
  if (known === null) return none;
  const shown = sources.sought(operate(cells, "&", BLANK));
  // Not XLOOKUP's own default: some programs have one for all cells, and here every cell has its own.
  return call("IFNA", call("XLOOKUP", shown, known.texts, known.values), none);
}

/**
 * Whose a row is, when it counts, or what it is linked to: an error there is nobody, never and nothing. As a place it
 * would spoil the order of all rows.
 */
export function readPlace(
  sources: Sources,
  table: TableId,
  column: string,
  as: "text" | "day",
): Formula {
  const cells = cellsOf(sources, table, column);
  if (as === "text") return unlessError(cells, textsOf(cells, sources));
  const none = lookedFor(cells, "day", sources, BLANK);
  const others = none === BLANK ? BLANK : unlessError(cells, none);
  return iff(call("ISNUMBER", cells), call("INT", cells), others);
}

const unlessError = (cells: Formula, give: Formula): Formula =>
  iff(call("ISERROR", cells), BLANK, give);

function cellsOf(sources: Sources, table: TableId, column: string): Formula {
  const source = sources.table(table);
  return (
    source?.column(column) ?? refuse({ of: "column", table: source?.table.name ?? null, column })
  );
}

export function readColumn(
  sources: Sources,
  table: TableId,
  column: string,
  as: Representation,
): Formula {
  const cells = cellsOf(sources, table, column);
  switch (as) {
    case "number":
      return numbers(cells, sources);
    case "day":
      return daysOf(cells, sources);
    case "text":
      return textsOf(cells, sources);
    case "truth":
      return truths(cells);
  }
}

/** Along a chain of links: each look-up is by the key in matching form, exactly; an error for a key finds nothing. */
export function linkedColumn(
  program: Program,
  sources: Sources,
  { via, table, column, as }: Extract<RowNode, { kind: "column" }>,
): Formula {
  const [first, ...more] = via;
  const start = readPlace(sources, first!.table, first!.column, "text");
  const key = more.reduce<Formula>((at, step, i) => {
    const next = readPlace(sources, step.table, step.column, "text");
    return lookedUp(program, sources, via[i]!.to, { key: at, give: next, none: BLANK });
  }, start);
  const give = readColumn(sources, table, column, as);
  return lookedUp(program, sources, table, { key, give, none: as === "truth" ? number(0) : BLANK });
}

/** What stands beside the key; a blank key finds nothing, though rows without one may stand there. */
function lookedUp(
  program: Program,
  sources: Sources,
  to: TableId,
  { key, give, none }: { readonly key: Formula; readonly give: Formula; readonly none: Formula },
): Formula {
  const { people } = program;
  const column = people?.table === to ? people.name : (program.tables[to]!.key ?? "");
  const keys = readPlace(sources, to, column, "text");
  const found = call("XLOOKUP", sources.sought(key), keys, give, none);
  return iff(operate(key, "=", BLANK), none, found);
}
