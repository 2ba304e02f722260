/**
 * Random rule books and their rows, from a seed. Constants of conditions come from the columns' own texts and
 * their near misses (other case, a blank added, a letter replaced by a wildcard), for random ones would find
 * almost none of what may go wrong.
 */
import type { CellValue } from "../../../dsl/cell.ts";
import { foldText } from "../../../dsl/fold.ts";
import { compile } from "../../../dsl/index.ts";
import type { Program } from "../../../dsl/ir/ir.ts";
import { type Random, seeded } from "../../../examples/random.ts";
import { serialOf } from "../../../src/model/serial.ts";
import { sheetOf, type WorkbookData } from "../../../src/model/workbook.ts";

export type Kind = "text" | "float" | "decimal" | "whole" | "date" | "timestamp" | "truth";
export type Cell = string | number | boolean | null;
export interface DrawnTable {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly kind: Kind }[];
  /** Dates as ISO, timestamps as `2026-03-31 18:00:00`. */
  readonly rows: readonly (readonly Cell[])[];
}
export interface Stay {
  readonly person: string;
  readonly manager: string | null;
  /** Half-open ISO days; null: always. */
  readonly from: string | null;
  readonly to: string | null;
}
export interface DrawnModel {
  readonly seed: number;
  readonly stays: readonly Stay[];
  readonly tables: readonly DrawnTable[];
  readonly rules: string;
  readonly program: Program;
  readonly workbook: WorkbookData;
  readonly asOf: string;
}

const WORDS = [
  "Won",
  "won ",
  "WON",
  "Wo*",
  "W?n",
  "Wxn",
  "~x",
  ">5",
  "=Won",
  "<>",
  "50%",
  "50x",
  "a_b",
  "axb",
  "a\\b",
  "O'Hara",
  'say "hi"',
  "É",
  "é",
  "e\u0301",
  "ß",
  "ss",
  "ﬁ",
  "fi",
  "ς",
  "σ",
  "Σ",
  "İ",
  "i",
  "I",
  "\u00a0Won",
  "Won\tLost",
  "Won  Lost",
  "won lost",
  "Ｗｏｎ",
  "½",
  "5",
  "05",
  "",
  "  ",
  "a;b",
  "--",
  "x\u200by",
  "xy",
  "'; DROP TABLE deals; --",
  "$1",
  "{{x}}",
  "Lost",
  "Open",
  "line\nbreak",
  "line break",
  "日本",
  "ÅNGSTRÖM",
  "ångström",
] as const;
const DAYS = [
  "2024-12-31",
  "2025-01-01",
  "2025-03-31",
  "2025-04-01",
  "2025-06-15",
  "2025-12-31",
  "2026-01-01",
  "2026-01-31",
  "2026-02-01",
  "2026-02-28",
  "2026-03-15",
  "2026-03-31",
  "2026-04-01",
  "2026-05-16",
  "2026-06-30",
  "2026-07-01",
  "2026-11-30",
  "2026-12-31",
  "9999-12-31",
  "1899-12-31",
] as const;
const TIMES = ["00:00:00", "00:00:01", "12:00:00", "18:00:00", "23:59:59"] as const;
const FLOATS = [
  0,
  -0,
  1,
  -1,
  0.1,
  0.2,
  0.3,
  1 / 3,
  2.5,
  -2.5,
  1.005,
  1e16,
  -1e16,
  1e-7,
  1e-12,
  123456789.12,
  1000,
  999.995,
  5,
  7,
  100,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  Number.NEGATIVE_INFINITY,
] as const;

export const COLUMNS: DrawnTable["columns"] = [
  { name: "Owner", kind: "text" },
  { name: "Account", kind: "text" },
  { name: "Stage", kind: "text" },
  { name: "Note", kind: "text" },
  { name: "Amount", kind: "float" },
  { name: "Fee", kind: "decimal" },
  { name: "Qty", kind: "whole" },
  { name: "Closed", kind: "timestamp" },
  { name: "Created", kind: "date" },
  { name: "Until", kind: "date" },
  { name: "Hot", kind: "truth" },
];
export const ACCOUNT_COLUMNS: DrawnTable["columns"] = [
  { name: "Account", kind: "text" },
  { name: "Region", kind: "text" },
  { name: "Size", kind: "float" },
  { name: "Opened", kind: "date" },
];

/** `more`: statements beside the drawn KPIs, for what only some back ends follow. */
export function drawModel(seed: number, more: readonly string[] = []): DrawnModel {
  const draw = seeded(seed * 7919 + 1);
  const stays = drawOrg(draw);
  const people = [...new Set(stays.map(({ person }) => person))];
  // A key stands once.
  const drawn = Array.from({ length: draw.whole(3, 8) }, () => draw.pick(WORDS));
  const keys = [...new Map(drawn.map((key) => [foldText(key), key])).values()];
  const accounts: Cell[][] = [];
  for (const key of keys) {
    // A row alike in every cell would be the same row twice, which a database must not hold.
    accounts.push([key, draw.pick(WORDS), accounts.length + draw.whole(1, 9) / 10, day(draw)]);
  }
  const words = Array.from({ length: draw.whole(3, 9) }, () => draw.pick(WORDS));
  const rows = Array.from({ length: draw.whole(0, 45) }, (): Cell[] => [
    draw.chance(0.1) ? draw.pick(["Nobody", "", null]) : spelling(draw, draw.pick(people)),
    draw.chance(0.2) ? draw.pick(WORDS) : spelling(draw, draw.pick(keys)),
    draw.chance(0.1) ? null : draw.pick(words),
    draw.chance(0.2) ? null : draw.pick(words),
    draw.chance(0.1)
      ? null
      : draw.chance(0.5)
        ? draw.pick(FLOATS)
        : Math.round(draw.next() * 1e6) / 100,
    draw.chance(0.1) ? null : draw.whole(-50_000, 500_000) / 100,
    draw.chance(0.1) ? null : draw.whole(-3, 9),
    draw.chance(0.1) ? null : `${dayIn(draw)} ${draw.pick(TIMES)}`,
    draw.chance(0.1) ? null : day(draw),
    draw.chance(0.5) ? null : day(draw),
    draw.chance(0.2) ? null : draw.chance(0.5),
  ]);
  const deals: DrawnTable = { name: "Deals", columns: COLUMNS, rows };
  const linked: DrawnTable = { name: "Accounts", columns: ACCOUNT_COLUMNS, rows: accounts };
  const book = new Book(draw, words, keys, accounts);
  return modelOf({
    seed,
    stays,
    tables: [deals, linked],
    rules: book.rules(more),
    texts: book.texts,
    asOf: draw.pick(["2026-12-31", "2026-06-30", "2026-03-15", "2026-07-01"]),
  });
}

interface ModelParts {
  readonly seed: number;
  readonly stays: readonly Stay[];
  /** Deals, then Accounts. */
  readonly tables: readonly DrawnTable[];
  /** Texts stand as `§n§`, since a rule's own text can't hold every sign. */
  readonly rules: string;
  readonly texts: readonly string[];
  readonly asOf: string;
}

/** A model of parts; its program holds the texts themselves. */
export function modelOf({ seed, stays, tables, rules, texts, asOf }: ModelParts): DrawnModel {
  const { program, diagnostics } = compile(rules, null);
  // Units of drawn figures may not fit each other: what is made of two is left out then.
  const made = rules.indexOf("kpi ratio");
  const faults = diagnostics.filter(
    (d) => d.severity === "error" && (made < 0 || d.span.start < made),
  );
  if (faults.length > 0)
    throw new Error(`seed ${seed}: ${faults.map((f) => f.message).join("; ")}\n${rules}`);
  const filled = JSON.parse(
    JSON.stringify(program, (_, value) =>
      typeof value === "string" && /^§\d+§$/.test(value)
        ? texts[Number(value.slice(1, -1))]
        : value,
    ),
  ) as Program;
  return {
    seed,
    stays,
    tables,
    rules: rules.replace(/§(\d+)§/g, (_, at) => JSON.stringify(texts[Number(at)]).slice(1, -1)),
    program: filled,
    workbook: {
      sheets: [teamSheet(stays), ...tables.map(sheet)],
      names: [],
      locale: "en-US",
      dateSystem: 1900,
    },
    asOf,
  };
}

const dayIn = (draw: Random): string =>
  draw.chance(0.4)
    ? draw.pick(DAYS.slice(0, -2))
    : `${draw.pick(["2025", "2026"])}-${String(draw.whole(1, 12)).padStart(2, "0")}-${String(draw.whole(1, 28)).padStart(2, "0")}`;
const day = (draw: Random): string => (draw.chance(0.08) ? draw.pick(DAYS) : dayIn(draw));

/** The same text as another hand would write it. */
function spelling(draw: Random, text: string): string {
  if (draw.chance(0.6)) return text;
  return draw.pick([text.toUpperCase(), text.toLowerCase(), ` ${text}`, `${text}\u00a0`, text]);
}

/** Persons in a tree; about half of the models have movers, some of them leavers. */
function drawOrg(draw: Random): Stay[] {
  const names = Array.from({ length: draw.whole(2, 9) }, (_, i) =>
    i === 3 ? "Éva O'Hara" : `P${i}`,
  );
  const moving = draw.chance(0.5);
  return names.flatMap((person, i): Stay[] => {
    const under = () => (i === 0 ? null : names[draw.whole(0, i - 1)]!);
    const manager = under();
    if (!moving || i < 2 || draw.chance(0.6)) return [{ person, manager, from: null, to: null }];
    const at = draw.pick(["2026-05-16", "2026-02-01", "2025-04-01"]);
    if (draw.chance(0.2)) return [{ person, manager, from: null, to: at }];
    if (draw.chance(0.2)) return [{ person, manager, from: at, to: null }];
    return [
      { person, manager, from: null, to: at },
      { person, manager: under(), from: at, to: null },
    ];
  });
}

/** What else people's rows hold, as people type it. */
const POTENTIALS: readonly CellValue[] = [3, null, 2.5, "n/a", 0, "4", 7];
const REGIONS: readonly CellValue[] = ["East", "west ", null, "E*", " EAST"];

function teamSheet(stays: readonly Stay[]) {
  const rows = stays.map(({ person, manager, from, to }, i): CellValue[] => [
    person,
    manager,
    from === null ? null : serialOf(from, 1900),
    to === null ? null : serialOf(to, 1900) - 1,
    POTENTIALS[i % POTENTIALS.length]!,
    REGIONS[(i * 3) % REGIONS.length]!,
  ]);
  return sheetOf("Team", [["Name", "Manager", "From", "Until", "Potential", "Region"], ...rows]);
}

function sheet({ name, columns, rows }: DrawnTable) {
  const cells = rows.map((row) => row.map((cell, c) => cellOf(cell, columns[c]!.kind)));
  return sheetOf(name, [columns.map((column) => column.name), ...cells]);
}

function cellOf(cell: Cell, kind: Kind): CellValue {
  if (typeof cell === "number" && !Number.isFinite(cell)) return null;
  if (typeof cell !== "string" || kind === "text") return cell;
  if (kind === "date") return cell < "1900-03-01" ? null : serialOf(cell, 1900);
  const [h, m, s] = cell.slice(11).split(":").map(Number) as [number, number, number];
  return serialOf(cell.slice(0, 10), 1900) + (h * 3600 + m * 60 + s) / 86_400;
}

/** What every book says of its tables. */
export const HEAD: readonly string[] = [
  "people from Team",
  "  name [Name]",
  "  reports to [Manager]",
  "  since [From]",
  "  until [Until]",
  "",
  "table Deals from Deals",
  "  owner [Owner]",
  "  date [Closed]",
  "  link [Account] to Accounts",
  "",
  "table Accounts from Accounts",
  "  key [Account]",
  "",
];

/** A rule book about the drawn columns. */
class Book {
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
