/** Whom a goal or a bound is for. */
import type * as A from "../ast.ts";
import { kw } from "../tokens.ts";
import { ConditionParser } from "./conditions.ts";

export abstract class WhoParser extends ConditionParser {
  who = this.RULE("who", (): A.Who => {
    const first = this.LA(1);
    let kind: A.Who["kind"] = "everyone";
    let name: A.Text | null = null;
    let column: A.Column | null = null;
    this.OR([
      {
        ALT: () => {
          kind = "person";
          name = this.SUBRULE(this.personRef);
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("everyone"));
          kind = "everyone";
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("reps"));
          kind = "reps";
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("managers"));
          kind = "managers";
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("each"));
          this.OR1([
            {
              ALT: () => {
                kind = "level";
                column = this.SUBRULE(this.columnRef);
              },
            },
            {
              ALT: () => {
                this.CONSUME(kw("report"));
                this.CONSUME(kw("of"));
                kind = "reports";
                name = this.SUBRULE1(this.personRef);
              },
            },
          ]);
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("team"));
          this.CONSUME1(kw("of"));
          kind = "team";
          name = this.SUBRULE2(this.personRef);
        },
      },
    ]);
    let where: A.Expr | null = null;
    this.OPTION(() => {
      this.CONSUME(kw("where"));
      where = this.SUBRULE(this.expr);
    });
    return this.ACTION(() => ({ kind, name, column, where, span: this.from(first) }));
  });
}
