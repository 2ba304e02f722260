/** The tree of goals: a treegrid of which only the rows in sight are in the page. */
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import type { GoalsTreeView } from "../../src/app/contract.ts";
import { inFull, signedPercent, unitName } from "../digits.ts";
import { percent } from "../format.ts";
import type { Actions } from "../state/actions.ts";
import { lastName, rowsOf, type ThirdColumn, thirdOf, yearBefore } from "../state/goal-tree.ts";
import { type GoalsState, shapeFor } from "../state/goals.ts";
import { texts } from "../texts/index.ts";
import { Icon } from "../ui/parts.tsx";
import { useRowWindow } from "../ui/window.ts";

/** Pixels; `--row` of the style sheet. */
const ROW = 28;
const HEAD = 24;

interface TreeProps {
  readonly tree: GoalsTreeView;
  readonly goals: GoalsState;
  readonly locale: string;
  readonly actions: Actions;
}

export function GoalTree({ tree, goals, locale, actions }: TreeProps) {
  const { open, at: name, typed } = goals;
  const shape = shapeFor(tree);
  const rows = useMemo(() => rowsOf(tree, shape, open), [tree, open]);
  const table = useRef<HTMLTableElement>(null);
  const body = useRef<HTMLTableSectionElement>(null);
  const { from, to } = useRowWindow(body, rows.length, ROW);
  const row = rows.findIndex((at) => tree.who[at] === name);
  useEffect(() => keepInSight(body.current, row), [name, row, rows.length]);
  const wasEditing = useRef(false);
  useEffect(() => {
    if (wasEditing.current && typed === null) table.current?.focus({ preventScroll: true });
    wasEditing.current = typed !== null;
  }, [typed]);
  const at = rows[row] ?? -1;
  const drawn = row >= from && row < to;
  return (
    <table
      class="tree goals"
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: what is edited in its cells is a treegrid; rows and cells keep the table's own roles
      role="treegrid"
      tabIndex={0}
      ref={table}
      aria-label={`${texts.goals.of(tree.label)}, ${tree.period}`}
      aria-describedby="goal-keys"
      aria-rowcount={rows.length + 1}
      aria-activedescendant={drawn ? rowId(at) : undefined}
      onKeyDown={(event) => onKey(event, { at, typed, actions, tree })}
    >
      <Columns column={goals.column} />
      <thead>
        <tr aria-rowindex={1}>
          <th scope="col">{texts.goals.who}</th>
          <th scope="col" class="num">
            {texts.goals.amount(unitName(tree.unit))}
          </th>
          <th scope="col" class="num">
            <ThirdPick tree={tree} column={goals.column} actions={actions} />
          </th>
          <th scope="col">
            <span class="vh">{texts.goals.marks}</span>
          </th>
        </tr>
      </thead>
      <tbody ref={body}>
        <Gap rows={from} />
        {rows.slice(from, to).map((one, i) => (
          <Row
            key={tree.who[one]}
            at={one}
            index={from + i + 2}
            isPicked={one === at}
            {...{ tree, goals, locale, actions }}
          />
        ))}
        <Gap rows={rows.length - to} />
      </tbody>
    </table>
  );
}

const rowId = (at: number): string => `goal-row-${at}`;

const Columns = ({ column }: { column: ThirdColumn }) => (
  <colgroup>
    <col />
    <col style={{ inlineSize: "80px" }} />
    <col style={{ inlineSize: column === "base" ? "80px" : "54px" }} />
    <col style={{ inlineSize: "36px" }} />
  </colgroup>
);

/** Stands for the rows that aren't drawn. */
const Gap = ({ rows }: { rows: number }) =>
  rows > 0 ? (
    // biome-ignore lint/a11y/noAriaHiddenOnFocusable: it holds nothing and takes no focus
    <tr aria-hidden="true" class="gap">
      <td colSpan={4} style={{ blockSize: `${rows * ROW}px` }} />
    </tr>
  ) : null;

function ThirdPick({
  tree,
  column,
  actions,
}: {
  tree: GoalsTreeView;
  column: ThirdColumn;
  actions: Actions;
}) {
  const { change, share, base } = texts.goals.columns;
  const names: readonly (readonly [ThirdColumn, string])[] = [
    ["change", change(yearBefore(tree.period))],
    ["share", share],
    ["base", base],
  ];
  return (
    <select
      class="third"
      aria-label={texts.goals.column}
      value={column}
      onKeyDown={(event) => event.stopPropagation()}
      onChange={(event) => actions.goals.column(event.currentTarget.value as ThirdColumn)}
    >
      {names.map(([value, text]) => (
        <option key={value} value={value} selected={value === column}>
          {text}
        </option>
      ))}
    </select>
  );
}

interface RowProps extends TreeProps {
  readonly at: number;
  readonly index: number;
  readonly isPicked: boolean;
}

function Row({ at, index, isPicked, tree, goals, locale, actions }: RowProps) {
  const shape = shapeFor(tree);
  const who = tree.who[at]!;
  const above = tree.manager[at]!;
  const beside = shape.kids[above] ?? shape.roots;
  const hasKids = shape.kids[at]!.length > 0;
  const isOpen = goals.open.has(who);
  const third = thirdOf(tree, at, goals.column);
  return (
    <tr
      id={rowId(at)}
      class={hasKids ? "mgr" : ""}
      aria-rowindex={index}
      aria-level={tree.level[at]! + 1}
      aria-posinset={beside.indexOf(at) + 1}
      aria-setsize={beside.length}
      aria-expanded={hasKids ? isOpen : undefined}
      aria-selected={isPicked}
      onClick={() => actions.goals.goTo(at)}
      onDblClick={() => actions.goals.edit(at)}
    >
      <td>
        <span class="n" style={{ "--l": tree.level[at]! + 1 }}>
          {hasKids ? (
            <button
              type="button"
              class="twist"
              tabIndex={-1}
              aria-label={isOpen ? texts.goals.close(who) : texts.goals.open(who)}
              onClick={(event) => {
                event.stopPropagation();
                actions.goals.toggle(at);
              }}
            >
              <Icon name={isOpen ? "down" : "next"} />
            </button>
          ) : (
            <span class="leaf" />
          )}
          <span title={who}>
            <bdi>{lastName(who)}</bdi>
          </span>
        </span>
      </td>
      <td class="num">
        {isPicked && goals.typed !== null ? (
          <Field who={who} {...{ tree, goals, actions }} />
        ) : (
          inFull(tree.goal[at] ?? null, tree.unit, locale)
        )}
      </td>
      <td class="num dim">
        {goals.column === "change"
          ? signedPercent(third, locale)
          : goals.column === "share"
            ? third === null
              ? ""
              : percent(third, locale)
            : inFull(third, tree.unit, locale)}
      </td>
      <td class="mkc">
        <Marks {...{ tree, at, locale }} />
      </td>
    </tr>
  );
}

function Marks({ tree, at, locale }: { tree: GoalsTreeView; at: number; locale: string }) {
  const held = tree.held[at] ?? 0;
  const there = tree.sheet[at] ?? null;
  return (
    <>
      {held !== 0 && (
        <span class="mk" title={texts.goals.heldBy(held)}>
          <Icon name="lock" />
          <span class="vh">{texts.goals.heldBy(held)}</span>
        </span>
      )}
      {there !== null && (
        <span class="mk watch" title={texts.goals.drifted(inFull(there, tree.unit, locale))}>
          <Icon name="drift" />
          <span class="vh">{texts.goals.drifted(inFull(there, tree.unit, locale))}</span>
        </span>
      )}
    </>
  );
}

function Field({
  who,
  tree,
  goals,
  actions,
}: {
  who: string;
  tree: GoalsTreeView;
  goals: GoalsState;
  actions: Actions;
}) {
  const field = useRef<HTMLInputElement>(null);
  // Before anything else is typed: a letter typed at once must not be selected, and lost.
  useLayoutEffect(() => field.current?.select(), []);
  return (
    <input
      ref={field}
      class="num"
      inputMode="decimal"
      aria-label={texts.goals.goalOf(who, tree.period)}
      aria-invalid={goals.wrong !== null}
      aria-describedby={goals.wrong === null ? undefined : "goal-wrong"}
      value={goals.typed ?? ""}
      onClick={(event) => event.stopPropagation()}
      onInput={(event) => actions.goals.type(event.currentTarget.value)}
    />
  );
}

interface KeyContext {
  readonly at: number;
  readonly typed: string | null;
  readonly tree: GoalsTreeView;
  readonly actions: Actions;
}

/** The keys of the tree, and of the field in it; whatever means nothing here is left alone. */
function onKey(event: KeyboardEvent, { at, typed, tree, actions }: KeyContext): void {
  const { goals } = actions;
  const taken = (): void => {
    event.preventDefault();
    event.stopPropagation();
  };
  if (typed !== null) {
    if (event.key === "Enter") goals.enter();
    else if (event.key === "Escape") goals.drop();
    else return;
    taken();
    return;
  }
  if (event.ctrlKey || event.metaKey || event.altKey || at < 0) return;
  if (event.key === "Enter" || event.key === "F2") goals.edit(at);
  else if (event.key.length === 1 && goals.isTyping(event.timeStamp))
    goals.typeAhead(event.key, event.timeStamp);
  else if (event.key === "h" || event.key === "H") goals.holdOrFree(at);
  else if (event.key === "w" || event.key === "W")
    actions.why(tree.kpi, tree.who[at]!, tree.period, "goal");
  else if (/^\p{L}$/u.test(event.key)) goals.typeAhead(event.key, event.timeStamp);
  else if (!goals.key(event.key)) return;
  taken();
}

/** Scrolls no further than it must, below the fixed head and above what is fixed at the foot. */
function keepInSight(body: HTMLElement | null, row: number): void {
  const scroller = body?.closest("main");
  if (!body || !scroller || row < 0) return;
  const port = scroller.getBoundingClientRect();
  const foot = scroller.querySelector<HTMLElement>(".goal-foot")?.offsetHeight ?? 0;
  const top = body.getBoundingClientRect().top + row * ROW;
  const [first, last] = [port.top + HEAD, port.bottom - foot];
  if (top < first) scroller.scrollTop -= first - top;
  else if (top + ROW > last) scroller.scrollTop += top + ROW - last;
}
