/** Goals changed on record: resets. */
import type * as A from "../ast.ts";
import { kw } from "../tokens.ts";
import type { Bare } from "./base.ts";
import { FlagParser } from "./flags.ts";

export abstract class ResetParser extends FlagParser {
  resetStatement = this.RULE("resetStatement", (): A.ResetStatement => {
    const head = this.CONSUME(kw("reset"));
    const kpi = this.SUBRULE(this.kpiRef);
    const period = this.SUBRULE(this.period);
    const clauses: A.ResetClause[] = [];
    this.MANY(() => {
      const first = this.LA(1);
      const clause = this.OR<Bare<A.ResetClause>>([
        {
          ALT: () => (this.CONSUME(kw("for")), { kind: "for", name: this.SUBRULE(this.personRef) }),
        },
        {
          ALT: () => {
            this.CONSUME(kw("from"));
            const from = this.SUBRULE(this.signed);
            this.CONSUME(kw("to"));
            const to = this.SUBRULE1(this.signed);
            return { kind: "fromTo", from, to };
          },
        },
        {
          ALT: () => (
            this.CONSUME(kw("because")), { kind: "because", text: this.SUBRULE(this.label) }
          ),
        },
        { ALT: () => (this.CONSUME(kw("by")), { kind: "by", text: this.SUBRULE1(this.label) }) },
        { ALT: () => (this.CONSUME(kw("on")), { kind: "on", day: this.SUBRULE(this.isoDay) }) },
      ]);
      clauses.push(this.spanned<A.ResetClause>(first, clause));
    });
    return this.ACTION(() => ({ kind: "reset", kpi, period, clauses, span: this.from(head) }));
  });
}
