/** Reading what a command names: a rule file, a workbook, a day. */
import { readFileSync, statSync } from "node:fs";
import { type Day, parseIso } from "../../dsl/calendar/day.ts";
import { knownLocale } from "../model/cells/locale.ts";
import { UserError } from "../model/user-error.ts";
import type { WorkbookData } from "../model/workbook.ts";

/** A rule text: UTF-8, a byte order mark dropped, CRLF as line breaks. */
export function readRulesFile(path: string): string {
  let bytes: Buffer;
  try {
    if (statSync(path).isDirectory()) {
      throw new UserError(
        `${path} is a folder, not a rule file.`,
        path,
        "Name the .kpi file in it.",
      );
    }
    bytes = readFileSync(path);
  } catch (fault) {
    if (fault instanceof UserError) throw fault;
    throw new UserError(
      `There is no rule file ${path}.`,
      path,
      "Check the path; rules are a text file, for example rules.kpi.",
    );
  }
  return bytes
    .toString("utf8")
    .replace(/^\uFEFF/, "")
    .replace(/\r\n?/g, "\n");
}

/** `--as-of`: an ISO day, or null where the option is not given. */
export function dayOption(text: string | undefined): Day | null {
  if (text === undefined) return null;
  const day = parseIso(text);
  if (day === null) {
    throw new UserError(`\`${text}\` is not a day.`, "--as-of", "Write it as 2026-03-31.");
  }
  return day;
}

/** An option that may be repeated, or hold several names separated by commas. */
export const many = (value: string, before: string[] | undefined): string[] => [
  ...(before ?? []),
  ...value.split(",").map((part) => part.trim()),
];

/** The workbook, read by a locale that the file itself doesn't name: `--locale de-DE`. */
export function inLocale(workbook: WorkbookData, locale: string | undefined): WorkbookData {
  return locale === undefined ? workbook : { ...workbook, locale: localeOption(locale) };
}

/** `--locale`: as `Intl` has it; empty where the option is not given. */
export function localeOption(locale: string | undefined): string {
  const known = knownLocale(locale ?? "");
  if (locale !== undefined && known === "")
    throw new UserError(`\`${locale}\` is no locale.`, "--locale", "Write it as de-DE or en-US.");
  return known;
}

/** The calendar day it is here: it only bounds the as-of day where the data holds later rows. */
export function today(): Day {
  const now = new Date();
  return Math.floor((now.getTime() - now.getTimezoneOffset() * 60_000) / 86_400_000);
}
