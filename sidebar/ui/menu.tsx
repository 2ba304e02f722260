/** A button with three dots that opens a menu: arrows and first letters move, Enter takes, Esc closes. */
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { foldText } from "../../dsl/fold.ts";
import { Icon } from "./parts.tsx";

export interface MenuItem {
  readonly icon: string;
  readonly text: string;
  readonly onPick: () => void;
}

/** The item that a key goes to from another, null where it means nothing here. */
export function menuStep(items: readonly MenuItem[], at: number, key: string): number | null {
  const last = items.length - 1;
  switch (key) {
    case "ArrowDown":
      return at === last ? 0 : at + 1;
    case "ArrowUp":
      return at <= 0 ? last : at - 1;
    case "Home":
      return 0;
    case "End":
      return last;
  }
  if (key.length !== 1 || key === " ") return null;
  const after = [...items.keys()].map((n) => (at + 1 + n) % items.length);
  return after.find((n) => foldText(items[n]!.text).startsWith(foldText(key))) ?? null;
}

export function Menu({ label, items }: { label: string; items: readonly MenuItem[] }) {
  const [at, setAt] = useState<number | null>(null);
  const id = useId();
  const button = useRef<HTMLButtonElement>(null);
  const box = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (at !== null) box.current?.querySelectorAll<HTMLElement>("[role=menuitem]")[at]?.focus();
  }, [at]);
  const close = (): void => {
    setAt(null);
    button.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const to = menuStep(items, at ?? 0, event.key);
    if (to !== null) setAt(to);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <>
      <button
        ref={button}
        type="button"
        class="icon mini"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={at !== null}
        aria-controls={at === null ? undefined : id}
        onClick={() => setAt(at === null ? 0 : null)}
        onKeyDown={(event) => {
          if (event.key !== "ArrowDown") return;
          event.preventDefault();
          setAt(0);
        }}
      >
        <Icon name="more" />
      </button>
      {at !== null && (
        <div
          ref={box}
          id={id}
          class="pop menu"
          role="menu"
          aria-label={label}
          tabIndex={-1}
          onKeyDown={onKeyDown}
          onFocusOut={(event) => {
            const to = event.relatedTarget as Node | null;
            if (!box.current?.contains(to) && to !== button.current) setAt(null);
          }}
        >
          {items.map(({ icon, text, onPick }) => (
            <button
              key={text}
              type="button"
              role="menuitem"
              tabIndex={-1}
              onClick={() => {
                close();
                onPick();
              }}
            >
              <Icon name={icon} /> {text}
            </button>
          ))}
        </div>
      )}
    </>
  );
}
