/** Signs between figures, tightest last: `else`, `+ -`, `* /`, `^`, `-`. */
import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";
import { FigureParser } from "./figures.ts";

export abstract class ArithmeticParser extends FigureParser {
  orElse = this.RULE("orElse", (): A.Expr => {
    let left = this.SUBRULE(this.sum);
    this.MANY(() => {
      this.CONSUME(kw("else"));
      const second = this.SUBRULE1(this.sum);
      this.ACTION(() => {
        left = { kind: "else", first: left, second, span: this.from(left.span) };
      });
    });
    return left;
  });

  sum = this.RULE("sum", (): A.Expr => {
    let left = this.SUBRULE(this.product);
    this.MANY(() => {
      const op = this.OR([
        { ALT: (): A.BinaryOp => (this.CONSUME(T.Plus), "+") },
        { ALT: (): A.BinaryOp => (this.CONSUME(T.Minus), "-") },
      ]);
      const right = this.SUBRULE1(this.product);
      this.ACTION(() => {
        left = { kind: "binary", op, left, right, span: this.from(left.span) };
      });
    });
    return left;
  });

  product = this.RULE("product", (): A.Expr => {
    let left = this.SUBRULE(this.power);
    this.MANY(() => {
      const op = this.OR([
        { ALT: (): A.BinaryOp => (this.CONSUME(T.Times), "*") },
        { ALT: (): A.BinaryOp => (this.CONSUME(T.Divide), "/") },
      ]);
      const right = this.SUBRULE1(this.power);
      this.ACTION(() => {
        left = { kind: "binary", op, left, right, span: this.from(left.span) };
      });
    });
    return left;
  });

  power = this.RULE("power", (): A.Expr => {
    let left: A.Expr | undefined = this.SUBRULE(this.unary);
    this.OPTION({
      // `-a ^ b` is two readings; brackets say which.
      GATE: () => left?.kind !== "negate",
      DEF: () => {
        this.CONSUME(T.Power);
        const right = this.SUBRULE1(this.unary);
        this.ACTION(() => {
          left = { kind: "binary", op: "^", left: left!, right, span: this.from(left!.span) };
        });
      },
    });
    return left;
  });

  unary: (idx?: number) => A.Expr = this.RULE(
    "unary",
    (): A.Expr =>
      this.OR([
        {
          ALT: (): A.Expr => {
            const first = this.CONSUME(T.Minus);
            const of = this.SUBRULE(this.unary);
            return this.ACTION(() => ({ kind: "negate", of, span: this.from(first) }));
          },
        },
        { ALT: (): A.Expr => this.SUBRULE(this.figure) },
      ]),
  );
}
