/** What must tie, and what is expected of made-up data: checks and tests. */
import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";
import type { Bare } from "./base.ts";
import { ResetParser } from "./resets.ts";

type Clause = Bare<A.TestClause>;
interface FlagExpectation {
  readonly kind: "expectFlag";
  readonly flag: A.Name;
  readonly selectors: readonly A.Selector[];
  readonly hold: A.Text | null;
}

export abstract class TestParser extends ResetParser {
  check = this.RULE("check", (): A.CheckStatement => {
    const head = this.CONSUME(kw("check"));
    const condition = this.SUBRULE(this.expr);
    let within: A.NumberLiteral | null = null;
    this.OPTION(() => {
      this.CONSUME(kw("within"));
      within = this.SUBRULE(this.number);
    });
    return this.ACTION(() => ({ kind: "check", condition, within, span: this.from(head) }));
  });

  test = this.RULE("test", (): A.Statement => {
    const head = this.CONSUME(kw("test"));
    const name = this.SUBRULE(this.label);
    const clauses: A.TestClause[] = [];
    this.MANY(() => {
      const first = this.LA(1);
      const clause = this.OR<Clause>([
        { ALT: () => (this.CONSUME(kw("given")), this.SUBRULE(this.given)) },
        { ALT: () => (this.CONSUME(kw("expect")), this.SUBRULE(this.expectation)) },
      ]);
      clauses.push(this.spanned<A.TestClause>(first, clause));
    });
    return this.ACTION(() => ({ kind: "test", name, clauses, span: this.from(head) }));
  });

  given = this.RULE(
    "given",
    (): Clause =>
      this.OR<Clause>([
        {
          ALT: () => {
            this.CONSUME(kw("as"));
            this.CONSUME(kw("of"));
            return { kind: "givenAsOf", day: this.SUBRULE(this.isoDay) };
          },
        },
        { ALT: () => ({ kind: "givenGoal", goal: this.SUBRULE(this.goal) }) },
        { ALT: () => ({ kind: "givenReset", reset: this.SUBRULE(this.resetStatement) }) },
        { ALT: () => this.givenTable() },
      ]),
  );

  private givenTable(): Clause {
    const table = this.OR1([
      { ALT: () => this.nameOf(this.CONSUME(kw("people"))) },
      { ALT: () => this.SUBRULE(this.tableRef) },
    ]);
    const columns: A.Column[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: T.Comma,
      DEF: () => {
        const column = this.SUBRULE(this.columnRef);
        this.ACTION(() => columns.push(column));
      },
    });
    const rows: A.CellValueNode[][] = [];
    this.AT_LEAST_ONE(() => {
      const row = this.SUBRULE(this.row);
      this.ACTION(() => rows.push(row));
    });
    return { kind: "givenTable", table, columns, rows };
  }

  row = this.RULE("row", (): A.CellValueNode[] => {
    this.CONSUME(kw("row"));
    const cells: A.CellValueNode[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: T.Comma,
      DEF: () => {
        const cell = this.SUBRULE(this.cell);
        this.ACTION(() => cells.push(cell));
      },
    });
    return cells;
  });

  cell = this.RULE("cell", (): A.CellValueNode => {
    const first = this.LA(1);
    return this.OR([
      {
        ALT: (): A.CellValueNode => ({ kind: "text", ...this.textOf(this.CONSUME(T.TextLiteral)) }),
      },
      {
        ALT: (): A.CellValueNode => {
          const value = this.SUBRULE(this.signed);
          return this.ACTION(() => ({ kind: "number", value, span: this.from(first) }));
        },
      },
      {
        ALT: (): A.CellValueNode => {
          const at = this.CONSUME(T.PeriodLike);
          return { kind: "day", label: at.image ?? "", span: T.spanOf(at) };
        },
      },
      {
        ALT: (): A.CellValueNode => ({
          kind: "truth",
          value: true,
          span: T.spanOf(this.CONSUME(kw("true"))),
        }),
      },
      {
        ALT: (): A.CellValueNode => ({
          kind: "truth",
          value: false,
          span: T.spanOf(this.CONSUME(kw("false"))),
        }),
      },
      {
        ALT: (): A.CellValueNode => ({ kind: "blank", span: T.spanOf(this.CONSUME(kw("blank"))) }),
      },
    ]);
  });

  expectation = this.RULE(
    "expectation",
    (): Clause =>
      this.OR<Clause>([
        {
          ALT: () => {
            this.CONSUME(kw("no"));
            return { ...this.SUBRULE(this.expectFlag), no: true };
          },
        },
        { ALT: () => ({ ...this.SUBRULE1(this.expectFlag), no: false }) },
        {
          ALT: () => {
            const condition = this.SUBRULE(this.expr);
            let within: A.NumberLiteral | null = null;
            this.OPTION(() => {
              this.CONSUME(kw("within"));
              within = this.SUBRULE(this.number);
            });
            return { kind: "expect", condition, within };
          },
        },
      ]),
  );

  expectFlag = this.RULE("expectFlag", (): FlagExpectation => {
    this.CONSUME(kw("flag"));
    const flag = this.SUBRULE(this.flagRef);
    const selectors: A.Selector[] = [];
    this.MANY(() => {
      const selector = this.SUBRULE(this.selector);
      this.ACTION(() => selectors.push(selector));
    });
    let hold: A.Text | null = null;
    this.OPTION(() => {
      this.CONSUME(kw("hold"));
      hold = this.SUBRULE(this.personRef);
    });
    return { kind: "expectFlag", flag, selectors, hold };
  });
}
