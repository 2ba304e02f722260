/** The catalogue of what can be wrong with data: one code, one severity, one wording each. */
import type { Finding } from "./finding.ts";
import type { Entry } from "./finding-entry.ts";
import { ACTION_FINDINGS } from "./findings-actions.ts";
import { DATA_FINDINGS } from "./findings-data.ts";
import { GOAL_FINDINGS } from "./findings-goals.ts";
import { ORG_FINDINGS } from "./findings-org.ts";

export const FINDINGS = {
  ...DATA_FINDINGS,
  ...ORG_FINDINGS,
  ...GOAL_FINDINGS,
  ...ACTION_FINDINGS,
} as const;

export type FindingCode = keyof typeof FINDINGS;
type Params<C extends FindingCode> = Parameters<(typeof FINDINGS)[C]["message"]>[0];

/** The catalogue's wordings in another language. */
export type FindingWords = {
  readonly [C in FindingCode]: {
    readonly message: (p: Params<C>) => string;
    readonly fix?: (p: Params<C>) => string;
  };
};

/** A finding with its wording filled in. `place` is an address, a sheet or a name. */
export function finding<C extends FindingCode>(code: C, place: string, params: Params<C>): Finding {
  const entryOf = FINDINGS[code] as Entry<Params<C>>;
  return {
    code,
    severity: entryOf.severity,
    place,
    message: entryOf.message(params),
    fix: entryOf.fix(params),
    params,
  };
}

/** The finding as it is told for good; in another language where its code has a wording there. */
export function inWords({ params, ...found }: Finding, catalogue: FindingWords | null): Finding {
  if (!catalogue || !(found.code in catalogue) || !params) return found;
  const { message, fix } = catalogue[found.code as FindingCode];
  // The parameters were those of this code when the finding was made.
  return { ...found, message: message(params as never), fix: fix?.(params as never) ?? "" };
}
