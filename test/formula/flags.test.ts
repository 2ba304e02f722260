/** The arithmetic of `KPI Live Flags`, period by period, against the engine's own account of a flag. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { runAfter, shownState } from "../../src/formula/flags-sheet.ts";
import { followFlag, type State } from "../../src/standing/flags.ts";

const STATES: readonly State[] = [
  true,
  true,
  true,
  false,
  "no data",
  "too early",
  "ramping",
  "no goal",
  "absent",
];
const MONTH = 30;

test("a run in cells raises, ends, closes and arms as a flag does", () => {
  const states = fc.array(fc.constantFrom(...STATES), { maxLength: 12 });
  // Each action names a period and is done some time after it began.
  const action = fc.record({ of: fc.nat(11), on: fc.nat(12 * MONTH) });
  fc.assert(
    fc.property(
      states,
      fc.array(action, { maxLength: 3 }),
      fc.integer({ min: 1, max: 3 }),
      (s, a, n) => {
        const last = (at: number) => (at + 1) * MONTH - 1;
        const history = followFlag(
          { for: n, escalateMonths: null },
          s.map((state, at) => ({ last: last(at), state })),
          (raised, at) =>
            a.some(
              ({ of, on }) => of >= raised && of <= at && on >= last(raised) && on <= last(at),
            ),
        );
        let run = 0;
        let raised: number | null = null;
        const open = s.map((state, at) => {
          const days = a
            .filter(({ of, on }) => of <= at && on <= last(at))
            .map(({ of, on }) => Math.min(on + 1, last(of) + 1));
          const isClosed = raised !== null && days.some((day) => raised! <= day);
          const after = runAfter(run, shownState(state), n, isClosed);
          if (after < n) raised = null;
          else if (run < n) raised = last(at) + 1;
          run = after;
          return run >= n;
        });
        expect(open).toEqual(history.map((h) => h.open));
      },
    ),
    { numRuns: 2_000 },
  );
});
