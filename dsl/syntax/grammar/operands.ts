/** What stands between signs: names, columns, cells, literals, brackets. */
import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";
import { CallParser } from "./calls.ts";
import { cellOf } from "./parts.ts";

export abstract class OperandParser extends CallParser {
  operand = this.RULE(
    "operand",
    (): A.Expr =>
      this.OR([
        { ALT: (): A.Expr => this.SUBRULE(this.quantified) },
        { ALT: (): A.Expr => this.SUBRULE(this.countOf) },
        { ALT: (): A.Expr => this.SUBRULE(this.wordOperand) },
        { ALT: (): A.Expr => this.SUBRULE(this.statementCall) },
        {
          ALT: (): A.Expr => {
            const at = this.CONSUME(kw("people"));
            const column = this.SUBRULE(this.columnRef);
            return this.ACTION(() => ({
              kind: "column",
              table: this.nameOf(at),
              column,
              span: this.from(at),
            }));
          },
        },
        {
          ALT: (): A.Expr => {
            const column = this.SUBRULE1(this.columnRef);
            return this.ACTION(() => ({ kind: "column", table: null, column, span: column.span }));
          },
        },
        {
          ALT: (): A.Expr => {
            const at = this.CONSUME(T.CellRef);
            return this.ACTION(() => cellOf(at));
          },
        },
        { ALT: (): A.Expr => this.SUBRULE(this.number) },
        {
          ALT: (): A.Expr => {
            const at = this.CONSUME(T.PeriodLike);
            return { kind: "period", label: at.image ?? "", span: T.spanOf(at) };
          },
        },
        { ALT: (): A.Expr => ({ kind: "text", ...this.textOf(this.CONSUME(T.TextLiteral)) }) },
        {
          ALT: (): A.Expr => ({
            kind: "truth",
            value: true,
            span: T.spanOf(this.CONSUME(kw("true"))),
          }),
        },
        {
          ALT: (): A.Expr => ({
            kind: "truth",
            value: false,
            span: T.spanOf(this.CONSUME(kw("false"))),
          }),
        },
        { ALT: (): A.Expr => ({ kind: "blank", span: T.spanOf(this.CONSUME(kw("blank"))) }) },
        {
          ALT: (): A.Expr => {
            const first = this.CONSUME(T.Open);
            const of = this.SUBRULE(this.expr);
            this.CONSUME(T.Close);
            return this.ACTION(() => ({ kind: "brackets", of, span: this.from(first) }));
          },
        },
      ]),
  );

  wordOperand = this.RULE("wordOperand", (): A.Expr => {
    const name = this.SUBRULE(this.kpiRef);
    let operand = this.ACTION((): A.Expr => ({ kind: "name", name: name.text, span: name.span }));
    this.OPTION(() => {
      this.OR([
        {
          ALT: () => {
            const call = this.SUBRULE(this.args);
            this.ACTION(() => {
              operand = { kind: "call", fn: name, ...call, span: this.from(name.span) };
            });
          },
        },
        {
          ALT: () => {
            const column = this.SUBRULE(this.columnRef);
            this.ACTION(() => {
              operand = { kind: "column", table: name, column, span: this.from(name.span) };
            });
          },
        },
      ]);
    });
    return operand;
  });
}
