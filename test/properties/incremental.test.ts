import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { CellValue } from "../../dsl/cell.ts";
import { compile } from "../../dsl/index.ts";
import { createEvaluator } from "../../src/evaluate/evaluator.ts";
import { buildModel } from "../../src/model/build.ts";
import { modelEdit } from "../../src/model/edit.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";
import { expectSame } from "../support/same.ts";
import { day, drawn, END_OF_2026, NO_STANDING, name, serial, workbookOf } from "./deals.ts";

/** Edits one after the other against a run from nothing after each few: every figure equal to the last bit. */

const { program } = compile(
  `people from Team
  name [Name]
  reports to [Manager]
  since [From]
  until [Until]

table Deals from Deals
  owner [Owner]
  date [Closed]

kpi total = sum(Deals[Amount])
kpi won = sum(Deals[Amount] where [Stage] = "Won")
kpi large = sum(Deals[Amount] * 1.1 where [Amount] > 1000 or [Stage] = "Lost")
kpi wins = count(Deals where [Stage] = "Won" and not [Account] is blank)
kpi filled = count(Deals[Amount])
kpi named = count(Deals[Account])
kpi most = max(Deals[Amount])
kpi middle = median(Deals[Amount])
kpi accounts = distinct(Deals[Account] where [Stage] <> "Open")
kpi amounts = distinct(Deals[Amount])
kpi rate = wins / filled
kpi created = count(Deals on [Created])
kpi quick = sum(Deals[Amount] where [Closed] - [Created] < 60)
kpi to_date = ytd(won)
kpi before = won last year
kpi alone = own(won)
kpi own_accounts = own(accounts)
kpi moving = trailing(total, 3 months)
kpi mean = average(Deals[Amount])
kpi boss = total of manager
`,
  null,
);

const engineOn = (workbook: WorkbookData) => {
  const model = buildModel(program, workbook, { day: END_OF_2026, today: null });
  const first = model.calendar.parse("2026-01")!;
  const months = Array.from({ length: 12 }, (_, i) => model.calendar.shift(first, i));
  const source = NO_STANDING;
  const evaluator = createEvaluator({ program, model, periods: () => months, source });
  return { model, months, evaluator };
};
type Engine = ReturnType<typeof engineOn>;

const figures = ({ model, months, evaluator }: Engine) =>
  program.kpis.map((kpi) => ({
    kpi: kpi.name,
    whole: [...evaluator.matrix(kpi.figure, "month").value],
    single: months.map((month) =>
      model.org.nodes.map(({ id }) => evaluator.at(kpi.figure, id, month).value),
    ),
    outside: evaluator.at(kpi.figure, 0, model.calendar.lastYear(months[0]!)).value,
  }));

/** Wide apart and not whole, so that a sum kept in a plain number would drift. */
const amount = fc.oneof(
  fc.integer({ min: -50, max: 5_000 }),
  fc.double({ min: -1e9, max: 1e9, noNaN: true }),
  fc.double({ min: 0, max: 1e-3, noNaN: true }),
  fc.constant(null),
);
const COLUMNS = ["Owner", "Account", "Stage", "Amount", "Closed", "Created"];
const edits = fc.array(
  fc.record({
    row: fc.nat(),
    cell: fc.oneof(
      fc.record({ column: fc.constant("Owner"), value: fc.integer({ min: 0, max: 8 }).map(name) }),
      fc.record({
        column: fc.constant("Account"),
        value: fc.constantFrom("A", "a ", "B", "C", null),
      }),
      fc.record({ column: fc.constant("Stage"), value: fc.constantFrom("Won", "Lost", "Open") }),
      fc.record({ column: fc.constant("Amount"), value: amount }),
      fc.record({ column: fc.constantFrom("Closed", "Created"), value: day.map(serial) }),
    ),
  }),
  { minLength: 30, maxLength: 40 },
);

/** Cells that hosts hand over may be shared; a live run owns its own. */
const ownCopy = (workbook: WorkbookData): WorkbookData => ({
  ...workbook,
  sheets: workbook.sheets.map((s) => ({ ...s, columns: s.columns.map((c) => [...c]) })),
});

describe("one edited row answered in place", () => {
  test("equals a run from nothing, to the last bit, after any edits", () => {
    let followed = 0;
    let anew = 0;
    fc.assert(
      fc.property(drawn, edits, (data, list) => {
        fc.pre(data.deals.length > 0);
        const workbook = ownCopy(workbookOf(data));
        const deals = workbook.sheets[1]!.columns as CellValue[][];
        let engine = engineOn(workbook);
        figures(engine);
        list.forEach(({ row, cell: { column, value } }, i) => {
          const edit = {
            sheet: "Deals",
            row: 1 + (row % data.deals.length),
            column: COLUMNS.indexOf(column),
            value,
          };
          const change = modelEdit(program, engine.model, edit);
          if (change && change !== "nothing") {
            engine.evaluator.edit(change);
            followed += 1;
          } else {
            deals[edit.column]![edit.row] = value;
            engine = engineOn(workbook);
            anew += 1;
          }
          expect(deals[edit.column]![edit.row]).toBe(value);
          if (i % 5 === 4) expectSame(figures(engine), figures(engineOn(ownCopy(workbook))));
        });
        expectSame(figures(engine), figures(engineOn(ownCopy(workbook))));
      }),
      { numRuns: 30, endOnFailure: true },
    );
    expect(followed).toBeGreaterThan(200);
    expect(anew).toBeGreaterThan(0);
  });
});
