/** Where rows come from: people and tables. */
import type * as A from "../ast.ts";
import { kw } from "../tokens.ts";
import type { Bare } from "./base.ts";
import { CalendarParser } from "./calendars.ts";

export abstract class SourceParser extends CalendarParser {
  people = this.RULE("people", (): A.Statement => {
    const head = this.CONSUME(kw("people"));
    this.CONSUME(kw("from"));
    const source = this.SUBRULE(this.source);
    const clauses: A.PeopleClause[] = [];
    this.MANY(() => {
      const first = this.LA(1);
      const clause = this.OR<Bare<A.PeopleClause>>([
        {
          ALT: () => (
            this.CONSUME(kw("name")), { kind: "name", column: this.SUBRULE(this.columnRef) }
          ),
        },
        { ALT: () => this.reportsToClause() },
        {
          ALT: () => (
            this.CONSUME(kw("since")), { kind: "since", column: this.SUBRULE3(this.columnRef) }
          ),
        },
        {
          ALT: () => (
            this.CONSUME(kw("until")), { kind: "until", column: this.SUBRULE4(this.columnRef) }
          ),
        },
        {
          ALT: () => (
            this.CONSUME(kw("email")), { kind: "email", column: this.SUBRULE5(this.columnRef) }
          ),
        },
        { ALT: () => ({ kind: "headerRow", row: this.SUBRULE(this.headerRow) }) },
      ]);
      clauses.push(this.spanned<A.PeopleClause>(first, clause));
    });
    return this.ACTION(() => ({ kind: "people", source, clauses, span: this.from(head) }));
  });

  private reportsToClause(): Bare<A.PeopleClause> {
    this.CONSUME(kw("reports"));
    this.CONSUME(kw("to"));
    const columns: A.Column[] = [this.SUBRULE1(this.columnRef)];
    let top: A.Text | null = null;
    this.MANY1(() => {
      this.CONSUME(kw("then"));
      this.OR1([
        { ALT: () => columns.push(this.SUBRULE2(this.columnRef)) },
        {
          ALT: () => {
            top = this.SUBRULE(this.label);
          },
        },
      ]);
    });
    return { kind: "reportsTo", columns, top };
  }

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
      const clause = this.OR<Bare<A.TableClause>>([
        { ALT: () => this.ownerClause() },
        {
          ALT: () => (
            this.CONSUME(kw("date")), { kind: "date", column: this.SUBRULE2(this.columnRef) }
          ),
        },
        {
          ALT: () => (
            this.CONSUME(kw("key")), { kind: "key", column: this.SUBRULE3(this.columnRef) }
          ),
        },
        { ALT: () => this.linkClause() },
        { ALT: () => ({ kind: "headerRow", row: this.SUBRULE(this.headerRow) }) },
      ]);
      clauses.push(this.spanned<A.TableClause>(first, clause));
    });
    return this.ACTION(() => ({ kind: "table", name, source, clauses, span: this.from(head) }));
  });

  private ownerClause(): Bare<A.TableClause> {
    this.CONSUME(kw("owner"));
    const columns: A.Column[] = [this.SUBRULE(this.columnRef)];
    this.MANY1(() => {
      this.CONSUME(kw("then"));
      columns.push(this.SUBRULE1(this.columnRef));
    });
    return { kind: "owner", columns };
  }

  private linkClause(): Bare<A.TableClause> {
    this.CONSUME(kw("link"));
    const column = this.SUBRULE4(this.columnRef);
    this.CONSUME(kw("to"));
    const to = this.SUBRULE(this.tableRef);
    return { kind: "link", column, to };
  }
}
