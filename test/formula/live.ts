/** `KPI Live` of an opened workbook beside the figures of a run. */
import type { Engine } from "../../src/app/engine.ts";
import { shownState } from "../../src/formula/flags-sheet.ts";
import { FIGURES, type FigureName } from "../../src/formula/live-sheet.ts";
import type { WorkbookData } from "../../src/model/workbook.ts";

/** `who | kpi or flag | what | period` → the cell. */
function cellsOf({ sheets }: WorkbookData, sheet: string, header: number): Map<string, unknown> {
  const { columns = [], rows = 0 } = sheets.find(({ name }) => name === sheet) ?? {};
  const cells = new Map<string, unknown>();
  for (let r = header + 1; r < rows; r += 1)
    for (const column of columns.slice(3))
      cells.set(
        [0, 1, 2]
          .map((c) => columns[c]![r])
          .concat(column[header]!)
          .join(" | "),
        column[r],
      );
  return cells;
}

/** What `KPI Checks` says of a workbook: nothing, where all is as it was published. */
export function doubts({ sheets }: WorkbookData): string[] {
  const { columns } = sheets.find(({ name }) => name === "KPI Checks")!;
  return columns[2]!
    .slice(1)
    .filter((text) => text !== null && text !== "fine")
    .map((text) => (typeof text === "object" ? JSON.stringify(text) : String(text)));
}

/** Where flags stand otherwise than a run says: the state of each condition, and whether the flag is open. */
export function flagDifferences(engine: Engine, live: WorkbookData): string[] {
  const cells = cellsOf(live, "KPI Live Flags", 0);
  const { episodes, states } = engine.flags();
  const wrong: string[] = [];
  for (const flag of engine.program.flags)
    for (const { id, name, level } of engine.model.org.nodes) {
      if (level !== null) continue;
      const open = new Set(
        episodes
          .filter((e) => e.flag === flag && e.node === id)
          .flatMap((e) => e.open.map(({ period }) => period)),
      );
      for (const { period, state } of states(flag, id)) {
        const at = (what: string) => `${name} | ${flag.label} | ${what} | ${period.label}`;
        // A flag without formulas has no rows.
        if (!cells.has(at("flag"))) continue;
        const shown = (what: string) => {
          const cell = cells.get(at(what)) ?? "";
          return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
        };
        const found = `${shown("holds")} ${shown("flag") || "-"}`;
        const told = `${shownState(state)} ${open.has(period) ? "open" : "-"}`;
        if (found !== told) wrong.push(`${at("flag")}: ${found}, a run gives ${told}`);
      }
      const judged = new Set(states(flag, id).map(({ period }) => period.label));
      wrong.push(...saidAhead(cells, `${name} | ${flag.label} | `, judged));
    }
  return wrong;
}

/** Of periods ahead a run has no state, and nobody answers in them; who isn't there, or ramping, is out of them already. */
function saidAhead(
  cells: ReadonlyMap<string, unknown>,
  row: string,
  judged: ReadonlySet<string>,
): string[] {
  return [...cells].flatMap(([key, cell]) => {
    const [, , what, period] = key.split(" | ");
    const isAsked = key.startsWith(row) && (what === "holds" || what === "flag");
    const isOut = what === "holds" && cell === shownState("absent");
    if (!isAsked || judged.has(period!) || (cell ?? "") === "" || isOut) return [];
    return [`${key}: ${JSON.stringify(cell)} in a period ahead`];
  });
}

/** The figures of a run as `KPI Live` names them; of KPIs that nobody owes the actual alone, where `isWhole` doesn't say otherwise. */
function figuresOf(
  { program, model, periods, standing, evaluator }: Engine,
  isWhole: (kpi: string) => boolean,
  isAsked: (person: string) => boolean,
) {
  // Who stands in nobody's tree at any time has no rows.
  const people = model.org.nodes.filter(
    ({ id, level }) => level === null && model.org.positionsOf(id).length > 0,
  );
  const all = program.calendar.track.flatMap((grain) => periods(grain));
  const isOwed = new Map(
    program.kpis.map((kpi) => [
      kpi,
      people.some(({ id }) => all.some((at) => !Number.isNaN(standing.of(kpi.id, id, at).goal))),
    ]),
  );
  return people.flatMap(({ id, name }) =>
    !isAsked(name)
      ? []
      : program.kpis.flatMap((kpi) =>
          all.flatMap((period) => {
            const { error } = evaluator.at(kpi.figure, id, period);
            const shown = error ? { actual: error.text } : standing.of(kpi.id, id, period);
            return FIGURES.flatMap((figure) => {
              if (figure === "due" || !(figure in shown)) return [];
              if (figure !== "actual" && !isOwed.get(kpi) && !isWhole(kpi.label)) return [];
              const value = (shown as Readonly<Record<FigureName, number | string | null>>)[figure];
              return [{ key: `${name} | ${kpi.label} | ${figure} | ${period.label}`, value }];
            });
          }),
        ),
  );
}

/** What `KPI Checks` doubts of KPIs' goals, so that it is told and not held to a run: goals as published, or their months. */
function doubtsOfGoals(live: WorkbookData): (key: string) => boolean {
  const labels = (line: RegExp) =>
    new Set(
      doubts(live).flatMap((text) => {
        const [, label, other] = line.exec(text) ?? [];
        return label ?? other ?? [];
      }),
    );
  const goals = labels(
    /^Goals of (.*) are (?:those of .* has changed|means by weights)|^Goals of (.*) come from elsewhere since/,
  );
  const months = labels(/^Goals of (.*) have moved since/);
  return (key) => {
    const [, label = "", figure] = key.split(" | ");
    return (goals.has(label) && figure !== "actual") || (months.has(label) && BY_MONTHS.test(key));
  };
}

/** What differs, in words; numbers to 1e-9, statuses, errors and blanks exactly. What `KPI Checks` doubts is left out. */
export function differences(
  engine: Engine,
  live: WorkbookData,
  of: "of everybody" | "of published people" = "of everybody",
): string[] {
  const cells = cellsOf(live, "KPI Live", 1);
  const wrong: string[] = [];
  const published = new Set([...cells.keys()].map((key) => key.split(" | ")[0]));
  const whole = new Set(
    [...cells.keys()].flatMap((key) => /\| (.*) \| status \|/.exec(key)?.[1] ?? []),
  );
  const isDoubted = doubtsOfGoals(live);
  const isAsked = (person: string) => of === "of everybody" || published.has(person);
  for (const { key, value } of figuresOf(engine, (kpi) => whole.has(kpi), isAsked)) {
    const found = cells.get(key) ?? null;
    if (!isDoubted(key) && !isSame(found, value))
      wrong.push(`${key}: ${JSON.stringify(found)}, a run gives ${value}`);
  }
  return wrong;
}

const BY_MONTHS = /\| (?:expected|pace|forecast|status) \| \d{4}$/;

function isSame(found: unknown, value: number | string | null): boolean {
  if (value === null || Number.isNaN(value)) return found === null || found === "";
  if (typeof value === "string")
    return found === value || (found as { error?: string } | null)?.error === value;
  return (
    typeof found === "number" && Math.abs(found - value) <= 1e-9 * Math.max(1, Math.abs(value))
  );
}
