/** A line that says what was found, over the guesses behind it. */
import type { ComponentChildren } from "preact";
import { useState } from "preact/hooks";
import type { Guess } from "../../../src/app/contract.ts";
import { texts } from "../../texts/index.ts";
import { Icon } from "../../ui/parts.tsx";

/** A line that says what was found, and opens the guesses behind it. */
export function Found(props: {
  icon: string;
  title: string;
  body: string;
  about: string;
  children: ComponentChildren;
}) {
  const [open, setOpen] = useState(false);
  const { change, done } = texts.start;
  return (
    <>
      <div class="row">
        <Icon name={props.icon} />
        <span class="grow">
          {props.title}
          <small>{props.body}</small>
        </span>
        <button
          type="button"
          class="mini plain"
          aria-expanded={open}
          aria-label={`${open ? done : change}: ${props.about}`}
          onClick={() => setOpen(!open)}
        >
          {open ? done : change}
        </button>
      </div>
      {open && props.children}
    </>
  );
}

/** What was guessed under an id; empty for nothing. */
export const value = (guesses: readonly Guess[], id: string): string =>
  guesses.find((guess) => guess.id === id)?.value ?? "";

export function Head({ name, meta }: { name: string; meta: string }) {
  return (
    <h2 class="grp">
      <span class="grow">{name}</span>
      <span class="meta">
        <bdi>{meta}</bdi>
      </span>
    </h2>
  );
}
