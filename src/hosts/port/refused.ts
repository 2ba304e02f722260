/** Why a workbook took no write: one catalogue of wordings for all hosts, English here; `src/words` has the others. */
import type { ApplyResult } from "./index.ts";

export type Refused = ApplyResult & { readonly ok: false };

const NOTHING = "Nothing was written.";
const BACK = "What was begun was taken back.";

/** `found`, `expected`: cells as they are shown, empty for a blank one. `said`: in the host's own words. */
export const WRITE_REFUSALS = {
  sheetTaken: ({ sheet }: { sheet: string }) => `There is already a sheet ${sheet}. ${NOTHING}`,
  sheetGone: ({ sheet }: { sheet: string }) => `There is no sheet ${sheet} any more. ${NOTHING}`,
  cellChanged: ({ place, found, expected }: { place: string; found: string; expected: string }) =>
    `${place} was changed meanwhile (it holds ${found || "nothing"}, not ${expected || "nothing"}). ${NOTHING}`,
  rowsChanged: ({ place }: { place: string }) =>
    `${place} was changed by somebody else in the middle of the write. ${BACK}`,
  tooLong: ({ place, length, most }: { place: string; length: number; most: number }) =>
    `${place} would hold ${length} characters; a cell takes ${most}. Shorten it. ${NOTHING}`,
  lastSheet: (_: object) => `A workbook keeps at least one sheet. ${NOTHING}`,
  locked: (_: object) =>
    "Somebody else is writing to this spreadsheet. Nothing was written; try again.",
  /** `editors`: who may edit it, none where that isn't told. */
  protectedFrom: ({ sheet, editors }: { sheet: string; editors: readonly string[] }) =>
    `${sheet} is protected from you. ${editors.length > 0 ? `Ask ${editors.join(" or ")}.` : "Ask the spreadsheet's owner."} ${NOTHING}`,
  protectedSheet: ({ sheet }: { sheet: string }) =>
    `${sheet} is protected. Ask whoever protected it, or unprotect it under Review. ${NOTHING}`,
  hostRefused: ({ program, said }: { program: Program; said: string }) =>
    `${PROGRAMS[program]} refused: ${said}. ${BACK}`,
  stopped: (_: object) => `Stopped. ${BACK}`,
  /** Said behind another: ranges that weren't taken back. */
  typedMeanwhile: ({ places }: { places: readonly string[] }) =>
    `What was typed meanwhile stays: ${places.join(", ")}.`,
} as const;

export type Program = "google" | "excel" | "local";
const PROGRAMS = { google: "Google Sheets", excel: "Excel", local: "The spreadsheet" } as const;

type Key = keyof typeof WRITE_REFUSALS;
type Params<K extends Key> = Parameters<(typeof WRITE_REFUSALS)[K]>[0];

/** The catalogue in another language. */
export type WriteRefusalWords = { readonly [K in Key]: (params: Params<K>) => string };

/** What a refusal's wording was filled with, so that a pane can say it in its own language. */
export type Told = { readonly [K in Key]: { readonly key: K; readonly params: Params<K> } }[Key];

export function refused<K extends Key>(
  reason: Refused["reason"],
  key: K,
  params: Params<K>,
): Refused {
  const say = WRITE_REFUSALS[key] as (params: Params<K>) => string;
  return { ok: false, reason, message: say(params), told: { key, params } as Told };
}

/** A fault of the host's own in the middle of a write; its last full stop is ours to set. */
export function hostRefused(program: Program, fault: unknown): Refused {
  const said = (fault instanceof Error ? fault.message : String(fault)).replace(/\.$/, "");
  return refused(/protect/i.test(said) ? "protected" : "failed", "hostRefused", { program, said });
}

/** With the ranges that others typed over what was written, where there are any: they weren't taken back. */
export function keeping(refusal: Refused, kept: readonly string[]): Refused {
  if (kept.length === 0) return refusal;
  return { ...refusal, message: `${refusal.message} ${keptIn(kept, null)}`, kept };
}

/** What stays of others, in a language's words; empty where nothing does. */
export function keptIn(kept: readonly string[], words: WriteRefusalWords | null): string {
  if (kept.length === 0) return "";
  const places = kept.slice(0, MOST_PLACES);
  if (kept.length > MOST_PLACES) places.push("…");
  return (words ?? WRITE_REFUSALS).typedMeanwhile({ places });
}
const MOST_PLACES = 8;

/** The refusal in a language's words; without any, or of a host that tells only English, as it is. */
export function refusalIn(
  { message, told, kept = [] }: Pick<Refused, "message" | "told" | "kept">,
  words: WriteRefusalWords | null,
): string {
  if (!words || !told) return message;
  const say = words[told.key] as (params: Told["params"]) => string;
  return `${say(told.params)} ${keptIn(kept, words)}`.trim();
}
