/** KPIs weighed into one: scores. */
import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";
import type { Bare } from "./base.ts";
import { CascadeParser } from "./cascades.ts";

export abstract class ScoreParser extends CascadeParser {
  scoreStatement = this.RULE("scoreStatement", (): A.Statement => {
    const head = this.CONSUME(kw("score"));
    const name = this.SUBRULE(this.newName);
    let label: A.Text | null = null;
    this.OPTION(() => {
      label = this.SUBRULE(this.label);
    });
    this.CONSUME(T.Equal);
    const first = this.LA(1);
    const parts: { share: A.NumberLiteral; kpi: A.Name }[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: T.Plus,
      DEF: () => {
        const share = this.SUBRULE(this.percent);
        const kpi = this.SUBRULE(this.kpiRef);
        this.ACTION(() => parts.push({ share, kpi }));
      },
    });
    const partsSpan = this.ACTION(() => this.from(first));
    const clauses: A.ScoreClause[] = [];
    this.MANY(() => {
      const at = this.LA(1);
      const clause = this.OR<Bare<A.ScoreClause>>([
        {
          ALT: () => (this.CONSUME(kw("cap")), { kind: "cap", share: this.SUBRULE1(this.percent) }),
        },
        {
          ALT: () => (
            this.CONSUME(kw("floor")), { kind: "floor", share: this.SUBRULE2(this.percent) }
          ),
        },
      ]);
      clauses.push(this.spanned<A.ScoreClause>(at, clause));
    });
    return this.ACTION(() => ({
      kind: "score",
      name,
      label,
      parts,
      partsSpan,
      clauses,
      span: this.from(head),
    }));
  });
}
