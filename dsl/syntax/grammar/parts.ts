/** Small parts: names, numbers, spans of time, places in tree and workbook. */
import type { IToken } from "chevrotain";
import type { Grain } from "../../ir/ir.ts";
import type * as A from "../ast.ts";
import * as T from "../tokens.ts";
import { kw } from "../tokens.ts";
import { BaseParser } from "./base.ts";

export const GRAINS: Readonly<Record<string, Grain>> = {
  day: "day",
  days: "day",
  week: "week",
  weeks: "week",
  month: "month",
  months: "month",
  quarter: "quarter",
  quarters: "quarter",
  half: "half",
  halves: "half",
  year: "year",
  years: "year",
};

export abstract class PartsParser extends BaseParser {
  newName = this.RULE("newName", (): A.Name => this.nameOf(this.CONSUME(T.Word)));
  kpiRef = this.RULE("kpiRef", (): A.Name => this.nameOf(this.CONSUME(T.Word)));
  tableRef = this.RULE("tableRef", (): A.Name => this.nameOf(this.CONSUME(T.Word)));
  flagRef = this.RULE("flagRef", (): A.Name => this.nameOf(this.CONSUME(T.Word)));
  monthName = this.RULE("monthName", (): A.Name => this.nameOf(this.CONSUME(T.Word)));
  dayName = this.RULE("dayName", (): A.Name => this.nameOf(this.CONSUME(T.Word)));
  columnRef = this.RULE("columnRef", (): A.Column => {
    const at = this.CONSUME(T.ColumnName);
    return { name: T.columnText(at.image), span: T.spanOf(at) };
  });
  label = this.RULE("label", (): A.Text => this.textOf(this.CONSUME(T.TextLiteral)));
  personRef = this.RULE("personRef", (): A.Text => this.textOf(this.CONSUME(T.TextLiteral)));
  percent = this.RULE("percent", (): A.NumberLiteral => this.numberOf(this.CONSUME(T.Percent)));
  count = this.RULE("count", (): A.NumberLiteral => this.numberOf(this.CONSUME(T.NumberToken)));

  /** A number, a percentage, or (only right after `=`, which parse.ts checks) a grouped number. */
  number = this.RULE(
    "number",
    (): A.NumberLiteral =>
      this.numberOf(
        this.OR([
          { ALT: () => this.CONSUME(T.NumberToken) },
          { ALT: () => this.CONSUME(T.Percent) },
          { ALT: () => this.CONSUME(T.Grouped) },
        ]),
      ),
  );

  signed = this.RULE("signed", (): number => {
    let sign = 1;
    this.OPTION(() => {
      this.CONSUME(T.Minus);
      sign = -1;
    });
    const number = this.SUBRULE(this.number);
    return this.ACTION(() => sign * number.value);
  });

  grain = this.RULE("grain", (): Grain => {
    const at = this.OR(Object.keys(GRAINS).map((word) => ({ ALT: () => this.CONSUME(kw(word)) })));
    return GRAINS[(at.image ?? "").toLowerCase()] ?? "year";
  });

  duration = this.RULE("duration", (): A.Duration => {
    const n = this.SUBRULE(this.count);
    const grain = this.SUBRULE(this.grain);
    return this.ACTION(() => ({ n: n.value, grain, span: this.from(n.span) }));
  });

  period = this.RULE("period", (): A.PeriodLabel => {
    const at = this.OR([
      { ALT: () => this.CONSUME(T.PeriodLike) },
      { ALT: () => this.CONSUME(T.NumberToken) },
    ]);
    return { label: at.image ?? "", span: T.spanOf(at) };
  });

  isoDay = this.RULE("isoDay", (): A.PeriodLabel => {
    const at = this.CONSUME(T.PeriodLike);
    return { label: at.image ?? "", span: T.spanOf(at) };
  });

  level = this.RULE(
    "level",
    (): A.LevelName =>
      this.OR([
        { ALT: (): A.LevelName => ({ kind: "column", column: this.SUBRULE(this.columnRef) }) },
        { ALT: (): A.LevelName => (this.CONSUME(kw("reps")), { kind: "reps" }) },
        { ALT: (): A.LevelName => (this.CONSUME(kw("managers")), { kind: "managers" }) },
      ]),
  );

  place = this.RULE(
    "place",
    (): A.Place =>
      this.OR([
        { ALT: (): A.Place => ({ kind: "person", name: this.SUBRULE(this.personRef) }) },
        { ALT: (): A.Place => ({ kind: "level", column: this.SUBRULE(this.columnRef) }) },
      ]),
  );

  source = this.RULE("source", (): A.Source => {
    const at = this.OR([
      { ALT: () => this.CONSUME(T.CellRef) },
      { ALT: () => this.CONSUME(T.Word) },
    ]);
    return this.ACTION(() => sourceOf(at));
  });
}

export function sourceOf(at: IToken): A.Source {
  const image = at.image ?? "";
  const bang = at.tokenType === T.CellRef ? image.lastIndexOf("!") : -1;
  if (bang < 0) return { name: T.nameText(image), range: null, span: T.spanOf(at) };
  return {
    name: T.nameText(image.slice(0, bang)),
    range: image.slice(bang + 1),
    span: T.spanOf(at),
  };
}

export function cellOf(at: IToken): A.Expr {
  const { name, range, span } = sourceOf(at);
  return { kind: "cell", sheet: name, range: range ?? "", span };
}
