/** What is owed: goals. */
import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";
import { KpiParser } from "./kpis.ts";

export abstract class GoalParser extends KpiParser {
  goal = this.RULE("goal", (): A.GoalStatement => {
    const head = this.CONSUME(kw("goal"));
    const kpi = this.SUBRULE(this.kpiRef);
    const first = this.LA(1);
    const when = this.OR([
      {
        ALT: (): A.When => {
          this.CONSUME(kw("each"));
          const grain = this.SUBRULE(this.grain);
          return this.ACTION(() => ({ kind: "each", grain, span: this.from(first) }));
        },
      },
      {
        ALT: (): A.When => {
          const period = this.SUBRULE(this.period);
          return this.ACTION(() => ({ kind: "fixed", ...period }));
        },
      },
    ]);
    const value = this.OR1([
      {
        ALT: (): A.GoalStatement["value"] => {
          this.CONSUME(T.Equal);
          const expr = this.SUBRULE(this.expr);
          this.CONSUME(kw("for"));
          const who = this.SUBRULE(this.who);
          return this.ACTION(() => ({ kind: "value", value: expr, who }));
        },
      },
      {
        ALT: (): A.GoalStatement["value"] => {
          this.CONSUME(kw("from"));
          const table = this.SUBRULE(this.tableRef);
          const column = this.SUBRULE(this.columnRef);
          let where: A.Expr | null = null;
          this.OPTION(() => {
            this.CONSUME(kw("where"));
            where = this.SUBRULE1(this.expr);
          });
          return this.ACTION(() => ({ kind: "table", table, column, where }));
        },
      },
    ]);
    return this.ACTION(() => ({ kind: "goal", kpi, when, value, span: this.from(head) }));
  });
}
