/** By what a goal is split among reports. */
import type { IToken } from "chevrotain";
import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";
import { GoalParser } from "./goals.ts";

export abstract class WeightParser extends GoalParser {
  weights = this.RULE("weights", (): A.Weight[] => {
    const list: A.Weight[] = [];
    const push = (weight: A.Weight) => this.ACTION(() => list.push(weight));
    const evenly = (at: IToken) => push({ kind: "evenly", span: T.spanOf(at) });
    this.OR([
      { ALT: () => evenly(this.CONSUME(kw("evenly"))) },
      {
        ALT: () => {
          this.CONSUME(kw("by"));
          this.OR1([
            { ALT: () => push(this.SUBRULE(this.ratioWeight)) },
            { ALT: () => push(this.SUBRULE(this.weight)) },
          ]);
        },
      },
    ]);
    this.MANY(() => {
      this.CONSUME(kw("else"));
      this.OR2([
        { ALT: () => evenly(this.CONSUME1(kw("evenly"))) },
        { ALT: () => push(this.SUBRULE1(this.weight)) },
      ]);
    });
    return list;
  });

  ratioWeight = this.RULE("ratioWeight", (): A.Weight => {
    const first = this.CONSUME(kw("same"));
    const method = this.OR([
      { ALT: () => (this.CONSUME(kw("rate")), "same rate" as const) },
      { ALT: () => (this.CONSUME(kw("points")), "same points" as const) },
      {
        ALT: () => (
          this.CONSUME(kw("share")),
          this.CONSUME(kw("of")),
          this.CONSUME(kw("gap")),
          "same share of gap" as const
        ),
      },
    ]);
    return this.ACTION(() => ({ kind: "ratio", method, span: this.from(first) }));
  });

  weight = this.RULE("weight", (): A.Weight => {
    const first = this.LA(1);
    return this.OR([
      {
        ALT: (): A.Weight => {
          const parts: A.WeightPart[] = [];
          this.AT_LEAST_ONE_SEP({
            SEP: T.Plus,
            DEF: () => {
              const share = this.SUBRULE(this.percent);
              const of = this.SUBRULE(this.figure);
              this.ACTION(() => parts.push({ share, of, span: this.from(share.span) }));
            },
          });
          return this.ACTION(() => ({ kind: "blend", parts, span: this.from(first) }));
        },
      },
      {
        ALT: (): A.Weight => {
          const value = this.SUBRULE(this.sum);
          return this.ACTION(() => ({ kind: "value", value, span: this.from(first) }));
        },
      },
    ]);
  });
}
