import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";
import { GoalParser } from "./goals.ts";

export class RulesParser extends GoalParser {
  constructor(skipValidations = true) {
    super(skipValidations);
    this.performSelfAnalysis();
  }

  statement = this.RULE(
    "statement",
    (): A.Statement =>
      this.OR([
        { ALT: (): A.Statement => this.SUBRULE(this.calendar) },
        { ALT: (): A.Statement => this.SUBRULE(this.people) },
        { ALT: (): A.Statement => this.SUBRULE(this.table) },
        { ALT: (): A.Statement => this.SUBRULE(this.kpi) },
        { ALT: (): A.Statement => this.SUBRULE(this.goal) },
        { ALT: (): A.Statement => this.SUBRULE(this.cascade) },
        { ALT: (): A.Statement => this.SUBRULE(this.scoreStatement) },
        { ALT: (): A.Statement => this.SUBRULE(this.flag) },
        { ALT: (): A.Statement => this.SUBRULE(this.check) },
        { ALT: (): A.Statement => this.SUBRULE(this.test) },
        { ALT: (): A.Statement => this.SUBRULE(this.resetStatement) },
      ]),
  );

  flag = this.RULE("flag", (): A.Statement => {
    const head = this.CONSUME(kw("flag"));
    const name = this.SUBRULE(this.newName);
    let label: A.Text | null = null;
    this.OPTION(() => {
      label = this.SUBRULE(this.label);
    });
    const clauses: A.FlagClause[] = [];
    this.MANY(() => {
      const clause = this.SUBRULE(this.flagClause);
      this.ACTION(() => clauses.push(clause));
    });
    return this.ACTION(() => ({ kind: "flag", name, label, clauses, span: this.from(head) }));
  });

  flagClause = this.RULE("flagClause", (): A.FlagClause => {
    const first = this.LA(1);
    const done = <C>(clause: C) =>
      this.ACTION(() => ({ ...clause, span: this.from(first) }) as unknown as A.FlagClause);
    return this.OR([
      {
        ALT: () => {
          this.CONSUME(kw("when"));
          const condition = this.SUBRULE(this.expr);
          return done({ kind: "when", condition });
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("for"));
          const duration = this.SUBRULE(this.duration);
          return done({ kind: "for", duration });
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("hold"));
          return this.OR1([
            { ALT: () => (this.CONSUME(kw("person")), done({ kind: "hold", who: "person" })) },
            { ALT: () => (this.CONSUME(kw("manager")), done({ kind: "hold", who: "manager" })) },
            { ALT: () => (this.CONSUME(kw("top")), done({ kind: "hold", who: "top" })) },
            {
              ALT: () => {
                const who = this.SUBRULE(this.personRef);
                return done({ kind: "hold", who });
              },
            },
          ]);
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("say"));
          const text = this.SUBRULE(this.label);
          return done({ kind: "say", text });
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("severity"));
          const level = this.OR2([
            { ALT: () => (this.CONSUME(kw("info")), "info" as const) },
            { ALT: () => (this.CONSUME(kw("warn")), "warn" as const) },
            { ALT: () => (this.CONSUME(kw("high")), "high" as const) },
          ]);
          return done({ kind: "severity", level });
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("escalate"));
          this.CONSUME(kw("after"));
          const duration = this.SUBRULE1(this.duration);
          return done({ kind: "escalate", duration });
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("at"));
          const level = this.SUBRULE(this.level);
          return done({ kind: "at", level });
        },
      },
    ]);
  });

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

  resetStatement = this.RULE("resetStatement", (): A.ResetStatement => {
    const head = this.CONSUME(kw("reset"));
    const kpi = this.SUBRULE(this.kpiRef);
    const period = this.SUBRULE(this.period);
    const clauses: A.ResetClause[] = [];
    this.MANY(() => {
      const first = this.LA(1);
      this.OR([
        {
          ALT: () => {
            this.CONSUME(kw("for"));
            const name = this.SUBRULE(this.personRef);
            this.clauses(clauses, first, { kind: "for", name });
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw("from"));
            const from = this.SUBRULE(this.signed);
            this.CONSUME(kw("to"));
            const to = this.SUBRULE1(this.signed);
            this.clauses(clauses, first, { kind: "fromTo", from, to });
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw("because"));
            const text = this.SUBRULE(this.label);
            this.clauses(clauses, first, { kind: "because", text });
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw("by"));
            const text = this.SUBRULE1(this.label);
            this.clauses(clauses, first, { kind: "by", text });
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw("on"));
            const day = this.SUBRULE(this.isoDay);
            this.clauses(clauses, first, { kind: "on", day });
          },
        },
      ]);
    });
    return this.ACTION(() => ({ kind: "reset", kpi, period, clauses, span: this.from(head) }));
  });

  test = this.RULE("test", (): A.Statement => {
    const head = this.CONSUME(kw("test"));
    const name = this.SUBRULE(this.label);
    const clauses: A.TestClause[] = [];
    this.MANY(() => {
      const first = this.LA(1);
      this.OR([
        {
          ALT: () => {
            this.CONSUME(kw("given"));
            const given = this.SUBRULE(this.given);
            this.clauses(clauses, first, given);
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw("expect"));
            const expectation = this.SUBRULE(this.expectation);
            this.clauses(clauses, first, expectation);
          },
        },
      ]);
    });
    return this.ACTION(() => ({ kind: "test", name, clauses, span: this.from(head) }));
  });

  given = this.RULE("given", (): object =>
    this.OR([
      {
        ALT: (): object => {
          this.CONSUME(kw("as"));
          this.CONSUME(kw("of"));
          const day = this.SUBRULE(this.isoDay);
          return { kind: "givenAsOf", day };
        },
      },
      {
        ALT: (): object => {
          const goal = this.SUBRULE(this.goal);
          return { kind: "givenGoal", goal };
        },
      },
      {
        ALT: (): object => {
          const reset = this.SUBRULE(this.resetStatement);
          return { kind: "givenReset", reset };
        },
      },
      {
        ALT: (): object => {
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
        },
      },
    ]),
  );

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

  expectation = this.RULE("expectation", (): object =>
    this.OR([
      {
        ALT: (): object => {
          this.CONSUME(kw("no"));
          const flag = this.SUBRULE(this.expectFlag);
          return { ...flag, no: true };
        },
      },
      {
        ALT: (): object => {
          const flag = this.SUBRULE1(this.expectFlag);
          return { ...flag, no: false };
        },
      },
      {
        ALT: (): object => {
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

  expectFlag = this.RULE("expectFlag", (): object => {
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
