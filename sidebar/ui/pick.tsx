/** A picker with type-ahead: a button that opens a search field over a list. */
import { useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { foldText } from "../../dsl/fold.ts";
import { texts } from "../texts/index.ts";
import { Icon } from "./parts.tsx";

export interface Option {
  readonly value: number;
  readonly text: string;
  /** Depth in a tree, 0 at the top. */
  readonly level?: number;
}

interface PickProps {
  readonly label: string;
  readonly value: number;
  readonly options: readonly Option[];
  readonly onPick: (value: number) => void;
  /** What stands there while nothing is picked. */
  readonly none?: string;
}

/** Options drawn at once; the others are reached by typing. */
const MOST = 200;

/** Options whose words begin with what was typed come before those that only hold it; ties keep their order. */
export function matching(options: readonly Option[], typed: string): readonly Option[] {
  const wanted = foldText(typed).trim();
  if (wanted === "") return options;
  const rank = (text: string): number => {
    const at = ` ${foldText(text)}`.indexOf(` ${wanted}`);
    return at >= 0 ? 0 : foldText(text).includes(wanted) ? 1 : 2;
  };
  const ranked = options.map((option) => ({ option, rank: rank(option.text) }));
  return [0, 1].flatMap((r) => ranked.filter((o) => o.rank === r).map((o) => o.option));
}

/** At most `MOST` options around one of them. */
function around(
  options: readonly Option[],
  at: number,
): { from: number; shown: readonly Option[] } {
  const from = Math.max(0, Math.min(at - MOST / 2, options.length - MOST));
  return { from, shown: options.slice(from, from + MOST) };
}

export function Pick(props: PickProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const current = props.options.find((option) => option.value === props.value);
  const close = (): void => {
    setTyped(null);
    button.current?.focus();
  };
  return (
    <div class="picker">
      <button
        ref={button}
        type="button"
        class="pick"
        aria-haspopup="dialog"
        aria-expanded={typed !== null}
        aria-label={`${props.label}: ${current?.text ?? props.none ?? ""}`}
        onClick={() => setTyped(typed === null ? "" : null)}
        onKeyDown={(event) => {
          const letter = event.key.length === 1 && event.key !== " ";
          if (event.ctrlKey || event.metaKey || event.altKey) return;
          if (!letter && event.key !== "ArrowDown") return;
          event.preventDefault();
          // The list may not have the focus yet when the next key comes.
          setTyped((was) => (letter ? (was ?? "") + event.key : ""));
        }}
      >
        <span>
          <bdi>{current?.text ?? props.none ?? ""}</bdi>
        </span>
        <Icon name="down" />
      </button>
      {typed !== null && <Search {...props} typed={typed} onClose={close} onType={setTyped} />}
    </div>
  );
}

function Search({
  label,
  value,
  options,
  onPick,
  typed,
  onType,
  onClose,
}: PickProps & { typed: string; onType: (typed: string | null) => void; onClose: () => void }) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const found = useMemo(() => matching(options, typed), [options, typed]);
  const chosen = typed === "" ? found.findIndex((option) => option.value === value) : 0;
  const [moved, setMoved] = useState<number | null>(null);
  const at = Math.min(moved ?? Math.max(0, chosen), found.length - 1);
  const { from, shown } = around(found, at);
  const take = (option: Option | undefined): void => {
    if (option) onPick(option.value);
    onClose();
  };
  useLayoutEffect(() => {
    const input = box.current?.querySelector("input");
    input?.focus();
    input?.setSelectionRange(input.value.length, input.value.length);
  }, []);
  useEffect(() => {
    box.current?.querySelector("[aria-selected=true]")?.scrollIntoView({ block: "nearest" });
  }, [at, typed]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, PageDown: at + 10, PageUp: at - 10 }[
      event.key
    ];
    if (to !== undefined) setMoved(Math.max(0, Math.min(found.length - 1, to)));
    else if (event.key === "Enter") take(found[at]);
    else if (event.key === "Escape") onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={box}
      class="pop picks"
      onFocusOut={(event) => {
        if (!box.current?.contains(event.relatedTarget as Node | null)) onType(null);
      }}
    >
      <input
        role="combobox"
        aria-label={label}
        aria-expanded="true"
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={found[at] ? `${id}-${found[at].value}` : undefined}
        autocomplete="off"
        spellcheck={false}
        value={typed}
        onInput={(event) => {
          setMoved(null);
          onType(event.currentTarget.value);
        }}
        onKeyDown={onKeyDown}
      />
      <div role="listbox" id={id} aria-label={label} tabIndex={-1}>
        {shown.map((option, i) => (
          // The field keeps the focus and has the keys; the list is for the pointer.
          // biome-ignore lint/a11y/useKeyWithClickEvents: see above
          // biome-ignore lint/a11y/useFocusableInteractive: see above
          <div
            key={option.value}
            id={`${id}-${option.value}`}
            role="option"
            aria-selected={from + i === at}
            aria-setsize={found.length}
            aria-posinset={from + i + 1}
            style={{ "--l": typed === "" ? (option.level ?? 0) : 0 }}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => take(option)}
          >
            <bdi>{option.text}</bdi>
          </div>
        ))}
      </div>
      <p class="meta" role="status">
        {found.length === 0
          ? texts.frame.nothingFound(typed)
          : typed === "" && found.length <= MOST
            ? ""
            : texts.frame.matches(found.length)}
      </p>
    </div>
  );
}
