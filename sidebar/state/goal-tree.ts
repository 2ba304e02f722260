/** The tree of goals as it is opened, walked and typed into: functions of one view, without a page. */
import { foldText } from "../../dsl/fold.ts";
import type { GoalsTreeView, RunView, UnitView } from "../../src/app/contract.ts";

/** Who reports to whom, by index, as the view's period has it. */
export interface Shape {
  readonly kids: readonly (readonly number[])[];
  readonly roots: readonly number[];
}

export function shapeOf({ manager }: Pick<GoalsTreeView, "manager">): Shape {
  const kids: number[][] = manager.map(() => []);
  const roots: number[] = [];
  manager.forEach((above, at) => {
    (kids[above] ?? roots).push(at);
  });
  return { kids, roots };
}

/** A pane shows about this many rows: more levels than that are opened by hand. */
const ROWS_AT_FIRST = 60;

/** Opens as many whole levels as stay readable, the top's reports at least. */
export function openAtFirst({ who, level }: GoalsTreeView, { kids }: Shape): ReadonlySet<string> {
  const perLevel: number[] = [];
  for (const l of level) perLevel[l] = (perLevel[l] ?? 0) + 1;
  let shown = perLevel[0] ?? 0;
  let deepest = 1;
  for (let l = 1; l < perLevel.length; l += 1) {
    shown += perLevel[l] ?? 0;
    if (l > 1 && shown > ROWS_AT_FIRST) break;
    deepest = l;
  }
  return new Set(who.filter((_, at) => level[at]! < deepest && kids[at]!.length > 0));
}

/** The rows on show, from the top down: indexes of whoever stands below open ones only. */
export function rowsOf(
  { who }: Pick<GoalsTreeView, "who">,
  { kids, roots }: Shape,
  open: ReadonlySet<string>,
): readonly number[] {
  const rows: number[] = [];
  const rest = [...roots].reverse();
  for (let at = rest.pop(); at !== undefined; at = rest.pop()) {
    rows.push(at);
    if (!open.has(who[at]!)) continue;
    const below = kids[at]!;
    for (let i = below.length - 1; i >= 0; i -= 1) rest.push(below[i]!);
  }
  return rows;
}

/** Opens everybody above somebody, so that the row can be seen. */
export function openedTo(
  { who, manager }: Pick<GoalsTreeView, "who" | "manager">,
  at: number,
  open: ReadonlySet<string>,
): ReadonlySet<string> {
  const wider = new Set(open);
  for (let up = manager[at] ?? -1; up >= 0; up = manager[up] ?? -1) wider.add(who[up]!);
  return wider;
}

export interface Place {
  /** Index of the row that has the cursor. */
  readonly at: number;
  readonly open: ReadonlySet<string>;
}

const PAGE = 10;

/** Where a key of the tree leads, null where it means nothing here. */
export function keyed(
  tree: GoalsTreeView,
  shape: Shape,
  rows: readonly number[],
  { at, open }: Place,
  key: string,
): Place | null {
  const row = rows.indexOf(at);
  const to = (r: number): Place => ({
    at: rows[Math.max(0, Math.min(rows.length - 1, r))] ?? at,
    open,
  });
  const name = tree.who[at] ?? "";
  const hasKids = (shape.kids[at]?.length ?? 0) > 0;
  switch (key) {
    case "ArrowDown":
      return to(row + 1);
    case "ArrowUp":
      return to(row - 1);
    case "PageDown":
      return to(row + PAGE);
    case "PageUp":
      return to(row - PAGE);
    case "Home":
      return to(0);
    case "End":
      return to(rows.length - 1);
    case "ArrowRight":
      if (!hasKids) return { at, open };
      return open.has(name) ? to(row + 1) : { at, open: new Set([...open, name]) };
    case "ArrowLeft": {
      if (hasKids && open.has(name))
        return { at, open: new Set([...open].filter((one) => one !== name)) };
      const above = tree.manager[at] ?? -1;
      return { at: above < 0 ? at : above, open };
    }
    case "*":
      return { at, open: new Set([...open, ...managersBelow(tree, shape, at)]) };
    default:
      return null;
  }
}

/** Everybody from a row down who has reports. */
function managersBelow({ who }: GoalsTreeView, { kids }: Shape, at: number): string[] {
  const found: string[] = [];
  const rest = [at];
  for (let one = rest.pop(); one !== undefined; one = rest.pop()) {
    if (kids[one]!.length > 0) found.push(who[one]!);
    for (const kid of kids[one]!) rest.push(kid);
  }
  return found;
}

/**
 * The next one in tree order whose name begins so, from the cursor on and round; closed branches count. The same
 * letter again and again walks through all names that begin with it.
 */
export function typedAhead(
  { who }: Pick<GoalsTreeView, "who">,
  order: readonly number[],
  at: number,
  typed: string,
): number | null {
  const wanted = foldText(typed);
  const again = [...wanted].every((letter) => letter === wanted[0]);
  const start = again ? wanted.slice(0, 1) : wanted;
  const from = Math.max(0, order.indexOf(at)) + (again ? 1 : 0);
  for (let i = 0; i < order.length; i += 1) {
    const one = order[(from + i) % order.length]!;
    if (foldText(lastName(who[one]!)).startsWith(start)) return one;
  }
  return null;
}

/** `Ann / Acme` is shown as Acme below Ann. */
export const lastName = (who: string): string => who.split(" / ").pop() ?? who;

/** `2026-Q3` → `2025-Q3`. */
export const yearBefore = (period: string): string =>
  period.replace(/^\d+/, (year) => String(Number(year) - 1));

/** How a cell of the third column reads: change on last year, share of what the manager hands down, base goal. */
export type ThirdColumn = "change" | "share" | "base";

export function thirdOf(tree: GoalsTreeView, at: number, column: ThirdColumn): number | null {
  const [goal, before] = [tree.goal[at] ?? null, tree.baseline[at] ?? null];
  switch (column) {
    case "share":
      return tree.share[at] ?? null;
    case "base":
      return tree.base[at] ?? null;
    case "change":
      return goal === null || before === null || before <= 0 ? null : goal / before - 1;
  }
}

const SCALES: Readonly<Record<string, number>> = { k: 1e3, m: 1e6, mio: 1e6, b: 1e9, mrd: 1e9 };

/**
 * A typed amount in a locale, `1,600,000`, `1.6m`, `31%`; null where it is none. A KPI in percent is typed as
 * shown: 31 and 31 % are both 0.31.
 */
export function amountOf(typed: string, unit: UnitView, locale: string): number | null {
  const text = plainly(typed, locale);
  const found = /^(-?)(\d{1,3}(?:,\d{2,3})*,\d{3}|\d+)(\.\d+)?,?(%|[a-z]+)?$/i.exec(text);
  if (!found) return null;
  const [, sign, whole = "", fraction = "", mark = ""] = found;
  const scale = mark === "" || mark === "%" ? 1 : SCALES[mark.toLowerCase()];
  if (scale === undefined) return null;
  const value = Number(sign + whole.replaceAll(",", "") + fraction) * scale;
  const isPercent = mark === "%" || unit.of === "percent";
  return Number((isPercent ? value / 100 : value).toPrecision(15));
}

/** The locale's own signs as `1,234.5`, without spaces and currency signs. */
function plainly(typed: string, locale: string): string {
  const parts = new Intl.NumberFormat(locale).formatToParts(12345.6);
  const sign = (type: string) => parts.find((p) => p.type === type)?.value;
  const [group, decimal] = [sign("group") ?? ",", sign("decimal") ?? "."];
  const alike = [/\s/, /['\u2019]/].find((signs) => signs.test(group));
  const isGroup = (c: string) => c === group || (alike?.test(c) ?? false);
  return [...typed.trim()]
    .map((c) => {
      if (c === decimal) return ".";
      if (isGroup(c)) return ",";
      return c === "\u2212" ? "-" : /[\s\p{Sc}]/u.test(c) ? "" : c;
    })
    .join("");
}

/** A goal as it stands in its field: no unit, full digits, in the locale's own signs. */
export function typedAs(value: number | null, unit: UnitView, locale: string): string {
  if (value === null) return "";
  const shown = unit.of === "percent" ? value * 100 : value;
  return new Intl.NumberFormat(locale, { maximumFractionDigits: 6 }).format(
    Number(shown.toPrecision(15)),
  );
}

/** The shown period and what it is made of: enough to say where a change lands. */
export function periodsIn(run: RunView | null, label: string): readonly string[] | null {
  const whole = run?.periods.find((p) => p.label === label);
  if (!run || !whole) return null;
  const inside = run.periods.filter(
    (p) => p !== whole && p.start >= whole.start && p.end <= whole.end,
  );
  const grain = inside.sort((a, b) => (a.start < b.start ? -1 : a.end > b.end ? -1 : 1))[0]?.grain;
  return [label, ...inside.filter((p) => p.grain === grain).map((p) => p.label)];
}
