/**
 * A random rule book about the drawn columns. Constants of conditions come from the columns' own texts and their near
 * misses (other case, a blank added, a letter replaced by a wildcard), for random ones would find almost none of what
 * may go wrong.
 */
import type { Random } from "../../../examples/random.ts";
import type { Cell } from "./model.ts";
import { HEAD } from "./model.ts";
import { DAYS } from "./pool.ts";

export class Book {
  readonly texts: string[] = [];
  private readonly draw: Random;
  private readonly words: readonly string[];
  private readonly keys: readonly string[];
  private readonly accounts: readonly (readonly Cell[])[];

  constructor(
    draw: Random,
    words: readonly string[],
    keys: readonly string[],
    accounts: readonly (readonly Cell[])[],
  ) {
    this.draw = draw;
    this.words = words;
    this.keys = keys;
    this.accounts = accounts;
  }

  rules(more: readonly string[]): string {
    const kpis = Array.from({ length: 6 }, (_, i) => `kpi k${i} = ${this.figure()}`);
    return [
      ...HEAD,
      ...more,
      ...kpis,
      "kpi ratio = (k0 / k1) else k2",
      'kpi chosen = if(k3 > k4 or k5 is blank, k5 of top, (k0 - k2) of "P1")',
      "kpi above = k1 of manager - (k4 of manager) last period",
      "kpi rounded = max(round(k0 / 7, 2), k1 ^ 2 / 3)",
    ].join("\n");
  }

  private figure(): string {
    const { draw } = this;
    const base = this.aggregate();
    const own = draw.chance(0.25) ? `own(${base})` : base;
    switch (draw.whole(0, 7)) {
      case 0:
        return `ytd(${own})`;
      case 1:
        return `qtd(${own})`;
      case 2:
        return `(${own}) last year`;
      case 3:
        return `(${own}) last period`;
      case 4:
        return `trailing(${own}, ${draw.whole(2, 5)} months)`;
      default:
        return own;
    }
  }

  private aggregate(): string {
    const { draw } = this;
    const tail = `${draw.chance(0.75) ? ` where ${this.condition()}` : ""}${this.basis()}`;
    const by = draw.pick([
      "sum",
      "sum",
      "count",
      "min",
      "max",
      "median",
      "distinct",
      "count column",
    ]);
    if (by === "count") return `count(Deals${tail})`;
    if (by === "count column")
      return `count(Deals[${draw.pick(["Amount", "Stage", "Account", "Until"])}]${tail})`;
    if (by === "distinct")
      return `distinct(Deals[${draw.pick(["Account", "Stage", "Note", "Amount", "Qty", "Created"])}]${tail})`;
    const what =
      draw.chance(0.5) || by === "min" || by === "max"
        ? `Deals[${draw.pick(["Amount", "Fee", "Qty", "Amount"])}]`
        : `Deals, ${this.number(2)}`;
    return `${by}(${what}${tail})`;
  }

  private basis(): string {
    const { draw } = this;
    if (draw.chance(0.6)) return "";
    return draw.pick([" on [Created]", " active [Created] to [Until]", " at any time"]);
  }

  private number(depth: number): string {
    const { draw } = this;
    if (depth === 0 || draw.chance(0.3))
      return draw.pick(["[Amount]", "[Fee]", "[Qty]", "Accounts[Size]", "[Qty]", "2", "0.5"]);
    const a = () => this.number(depth - 1);
    return draw.pick([
      () => `(${a()} + ${a()})`,
      () => `(${a()} - ${a()})`,
      () => `([Amount] * ${a()})`,
      () => `(${a()} / ${a()})`,
      () => `([Qty] ^ 2)`,
      () => `([Fee] ^ [Qty])`,
      () => `round([Amount], ${draw.pick(["0", "1", "2"])})`,
      () => `round([Fee])`,
      () => `floor([Amount] / 7)`,
      () => `ceiling([Fee], 1)`,
      () => `abs(${a()})`,
      () => `sqrt(${a()})`,
      () => `min(${a()}, ${a()})`,
      () => `max([Amount], ${a()})`,
      () => `(${a()} else ${a()})`,
      () => `if(${this.condition()}, ${a()}, ${a()})`,
      () => `([Closed] - [Created])`,
      () => `(today - [Created])`,
    ])();
  }

  private condition(): string {
    const { draw } = this;
    const parts = Array.from({ length: draw.chance(0.3) ? 2 : 1 }, () => this.simple());
    const joined = parts.join(draw.chance(0.6) ? " and " : " or ");
    return draw.chance(0.15) ? `not (${joined})` : joined;
  }

  private simple(): string {
    const { draw } = this;
    const column = draw.pick(["[Stage]", "[Note]", "[Account]", "Accounts[Region]", "[Owner]"]);
    return draw.pick([
      () => `${column} = ${this.text(column)}`,
      () => `${column} = ${this.text(column)}`,
      () => `${column} <> ${this.text(column)}`,
      () => `${column} in (${this.text(column)}, ${this.text(column)}, ${this.text(column)})`,
      () => `not (${column} in (${this.text(column)}, ${this.text(column)}))`,
      () => `${column} contains ${this.part(column)}`,
      () => `${column} starts with ${this.part(column)}`,
      () => `${column} is blank`,
      () => `${column} is not blank`,
      () => `[Stage] = [Note]`,
      () => `[Stage] <> [Note]`,
      () => `[Stage] contains [Note]`,
      () =>
        `[Amount] ${draw.pick(["=", "<>", "<", "<=", ">", ">="])} ${draw.pick(["0", "0.1", "0.3", "1000", "5", "2.5", "100"])}`,
      () => `[Fee] ${draw.pick(["<", "<=", ">", ">="])} ${draw.whole(-50, 1000)}`,
      () => `[Qty] in (1, 2, 5)`,
      () => `[Qty] between 1 and 5`,
      () => `[Qty] = Accounts[Size]`,
      () => `[Amount] > [Fee]`,
      () => `[Amount] is blank`,
      () => `[Closed] ${draw.pick(["<", "<=", ">", ">=", "="])} [Created]`,
      () => `[Created] ${draw.pick(["<", "<=", ">", ">="])} ${draw.pick(DAYS.slice(0, -2))}`,
      () => `[Created] + ${draw.whole(1, 90)} > today`,
      () => `[Until] is not blank`,
      () => `[Hot] = true`,
      () => `[Hot] = false`,
      () => `Accounts[Opened] < [Created]`,
      () => `Accounts[Size] >= 2`,
    ])();
  }

  /** One of the column's own texts, or a near miss. */
  private text(column: string): string {
    const { draw } = this;
    const region = () => String(draw.pick(this.accounts)[1]);
    const own =
      column === "[Owner]"
        ? draw.pick(["P0", "P1", "p2 ", "Éva O'Hara", "éva o'hara"])
        : column === "[Account]"
          ? draw.pick(this.keys)
          : column === "Accounts[Region]"
            ? region()
            : draw.pick(this.words);
    return this.quoted(nearMiss(draw, own));
  }

  private part(column: string): string {
    const { draw } = this;
    const from = column === "[Account]" ? draw.pick(this.keys) : draw.pick(this.words);
    const signs = [...from];
    const start = draw.chance(0.5) ? 0 : draw.whole(0, Math.max(0, signs.length - 1));
    return this.quoted(nearMiss(draw, signs.slice(start, start + draw.whole(1, 4)).join("")));
  }

  private quoted(text: string): string {
    return `"§${this.texts.push(text) - 1}§"`;
  }
}

function nearMiss(draw: Random, text: string): string {
  if (draw.chance(0.5) || text === "") return text;
  const at = draw.whole(0, text.length - 1);
  return draw.pick([
    text.toUpperCase(),
    text.toLowerCase(),
    ` ${text}`,
    `${text} `,
    `${text.slice(0, at)}*${text.slice(at + 1)}`,
    `${text.slice(0, at)}?${text.slice(at + 1)}`,
    `${text.slice(0, at)}%${text.slice(at + 1)}`,
    `${text.slice(0, at)}_${text.slice(at + 1)}`,
    text.slice(0, -1),
  ]);
}
