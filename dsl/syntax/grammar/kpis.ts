/** What is measured: KPIs. */
import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";
import type { Bare } from "./base.ts";
import { SourceParser } from "./sources.ts";

type Clause = Bare<A.KpiClause>;

export abstract class KpiParser extends SourceParser {
  kpi = this.RULE("kpi", (): A.Statement => {
    const head = this.CONSUME(kw("kpi"));
    const name = this.SUBRULE(this.newName);
    let label: A.Text | null = null;
    this.OPTION(() => {
      label = this.SUBRULE(this.label);
    });
    this.CONSUME(T.Equal);
    const value = this.SUBRULE(this.expr);
    const clauses: A.KpiClause[] = [];
    this.MANY(() => {
      const clause = this.SUBRULE(this.kpiClause);
      this.ACTION(() => clauses.push(clause));
    });
    return this.ACTION(() => ({ kind: "kpi", name, label, value, clauses, span: this.from(head) }));
  });

  kpiClause = this.RULE("kpiClause", (): A.KpiClause => {
    const first = this.LA(1);
    const clause = this.OR<Clause>([
      { ALT: () => (this.CONSUME(kw("lagging")), { kind: "lagging" }) },
      { ALT: () => (this.CONSUME(kw("leading")), { kind: "leading" }) },
      { ALT: () => (this.CONSUME(kw("leads")), { kind: "leads", kpi: this.SUBRULE(this.kpiRef) }) },
      { ALT: () => this.unitClause() },
      { ALT: () => this.higherClause() },
      { ALT: () => this.lowerClause() },
      { ALT: () => this.withinClause() },
      {
        ALT: () => (
          this.CONSUME(kw("baseline")), { kind: "baseline", value: this.SUBRULE(this.expr) }
        ),
      },
      {
        ALT: () => {
          this.CONSUME(kw("met"));
          this.CONSUME(kw("at"));
          return { kind: "metAt", share: this.SUBRULE1(this.percent) };
        },
      },
      { ALT: () => this.atClause() },
    ]);
    return this.spanned<A.KpiClause>(first, clause);
  });

  private unitClause(): Clause {
    this.CONSUME(kw("unit"));
    return this.OR1<Clause>([
      {
        ALT: () => {
          const unit = this.nameOf(this.CONSUME(T.PercentSign));
          return { kind: "unit", form: "%", unit };
        },
      },
      {
        ALT: () => {
          const { value: text, span } = this.SUBRULE(this.label);
          return { kind: "unit", form: "text", unit: { text, span } };
        },
      },
      {
        ALT: () => {
          const unit = this.nameOf(this.CONSUME(T.Word));
          return { kind: "unit", form: "word", unit };
        },
      },
    ]);
  }

  private higherClause(): Clause {
    this.CONSUME(kw("higher"));
    this.CONSUME(kw("is"));
    this.CONSUME(kw("better"));
    return { kind: "higher" };
  }

  private lowerClause(): Clause {
    this.CONSUME(kw("lower"));
    this.CONSUME1(kw("is"));
    this.CONSUME1(kw("better"));
    let byRatio = false;
    this.OPTION(() => {
      this.CONSUME(kw("by"));
      this.CONSUME(kw("ratio"));
      byRatio = true;
    });
    return { kind: "lower", byRatio };
  }

  private withinClause(): Clause {
    this.CONSUME(kw("within"));
    const tolerance = this.SUBRULE(this.percent);
    this.CONSUME2(kw("is"));
    this.CONSUME2(kw("better"));
    return { kind: "within", tolerance };
  }

  /** `at risk below 80%` and `at reps`. */
  private atClause(): Clause {
    this.CONSUME1(kw("at"));
    return this.OR2<Clause>([
      {
        ALT: () => {
          this.CONSUME(kw("risk"));
          this.CONSUME(kw("below"));
          return { kind: "atRiskBelow", share: this.SUBRULE2(this.percent) };
        },
      },
      { ALT: () => ({ kind: "at", level: this.SUBRULE(this.level) }) },
    ]);
  }
}
