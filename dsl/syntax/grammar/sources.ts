/** Where things come from: calendar, people, tables. */
import type { TokenType } from "chevrotain";
import type { Grain } from "../../ir/ir.ts";
import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";
import { ExpressionParser } from "./expressions.ts";

const TRACKS: readonly (readonly [TokenType, Grain])[] = [
  [kw("daily"), "day"],
  [kw("weekly"), "week"],
  [kw("monthly"), "month"],
  [kw("quarterly"), "quarter"],
  [T.HalfYearly, "half"],
  [kw("yearly"), "year"],
];
export abstract class SourceParser extends ExpressionParser {
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
    const done = <C>(clause: C) =>
      this.ACTION(() => ({ ...clause, span: this.from(first) }) as unknown as A.CalendarClause);
    return this.OR([
      {
        ALT: () => {
          this.CONSUME(kw("year"));
          return this.OR1([
            {
              ALT: () => {
                this.CONSUME(kw("starts"));
                const month = this.SUBRULE(this.monthName);
                return done({ kind: "yearStarts", month });
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
                return done({ kind: "yearNamed", by });
              },
            },
          ]);
        },
      },
      {
        ALT: () => {
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
          return done({ kind: "weeks", pattern, ending, day, month });
        },
      },
      {
        ALT: () => {
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
          return done({ kind: "track", grains });
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("work"));
          this.CONSUME(kw("week"));
          const from = this.SUBRULE1(this.dayName);
          this.CONSUME(kw("to"));
          const to = this.SUBRULE2(this.dayName);
          return done({ kind: "workWeek", from, to });
        },
      },
      {
        ALT: () => {
          this.CONSUME(kw("holidays"));
          this.CONSUME(kw("from"));
          const table = this.SUBRULE(this.tableRef);
          const column = this.SUBRULE(this.columnRef);
          return done({ kind: "holidays", table, column });
        },
      },
    ]);
  });

  people = this.RULE("people", (): A.Statement => {
    const head = this.CONSUME(kw("people"));
    this.CONSUME(kw("from"));
    const source = this.SUBRULE(this.source);
    const clauses: A.PeopleClause[] = [];
    this.MANY(() => {
      const first = this.LA(1);
      this.OR([
        {
          ALT: () => {
            this.CONSUME(kw("name"));
            const column = this.SUBRULE(this.columnRef);
            this.clauses(clauses, first, { kind: "name", column });
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw("reports"));
            this.CONSUME(kw("to"));
            const columns: A.Column[] = [];
            let top: A.Text | null = null;
            const one = this.SUBRULE1(this.columnRef);
            this.ACTION(() => columns.push(one));
            this.MANY1(() => {
              this.CONSUME(kw("then"));
              this.OR1([
                {
                  ALT: () => {
                    const more = this.SUBRULE2(this.columnRef);
                    this.ACTION(() => columns.push(more));
                  },
                },
                {
                  ALT: () => {
                    top = this.SUBRULE(this.label);
                  },
                },
              ]);
            });
            this.clauses(clauses, first, { kind: "reportsTo", columns, top });
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw("since"));
            const column = this.SUBRULE3(this.columnRef);
            this.clauses(clauses, first, { kind: "since", column });
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw("until"));
            const column = this.SUBRULE4(this.columnRef);
            this.clauses(clauses, first, { kind: "until", column });
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw("email"));
            const column = this.SUBRULE5(this.columnRef);
            this.clauses(clauses, first, { kind: "email", column });
          },
        },
        {
          ALT: () => {
            const row = this.SUBRULE(this.headerRow);
            this.clauses(clauses, first, { kind: "headerRow", row });
          },
        },
      ]);
    });
    return this.ACTION(() => ({ kind: "people", source, clauses, span: this.from(head) }));
  });

  headerRow = this.RULE("headerRow", (): A.NumberLiteral => {
    this.CONSUME(kw("header"));
    this.CONSUME(kw("row"));
    return this.SUBRULE(this.count);
  });

  table = this.RULE("table", (): A.Statement => {
    const head = this.CONSUME(kw("table"));
    const name = this.SUBRULE(this.newName);
    this.CONSUME(kw("from"));
    const source = this.SUBRULE(this.source);
    const clauses: A.TableClause[] = [];
    this.MANY(() => {
      const first = this.LA(1);
      this.OR([
        {
          ALT: () => {
            this.CONSUME(kw("owner"));
            const columns: A.Column[] = [];
            const one = this.SUBRULE(this.columnRef);
            this.ACTION(() => columns.push(one));
            this.MANY1(() => {
              this.CONSUME(kw("then"));
              const more = this.SUBRULE1(this.columnRef);
              this.ACTION(() => columns.push(more));
            });
            this.clauses(clauses, first, { kind: "owner", columns });
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw("date"));
            const column = this.SUBRULE2(this.columnRef);
            this.clauses(clauses, first, { kind: "date", column });
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw("key"));
            const column = this.SUBRULE3(this.columnRef);
            this.clauses(clauses, first, { kind: "key", column });
          },
        },
        {
          ALT: () => {
            this.CONSUME(kw("link"));
            const column = this.SUBRULE4(this.columnRef);
            this.CONSUME(kw("to"));
            const to = this.SUBRULE(this.tableRef);
            this.clauses(clauses, first, { kind: "link", column, to });
          },
        },
        {
          ALT: () => {
            const row = this.SUBRULE(this.headerRow);
            this.clauses(clauses, first, { kind: "headerRow", row });
          },
        },
      ]);
    });
    return this.ACTION(() => ({ kind: "table", name, source, clauses, span: this.from(head) }));
  });
}
