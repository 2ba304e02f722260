/** Who answers, and when: flags. */
import type * as A from "../ast.ts";
import { kw } from "../tokens.ts";
import type { Bare } from "./base.ts";
import { ScoreParser } from "./scores.ts";

type Clause = Bare<A.FlagClause>;

export abstract class FlagParser extends ScoreParser {
  flag = this.RULE("flag", (): A.Statement => {
    const head = this.CONSUME(kw("flag"));
    const name = this.SUBRULE(this.newName);
    let label: A.Text | null = null;
    this.OPTION(() => {
      label = this.SUBRULE(this.label);
    });
    const clauses: A.FlagClause[] = [];
    this.MANY(() => {
      const clause = this.SUBRULE(this.flagClause);
      this.ACTION(() => clauses.push(clause));
    });
    return this.ACTION(() => ({ kind: "flag", name, label, clauses, span: this.from(head) }));
  });

  flagClause = this.RULE("flagClause", (): A.FlagClause => {
    const first = this.LA(1);
    const clause = this.OR<Clause>([
      {
        ALT: () => (this.CONSUME(kw("when")), { kind: "when", condition: this.SUBRULE(this.expr) }),
      },
      {
        ALT: () => (
          this.CONSUME(kw("for")), { kind: "for", duration: this.SUBRULE(this.duration) }
        ),
      },
      { ALT: () => this.holdClause() },
      { ALT: () => (this.CONSUME(kw("say")), { kind: "say", text: this.SUBRULE(this.label) }) },
      { ALT: () => this.severityClause() },
      {
        ALT: () => {
          this.CONSUME(kw("escalate"));
          this.CONSUME(kw("after"));
          return { kind: "escalate", duration: this.SUBRULE1(this.duration) };
        },
      },
      { ALT: () => (this.CONSUME(kw("at")), { kind: "at", level: this.SUBRULE(this.level) }) },
    ]);
    return this.spanned<A.FlagClause>(first, clause);
  });

  private holdClause(): Clause {
    this.CONSUME(kw("hold"));
    return this.OR1<Clause>([
      { ALT: () => (this.CONSUME(kw("person")), { kind: "hold", who: "person" }) },
      { ALT: () => (this.CONSUME(kw("manager")), { kind: "hold", who: "manager" }) },
      { ALT: () => (this.CONSUME(kw("top")), { kind: "hold", who: "top" }) },
      { ALT: () => ({ kind: "hold", who: this.SUBRULE(this.personRef) }) },
    ]);
  }

  private severityClause(): Clause {
    this.CONSUME(kw("severity"));
    const level = this.OR2([
      { ALT: () => (this.CONSUME(kw("info")), "info" as const) },
      { ALT: () => (this.CONSUME(kw("warn")), "warn" as const) },
      { ALT: () => (this.CONSUME(kw("high")), "high" as const) },
    ]);
    return { kind: "severity", level };
  }
}
