/** `test` statements: the rules run on the rows they give, in a workbook of their own. */
import { isoOf } from "../../dsl/calendar/day.ts";
import type { CellValue } from "../../dsl/cell.ts";
import { foldText } from "../../dsl/fold.ts";
import type {
  Expectation,
  FigureNode,
  GivenCell,
  GivenTable,
  Program,
  SourceRef,
  Test,
} from "../../dsl/ir/ir.ts";
import { figuresUnder } from "../../dsl/ir/walk.ts";
import type { LineMap } from "../../dsl/span.ts";
import { serialOf } from "../model/serial.ts";
import type { SheetData, WorkbookData } from "../model/workbook.ts";
import { checkRow } from "./checks.ts";
import type { Engine } from "./engine.ts";
import type { CheckRow, TestRow } from "./results.ts";

/** Runs a program on a workbook without its tests: handed in, because a test is a run inside a run. */
export type RunProgram = (program: Program, workbook: WorkbookData, asOf: number) => Engine;

const DATE_SYSTEM = 1900;

/** Runs every test; a test never fails another, and none reads the workbook. */
export const runTests = (program: Program, lines: LineMap, runProgram: RunProgram): TestRow[] =>
  program.tests.map((test) => runTest(program, test, lines, runProgram));

function runTest(program: Program, test: Test, lines: LineMap, runProgram: RunProgram): TestRow {
  const asOf = test.asOf ?? lastDayOf(program, test, runProgram);
  const engine = runProgram(programOf(program, test), workbookOf(program, test), asOf);
  const expectations = test.expectations.map((e) => expectationRow(engine, e, lines));
  return {
    line: lines.lineOf(test.span.start),
    name: test.name,
    passed: expectations.every((row) => row.passed),
    expectations,
  };
}

/** The rules with the test's goals in place of their own, its sheets as sources, and no tests. */
function programOf(program: Program, test: Test): Program {
  const people = new Set(peopleOf(program, test).map((row) => foldText(String(row[0] ?? ""))));
  const kept = program.goals.filter(
    (goal) => goal.who.of !== "person" || people.has(foldText(goal.who.name)),
  );
  const tables = program.tables.map((table) => ({ ...table, source: sheetOf(table.name) }));
  const source = program.people ? { ...program.people, source: sheetOf("people") } : null;
  return {
    ...program,
    people: source,
    tables,
    goals: [...test.goals, ...kept.filter((goal) => !replaced(goal, test))],
    resets: [...program.resets, ...test.resets],
    checks: [],
    tests: [],
  };
}

/** A given goal wins over the rule's for the same KPI, period and person. */
const replaced = (goal: Program["goals"][number], test: Test): boolean =>
  test.goals.some(
    (given) =>
      given.kpi === goal.kpi &&
      JSON.stringify(given.period) === JSON.stringify(goal.period) &&
      JSON.stringify(given.who) === JSON.stringify(goal.who),
  );

const sheetOf = (table: string): SourceRef => ({
  name: `given ${table}`,
  range: null,
  headerRow: 1,
});

// ── The workbook a test gives ──────────────────────────────────────────────────────────────────

function workbookOf(program: Program, test: Test): WorkbookData {
  const tables = program.tables.filter((t) => foldText(t.name) !== "people");
  const sheets = tables.map((table) => {
    const given = test.given.filter((g) => foldText(g.table) === foldText(table.name));
    return sheetFrom(table.name, columnsOf(program, table.id), given);
  });
  return {
    sheets: [...sheets, peopleSheet(program, test)],
    names: [],
    locale: "en-US",
    dateSystem: DATE_SYSTEM,
  };
}

function sheetFrom(
  name: string,
  needed: readonly string[],
  given: readonly GivenTable[],
): SheetData {
  const headers = [...new Set([...given.flatMap((g) => g.columns), ...needed])];
  const rows = given.flatMap((g) =>
    g.rows.map((row) => headers.map((h) => cellOf(row[g.columns.indexOf(h)]))),
  );
  return {
    name: sheetOf(name).name,
    rows: rows.length + 1,
    columns: headers.map((header, c) => [header, ...rows.map((row) => row[c] ?? null)]),
  };
}

function cellOf(cell: GivenCell | undefined): CellValue {
  if (!cell) return null;
  switch (cell.of) {
    case "text":
      return cell.text;
    case "number":
    case "truth":
      return cell.value;
    case "day":
      return serialOf(isoOf(cell.day), DATE_SYSTEM);
    case "blank":
      return null;
  }
}

/** Every column that the rules read of a table, so that a table not given is empty and not missing. */
function columnsOf(program: Program, id: number): string[] {
  const table = program.tables[id];
  const columns: (string | null)[] = table ? [...table.owner, table.date, table.key] : [];
  for (const link of table?.links ?? []) columns.push(link.column);
  for (const row of program.rows) {
    if (row.kind !== "column") continue;
    if (row.table === id) columns.push(row.column);
    for (const step of row.via) if (step.table === id) columns.push(step.column);
  }
  for (const measure of program.measures) {
    if (measure.table !== id) continue;
    if (measure.day.at === "date") columns.push(measure.day.column);
    if (measure.day.at === "alive") columns.push(measure.day.from, measure.day.until);
  }
  for (const holiday of program.calendar.holidays) {
    if (holiday.table === id) columns.push(holiday.column);
  }
  return [...new Set(columns.filter((c): c is string => c !== null))];
}

// ── People: those given, else those named, under one top ───────────────────────────────────────

function peopleSheet(program: Program, test: Test): SheetData {
  const rows = peopleOf(program, test);
  const given = test.given.filter((g) => foldText(g.table) === "people");
  if (given.length > 0 && program.people) {
    return sheetFrom("people", peopleColumns(program), given);
  }
  const columns = peopleColumns(program);
  return {
    name: sheetOf("people").name,
    rows: rows.length + 1,
    columns: columns.map((header, c) => [header, ...rows.map((row) => row[c] ?? null)]),
  };
}

const peopleColumns = (program: Program): string[] => {
  const people = program.people;
  if (!people) return [];
  const own = [people.name, ...people.reportsTo, people.since, people.until];
  return [...new Set([...own, ...columnsOf(program, people.table)])].filter(
    (c): c is string => c !== null,
  );
};

const MADE_UP_TOP = "Everyone in this test";

/** Rows of (name, manager …): the given people, else everyone a given row or an expectation names. */
function peopleOf(program: Program, test: Test): (string | null)[][] {
  const given = test.given.filter((g) => foldText(g.table) === "people");
  if (given.length > 0) {
    const name = program.people?.name ?? "";
    return given.flatMap((g) =>
      g.rows.map((row) => {
        const cell = row[g.columns.findIndex((c) => foldText(c) === foldText(name))];
        return [cell?.of === "text" ? cell.text : null];
      }),
    );
  }
  const names = new Map<string, string>();
  const add = (name: string | null) => {
    if (name?.trim()) names.set(foldText(name), names.get(foldText(name)) ?? name);
  };
  for (const table of test.given) ownersOf(program, table).forEach(add);
  for (const expectation of test.expectations) namesIn(program, expectation).forEach(add);
  for (const goal of test.goals) if (goal.who.of === "person") add(goal.who.name);
  const top = program.people?.top ?? null;
  const below = [...names.values()].filter(
    (name) => top === null || foldText(name) !== foldText(top),
  );
  if (top !== null || below.length <= 1) return below.map((name) => [name]);
  // A parent column without a named top: a unit of ours stands above all, so that one tree holds them.
  return below.map((name) => [name, MADE_UP_TOP]);
}

function ownersOf(program: Program, given: GivenTable): (string | null)[] {
  const table = program.tables.find((t) => foldText(t.name) === foldText(given.table));
  const owner = table?.owner[0];
  if (owner === undefined) return [];
  const at = given.columns.findIndex((c) => foldText(c) === foldText(owner));
  return given.rows.map((row) => {
    const cell = row[at];
    return cell?.of === "text" ? cell.text : null;
  });
}

function namesIn(program: Program, expectation: Expectation): (string | null)[] {
  if (expectation.kind === "flag") return [expectation.of];
  const { condition } = expectation;
  const ids = condition.of === "compare" ? [condition.left, condition.right] : [condition.figure];
  const names: string[] = [];
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) for (const v of value) visit(v);
    else if (typeof value === "object" && value !== null) {
      const record = value as Record<string, unknown>;
      if (record.who === "named" && typeof record.name === "string") names.push(record.name);
      for (const v of Object.values(record)) visit(v);
    }
  };
  for (const id of ids) figuresBelow(program, id).forEach(visit);
  return names;
}

/** A figure's node and those of everything it is made of. */
const figuresBelow = (program: Program, id: number): FigureNode[] =>
  figuresUnder(id, (f) => program.figures[f]!.node).map((f) => program.figures[f]!.node);

// ── Expectations ───────────────────────────────────────────────────────────────────────────────

/** Without `given as of`: the last day of the latest period an `expect` names, or of the latest given date if later. */
function lastDayOf(program: Program, test: Test, runProgram: RunProgram): number {
  const { calendar } = runProgram(programOf(program, test), workbookOf(program, test), 0);
  let last = Number.NEGATIVE_INFINITY;
  for (const label of periodsNamed(program, test)) {
    const period = calendar.parse(label);
    if (period) last = Math.max(last, period.end - 1);
  }
  for (const table of test.given) {
    for (const row of table.rows) {
      for (const cell of row) if (cell.of === "day") last = Math.max(last, cell.day);
    }
  }
  return last === Number.NEGATIVE_INFINITY ? 0 : last;
}

function periodsNamed(program: Program, test: Test): string[] {
  return test.expectations.flatMap((expectation) => {
    if (expectation.kind === "flag") return expectation.period ? [expectation.period] : [];
    const { condition } = expectation;
    const ids = condition.of === "compare" ? [condition.left, condition.right] : [condition.figure];
    return ids.flatMap((id) =>
      figuresBelow(program, id).flatMap((node) => {
        if (!("window" in node)) return [];
        const steps = program.windows[node.window]!.steps;
        return steps.flatMap((step) => (step.op === "fixed" ? [step.period] : []));
      }),
    );
  });
}

function expectationRow(engine: Engine, expectation: Expectation, lines: LineMap): CheckRow {
  if (expectation.kind === "figure") return checkRow(engine.checkPlace(lines), expectation);
  const raised = engine
    .flags()
    .rows.filter(
      (row) =>
        row.open &&
        foldText(row.flag) === foldText(expectation.flag) &&
        (expectation.of === null ||
          foldText(engine.nameOf(row.node)) === foldText(expectation.of)) &&
        (expectation.period === null || row.period.label === expectation.period) &&
        (expectation.hold === null || foldText(row.answers) === foldText(expectation.hold)),
    );
  const found = raised.length > 0;
  const said = (is: boolean) => (is ? "flag" : "no flag");
  return {
    line: lines.lineOf(expectation.span.start),
    expression: expectation.text,
    actual: said(found),
    expected: said(!expectation.no),
    passed: found !== expectation.no,
  };
}
