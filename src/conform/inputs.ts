/** A case's input by kind, as the schema has checked it. Amounts are decimals in the KPI's unit; null is blank. */
import type { RateMethod } from "../cascade/ratio.ts";
import type { Rounding } from "../cascade/rounding.ts";
import type { When } from "../standing/attainment.ts";
import type { State } from "../standing/flags.ts";

type Blankable = number | null;
type Direction = "higher" | "lower" | "lower by ratio" | { readonly within: number };

interface Report {
  readonly name: string;
  readonly weight: number;
  readonly presence?: readonly number[];
  readonly ramp?: readonly number[];
  readonly season?: readonly number[];
  readonly at_least?: number;
  readonly at_most?: number;
  readonly held?: number;
  readonly cells?: Readonly<Record<string, number>>;
}

interface Node {
  readonly name: string;
  readonly parent?: string;
  readonly weight?: number;
  readonly held?: number;
  readonly at_least?: number;
  readonly at_most?: number;
}

interface Standing {
  readonly actual: Blankable;
  readonly goal: Blankable;
  readonly direction?: Direction;
  readonly baseline?: Blankable;
}

export interface Inputs {
  readonly split: {
    readonly total: number;
    readonly weights: readonly Blankable[];
    readonly else?: readonly Blankable[];
    readonly increment?: number;
    readonly at_least?: readonly Blankable[];
    readonly at_most?: readonly Blankable[];
    readonly held?: readonly Blankable[];
    readonly rounding?: Rounding;
  };
  readonly blend: {
    readonly total: number;
    readonly parts: readonly { readonly share: number; readonly values: readonly Blankable[] }[];
    readonly increment?: number;
  };
  readonly spread: {
    readonly total: number;
    readonly weights: readonly Blankable[];
    readonly increment?: number;
    readonly held?: Readonly<Record<string, number>>;
  };
  readonly target: {
    readonly goal: number;
    readonly over_assign?: number;
    readonly keep_back?: number;
    readonly lower_is_better?: boolean;
    readonly increment?: number;
  };
  readonly table: {
    readonly rows: readonly number[];
    readonly columns: readonly number[];
    readonly weights?: readonly (readonly number[])[];
    readonly increment?: number;
  };
  readonly step: {
    readonly periods: readonly number[];
    readonly reports: readonly Report[];
    readonly increment?: number;
    readonly published?: readonly (readonly number[])[];
    readonly closed?: readonly number[];
  };
  readonly tree: {
    readonly goal: number;
    readonly increment: number;
    readonly unit?: number;
    readonly periods?: { readonly count: number; readonly weights: readonly number[] };
    readonly rules?: readonly {
      readonly below?: string;
      readonly over_assign?: number;
      readonly keep_back?: number;
    }[];
    readonly nodes: readonly Node[];
  };
  readonly ratio: {
    readonly rate: number;
    readonly by: RateMethod;
    readonly at_least?: number;
    readonly at_most?: number;
    readonly reports: readonly { readonly denominator: number; readonly baseline: Blankable }[];
  };
  readonly factors: {
    readonly since: string;
    readonly until?: string;
    readonly start?: string;
    readonly ramp?: readonly number[];
    readonly months: readonly string[];
  };
  readonly attainment: Standing;
  readonly expected: {
    readonly goal: Blankable;
    readonly parts: readonly {
      readonly weight: number;
      readonly days: number;
      readonly gone: number;
    }[];
  };
  readonly pace: Standing & { readonly share: number; readonly additive?: boolean };
  readonly forecast: {
    readonly actual: Blankable;
    readonly share: number;
    readonly additive?: boolean;
  };
  readonly status: Standing & {
    readonly when: When;
    readonly share?: number;
    readonly additive?: boolean;
    readonly met_at?: number;
    readonly at_risk_below?: number;
  };
  readonly score: {
    readonly cap?: number;
    readonly floor?: number;
    readonly parts: readonly {
      readonly kpi: string;
      readonly weight: number;
      readonly attainment: Blankable;
    }[];
  };
  readonly flags: {
    readonly for: number;
    readonly escalate_months?: number;
    readonly actions?: readonly string[];
    readonly periods: readonly {
      readonly name: string;
      readonly end: string;
      readonly state: State;
    }[];
  };
  readonly share: { readonly states: readonly State[] };
}
