/** Calls: arguments, and the words after them that say which rows count on which day. */
import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";
import { GRAINS } from "./parts.ts";
import { StatusParser } from "./statuses.ts";

export abstract class CallParser extends StatusParser {
  /** The loosest expression, which stands in brackets: `conditions.ts`. */
  abstract expr: (idx?: number) => A.Expr;

  /** `goal(…)` and `score(…)`: statement words that are functions before a bracket. */
  statementCall = this.RULE("statementCall", (): A.Expr => {
    const at = this.OR([
      { ALT: () => this.CONSUME(kw("goal")) },
      { ALT: () => this.CONSUME(kw("score")) },
    ]);
    const call = this.SUBRULE(this.args);
    return this.ACTION(() => ({ kind: "call", fn: this.nameOf(at), ...call, span: this.from(at) }));
  });

  args = this.RULE("args", (): { args: A.Argument[]; words: A.CallWords } => {
    const args: A.Argument[] = [];
    const words = {
      where: null as A.Expr | null,
      on: null as A.Column | null,
      active: null as A.CallWords["active"],
      anyTime: false,
    };
    this.CONSUME(T.Open);
    this.MANY_SEP({
      SEP: T.Comma,
      DEF: () => {
        const arg = this.SUBRULE(this.arg);
        this.ACTION(() => args.push(arg));
      },
    });
    // Each word once: of two, one would count and nobody would know which.
    this.MANY(() => {
      this.OR([
        {
          GATE: () => words.where === null,
          ALT: () => {
            this.CONSUME(kw("where"));
            words.where = this.SUBRULE(this.expr);
          },
        },
        {
          GATE: () => words.on === null,
          ALT: () => {
            this.CONSUME(kw("on"));
            words.on = this.SUBRULE(this.columnRef);
          },
        },
        {
          GATE: () => words.active === null,
          ALT: () => {
            this.CONSUME(kw("active"));
            const from = this.SUBRULE1(this.columnRef);
            this.CONSUME(kw("to"));
            const until = this.SUBRULE2(this.columnRef);
            words.active = { from, until };
          },
        },
        {
          GATE: () => !words.anyTime,
          ALT: () => {
            this.CONSUME(kw("at"));
            this.CONSUME(kw("any"));
            this.CONSUME(kw("time"));
            words.anyTime = true;
          },
        },
      ]);
    });
    this.CONSUME(T.Close);
    return { args, words };
  });

  arg = this.RULE(
    "arg",
    (): A.Argument =>
      this.OR([
        { ALT: (): A.Argument => ({ kind: "duration", ...this.SUBRULE(this.duration) }) },
        {
          ALT: (): A.Argument => {
            const at = this.SUBRULE(this.grainArg);
            return at;
          },
          GATE: () =>
            this.LA(1).tokenType !== T.Word &&
            GRAINS[this.LA(1).image?.toLowerCase() ?? ""] !== undefined &&
            (this.LA(2).tokenType === T.Close || this.LA(2).tokenType === T.Comma),
          IGNORE_AMBIGUITIES: true,
        },
        { ALT: (): A.Argument => this.SUBRULE(this.expr), IGNORE_AMBIGUITIES: true },
      ]),
  );

  /** `year` in `growth(x, year)`: the grain, looked up by the function. */
  grainArg = this.RULE("grainArg", (): A.Argument => {
    const first = this.LA(1);
    const grain = this.SUBRULE(this.grain);
    return this.ACTION(() => ({ kind: "duration", n: 1, grain, span: this.from(first) }));
  });
}
