/** How a goal cascades. */
import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";
import type { Bare } from "./base.ts";
import { WeightParser } from "./weights.ts";

type Clause = Bare<A.CascadeClause>;

export abstract class CascadeParser extends WeightParser {
  cascade = this.RULE("cascade", (): A.Statement => {
    const head = this.CONSUME(kw("cascade"));
    const kpi = this.SUBRULE(this.kpiRef);
    const clauses: A.CascadeClause[] = [];
    this.MANY(() => {
      const clause = this.SUBRULE(this.cascadeClause);
      this.ACTION(() => clauses.push(clause));
    });
    return this.ACTION(() => ({ kind: "cascade", kpi, clauses, span: this.from(head) }));
  });

  cascadeClause = this.RULE("cascadeClause", (): A.CascadeClause => {
    const first = this.LA(1);
    const clause = this.OR<Clause>([
      { ALT: () => ({ kind: "by", weights: this.SUBRULE(this.weights) }) },
      {
        ALT: () => {
          this.CONSUME(kw("keep"));
          this.CONSUME(kw("back"));
          return { kind: "keepBack", ...this.SUBRULE(this.stepShare) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.OverAssign);
          return { kind: "overAssign", ...this.SUBRULE1(this.stepShare) };
        },
      },
      { ALT: () => this.rampClause() },
      { ALT: () => this.boundClause() },
      {
        ALT: () => {
          this.CONSUME(kw("round"));
          this.CONSUME(kw("to"));
          return { kind: "roundTo", value: this.SUBRULE(this.number) };
        },
      },
      { ALT: () => this.roundingClause() },
      { ALT: () => this.spreadClause() },
      {
        ALT: () => (this.CONSUME1(kw("to")), { kind: "to", column: this.SUBRULE1(this.columnRef) }),
      },
    ]);
    return this.spanned<A.CascadeClause>(first, clause);
  });

  private rampClause(): Clause {
    this.CONSUME(kw("ramp"));
    const shares: A.NumberLiteral[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: T.Comma,
      DEF: () => {
        const share = this.SUBRULE(this.percent);
        this.ACTION(() => shares.push(share));
      },
    });
    this.CONSUME(kw("by"));
    const grain = this.SUBRULE(this.grain);
    this.CONSUME(kw("from"));
    const column = this.SUBRULE(this.columnRef);
    return { kind: "ramp", shares, grain, column };
  }

  private boundClause(): Clause {
    this.CONSUME(kw("at"));
    const kind = this.OR1([
      { ALT: () => (this.CONSUME(kw("least")), "atLeast" as const) },
      { ALT: () => (this.CONSUME(kw("most")), "atMost" as const) },
    ]);
    const value = this.SUBRULE(this.sum);
    let who: A.Who | null = null;
    this.OPTION(() => {
      this.CONSUME(kw("for"));
      who = this.SUBRULE(this.who);
    });
    return { kind, value, who };
  }

  private roundingClause(): Clause {
    this.CONSUME(kw("rounding"));
    const rule = this.OR2([
      { ALT: () => (this.CONSUME(kw("largest")), "largest" as const) },
      { ALT: () => (this.CONSUME(kw("first")), "first" as const) },
      { ALT: () => (this.CONSUME(kw("webster")), "webster" as const) },
    ]);
    return { kind: "rounding", rule };
  }

  private spreadClause(): Clause {
    this.CONSUME(kw("spread"));
    return this.OR3<Clause>([
      { ALT: () => ({ kind: "spread", weights: this.SUBRULE1(this.weights), shares: null }) },
      {
        ALT: () => {
          const shares: A.NumberLiteral[] = [];
          this.AT_LEAST_ONE_SEP1({
            SEP: T.Comma,
            DEF: () => {
              const share = this.SUBRULE1(this.percent);
              this.ACTION(() => shares.push(share));
            },
          });
          return { kind: "spread", weights: null, shares };
        },
      },
    ]);
  }

  stepShare = this.RULE("stepShare", (): { share: A.NumberLiteral; below: A.Place | null } => {
    const share = this.SUBRULE(this.percent);
    let below: A.Place | null = null;
    this.OPTION(() => {
      this.CONSUME(kw("below"));
      below = this.SUBRULE(this.place);
    });
    return { share, below };
  });
}
