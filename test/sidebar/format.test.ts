/** How sentences of the engine are shown: days as the workbook's locale writes them, and nothing else touched. */
import { expect, test } from "vitest";
import { daysIn } from "../../sidebar/format.ts";

test.each([
  ["It was over on 2026-03-31.", "It was over on Mar 31, 2026."],
  ["2026-01-01 to 2026-03-31", "Jan 1, 2026 to Mar 31, 2026"],
  [
    "`goal x on 2026-03-31` was over on 2026-03-31",
    "`goal x on 2026-03-31` was over on Mar 31, 2026",
  ],
  [
    "Export 2026-11-01!B7 and 'Export 2026-11-01'!B7",
    "Export 2026-11-01!B7 and 'Export 2026-11-01'!B7",
  ],
  ["export_2026-11-01 has no rows", "export_2026-11-01 has no rows"],
  ["2026-02-30 is no day, 2026-13-45 neither", "2026-02-30 is no day, 2026-13-45 neither"],
  ["order 12026-11-011", "order 12026-11-011"],
])("%s", (sentence, shown) => {
  expect(daysIn(sentence, "en-US")).toBe(shown);
});
