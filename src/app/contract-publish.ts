/** What the sidebar asks of Publish. */
import type { PublishChoice } from "./choice.ts";

export {
  type As,
  PARTS,
  type Part,
  PROGRAMS,
  type PublishChoice,
  USUAL_CHOICE,
} from "./choice.ts";

export interface PublishAsk {
  readonly asOf: string | null;
  /** Without it the usual choice. */
  readonly choice?: PublishChoice;
}

/** What native formulas cost and give. */
export interface LiveView {
  /** Whose formulas. */
  readonly program: string;
  /** Of the figures on `KPI Live`, those that are formulas and those that are values. */
  readonly formulas: number;
  readonly values: number;
  /** Formulas on the other sheets. */
  readonly helpers: number;
  /** KPIs that no formula can follow. */
  readonly refused: number;
  /** By how much a saved file grows, about. */
  readonly kilobytes: number;
}

export interface PublishApi {
  /** What there is to publish, how much of each, and when that was done last. */
  "publish.parts": { in: { asOf: string | null }; out: PublishPartsView };
  /** The sheets chosen as a file of their own, as values; nothing is written into the workbook. Only where `makesFiles`. */
  "publish.file": { in: PublishAsk; out: FileView };
}

export interface FileView {
  readonly name: string;
  /** An .xlsx file. */
  readonly base64: string;
  readonly sheets: number;
}

export interface PublishPartsView {
  /** The day, ISO, that a frozen copy would name. */
  readonly today: string;
  /** ISO day of the last Publish; empty where there was none or no day is known. */
  readonly since: string;
  readonly parts: readonly {
    readonly part: PublishChoice["parts"][number];
    readonly sheets: number;
    /** Rows of its first sheet, without title and head. */
    readonly rows: number;
    /** Rows of its second sheet: of `goals` the flags. */
    readonly more: number;
  }[];
  readonly ties: number;
  readonly lines: number;
  /** Published cells and rows that were changed by hand and differ from what would be written. */
  readonly drift: number;
  /** Whether this host can make a file: others save or download the workbook themselves. */
  readonly makesFiles: boolean;
  /** The period that the scorecard is about unless another is chosen. */
  readonly period: string;
}
