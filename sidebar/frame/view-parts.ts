/** What a view, and one opened from it, puts into the frame. */
import type { ComponentType } from "preact";
import type { Actions } from "../state/actions.ts";
import type { State } from "../state/store.ts";

export interface ViewProps {
  readonly state: State;
  readonly actions: Actions;
}
export interface ViewParts {
  readonly Content: ComponentType<ViewProps>;
  /** Pickers of what the view is about; a view about the whole workbook has none. */
  readonly Context?: ComponentType<ViewProps>;
  /** Buttons at the bottom; nothing drawn where there is nothing to do. */
  readonly Bar?: ComponentType<ViewProps>;
}

/** A view opened from another: Back and Esc leave it, and the focus returns to what opened it. */
export interface SubView extends ViewParts {
  readonly title: string;
  readonly leave: () => void;
}
