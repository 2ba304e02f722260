/** What the Answers view holds: whose turn it is, what can be done, what is on record. Everything is said before it is written. */
import type {
  AnswersView,
  AnswerView,
  EvidenceView,
  RecordRequest,
  RecordView,
  RunView,
} from "../../src/app/contract.ts";
import type { Rpc } from "../rpc.ts";
import { texts } from "../texts/index.ts";
import type { Shared } from "./goals.ts";
import { isMet, owed } from "./read.ts";
import type { Store } from "./store.ts";
import { wrote } from "./undo.ts";

export type Scope = "mine" | "team" | "all";
export type Taken = RecordRequest["action"];

export interface AnswerForm {
  /** Of `cardKey`. */
  readonly card: string;
  readonly action: Taken;
  readonly note: string;
  /** What writing would do; null until that is known. */
  readonly told: RecordView | null;
}

export interface AnswersState {
  readonly scope: Scope;
  /** A period to look at alone; null: all that is open. */
  readonly period: string | null;
  readonly view: AnswersView | null;
  /** The run and the name for which the view was read: others mean reading it again. */
  readonly after: RunView | null;
  readonly as: string;
  readonly form: AnswerForm | null;
  readonly evidence: EvidenceView | null;
  readonly working: boolean;
}

export const NO_ANSWERS: AnswersState = {
  scope: "mine",
  period: null,
  view: null,
  after: null,
  as: "",
  form: null,
  evidence: null,
  working: false,
};

export const cardKey = ({ flag, who, raised }: AnswerView): string => `${flag} ${who} ${raised}`;

/** Cards of a scope and period, as they come: the gravest first, then the escalated, then the oldest. */
export const cardsOf = (
  view: AnswersView,
  scope: Scope,
  period: string | null,
): readonly AnswerView[] =>
  view.open.filter(
    (card) =>
      (scope === "all" || (scope === "mine" ? card.mine : card.team)) &&
      (period === null || card.period === period),
  );

/** Periods of open flags, the latest first. */
export function periodsOf(run: RunView | null, { open }: AnswersView): readonly string[] {
  const endOf = (label: string) => run?.periods.find((p) => p.label === label)?.end ?? label;
  return [...new Set(open.map((card) => card.period))].sort((a, b) =>
    endOf(a) < endOf(b) ? 1 : -1,
  );
}

/** What the goal assumed beside what came, where they differ most: that tells coaching from resetting. */
export function farthestOff({ assumed }: AnswerView): AnswerView["assumed"][number] | null {
  const off = ({ assumed: was, came }: AnswerView["assumed"][number]): number =>
    came === null || was === 0 ? 0 : Math.abs(came / was - 1);
  const [first] = [...assumed].sort((a, b) => off(b) - off(a));
  return first && off(first) > 0.005 ? first : null;
}

/** Whether somebody stands below a manager, by name. */
export function isBelow(run: RunView, who: string, manager: string): boolean {
  let at = run.people.findIndex((p) => p.name === who);
  while (at >= 0) {
    at = run.people[at]!.manager;
    if (at >= 0 && run.people[at]!.name === manager) return true;
  }
  return false;
}

/** What is on record in a scope: by me, about my team, all. */
export const recordsOf = (
  run: RunView,
  { onRecord }: AnswersView,
  scope: Scope,
  me: string,
): AnswersView["onRecord"] =>
  onRecord.filter(
    ({ by, who }) =>
      scope === "all" || by === me || (scope === "team" && (who === me || isBelow(run, who, me))),
  );

export interface Quarter {
  readonly leading: boolean;
  readonly lagging: boolean;
  /** Indexes in `run.people`. */
  readonly people: readonly number[];
}

/** Who met what in a period, of those with both kinds of goals and nobody below: the four cases, with the names. */
export function fourCases(run: RunView, period: number): readonly Quarter[] {
  const cases = [true, false].flatMap((leading) =>
    [false, true].map((lagging) => ({ leading, lagging, people: [] as number[] })),
  );
  run.people.forEach((person, n) => {
    if (person.hasReports || person.vacancy) return;
    const [does, gets] = (["leading", "lagging"] as const).map((role) =>
      owed(run, role, period, n).filter((k) => isJudged(run, k, period, n)),
    );
    if (does!.length === 0 || gets!.length === 0) return;
    const every = (kpis: readonly number[]) => kpis.every((k) => isMet(run, k, period, n));
    const [leading, lagging] = [every(does!), every(gets!)];
    cases.find((c) => c.leading === leading && c.lagging === lagging)!.people.push(n);
  });
  return cases;
}

const isJudged = (run: RunView, kpi: number, period: number, person: number): boolean =>
  (run.figures.attainment[(kpi * run.periods.length + period) * run.people.length + person] ??
    null) !== null;

/** Who answers for the people of one of the four cases, as their open flags have it. */
export function answererOf(
  run: RunView,
  { people }: Quarter,
  open: readonly AnswerView[],
): "nobody" | "self" | "manager" | "several" {
  const names = new Map(people.map((n) => [run.people[n]!.name, n]));
  const kinds = new Set(
    open.flatMap(({ who, answers }): ("self" | "manager" | "several")[] => {
      const at = names.get(who);
      if (at === undefined) return [];
      const [first] = answers;
      if (first === who) return ["self"];
      const manager = run.people[run.people[at]!.manager]?.name;
      return [first === manager ? "manager" : "several"];
    }),
  );
  if (kinds.size === 0) return "nobody";
  return kinds.size === 1 ? [...kinds][0]! : "several";
}

/** How far along the lagging KPIs of a card are: the lowest attainment of those that are owed. */
export function attainmentOf(run: RunView, { who, period }: AnswerView): number | null {
  const n = run.people.findIndex((person) => person.name === who);
  const p = run.periods.findIndex(({ label }) => label === period);
  if (n < 0 || p < 0) return null;
  const found = owed(run, "lagging", p, n).flatMap((k) => {
    const value = run.figures.attainment[(k * run.periods.length + p) * run.people.length + n];
    return value === null || value === undefined ? [] : [value];
  });
  return found.length === 0 ? null : Math.min(...found);
}

export type AnswerActions = ReturnType<typeof answerActionsOf>;

export function answerActionsOf(store: Store, rpc: Rpc, shared: Shared) {
  const now = (): AnswersState => store.get().answers;
  const set = (change: Partial<AnswersState>): void =>
    store.set({ answers: { ...now(), ...change } });
  let asked = 0;
  const record = (card: AnswerView, { action, note }: AnswerForm, apply: boolean) =>
    rpc.call("answers.record", {
      flag: card.flag,
      who: card.who,
      period: card.period,
      action,
      by: store.get().me,
      on: null,
      note: note.trim(),
      asOf: null,
      apply,
    });

  return {
    load: () => {
      asked += 1;
      const mine = asked;
      const { run, me } = store.get();
      set({ working: true, after: run, as: me, evidence: null });
      return shared.busy(texts.answers.looking, async () => {
        try {
          const isKnown = run?.people.some(({ name }) => name === me) ?? false;
          const view = await rpc.call("answers.list", { asOf: null, me: isKnown ? me : null });
          if (mine === asked) set({ view });
        } finally {
          if (mine === asked) set({ working: false });
        }
      });
    },
    scope: (scope: Scope) => set({ scope, form: null }),
    period: (period: string | null) => set({ period, form: null }),
    evidence: () =>
      shared.busy(texts.answers.looking, async () =>
        set({ evidence: await rpc.call("answers.evidence", { asOf: null, who: null }) }),
      ),
    /** Opens the form under a card, and asks what writing would do. */
    start: (card: AnswerView, action: Taken) => {
      const { form } = now();
      const note = form?.card === cardKey(card) ? form.note : "";
      const next = { card: cardKey(card), action, note, told: null };
      set({ form: next });
      return shared.busy(texts.answers.looking, async () => {
        const told = await record(card, next, false);
        const { form: still } = now();
        if (still?.card === next.card && still.action === action) set({ form: { ...still, told } });
      });
    },
    note: (note: string) => {
      const { form } = now();
      if (form) set({ form: { ...form, note } });
    },
    cancel: () => set({ form: null }),
    write: (card: AnswerView) =>
      shared.busy(texts.answers.writing, async () => {
        const { form } = now();
        if (!form) return;
        const told = await record(card, form, true);
        if (!told.applied) {
          set({ form: { ...form, told } });
          return;
        }
        set({ form: null });
        store.set(wrote(told.message, told.undo));
        await shared.runNow();
      }),
  };
}
