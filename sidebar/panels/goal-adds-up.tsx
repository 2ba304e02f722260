/** How a manager's goal and those of the reports come together. */
import type { GoalsTreeView } from "../../src/app/contract.ts";
import { inFull } from "../digits.ts";
import { shapeFor } from "../state/goals.ts";
import { texts } from "../texts/index.ts";
import { StatusIcon } from "../ui/parts.tsx";

const isNil = (amount: number, of: number): boolean =>
  Math.abs(amount) <= 1e-6 * Math.max(1, Math.abs(of));

type Line = GoalsTreeView["handed"][number];

/** What a manager's reports owe together. */
const togetherOf = (tree: GoalsTreeView, { at }: Line): number =>
  shapeFor(tree).kids[at]!.reduce((sum, n) => sum + (tree.goal[n] ?? 0), 0);

/** What of it nobody has, or somebody has beyond it: an override's or a leaver's, until it is shared out. */
const restOf = (tree: GoalsTreeView, line: Line): number =>
  togetherOf(tree, line) - (tree.goal[line.at] ?? 0) - line.buffer + line.reserve;

function topOf({ manager, who }: GoalsTreeView, at: number): string {
  let top = at;
  while (manager[top]! >= 0) top = manager[top]!;
  return who[top]!;
}

/** Pixels of a pane in which the tree still shows a team above it. */
const TALL = 600;

interface Props {
  readonly tree: GoalsTreeView;
  /** The row with the cursor; without reports the nearest manager above is shown. */
  readonly at: number;
  readonly locale: string;
  /** Siblings take up what is open, from this period on; `who`: the top. */
  readonly onCascade: (who: string) => void;
}

export function AddsUp({ tree, at, locale, onCascade }: Props) {
  const managers = new Map(tree.handed.map((line) => [line.at, line]));
  if (managers.size === 0) return null;
  let manager = at;
  while (manager >= 0 && !managers.has(manager)) manager = tree.manager[manager]!;
  const line = managers.get(manager) ?? tree.handed[0]!;
  const goal = tree.goal[line.at] ?? 0;
  const ties = tree.handed.filter((one) => isNil(one.difference, tree.goal[one.at] ?? 0)).length;
  const together = togetherOf(tree, line);
  const isOpen = !tree.closed && tree.handed.some((one) => !isNil(restOf(tree, one), goal));
  const parts: readonly (readonly [string, number])[] = [
    [texts.goals.overAssigned, line.buffer],
    [texts.goals.keptBack, -line.reserve],
    [isNil(line.open, goal) ? texts.goals.notShared : texts.goals.openWith, restOf(tree, line)],
  ];
  return (
    <details class="adds-up" open={window.innerHeight >= TALL}>
      <summary class="grp">
        <span class="grow">{texts.goals.addsUp}</span>
        <span class={`st ${ties === tree.handed.length ? "met" : "missed"}`}>
          <StatusIcon word={ties === tree.handed.length ? "met" : "missed"} />
          <b>{texts.goals.ties(ties, tree.handed.length)}</b>
        </span>
      </summary>
      <section class="sec">
        <table>
          <tbody>
            <tr>
              <td>
                <bdi>{texts.goals.ownGoal(tree.who[line.at]!)}</bdi>
              </td>
              <td class="num">{inFull(goal, tree.unit, locale)}</td>
            </tr>
            {parts
              .filter(([, amount]) => !isNil(amount, goal))
              .map(([name, amount]) => (
                <tr key={name}>
                  <td>{name}</td>
                  <td class="num">{inFull(amount, tree.unit, locale)}</td>
                </tr>
              ))}
            <tr>
              <td>
                <b>{texts.goals.together}</b>
              </td>
              <td class="num">
                <b>{inFull(together, tree.unit, locale)}</b>
              </td>
            </tr>
          </tbody>
        </table>
        {isOpen && (
          <button type="button" class="mini" onClick={() => onCascade(topOf(tree, line.at))}>
            {texts.goals.cascadeOn}
          </button>
        )}
      </section>
    </details>
  );
}
