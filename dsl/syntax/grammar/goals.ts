/** What is owed: KPIs, goals, cascades, scores. */
import type { IToken } from "chevrotain";
import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";
import { SourceParser } from "./sources.ts";

export abstract class GoalParser extends SourceParser {
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
    const done = <C>(clause: C) =>
      this.ACTION(() => ({ ...clause, span: this.from(first) }) as unknown as A.KpiClause);
    const isBetter = () => {
      this.CONSUME(kw("is"));
      this.CONSUME(kw("better"));
    };
    return this.OR([
      { ALT: () => (this.CONSUME(kw("lagging")), done({ kind: "lagging" })) },
      { ALT: () => (this.CONSUME(kw("leading")), done({ kind: "leading" })) },
      {
        ALT: () => {
          this.CONSUME(kw("leads"));
          const kpi = this.SUBRULE(this.kpiRef);
          return done({ kind: "leads", kpi });
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("unit"));
          return this.OR1([
            {
              ALT: () => {
                const at = this.CONSUME(T.PercentSign);
                return done({ kind: "unit", form: "%", unit: this.nameOf(at) });
              },
            },
            {
              ALT: () => {
                const unit = this.SUBRULE(this.label);
                return done({
                  kind: "unit",
                  form: "text",
                  unit: { text: unit.value, span: unit.span },
                });
              },
            },
            {
              ALT: () => {
                const at = this.CONSUME(T.Word);
                return done({ kind: "unit", form: "word", unit: this.nameOf(at) });
              },
            },
          ]);
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("higher"));
          isBetter();
          return done({ kind: "higher" });
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("lower"));
          this.CONSUME1(kw("is"));
          this.CONSUME1(kw("better"));
          let byRatio = false;
          this.OPTION(() => {
            this.CONSUME(kw("by"));
            this.CONSUME(kw("ratio"));
            byRatio = true;
          });
          return done({ kind: "lower", byRatio });
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("within"));
          const tolerance = this.SUBRULE(this.percent);
          this.CONSUME2(kw("is"));
          this.CONSUME2(kw("better"));
          return done({ kind: "within", tolerance });
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("baseline"));
          const value = this.SUBRULE(this.expr);
          return done({ kind: "baseline", value });
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("met"));
          this.CONSUME(kw("at"));
          const share = this.SUBRULE1(this.percent);
          return done({ kind: "metAt", share });
        },
      },
      {
        ALT: () => {
          this.CONSUME1(kw("at"));
          return this.OR2([
            {
              ALT: () => {
                this.CONSUME(kw("risk"));
                this.CONSUME(kw("below"));
                const share = this.SUBRULE2(this.percent);
                return done({ kind: "atRiskBelow", share });
              },
            },
            {
              ALT: () => {
                const level = this.SUBRULE(this.level);
                return done({ kind: "at", level });
              },
            },
          ]);
        },
      },
    ]);
  });

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
    const done = <C>(clause: C) =>
      this.ACTION(() => ({ ...clause, span: this.from(first) }) as unknown as A.CascadeClause);
    return this.OR([
      {
        ALT: () => {
          const weights = this.SUBRULE(this.weights);
          return done({ kind: "by", weights });
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("keep"));
          this.CONSUME(kw("back"));
          const step = this.SUBRULE(this.stepShare);
          return done({ kind: "keepBack", ...step });
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.OverAssign);
          const step = this.SUBRULE1(this.stepShare);
          return done({ kind: "overAssign", ...step });
        },
      },
      {
        ALT: () => {
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
          return done({ kind: "ramp", shares, grain, column });
        },
      },
      {
        ALT: () => {
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
          return done({ kind, value, who });
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("round"));
          this.CONSUME(kw("to"));
          const value = this.SUBRULE(this.number);
          return done({ kind: "roundTo", value });
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("rounding"));
          const rule = this.OR2([
            { ALT: () => (this.CONSUME(kw("largest")), "largest" as const) },
            { ALT: () => (this.CONSUME(kw("first")), "first" as const) },
            { ALT: () => (this.CONSUME(kw("webster")), "webster" as const) },
          ]);
          return done({ kind: "rounding", rule });
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("spread"));
          return this.OR3([
            {
              ALT: () => {
                const weights = this.SUBRULE1(this.weights);
                return done({ kind: "spread", weights, shares: null });
              },
            },
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
                return done({ kind: "spread", weights: null, shares });
              },
            },
          ]);
        },
      },
      {
        ALT: () => {
          this.CONSUME1(kw("to"));
          const column = this.SUBRULE1(this.columnRef);
          return done({ kind: "to", column });
        },
      },
    ]);
  });

  stepShare = this.RULE("stepShare", (): { share: A.NumberLiteral; below: A.Place | null } => {
    const share = this.SUBRULE(this.percent);
    let below: A.Place | null = null;
    this.OPTION(() => {
      this.CONSUME(kw("below"));
      below = this.SUBRULE(this.place);
    });
    return { share, below };
  });

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
      this.OR([
        {
          ALT: () => {
            this.CONSUME(kw("cap"));
            const share = this.SUBRULE1(this.percent);
            this.clauses(clauses, at, { kind: "cap", share });
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw("floor"));
            const share = this.SUBRULE2(this.percent);
            this.clauses(clauses, at, { kind: "floor", share });
          },
        },
      ]);
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
