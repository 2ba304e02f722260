/** An operand taken elsewhere in time or tree: `won of manager last year`. */
import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";
import { OperandParser } from "./operands.ts";

export abstract class FigureParser extends OperandParser {
  figure = this.RULE("figure", (): A.Expr => {
    let of = this.SUBRULE(this.operand);
    this.MANY({
      // `in (` is membership, `in 2017` another period: the bracket decides.
      GATE: () => !(this.LA(1).tokenType === kw("in") && this.LA(2).tokenType === T.Open),
      DEF: () => {
        const selector = this.SUBRULE(this.selector);
        this.ACTION(() => {
          of = { kind: "select", of, selector, span: this.from(of.span) };
        });
      },
    });
    return of;
  });

  selector = this.RULE("selector", (): A.Selector => {
    const first = this.LA(1);
    return this.OR([
      {
        ALT: (): A.Selector => {
          this.CONSUME(kw("of"));
          return this.OR1([
            {
              ALT: (): A.Selector => {
                const name = this.SUBRULE(this.personRef);
                return this.ACTION(() => ({ kind: "ofPerson", name, span: this.from(first) }));
              },
            },
            {
              ALT: (): A.Selector => (
                this.CONSUME(kw("manager")),
                this.ACTION(() => ({ kind: "ofManager", span: this.from(first) }))
              ),
            },
            {
              ALT: (): A.Selector => (
                this.CONSUME(kw("top")),
                this.ACTION(() => ({ kind: "ofTop", span: this.from(first) }))
              ),
            },
          ]);
        },
      },
      {
        ALT: (): A.Selector => {
          this.CONSUME(kw("in"));
          const period = this.SUBRULE(this.period);
          return this.ACTION(() => ({ kind: "inPeriod", period, span: this.from(first) }));
        },
      },
      {
        ALT: (): A.Selector => {
          this.CONSUME(kw("last"));
          return this.OR2([
            {
              ALT: (): A.Selector => (
                this.CONSUME(kw("year")),
                this.ACTION(() => ({ kind: "lastYear", span: this.from(first) }))
              ),
            },
            {
              ALT: (): A.Selector => (
                this.CONSUME(kw("period")),
                this.ACTION(() => ({ kind: "lastPeriod", span: this.from(first) }))
              ),
            },
          ]);
        },
      },
    ]);
  });
}
