import type { Span } from "../../span.ts";
import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";
import { cellOf, GRAINS, PartsParser } from "./parts.ts";

export abstract class ExpressionParser extends PartsParser {
  expr: (idx?: number) => A.Expr = this.RULE("expr", (): A.Expr => {
    let left = this.SUBRULE(this.andExpr);
    this.MANY(() => {
      this.CONSUME(kw("or"));
      const right = this.SUBRULE1(this.andExpr);
      this.ACTION(() => {
        left = { kind: "or", left, right, span: this.from(left.span) };
      });
    });
    return left;
  });

  andExpr = this.RULE("andExpr", (): A.Expr => {
    let left = this.SUBRULE(this.notExpr);
    this.MANY(() => {
      this.CONSUME(kw("and"));
      const right = this.SUBRULE1(this.notExpr);
      this.ACTION(() => {
        left = { kind: "and", left, right, span: this.from(left.span) };
      });
    });
    return left;
  });

  notExpr: (idx?: number) => A.Expr = this.RULE(
    "notExpr",
    (): A.Expr =>
      this.OR([
        {
          ALT: (): A.Expr => {
            const first = this.CONSUME(kw("not"));
            const of = this.SUBRULE(this.notExpr);
            return this.ACTION(() => ({ kind: "not", of, span: this.from(first) }));
          },
        },
        { ALT: (): A.Expr => this.SUBRULE(this.comparison) },
      ]),
  );

  comparison = this.RULE("comparison", (): A.Expr => {
    let left = this.SUBRULE(this.orElse);
    this.OPTION(() => {
      this.OR([
        {
          ALT: () => {
            const op = this.SUBRULE(this.comparisonOp);
            const right = this.SUBRULE1(this.orElse);
            this.ACTION(() => {
              left = { kind: "compare", op, left, right, span: this.from(left.span) };
            });
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw("is"));
            const not = this.option2not();
            this.OR1([
              {
                ALT: () => {
                  this.CONSUME(kw("blank"));
                  this.ACTION(() => {
                    left = { kind: "isBlank", not, of: left, span: this.from(left.span) };
                  });
                },
              },
              {
                ALT: () => {
                  const status = this.SUBRULE(this.status);
                  this.ACTION(() => {
                    left = { kind: "isStatus", not, of: left, status, span: this.from(left.span) };
                  });
                },
              },
            ]);
          },
        },
        {
          ALT: () => {
            let not = false;
            this.OPTION3(() => {
              this.CONSUME1(kw("not"));
              not = true;
            });
            const tail = this.SUBRULE(this.membership);
            this.ACTION(() => {
              left = tail(left, not, this.from(left.span));
            });
          },
        },
      ]);
    });
    return left;
  });

  private option2not(): boolean {
    let not = false;
    this.OPTION2(() => {
      this.CONSUME(kw("not"));
      not = true;
    });
    return not;
  }

  comparisonOp = this.RULE(
    "comparisonOp",
    (): A.ComparisonOp =>
      this.OR([
        { ALT: (): A.ComparisonOp => (this.CONSUME(T.Equal), "=") },
        { ALT: (): A.ComparisonOp => (this.CONSUME(T.NotEqual), "<>") },
        { ALT: (): A.ComparisonOp => (this.CONSUME(T.Less), "<") },
        { ALT: (): A.ComparisonOp => (this.CONSUME(T.LessEqual), "<=") },
        { ALT: (): A.ComparisonOp => (this.CONSUME(T.Greater), ">") },
        { ALT: (): A.ComparisonOp => (this.CONSUME(T.GreaterEqual), ">=") },
      ]),
  );

  membership = this.RULE("membership", (): ((of: A.Expr, not: boolean, span: Span) => A.Expr) =>
    this.OR([
      {
        ALT: (): ((of: A.Expr, not: boolean, span: Span) => A.Expr) => {
          this.CONSUME(kw("in"));
          this.CONSUME(T.Open);
          const values: A.Expr[] = [];
          this.AT_LEAST_ONE_SEP({
            SEP: T.Comma,
            DEF: () => {
              const value = this.SUBRULE(this.expr);
              this.ACTION(() => values.push(value));
            },
          });
          this.CONSUME(T.Close);
          return (of, not, span) => ({ kind: "in", not, of, values, span });
        },
      },
      {
        ALT: (): ((of: A.Expr, not: boolean, span: Span) => A.Expr) => {
          this.CONSUME(kw("between"));
          const low = this.SUBRULE(this.orElse);
          this.CONSUME(kw("and"));
          const high = this.SUBRULE1(this.orElse);
          return (of, not, span) => ({ kind: "between", not, of, low, high, span });
        },
      },
      {
        ALT: (): ((of: A.Expr, not: boolean, span: Span) => A.Expr) => {
          this.CONSUME(kw("contains"));
          const text = this.SUBRULE2(this.orElse);
          return (of, not, span) => ({ kind: "contains", not, of, text, span });
        },
      },
      {
        ALT: (): ((of: A.Expr, not: boolean, span: Span) => A.Expr) => {
          this.CONSUME(kw("starts"));
          this.CONSUME(kw("with"));
          const text = this.SUBRULE3(this.orElse);
          return (of, not, span) => ({ kind: "startsWith", not, of, text, span });
        },
      },
    ]),
  );

  status = this.RULE(
    "status",
    (): A.StatusName =>
      this.OR([
        { ALT: (): A.StatusName => (this.CONSUME(kw("met")), "met") },
        { ALT: (): A.StatusName => (this.CONSUME(kw("missed")), "missed") },
        { ALT: (): A.StatusName => (this.CONSUME(kw("ahead")), "ahead") },
        { ALT: (): A.StatusName => (this.CONSUME(kw("behind")), "behind") },
        { ALT: (): A.StatusName => (this.CONSUME(kw("on")), this.CONSUME(kw("pace")), "on pace") },
        { ALT: (): A.StatusName => (this.CONSUME(kw("at")), this.CONSUME(kw("risk")), "at risk") },
        {
          ALT: (): A.StatusName => {
            this.CONSUME(kw("without"));
            return this.OR1([
              { ALT: (): A.StatusName => (this.CONSUME(kw("goal")), "without goal") },
              { ALT: (): A.StatusName => (this.CONSUME(kw("data")), "without data") },
            ]);
          },
        },
      ]),
  );

  orElse = this.RULE("orElse", (): A.Expr => {
    let left = this.SUBRULE(this.sum);
    this.MANY(() => {
      this.CONSUME(kw("else"));
      const second = this.SUBRULE1(this.sum);
      this.ACTION(() => {
        left = { kind: "else", first: left, second, span: this.from(left.span) };
      });
    });
    return left;
  });

  sum = this.RULE("sum", (): A.Expr => {
    let left = this.SUBRULE(this.product);
    this.MANY(() => {
      const op = this.OR([
        { ALT: (): A.BinaryOp => (this.CONSUME(T.Plus), "+") },
        { ALT: (): A.BinaryOp => (this.CONSUME(T.Minus), "-") },
      ]);
      const right = this.SUBRULE1(this.product);
      this.ACTION(() => {
        left = { kind: "binary", op, left, right, span: this.from(left.span) };
      });
    });
    return left;
  });

  product = this.RULE("product", (): A.Expr => {
    let left = this.SUBRULE(this.power);
    this.MANY(() => {
      const op = this.OR([
        { ALT: (): A.BinaryOp => (this.CONSUME(T.Times), "*") },
        { ALT: (): A.BinaryOp => (this.CONSUME(T.Divide), "/") },
      ]);
      const right = this.SUBRULE1(this.power);
      this.ACTION(() => {
        left = { kind: "binary", op, left, right, span: this.from(left.span) };
      });
    });
    return left;
  });

  power = this.RULE("power", (): A.Expr => {
    let left: A.Expr | undefined = this.SUBRULE(this.unary);
    this.OPTION({
      // `-a ^ b` is two readings; brackets say which.
      GATE: () => left?.kind !== "negate",
      DEF: () => {
        this.CONSUME(T.Power);
        const right = this.SUBRULE1(this.unary);
        this.ACTION(() => {
          left = { kind: "binary", op: "^", left: left!, right, span: this.from(left!.span) };
        });
      },
    });
    return left;
  });

  unary: (idx?: number) => A.Expr = this.RULE(
    "unary",
    (): A.Expr =>
      this.OR([
        {
          ALT: (): A.Expr => {
            const first = this.CONSUME(T.Minus);
            const of = this.SUBRULE(this.unary);
            return this.ACTION(() => ({ kind: "negate", of, span: this.from(first) }));
          },
        },
        { ALT: (): A.Expr => this.SUBRULE(this.figure) },
      ]),
  );

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

  operand = this.RULE(
    "operand",
    (): A.Expr =>
      this.OR([
        { ALT: (): A.Expr => this.SUBRULE(this.quantified) },
        { ALT: (): A.Expr => this.SUBRULE(this.countOf) },
        { ALT: (): A.Expr => this.SUBRULE(this.wordOperand) },
        { ALT: (): A.Expr => this.SUBRULE(this.statementCall) },
        {
          ALT: (): A.Expr => {
            const at = this.CONSUME(kw("people"));
            const column = this.SUBRULE(this.columnRef);
            return this.ACTION(() => ({
              kind: "column",
              table: this.nameOf(at),
              column,
              span: this.from(at),
            }));
          },
        },
        {
          ALT: (): A.Expr => {
            const column = this.SUBRULE1(this.columnRef);
            return this.ACTION(() => ({ kind: "column", table: null, column, span: column.span }));
          },
        },
        {
          ALT: (): A.Expr => {
            const at = this.CONSUME(T.CellRef);
            return this.ACTION(() => cellOf(at));
          },
        },
        { ALT: (): A.Expr => this.SUBRULE(this.number) },
        {
          ALT: (): A.Expr => {
            const at = this.CONSUME(T.PeriodLike);
            return { kind: "period", label: at.image ?? "", span: T.spanOf(at) };
          },
        },
        { ALT: (): A.Expr => ({ kind: "text", ...this.textOf(this.CONSUME(T.TextLiteral)) }) },
        {
          ALT: (): A.Expr => ({
            kind: "truth",
            value: true,
            span: T.spanOf(this.CONSUME(kw("true"))),
          }),
        },
        {
          ALT: (): A.Expr => ({
            kind: "truth",
            value: false,
            span: T.spanOf(this.CONSUME(kw("false"))),
          }),
        },
        { ALT: (): A.Expr => ({ kind: "blank", span: T.spanOf(this.CONSUME(kw("blank"))) }) },
        {
          ALT: (): A.Expr => {
            const first = this.CONSUME(T.Open);
            const of = this.SUBRULE(this.expr);
            this.CONSUME(T.Close);
            return this.ACTION(() => ({ kind: "brackets", of, span: this.from(first) }));
          },
        },
      ]),
  );

  wordOperand = this.RULE("wordOperand", (): A.Expr => {
    const name = this.SUBRULE(this.kpiRef);
    let operand = this.ACTION((): A.Expr => ({ kind: "name", name: name.text, span: name.span }));
    this.OPTION(() => {
      this.OR([
        {
          ALT: () => {
            const call = this.SUBRULE(this.args);
            this.ACTION(() => {
              operand = { kind: "call", fn: name, ...call, span: this.from(name.span) };
            });
          },
        },
        {
          ALT: () => {
            const column = this.SUBRULE(this.columnRef);
            this.ACTION(() => {
              operand = { kind: "column", table: name, column, span: this.from(name.span) };
            });
          },
        },
      ]);
    });
    return operand;
  });

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
    this.MANY(() => {
      this.OR([
        {
          ALT: () => {
            this.CONSUME(kw("where"));
            words.where = this.SUBRULE(this.expr);
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw("on"));
            words.on = this.SUBRULE(this.columnRef);
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw("active"));
            const from = this.SUBRULE1(this.columnRef);
            this.CONSUME(kw("to"));
            const until = this.SUBRULE2(this.columnRef);
            words.active = { from, until };
          },
        },
        {
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

  quantified = this.RULE("quantified", (): A.Expr => {
    const first = this.LA(1);
    const which = this.OR([
      { ALT: () => (this.CONSUME(kw("every")), "every" as const) },
      { ALT: () => (this.CONSUME(kw("any")), "any" as const) },
      { ALT: () => (this.CONSUME(kw("no")), "no" as const) },
    ]);
    const role = this.OR1([
      { ALT: () => (this.CONSUME(kw("leading")), "leading" as const) },
      { ALT: () => (this.CONSUME(kw("lagging")), "lagging" as const) },
    ]);
    this.CONSUME(kw("kpi"));
    this.CONSUME(kw("is"));
    let not = false;
    this.OPTION(() => {
      this.CONSUME(kw("not"));
      not = true;
    });
    const status = this.SUBRULE(this.status);
    return this.ACTION(() => ({
      kind: "quantified",
      which,
      role,
      not,
      status,
      span: this.from(first),
    }));
  });

  countOf = this.RULE("countOf", (): A.Expr => {
    const first = this.CONSUME(kw("at"));
    const which = this.OR([
      { ALT: () => (this.CONSUME(kw("least")), "at least" as const) },
      { ALT: () => (this.CONSUME(kw("most")), "at most" as const) },
    ]);
    const n = this.SUBRULE(this.count);
    this.CONSUME(kw("of"));
    this.CONSUME(T.Open);
    const kpis: A.Name[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: T.Comma,
      DEF: () => {
        const kpi = this.SUBRULE(this.kpiRef);
        this.ACTION(() => kpis.push(kpi));
      },
    });
    this.CONSUME(T.Close);
    this.CONSUME(kw("are"));
    let not = false;
    this.OPTION(() => {
      this.CONSUME(kw("not"));
      not = true;
    });
    const status = this.SUBRULE(this.status);
    return this.ACTION(() => ({
      kind: "countOf",
      which,
      n: n.value,
      kpis,
      not,
      status,
      span: this.from(first),
    }));
  });

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
