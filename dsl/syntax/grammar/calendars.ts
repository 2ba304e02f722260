/** Years, weeks and the periods that are scored. */
import type { TokenType } from "chevrotain";
import type { Grain } from "../../ir/ir.ts";
import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";
import type { Bare } from "./base.ts";
import { WhoParser } from "./who.ts";

const TRACKS: readonly (readonly [TokenType, Grain])[] = [
  [kw("daily"), "day"],
  [kw("weekly"), "week"],
  [kw("monthly"), "month"],
  [kw("quarterly"), "quarter"],
  [T.HalfYearly, "half"],
  [kw("yearly"), "year"],
];

type Clause = Bare<A.CalendarClause>;

export abstract class CalendarParser extends WhoParser {
  calendar = this.RULE("calendar", (): A.Statement => {
    const head = this.CONSUME(kw("calendar"));
    const clauses: A.CalendarClause[] = [];
    this.MANY(() => {
      const clause = this.SUBRULE(this.calendarClause);
      this.ACTION(() => clauses.push(clause));
    });
    return this.ACTION(() => ({ kind: "calendar", clauses, span: this.from(head) }));
  });

  calendarClause = this.RULE("calendarClause", (): A.CalendarClause => {
    const first = this.LA(1);
    const clause = this.OR<Clause>([
      { ALT: () => this.yearClause() },
      { ALT: () => this.weeksClause() },
      { ALT: () => this.trackClause() },
      {
        ALT: () => {
          this.CONSUME(kw("work"));
          this.CONSUME(kw("week"));
          const from = this.SUBRULE1(this.dayName);
          this.CONSUME(kw("to"));
          const to = this.SUBRULE2(this.dayName);
          return { kind: "workWeek", from, to };
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("holidays"));
          this.CONSUME(kw("from"));
          const table = this.SUBRULE(this.tableRef);
          const column = this.SUBRULE(this.columnRef);
          return { kind: "holidays", table, column };
        },
      },
    ]);
    return this.spanned<A.CalendarClause>(first, clause);
  });

  private yearClause(): Clause {
    this.CONSUME(kw("year"));
    return this.OR1<Clause>([
      {
        ALT: () => {
          this.CONSUME(kw("starts"));
          return { kind: "yearStarts", month: this.SUBRULE(this.monthName) };
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("named"));
          this.CONSUME(kw("by"));
          const by = this.OR2([
            { ALT: () => (this.CONSUME(kw("start")), "start" as const) },
            { ALT: () => (this.CONSUME(kw("end")), "end" as const) },
          ]);
          return { kind: "yearNamed", by };
        },
      },
    ]);
  }

  /** `weeks 4-4-5 ending last Saturday of January`. */
  private weeksClause(): Clause {
    this.CONSUME(kw("weeks"));
    const a = this.CONSUME(T.NumberToken);
    this.CONSUME(T.Minus);
    const b = this.CONSUME1(T.NumberToken);
    this.CONSUME1(T.Minus);
    const c = this.CONSUME2(T.NumberToken);
    this.CONSUME(kw("ending"));
    const ending = this.OR3([
      { ALT: () => (this.CONSUME(kw("last")), "last" as const) },
      { ALT: () => (this.CONSUME(kw("nearest")), "nearest" as const) },
    ]);
    const day = this.SUBRULE(this.dayName);
    this.CONSUME(kw("of"));
    const month = this.SUBRULE1(this.monthName);
    const pattern = this.ACTION(() => ({
      value: [a, b, c].map((n) => n.image).join("-"),
      span: { start: a.startOffset, end: T.endOf(c) },
    }));
    return { kind: "weeks", pattern, ending, day, month };
  }

  private trackClause(): Clause {
    this.CONSUME(kw("track"));
    const grains: Grain[] = [];
    this.AT_LEAST_ONE_SEP({
      SEP: T.Comma,
      DEF: () => {
        const grain = this.OR4(
          TRACKS.map(([type, grain]) => ({ ALT: () => (this.CONSUME(type), grain) })),
        );
        this.ACTION(() => grains.push(grain));
      },
    });
    return { kind: "track", grains };
  }
}
