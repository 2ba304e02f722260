/** Conditions, loosest first: `or`, `and`, `not`, comparisons and membership. */
import type { Span } from "../../span.ts";
import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";
import { ArithmeticParser } from "./arithmetic.ts";

/** What `in (…)` and its kin make of what stands before them. */
type Tail = (of: A.Expr, not: boolean, span: Span) => A.Expr;

export abstract class ConditionParser extends ArithmeticParser {
  expr: (idx?: number) => A.Expr = this.RULE("expr", (): A.Expr => {
    let left = this.SUBRULE(this.andExpr);
    this.MANY(() => {
      this.CONSUME(kw("or"));
      const right = this.SUBRULE1(this.andExpr);
      this.ACTION(() => {
        left = { kind: "or", left, right, span: this.from(left.span) };
      });
    });
    return left;
  });

  andExpr = this.RULE("andExpr", (): A.Expr => {
    let left = this.SUBRULE(this.notExpr);
    this.MANY(() => {
      this.CONSUME(kw("and"));
      const right = this.SUBRULE1(this.notExpr);
      this.ACTION(() => {
        left = { kind: "and", left, right, span: this.from(left.span) };
      });
    });
    return left;
  });

  notExpr: (idx?: number) => A.Expr = this.RULE(
    "notExpr",
    (): A.Expr =>
      this.OR([
        {
          ALT: (): A.Expr => {
            const first = this.CONSUME(kw("not"));
            const of = this.SUBRULE(this.notExpr);
            return this.ACTION(() => ({ kind: "not", of, span: this.from(first) }));
          },
        },
        { ALT: (): A.Expr => this.SUBRULE(this.comparison) },
      ]),
  );

  comparison = this.RULE("comparison", (): A.Expr => {
    const left = this.SUBRULE(this.orElse);
    let found = left;
    this.OPTION1(() => {
      found = this.OR([
        { ALT: () => this.compared(left) },
        { ALT: () => this.judged(left) },
        { ALT: () => this.among(left) },
      ]);
    });
    return found;
  });

  comparisonOp = this.RULE(
    "comparisonOp",
    (): A.ComparisonOp =>
      this.OR([
        { ALT: (): A.ComparisonOp => (this.CONSUME(T.Equal), "=") },
        { ALT: (): A.ComparisonOp => (this.CONSUME(T.NotEqual), "<>") },
        { ALT: (): A.ComparisonOp => (this.CONSUME(T.Less), "<") },
        { ALT: (): A.ComparisonOp => (this.CONSUME(T.LessEqual), "<=") },
        { ALT: (): A.ComparisonOp => (this.CONSUME(T.Greater), ">") },
        { ALT: (): A.ComparisonOp => (this.CONSUME(T.GreaterEqual), ">=") },
      ]),
  );

  private compared(left: A.Expr): A.Expr {
    const op = this.SUBRULE(this.comparisonOp);
    const right = this.SUBRULE1(this.orElse);
    return this.ACTION(() => ({ kind: "compare", op, left, right, span: this.from(left.span) }));
  }

  /** `is blank`, `is met`. */
  private judged(of: A.Expr): A.Expr {
    this.CONSUME(kw("is"));
    const not = this.optionalNot();
    return this.OR1([
      {
        ALT: (): A.Expr => {
          this.CONSUME(kw("blank"));
          return this.ACTION(() => ({ kind: "isBlank", not, of, span: this.from(of.span) }));
        },
      },
      {
        ALT: (): A.Expr => {
          const status = this.SUBRULE(this.status);
          const kind = "isStatus";
          return this.ACTION(() => ({ kind, not, of, status, span: this.from(of.span) }));
        },
      },
    ]);
  }

  private among(of: A.Expr): A.Expr {
    let not = false;
    this.OPTION2(() => {
      this.CONSUME1(kw("not"));
      not = true;
    });
    const tail = this.SUBRULE(this.membership);
    return this.ACTION(() => tail(of, not, this.from(of.span)));
  }

  membership = this.RULE(
    "membership",
    (): Tail =>
      this.OR([
        {
          ALT: (): Tail => {
            this.CONSUME(kw("in"));
            this.CONSUME(T.Open);
            const values: A.Expr[] = [];
            this.AT_LEAST_ONE_SEP({
              SEP: T.Comma,
              DEF: () => {
                const value = this.SUBRULE(this.expr);
                this.ACTION(() => values.push(value));
              },
            });
            this.CONSUME(T.Close);
            return (of, not, span) => ({ kind: "in", not, of, values, span });
          },
        },
        {
          ALT: (): Tail => {
            this.CONSUME(kw("between"));
            const low = this.SUBRULE(this.orElse);
            this.CONSUME(kw("and"));
            const high = this.SUBRULE1(this.orElse);
            return (of, not, span) => ({ kind: "between", not, of, low, high, span });
          },
        },
        {
          ALT: (): Tail => {
            this.CONSUME(kw("contains"));
            const text = this.SUBRULE2(this.orElse);
            return (of, not, span) => ({ kind: "contains", not, of, text, span });
          },
        },
        {
          ALT: (): Tail => {
            this.CONSUME(kw("starts"));
            this.CONSUME(kw("with"));
            const text = this.SUBRULE3(this.orElse);
            return (of, not, span) => ({ kind: "startsWith", not, of, text, span });
          },
        },
      ]),
  );
}
