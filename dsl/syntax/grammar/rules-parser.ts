import type * as A from "../ast.ts";
import { TestParser } from "./tests.ts";

/** The last of the chain: only here is the grammar whole, and can be analysed. */
export class RulesParser extends TestParser {
  constructor(skipValidations = true) {
    super(skipValidations);
    this.performSelfAnalysis();
  }

  statement = this.RULE(
    "statement",
    (): A.Statement =>
      this.OR([
        { ALT: (): A.Statement => this.SUBRULE(this.calendar) },
        { ALT: (): A.Statement => this.SUBRULE(this.people) },
        { ALT: (): A.Statement => this.SUBRULE(this.table) },
        { ALT: (): A.Statement => this.SUBRULE(this.kpi) },
        { ALT: (): A.Statement => this.SUBRULE(this.goal) },
        { ALT: (): A.Statement => this.SUBRULE(this.cascade) },
        { ALT: (): A.Statement => this.SUBRULE(this.scoreStatement) },
        { ALT: (): A.Statement => this.SUBRULE(this.flag) },
        { ALT: (): A.Statement => this.SUBRULE(this.check) },
        { ALT: (): A.Statement => this.SUBRULE(this.test) },
        { ALT: (): A.Statement => this.SUBRULE(this.resetStatement) },
      ]),
  );
}
