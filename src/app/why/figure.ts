/** Why a figure of the rules is what it is: its formula, part by part, down to rows and cells. */
import type { Period } from "../../../dsl/calendar/calendar.ts";
import { foldNode } from "../../../dsl/ir/fold.ts";
import type { FigureId, FigureNode, NodeRef, WindowId } from "../../../dsl/ir/ir.ts";
import { nodeMeant } from "../../evaluate/meant.ts";
import { peopleCounted, peopleRows, rowOn } from "../../evaluate/people.ts";
import { rangeOf } from "../../evaluate/windows.ts";
import type { Explanation, FormulaOp, Making } from "../../explain/explanation.ts";
import { columnLetter } from "../../model/address.ts";
import { type Asking, explained, keyOf, once, textOf } from "./asking.ts";
import { rowsMaking } from "./rows.ts";

/** Explains one figure for a node and period. */
export const explainFigure = (
  asking: Asking,
  id: FigureId,
  node: number,
  period: Period,
): Explanation =>
  once(asking, keyOf("figure", id, node, period), () => make(asking, id, node, period));

function make(asking: Asking, id: FigureId, node: number, period: Period): Explanation {
  const { engine, lines } = asking;
  const { program } = engine;
  const figure = program.figures[id]!;
  const found = engine.evaluator.at(id, node, period);
  const text = textOf(asking, figure.span);
  const making: Making = found.error
    ? { of: "error", text: found.error.text, address: found.error.address }
    : makingOf(asking, id, node, period, text);
  return explained(asking, node, period, {
    label: kpiLabel(asking, id) ?? text,
    value: found.value,
    as: figure.as,
    unit: figure.unit,
    line: lines.lineOf(figure.span.start),
    text,
    made: making,
  });
}

const kpiLabel = ({ engine }: Asking, id: FigureId): string | null =>
  engine.program.kpis.find((kpi) => kpi.figure === id)?.label ?? null;

function makingOf(
  asking: Asking,
  id: FigureId,
  node: number,
  period: Period,
  text: string,
): Making {
  const { engine } = asking;
  const { program, model, calendar, standing } = engine;
  const { because } = engine.say.why;
  const part = (child: FigureId) => explainFigure(asking, child, node, period);
  const formula = (op: FormulaOp, ...ids: readonly FigureId[]): Making => ({
    of: "formula",
    op,
    parts: ids.map(part),
  });
  const shifted = (
    window: WindowId,
    ref: NodeRef,
    give: (who: number, when: Period) => Making,
  ): Making => {
    const { period: when } = rangeOf(calendar, program.windows[window]!, period, model.asOf);
    const who = nodeMeant(engine.model.org, ref, node, when.end - 1);
    return who < 0 ? { of: "blank", because: because.nobody } : give(who, when);
  };
  const is = (one: Explanation): Making => ({
    of: "formula",
    op: { kind: "arithmetic", sign: "+" },
    parts: [one, explained(asking, node, period, { label: "", value: 0, made: { of: "literal" } })],
  });
  return foldNode<FigureNode, Making>(program.figures[id]!.node, {
    literal: () => ({ of: "literal" }),
    blank: () => ({ of: "blank", because: because.blank }),
    aggregate: (n) => {
      const { period: when } = rangeOf(calendar, program.windows[n.window]!, period, model.asOf);
      const who = nodeMeant(engine.model.org, n.node, node, when.end - 1);
      if (who < 0) return { of: "blank", because: because.nobody };
      return rowsMaking(engine, n, text, who, period);
    },
    arithmetic: (n) => formula({ kind: "arithmetic", sign: n.op }, n.left, n.right),
    divide: (n) => formula({ kind: "arithmetic", sign: "/" }, n.left, n.right),
    call: (n) => formula({ kind: "call", fn: n.fn }, ...n.args),
    orElse: (n) => formula({ kind: "or else" }, n.first, n.second),
    choose: (n) => formula({ kind: "if" }, n.test, n.whenTrue, n.whenFalse),
    compare: (n) => formula({ kind: "compare", sign: n.op }, n.left, n.right),
    isBlank: (n) => formula({ kind: "is blank" }, n.of),
    and: (n) => formula({ kind: "and" }, ...n.parts),
    or: (n) => formula({ kind: "or" }, ...n.parts),
    not: (n) => formula({ kind: "not" }, n.of),
    standing: (n) =>
      shifted(n.window, n.node, (who, when) =>
        is(asking.explain.standing(asking, n.what, n.kpi, who, when)),
      ),
    score: (n) =>
      shifted(n.window, n.node, (who, when) =>
        is(asking.explain.score(asking, n.score, who, when)),
      ),
    status: (n) =>
      shifted(n.window, n.node, (who, when) => ({
        of: "status is",
        is: n.is,
        not: false,
        status: asking.explain.status(asking, n.kpi, who, when),
      })),
    quantified: (n) =>
      shifted(n.window, n.node, (who, when) => ({
        of: "statuses",
        which: n.which,
        n: 0,
        is: n.is,
        not: n.not,
        list: program.kpis
          .filter((kpi) => kpi.role === n.role)
          .filter((kpi) => standing.of(kpi.id, who, when).status !== "no goal")
          .map((kpi) => asking.explain.status(asking, kpi.id, who, when)),
      })),
    countOfStatus: (n) =>
      shifted(n.window, n.node, (who, when) => ({
        of: "statuses",
        which: n.compare,
        n: n.n,
        is: n.is,
        not: n.not,
        list: n.kpis.map((kpi) => asking.explain.status(asking, kpi, who, when)),
      })),
    reports: ({ window, node: ref, where, give }) =>
      shifted(window, ref, (who, when) => ({
        of: "reports",
        give,
        judged: standing
          .judgedReports(who, when, where)
          .map((report) =>
            where === null
              ? explained(asking, report, when, { label: "", value: 1, made: { of: "literal" } })
              : explainFigure(asking, where, report, when),
          ),
      })),
    given: (n) => {
      const { start } = rangeOf(calendar, program.windows[n.window]!, period, model.asOf);
      return shifted(n.window, n.node, (who, when) => given(asking, n, who, { ...when, start }));
    },
    attribute: (n) => shifted(n.window, n.node, (who, when) => attribute(asking, n.row, who, when)),
    person: (n) => shifted(n.window, n.node, (who, when) => person(asking, n.where, who, when)),
    cell: (n) => ({ of: "cell", sheet: n.sheet, cell: n.cell }),
  });
}

// ── Of the people ──────────────────────────────────────────────────────────────────────────────

function given(
  { engine }: Asking,
  { what, days }: Pick<Extract<FigureNode, { kind: "given" }>, "what" | "days">,
  node: number,
  period: Period,
): Making {
  const { model } = engine;
  if (what === "today") return { of: "today", asOf: model.asOf, last: period.end - 1 };
  const people = peopleCounted(model, { what, days }, node, period);
  if (people === null) return { of: "blank", because: engine.say.why.because.notOfPeople };
  return { of: "persons", list: people.map((one) => ({ who: engine.nameOf(one.node), n: one.n })) };
}

/** 1 where the person's own row holds the condition, else 0. */
function person({ engine }: Asking, where: number, node: number, period: Period): Making {
  const { model, evaluator, program } = engine;
  const table = program.people ? model.tables[program.people.table] : null;
  const who = model.org.personOf(node);
  const own = rowOn(model.org, who, period.end - 1);
  if (!table || own < 0) return { of: "literal" };
  const row = table.sheetRow[own]!;
  const value = evaluator.personTruth(where, node, period) ? 1 : 0;
  const cell = { who: engine.nameOf(who), sheet: table.sheet, cell: `${row}:${row}`, value };
  return { of: "people", cells: [cell] };
}

function attribute({ engine }: Asking, row: number, node: number, period: Period): Making {
  const { program, model, evaluator } = engine;
  const { org } = model;
  const table = program.people ? model.tables[program.people.table] : null;
  if (!table || !program.people) return { of: "blank", because: engine.say.why.because.noPeople };
  const { values } = evaluator.rowsOf.rowsOf(program.people.table).numbers(row);
  const shape = program.rows[row]!;
  const column = shape.kind === "column" ? table.find(shape.column) : null;
  const cells = peopleRows(org, node, period.end - 1).flatMap(({ node: rep, row: own }) => {
    if (own < 0) return [];
    const sheetRow = table.sheetRow[own]!;
    const letter = columnLetter(column ?? 0);
    const cell = column === null ? `${sheetRow}:${sheetRow}` : `${letter}${sheetRow}`;
    return [{ who: engine.nameOf(rep), sheet: table.sheet, cell, value: values[own]! }];
  });
  return { of: "people", cells };
}
