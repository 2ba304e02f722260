/** What a user can do, each against the host, each with its fault shown and nothing lost. */
import type { Progress, RpcError, RunView, WhyWhat, WorkbookView } from "../../src/app/contract.ts";
import type { EditorControl } from "../editor/control.ts";
import type { RulesPart } from "../editor/part.ts";
import type { Rpc } from "../rpc.ts";
import { speak, texts } from "../texts/index.ts";
import { RpcFault, Stopped } from "../wire/faults.ts";
import { answerActionsOf } from "./answers.ts";
import { goalActionsOf } from "./goals.ts";
import { keep, kept } from "./kept.ts";
import { partActionsOf } from "./part.ts";
import { publishActionsOf } from "./publish.ts";
import { waitingFlags } from "./read.ts";
import { rulesActions } from "./rules.ts";
import { type Meant, meantBy } from "./selection.ts";
import { startActions } from "./start.ts";
import { type State, type Store, VIEWS, type View } from "./store.ts";
import { wrote } from "./undo.ts";

/** Arrow keys held down select many cells: only where they come to rest is read. */
const FOLLOW_MS = 250;

export type Actions = ReturnType<typeof actionsOf>;

/** `fetched` brings the page's second script. */
export function actionsOf(store: Store, rpc: Rpc, fetched: () => Promise<RulesPart>) {
  const take = (change: { readonly draft: string; readonly typed?: string }): void => {
    store.set(change);
    const { draft, workbook, rules, base } = store.get();
    const unsaved = draft !== rules.text;
    keep("draft", workbook?.title ?? "", unsaved ? draft : null);
    keep("base", workbook?.title ?? "", unsaved ? base : null);
  };
  let [depth, writesBefore] = [0, 0];
  /** Whether what is being done has written something already, and reads on. */
  const hasWritten = () => rpc.writes() > writesBefore;
  /** Runs work under a word for the status line; a fault is shown and ends it. */
  const busy = async (word: string, work: () => Promise<void>): Promise<void> => {
    // What runs within another work is part of it.
    if (depth === 0) writesBefore = rpc.writes();
    depth += 1;
    store.set({ busy: word, error: null, progress: null });
    try {
      await work();
    } catch (fault) {
      if (fault instanceof Stopped) {
        store.set({ said: hasWritten() ? texts.frame.stoppedAfter : texts.frame.stopped });
        return;
      }
      const error =
        fault instanceof RpcFault
          ? fault.detail
          : {
              message: fault instanceof Error ? fault.message : String(fault),
              safe: texts.rules.draft,
              todo: texts.common.run,
            };
      store.set({ error });
    } finally {
      depth -= 1;
      store.set({ busy: null, progress: null });
      keep("writing", store.get().workbook?.title ?? "", null);
    }
  };

  const publish = publishActionsOf(store, rpc, { busy });

  const runNow = async (): Promise<void> => {
    const { draft, rules } = store.get();
    const asDraft = draft !== rules.text ? draft : null;
    const run = await rpc.call("run", { asOf: null, rules: asDraft });
    store.set({ run, stale: false, ...pickers(store, run) });
  };

  /** Where KPI sheets are published already, a run says what would change on them; writing is one click. */
  const planAgain = async (): Promise<void> => {
    const { workbook, draft, rules, run } = store.get();
    const broken = run?.diagnostics.some((d) => d.severity === "error") ?? true;
    if (!workbook?.published || draft !== rules.text || broken) return;
    const plan = await publish.planAgain();
    if (!plan) return;
    const changed = plan.sheets.reduce((sum, sheet) => sum + sheet.changed, 0);
    store.set({
      plan: changed > 0 ? plan : null,
      said: changed > 0 ? texts.publish.behind(changed) : null,
      undo: null,
    });
  };

  /** One at a time, and once more for what was typed meanwhile. A fault leaves the run stale, to be asked for by hand. */
  const follow = async (): Promise<void> => {
    if (following) {
      again = true;
      return;
    }
    following = true;
    try {
      do {
        again = false;
        await runNow();
      } while (again);
      await planAgain();
    } catch {
      store.set({ stale: true });
    } finally {
      following = false;
    }
  };
  let following = false;
  let again = false;

  const readSelection = async (): Promise<State["meant"]> => {
    const { run } = store.get();
    const selected = run ? await rpc.call("selection", null) : null;
    const found = run && selected && meantBy(run, selected);
    return found ? { ...found, range: selected.range } : null;
  };

  const show = ({ person, period }: Meant): void =>
    store.set(period < 0 ? { person } : { person, period });

  /** The scorecard goes with the selection; a cell that names nobody changes nothing. */
  const goAlong = async (): Promise<void> => {
    const { view, why } = store.get();
    if (view !== "scorecard") return;
    const meant = await readSelection().catch(() => null);
    store.set({ meant });
    if (meant && !why) show(meant);
  };
  let along: ReturnType<typeof setTimeout> | undefined;

  rpc.onEvent((event) => {
    if (event.event === "selected") {
      clearTimeout(along);
      along = setTimeout(() => void goAlong(), FOLLOW_MS);
    }
    if (event.event !== "changed" || event.sheet.startsWith("KPI ")) return;
    const { run, stale, busy: word, draft, rules } = store.get();
    const current = run !== null && !stale && word === null && draft === rules.text;
    if (event.follows && current) void follow();
    else store.set({ stale: true });
  });

  const load = () =>
    busy(texts.frame.loading, async () => {
      const workbook = await rpc.call("workbook.describe", null);
      speak(workbook.locale || navigator.language);
      const rules = await rpc.call("rules.load", null);
      const before = kept("draft", workbook.title);
      store.set({
        workbook,
        rules,
        draft: before ?? rules.text,
        base: (before === null ? null : kept("base", workbook.title)) ?? rules.text,
        me: kept("me", workbook.title) ?? "",
      });
      store.set({ error: cutOff(workbook) });
      if (rules.changed) store.set({ said: texts.rules.changedByHand(rules.changed) });
      const { base } = store.get();
      // The draft came from a text that somebody has saved over since.
      if (rules.exists && base !== rules.text) store.set({ theirs: rules, kept: {} });
      if (!rules.exists) return;
      store.set({ busy: texts.frame.running });
      await runNow();
      store.set({ view: firstView(store.get()) });
    });

  const edit = (draft: string): void => take({ draft });
  const { need, ...partDo } = partActionsOf(store, fetched);
  const rulesDo = rulesActions(store, rpc, { busy, runNow, edit, need });
  const shared = { busy, runNow, edit, save: rulesDo.saveNow, need };

  return {
    ...startActions(store, rpc, { busy, load, edit }),
    ...rulesDo,
    ...partDo,
    goals: goalActionsOf(store, rpc, shared),
    answers: answerActionsOf(store, rpc, shared),
    publish,
    load,
    run: () =>
      busy(texts.frame.running, async () => {
        await runNow();
        await planAgain();
      }),
    /** A message that offers nothing to press has been read once the view is left. */
    open: (view: View) => {
      const { said, undo, plan, why } = store.get();
      const offers = plan !== null || undo?.what === said;
      // A function that was looked at beside a why goes with it.
      if (why) publish.functions.close();
      store.set({ view, why: null, said: offers ? said : null });
      keep("view", store.get().workbook?.title ?? "", view);
    },
    /** Typed in the editor. Its echo may come late, so it must never be put back into the editor. */
    type: (typed: string) => take({ draft: typed, typed }),
    /** Changed by a button: the editor takes it over. */
    edit,
    /** The editor opened, or null: it closed. */
    editorIs: (editor: EditorControl | null) => store.set({ editor }),
    goTo: (at: number) => store.set({ jump: { at } }),
    insert: (inserting: boolean) => store.set({ inserting }),
    discard: () => {
      const { rules, workbook } = store.get();
      store.set({ draft: rules.text, base: rules.text });
      for (const what of ["draft", "base"] as const) keep(what, workbook?.title ?? "", null);
    },
    sample: () =>
      busy(texts.frame.loading, async () => {
        const done = await rpc.call("sample.write", null);
        if (!done.applied) {
          store.set({ error: { message: done.message, safe: "", todo: done.todo } });
          return;
        }
        store.set(wrote(done.message, done.undo));
        await load();
      }),
    write: publish.write,
    undo: () =>
      busy(texts.common.undo, async () => {
        const { undo } = store.get();
        if (!undo) return;
        const done = await rpc.call("undo", { plan: undo.plan });
        if (!done.applied) {
          store.set({ said: `${done.message} ${done.todo}`, undo: null });
          return;
        }
        store.set({ undo: null, said: texts.common.tookBack(undo.what) });
        const workbook = await rpc.call("workbook.describe", null);
        const { rules } = store.get();
        const now = await rpc.call("rules.load", null);
        store.set({ workbook });
        // Taken back were the rules themselves: a draft that only repeats them goes with them.
        if (now.text === rules.text && now.revision === rules.revision) {
          if (store.get().run) await runNow();
          return;
        }
        const { draft } = store.get();
        store.set({ rules: now, ...(draft === rules.text && { draft: now.text, base: now.text }) });
        if (now.exists) await runNow();
        else store.set({ run: null, view: "start" });
      }),
    beCalled: (me: string) => {
      store.set({ me });
      keep("me", store.get().workbook?.title ?? "", me);
    },
    say: (message: string) => store.set({ said: message }),
    canStop: () => rpc.canStop(),
    isWriting: () => rpc.isWriting(),
    hasWritten,
    /** How far the host is; of what nobody waits for nothing is shown. */
    progressed: (progress: Progress) => {
      const { busy, workbook } = store.get();
      if (busy === null) return;
      store.set({ progress });
      if (workbook?.host !== "google" || progress.doing !== "writing") return;
      keep("writing", workbook.title, JSON.stringify(progress));
    },
    stop: () => rpc.stop(),
    /** Closes what was said; what can be taken back can still be. */
    hush: () => store.set({ said: null }),
    dismiss: () => store.set({ said: null, error: null }),
    why: (kpi: string, who: string, period: string, what?: WhyWhat) => {
      const asked = { kpi, who, period, ...(what && { what }) };
      return busy(texts.common.why, async () =>
        store.set({ why: await rpc.call("why", { ...asked, asOf: null }), asked }),
      );
    },
    /** Opens the rules at a line. */
    openLine: (line: number) => {
      store.set({ view: "rules", why: null, asked: null, line });
    },
    lineShown: () => store.set({ line: null }),
    copy: async (text: string): Promise<void> => {
      const copied = await navigator.clipboard.writeText(text).then(
        () => true,
        () => false,
      );
      store.set({ said: copied ? texts.why.copied : texts.why.notCopied, undo: null, plan: null });
    },
    closeWhy: () => store.set({ why: null, asked: null }),
    /** Asked once a run, beside what the view shows already. A fault leaves the view without it. */
    evidence: async (): Promise<void> => {
      const { run, evidence } = store.get();
      if (!run || evidence?.run === run) return;
      store.set({ evidence: { run, rows: [] } });
      const found = await rpc.call("answers.evidence", { asOf: null, who: null }).catch(() => null);
      if (found && store.get().run === run) store.set({ evidence: { run, rows: found.rows } });
    },
    /** Opens the why of the selected cell, or shows its person; says so where it names nobody. */
    followSelection: () =>
      busy(texts.scorecard.reading, async () => {
        const meant = await readSelection();
        const { run } = store.get();
        if (!meant || !run) {
          store.set({ said: texts.scorecard.namesNobody });
          return;
        }
        show(meant);
        const [kpi, period] = [run.kpis[meant.kpi], run.periods[meant.period]];
        if (!kpi || !period) return;
        const asked = { kpi: kpi.name, who: run.people[meant.person]!.name, period: period.label };
        store.set({ why: await rpc.call("why", { ...asked, asOf: null }), asked });
      }),
    select: (sheet: string, range: string) =>
      busy("", async () => void (await rpc.call("select", { sheet, range }))),
    /** A person's scorecard of a period, by their names. */
    openScorecard: (who: string, label: string) => {
      const { run } = store.get();
      const person = run?.people.findIndex((p) => p.name === who) ?? -1;
      const period = run?.periods.findIndex((p) => p.label === label) ?? -1;
      store.set({
        view: "scorecard",
        why: null,
        ...(person >= 0 ? { person } : {}),
        ...(period >= 0 ? { period } : {}),
      });
    },
    choose: (change: { person?: number; period?: number; kpi?: number }) => store.set(change),
  };
}

/** In Google a pane that is closed while it writes part by part leaves its sheets half written: said when it opens again. */
function cutOff({ title }: WorkbookView): RpcError | null {
  const text = kept("writing", title);
  if (text === null) return null;
  const { sheet, done, of } = JSON.parse(text) as Progress;
  const { message, safe, todo } = texts.faults.cutOff;
  return { message: message(sheet, done, of), safe, todo };
}

/** Flags to answer come first, else the view last used on this computer. */
function firstView({ run, period, me, workbook }: State): View {
  if (run && waitingFlags(run, period, me).length > 0) return "answers";
  const last = kept("view", workbook?.title ?? "");
  return VIEWS.find((view) => view === last) ?? "rules";
}

/** Keeps person and period by name across runs; else the top and the last closed period of the first grain. */
function pickers(store: Store, run: RunView): { person: number; period: number } {
  const { run: before, person, period } = store.get();
  const name = before?.people[person]?.name;
  const label = before?.periods[period]?.label;
  const samePerson = run.people.findIndex((p) => p.name === name);
  const samePeriod = run.periods.findIndex((p) => p.label === label);
  const first = run.periods[0]?.grain;
  const closed = run.periods
    .map((p, i) => ({ p, i }))
    .filter(({ p }) => p.grain === first && p.state !== "future");
  return {
    person: samePerson >= 0 ? samePerson : 0,
    period: samePeriod >= 0 ? samePeriod : (closed[closed.length - 1]?.i ?? 0),
  };
}
