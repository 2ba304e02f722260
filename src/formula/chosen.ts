/** What of the rules becomes formulas, and a sentence for each KPI and flag that doesn't. */
import type { FigureId, Kpi, Program } from "../../dsl/ir/ir.ts";
import { type FitsInput, fitting } from "./fits.ts";
import { type FlagGround, figuresOfFlag } from "./flags.ts";
import type { FlagBasis } from "./flags-sheet.ts";
import type { NoticeWords, Reason } from "./notices.ts";
import { type Part, partsUnder } from "./parts.ts";
import { kpisAsked } from "./standing-figures.ts";

export interface Sorted<T> {
  readonly live: readonly T[];
  readonly refused: readonly { readonly of: T; readonly sentence: string }[];
}

export interface Chosen {
  readonly kpis: Sorted<Kpi>;
  readonly flags: Sorted<FlagBasis>;
  /** KPIs whose goals are formulas where they can be. */
  readonly goals: Sorted<Kpi>;
  /** Figures that values among goals rest on, of which a change is noticed. */
  readonly watched: readonly FigureId[];
  /** Of all that became formulas, what is needed first. */
  readonly parts: readonly Part[];
}

/** What is asked for beside the KPIs themselves. */
export interface Asked {
  readonly flags: readonly FlagBasis[];
  /** By KPI, figures that its goals ask for. */
  readonly goals: readonly (readonly FigureId[])[];
  /** Figures that goals rest on which stay as published. */
  readonly watched: readonly FigureId[];
}

export function chosen(
  fits: FitsInput,
  ground: FlagGround,
  asked: Asked,
  say: NoticeWords,
): Chosen {
  const { program } = fits;
  const flags = asked.flags.map((basis) => {
    const tried = figuresOfFlag(ground, basis);
    return "made" in tried
      ? { basis, figures: tried.made, refused: null }
      : { basis, figures: [], refused: tried.refused };
  });
  const groups = [
    ...program.kpis.map((kpi) => ({ figures: figuresOf(kpi) })),
    ...flags,
    ...asked.goals.map((figures) => ({ figures })),
    ...asked.watched.map((figure) => ({ figures: [figure] })),
  ];
  const fit = fitting(
    fits,
    groups.map(({ figures }) => figures),
  );
  const isFlag = (i: number): boolean =>
    i >= program.kpis.length && i < program.kpis.length + flags.length;
  const reasons = withoutStanding(program, groups, fit, isFlag);
  const [ofKpis, ofFlags, ofGoals, ofWatched] = cutBy(reasons, [
    program.kpis.length,
    flags.length,
    asked.goals.length,
    asked.watched.length,
  ]) as [Reasons, Reasons, Reasons, Reasons];
  const judged = flags.map(({ basis, refused }, i) => ({
    of: basis,
    reason: refused ?? ofFlags[i]!,
  }));
  const kpis = (list: Reasons) => program.kpis.map((kpi, i) => ({ of: kpi, reason: list[i]! }));
  const made = groups.flatMap(({ figures }, i) => (reasons[i] === null ? figures : []));
  return {
    kpis: sorted(kpis(ofKpis), (kpi, reason) => say.kpi(kpi.name, reason)),
    flags: sorted(judged, ({ flag }, reason) => say.flag(flag.name, reason)),
    goals: sorted(kpis(ofGoals), (kpi, reason) => say.goals(kpi.name, reason)),
    watched: asked.watched.filter((_, i) => ofWatched[i] === null),
    parts: distinctParts(program, made),
  };
}

/**
 * What asks for the standing of a KPI without formulas has none either; a flag is judged by its values. KPIs are the first
 * groups.
 */
function withoutStanding(
  program: Program,
  groups: readonly { readonly figures: readonly FigureId[] }[],
  fit: Reasons,
  isKept: (group: number) => boolean,
): Reasons {
  const asked = groups.map(({ figures }) => figures.flatMap((id) => kpisAsked(program, id)));
  const reasons = [...fit];
  for (let found = true; found; ) {
    found = false;
    asked.forEach((kpis, i) => {
      const kpi = kpis.find((id) => reasons[id] !== null);
      if (kpi === undefined || reasons[i] !== null || isKept(i)) return;
      const form = { key: "standing", kpi: program.kpis[kpi]!.name } as const;
      reasons[i] = { of: "form", form };
      found = true;
    });
  }
  return reasons;
}

type Reasons = readonly (Reason | null)[];

/** A list in pieces of so many. */
function cutBy<T>(list: readonly T[], lengths: readonly number[]): (readonly T[])[] {
  let from = 0;
  return lengths.map((length) => {
    from += length;
    return list.slice(from - length, from);
  });
}

const figuresOf = ({ figure, baseline }: Kpi): FigureId[] =>
  baseline === null ? [figure] : [figure, baseline];

function distinctParts(program: Program, figures: readonly FigureId[]): readonly Part[] {
  const parts = figures.flatMap((id) => partsUnder(program, id));
  return [...new Map(parts.map((part) => [part.key, part])).values()];
}

/** Parts what has formulas from what has none, each of these with its sentence. */
function sorted<T>(
  all: readonly { readonly of: T; readonly reason: Reason | null }[],
  sentence: (of: T, reason: Reason) => string,
): Sorted<T> {
  return {
    live: all.flatMap(({ of, reason }) => (reason === null ? [of] : [])),
    refused: all.flatMap(({ of, reason }) =>
      reason === null ? [] : [{ of, sentence: sentence(of, reason) }],
    ),
  };
}
