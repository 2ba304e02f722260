/** Views opened from Start and Rules. */
import { Conflict, ConflictBar } from "../panels/rules/conflict.tsx";
import { Insert } from "../panels/rules/insert.tsx";
import { Review, ReviewBar } from "../panels/rules/review.tsx";
import { Export, Import, Plan, PlanBar, Reset } from "../panels/start/pages.tsx";
import { Proposal, ProposalBar, ProposalContext } from "../panels/start/proposal.tsx";
import type { Actions } from "../state/actions.ts";
import type { State } from "../state/store.ts";
import { texts } from "../texts/index.ts";
import type { SubView, ViewProps } from "./view-parts.ts";

export function startSubView({ view, start }: State, actions: Actions): SubView | null {
  if (view !== "start" || start.page === null) return null;
  const leave = actions.leaveStart;
  switch (start.page) {
    case "proposal":
      return {
        title: texts.start.proposed,
        leave,
        Content: Proposal,
        Context: ProposalContext,
        Bar: ProposalBar,
      };
    case "plan":
      return titled(texts.start.plan.title, leave, { Content: Plan, Bar: PlanBar });
    case "import":
      return titled(texts.start.import.title, leave, { Content: Import });
    case "export":
      return titled(texts.start.home.export, leave, { Content: Export });
    case "reset":
      return titled(texts.start.reset.title, leave, { Content: Reset });
  }
}

export function rulesSubView(state: State, actions: Actions): SubView | null {
  if (state.view !== "rules") return null;
  if (state.theirs) return titled(texts.rules.conflict.title, actions.leaveConflict, CONFLICT);
  if (state.review) return titled(texts.rules.changes.title, actions.leaveReview, REVIEW);
  return state.inserting ? titled(texts.rules.insert, () => actions.insert(false), INSERT) : null;
}
const CONFLICT = { Content: Conflict, Bar: ConflictBar };
const REVIEW = { Content: Review, Bar: ReviewBar };
const INSERT = { Content: Insert };

/** A view that is about one thing only, named in the context. */
const titled = (
  title: string,
  leave: () => void,
  parts: Pick<SubView, "Content" | "Bar">,
): SubView => ({ title, leave, ...parts, Context: titles[title] ?? made(title) });

/** One component a title: a new one each time would lose what is typed below it. */
const titles: Record<string, (props: ViewProps) => preact.JSX.Element> = {};
function made(title: string) {
  const Title = () => (
    <span class="grow">
      <b>{title}</b>
    </span>
  );
  titles[title] = Title;
  return Title;
}
