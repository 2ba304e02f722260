/** A state of a view: over which workbook, and how a person gets there. */
import type { View } from "../../../sidebar/state/store.ts";
import type { Desk } from "../harness/desk.ts";
import type { Pane } from "../harness/pane.ts";

export interface ViewState {
  /** `view` or `view-state`: the name of its pictures. */
  readonly name: string;
  readonly view: View;
  /** The workbook's side; without it, the sample with its rules. */
  readonly desk?: () => Desk;
  /** The workbook is opened at once and the view chosen; without it that is all. */
  readonly reach?: (pane: Pane) => Promise<void>;
  /** For a state in which the workbook never answers. */
  readonly unanswered?: true;
  readonly height?: number;
  /** The page's second script never comes, or comes broken. */
  readonly script?: "held" | "broken";
}

/** Long enough for the progress to stand there: its seconds are too small a change of the picture. */
export const stillWaiting = async ({ page }: Pane): Promise<void> => {
  await page.waitForSelector(".skel");
  await page.clock.runFor(3_000);
  await page.waitForSelector("progress");
};
