/** How KPIs stand against their goals: `met`, `every leading kpi is …`, `at least 2 of (…) are …`. */
import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";
import { PartsParser } from "./parts.ts";

export abstract class StatusParser extends PartsParser {
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
    const not = this.optionalNot();
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
    const not = this.optionalNot();
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
}
