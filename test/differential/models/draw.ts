/** Random models from a seed: people in a tree, their rows, and rules about them. */
import { foldText } from "../../../dsl/fold.ts";
import { type Random, seeded } from "../../../examples/random.ts";
import {
  ACCOUNT_COLUMNS,
  type Cell,
  COLUMNS,
  type DrawnModel,
  type DrawnTable,
  modelOf,
  type Stay,
} from "./model.ts";
import { day, dayIn, FLOATS, TIMES, WORDS } from "./pool.ts";
import { Book } from "./rules.ts";

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
