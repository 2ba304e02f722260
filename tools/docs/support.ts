/** What formulas and SQL make of every form of the IR: asked of the code, a rule each, and shown as tables. */
import { readFileSync } from "node:fs";
import { parseIso } from "../../dsl/calendar/day.ts";
import { figuresUnder } from "../../dsl/ir/walk.ts";
import { formulaPublication } from "../../src/app/publish-formulas.ts";
import { type Run, run } from "../../src/app/run.ts";
import { isFormulaCell, SHEETS } from "../../src/formula/sheet.ts";
import { DIALECTS, type DialectId } from "../../src/formula/text/dialect.ts";
import { EMPTY_MAP } from "../../src/hosts/databases/index.ts";
import { printedBinding } from "../../src/hosts/databases/printed.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import {
  capabilities,
  type DialectName,
  measureReasons,
  DIALECTS as SQL_DIALECTS,
} from "../../src/sql/index.ts";
import {
  AGGREGATES,
  DAYS,
  FIGURES,
  FLAGS,
  type Form,
  GOALS,
  NODES,
  ROWS,
  rulesOf,
  TIMES,
  workbookOf,
} from "../../test/support/ir-forms.ts";

export interface Outcome {
  readonly is: string;
  /** Why it is no better; empty where nothing speaks against it. */
  readonly why: string;
}

interface Ran {
  readonly results: Run;
  readonly workbook: WorkbookData;
}
const known = new Map<Form, Ran>();
function ranOf(form: Form): Ran {
  const ran = known.get(form) ?? runOf(form);
  known.set(form, ran);
  return ran;
}
function runOf(form: Form): Ran {
  const workbook = workbookOf(form);
  const asOf = parseIso("2026-06-30")!;
  const results = run({ rules: rulesOf(form), workbook, asOf, today: null });
  const [fault] = results.diagnostics.filter((d) => d.severity === "error");
  if (fault) throw new Error(`${form.said}: ${fault.message}`);
  return { results, workbook };
}

const kpiOf = ({ program }: Run) => program.kpis.find(({ name }) => name === "x")!;

/** Formulas of one program: the figure's, or those of the goal's cells. */
export function inFormulas(form: Form, id: DialectId): Outcome {
  const { results, workbook } = ranOf(form);
  const { book } = formulaPublication(results, workbook, DIALECTS[id], true);
  const kpi = kpiOf(results);
  if (form.of === "goal") {
    const rows = book.sheets.find(({ name }) => name === SHEETS.live)!.rows;
    const goals = rows.filter((cells) => cells[1] === kpi.label && cells[2] === "goal");
    const why = book.refusedGoals.find((each) => each.kpi === kpi)?.sentence;
    if (why !== undefined) return { is: "value", why };
    return { is: goals.flat().some(isFormulaCell) ? "formula" : "a cell to type over", why: "" };
  }
  if (form.of === "flag") {
    const [refused] = book.refusedFlags;
    return refused ? { is: "left out", why: refused.sentence } : { is: "formula", why: "" };
  }
  const refused = book.refused.find((each) => each.kpi === kpi);
  return refused ? { is: "value", why: refused.sentence } : { is: "formula", why: "" };
}

/** A printed statement of one database; else what a run makes of it. */
export function inSql(form: Form, dialect: DialectName): Outcome {
  const { results } = ranOf(form);
  const { program, engine } = results;
  const columns = form.amounts ? { Amount: { name: "Amount", type: form.amounts } } : {};
  const map = { ...EMPTY_MAP, tables: { Deals: { columns } } };
  const binding = printedBinding(SQL_DIALECTS[dialect], program, engine.model, map);
  if (form.of) return { is: "run", why: "" };
  const { figure } = kpiOf(results);
  const [why] = capabilities(program, binding, figure);
  if (why === undefined) return { is: "SQL", why: "" };
  const isRead = figuresUnder(figure, (id) => program.figures[id]!.node).every((id) => {
    const { node } = program.figures[id]!;
    return node.kind !== "aggregate" || measureReasons(program, binding, node.measure).length === 0;
  });
  return { is: isRead ? "run" : "refused", why };
}

type Group = readonly [title: string, forms: readonly Form[]];
const flat = (record: Readonly<Record<string, readonly Form[]>>): readonly Form[] =>
  Object.values(record).flat();
const GROUPS: readonly Group[] = [
  ["Of rows", flat(AGGREGATES)],
  ["Another date, another time", [...flat(DAYS), ...flat(TIMES)]],
  ["In the tree", flat(NODES)],
  ["Numbers and conditions of a row", flat(ROWS)],
  ["Between figures", flat(FIGURES)],
  ["Goals", GOALS],
  ["Flags", FLAGS],
];

function table<Id extends string>(
  dialects: Readonly<Record<Id, string>>,
  asked: (form: Form, id: Id) => Outcome,
): string {
  const ids = Object.keys(dialects) as Id[];
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  const head = [
    line(["form", ...ids.map((id) => dialects[id]), ""]),
    line(["---", ...ids.map(() => "---"), "---"]),
  ];
  const rows = GROUPS.flatMap(([title, forms]) => [
    line([`**${title}**`, ...ids.map(() => ""), ""]),
    ...forms.map((form) => {
      const outcomes = ids.map((id) => asked(form, id));
      const why = [...new Set(outcomes.map((o) => o.why).filter((w) => w !== ""))].join(" ");
      return line([
        form.inWords ? form.said : `\`${form.said}\``,
        ...outcomes.map(({ is }) => is),
        why.replaceAll("|", "\\|"),
      ]);
    }),
  ]);
  return [...head, ...rows].join("\n");
}

const formulaSupport = (): string =>
  table(
    {
      sheets: "Google Sheets",
      excel2021: "Excel 2021",
      excel365: "Excel 365",
      libreoffice: "LibreOffice",
      local: "the local workbook",
    } satisfies Record<DialectId, string>,
    inFormulas,
  );

export const sqlSupport = (): string =>
  table(
    { duckdb: "DuckDB", postgres: "PostgreSQL", bigquery: "BigQuery" } satisfies Record<
      DialectName,
      string
    >,
    inSql,
  );

/** docs/native-formulas.md, its table made anew. */
export const formulasPage = (): string =>
  readFileSync("docs/native-formulas.md", "utf8").replace(
    /<!-- support -->\n[\s\S]*?<!-- end -->/,
    () => `<!-- support -->\n\n${formulaSupport()}\n\n<!-- end -->`,
  );
