/** Dirt in the tree of people: 59 to 70. */
import type { CellValue } from "../../../dsl/cell.ts";
import { asks, type Kind, plain, runBook, shows, tree } from "./kind.ts";

const won = (id: string, owner: string, amount: number, closed = "2026-02-01"): CellValue[] => [
  id,
  owner,
  "Won",
  amount,
  closed,
];

export const ORG: readonly Kind[] = [
  {
    n: 59,
    kind: "A ring of managers",
    example: "A → B → C → A; A → A",
    does: "An error that names the ring by its cells. It stops that ring and who is below it, nobody else.",
    findings: ["ORG01"],
    cases: [
      shows(
        () =>
          tree([
            ["Ann"],
            ["Ben", "Cy"],
            ["Cy", "Dan"],
            ["Dan", "Ben"],
            ["Eve", "Dan"],
            ["Fay", "Ann"],
          ]),
        ["Ann", "  Fay"],
        "in a ring",
        "1 below them",
      ),
      shows(() => tree([["Ann"], ["Ben", "Ben"]]), ["Ann"], "Ben reports to themself"),
    ],
  },
  {
    n: 60,
    kind: "Two tops",
    example: "an acquired company",
    does: 'Both are kept, each with its own totals, and named in a warning. `reports to … then "Company"` is the answer: one top above both.',
    findings: ["ORG04"],
    cases: [
      shows(
        () => tree([["Ann"], ["Ben", "Ann"], ["Cy"], ["Dan", "Cy"]]),
        ["Ann", "  Ben", "Cy", "  Dan"],
      ),
      shows(
        () => tree([["Ann"], ["Ben", "Ann"], ["Cy"], ["Dan", "Cy"]], { top: "Company" }),
        ["Company", "  Ann", "    Ben", "  Cy", "    Dan"],
      ),
    ],
  },
  {
    n: 61,
    kind: "A missing manager",
    example: "blank in the middle",
    does: "A blank is the top only where it is the single one. Else a warning names the cells: who leads somebody as another top, who doesn't as without a manager.",
    findings: ["ORG09"],
    cases: [
      shows(() => tree([["Ann"], ["Ben", "Ann"], ["Eve"]]), ["Ann", "  Ben", "Eve"], "People!A4"),
      shows(() => tree([["Ann"], ["Ben", "Ann"]]), ["Ann", "  Ben"]),
    ],
  },
  {
    n: 62,
    kind: "A manager without a row",
    example: "a typo, a leaver",
    does: "A place under the top until it is mended, so that totals cover everyone; a warning with the nearest name.",
    findings: ["ORG05"],
    cases: [
      shows(
        () => tree([["Ann"], ["Ben Cole", "Ann"], ["Cy", "Ben Cloe"], ["Dan", "Ben Cole"]]),
        ["Ann", "  Ben Cloe", "    Cy", "  Ben Cole", "    Dan"],
        "Did you mean Ben Cole?",
      ),
    ],
  },
  {
    n: 63,
    kind: "Managers by name where people go by id",
    example: "`name [Id]`, manager `Ann`",
    does: "Not mapped: a warning says which column holds the manager's name. Name the people by it, or write ids.",
    findings: ["ORG05"],
    cases: [
      shows(
        () =>
          tree(
            [
              ["1", null, "Ann Lee"],
              ["2", "Ann Lee", "Ben"],
              ["3", "Ann Lee", "Cy"],
            ],
            { since: null, until: null },
            ["name", "manager", "Full name"],
          ),
        ["1", "  Ann Lee", "    2", "    3"],
        "[Full name] holds it",
      ),
    ],
  },
  {
    n: 64,
    kind: "A manager who also sells",
    example: "personal quota and team",
    does: "The total is own and team; `own(x)` is the manager's alone, counted once.",
    findings: [],
    cases: [
      shows(
        () =>
          asks(
            { deals: [won("1", "Ann", 5), won("2", "Ben", 7)] },
            'revenue of "Ann" in 2026',
            'own(revenue) of "Ann" in 2026',
          ),
        [12, 5],
      ),
    ],
  },
  {
    n: 65,
    kind: "Levels skipped, uneven depth",
    example: "a rep reports to the VP",
    does: "Allowed.",
    findings: [],
    cases: [
      shows(
        () => tree([["Ann"], ["Ben", "Ann"], ["Cy", "Ben"], ["Dan", "Ann"]]),
        ["Ann", "  Ben", "    Cy", "  Dan"],
      ),
    ],
  },
  {
    n: 66,
    kind: "A second, dotted-line manager",
    example: "two manager columns",
    does: "Only the column that `reports to` names rolls up; the other is a column like any other.",
    findings: [],
    cases: [
      shows(
        () =>
          tree(
            [
              ["Ann", null, null],
              ["Ben", "Ann", "Cy"],
              ["Cy", "Ann", "Ben"],
            ],
            { since: null, until: null },
            ["name", "manager", "dotted"],
          ),
        ["Ann", "  Ben", "  Cy"],
      ),
    ],
  },
  {
    n: 67,
    kind: "A re-org in mid-period; gaps, overlaps, 9999-12-31",
    example: "`until` is the next `since`",
    does: "Each day has its own tree. A shared day is the new manager's; 9999-12-31 is open; a gap is in nobody's tree; a longer overlap is an error that stops that person.",
    findings: ["ORG07"],
    cases: [
      shows(
        () =>
          tree(
            [
              ["Ann"],
              ["Ben", "Ann"],
              ["Cy", "Ann"],
              ["Dan", "Ben", null, "2026-03-15"],
              ["Dan", "Cy", "2026-03-15", "9999-12-31"],
            ],
            { on: "2026-03-15" },
          ),
        ["Ann", "  Ben", "  Cy", "    Dan"],
      ),
      shows(
        () =>
          tree([["Ann"], ["Dan", "Ann", null, "2026-03-01"], ["Dan", "Ann", "2026-04-01"]], {
            on: "2026-03-15",
          }),
        ["Ann"],
      ),
      shows(
        () =>
          tree([
            ["Ann"],
            ["Ben", "Ann"],
            ["Dan", "Ann", null, "2026-03-20"],
            ["Dan", "Ben", "2026-03-15"],
          ]),
        ["Ann", "  Ben"],
        "overlap",
      ),
    ],
  },
  {
    n: 68,
    kind: "A vacant position",
    example: "`VACANT`, `TBH`, blank with a manager",
    does: "A node of its own without a person, each one apart; it holds a goal and answers for nothing. A note each.",
    findings: ["ORG06"],
    cases: [
      shows(
        () => tree([["Ann"], ["TBH", "Ann"], ["TBH", "Ann"], [null, "Ann"]]),
        ["Ann", "  TBH", "  TBH", "  Vacant (row 5)"],
      ),
    ],
  },
  {
    n: 69,
    kind: "A manager's goal is not the sum of the reports' goals",
    example: "over-assignment",
    does: "Neither is overwritten: the tie-out has the reserve and the buffer as lines of their own, with their sign.",
    findings: [],
    cases: [
      shows(() => {
        const made = runBook({
          deals: [won("1", "Ben", 1)],
          more: 'goal revenue 2026 = 100 for "Ann"\ncascade revenue\n  evenly\n  over-assign 20%',
        });
        const year = made.tieout.find((row) => row.period.label === "2026");
        const { goal, buffer, handedDown, difference } = year!.assigned;
        return plain([goal, buffer, handedDown, difference]);
      }, [100, 20, 120, 0]),
    ],
  },
  {
    n: 70,
    kind: "Weights that are blank, zero, negative, or don't add up to 1",
    example: "0, blank, 0.9999",
    does: "Shares are in proportion, so they need not add up to 1. Blank and negative weigh nothing; all zero and no `else` is evenly, with a finding.",
    findings: ["GOAL03"],
    cases: [
      shows(() => weighted(3, 1), [75, 25]),
      shows(() => weighted(0.6, 0.3999), [60.01, 39.99]),
      shows(() => weighted(null, 1), [0, 100]),
      shows(() => weighted(0, 0), [50, 50], "share evenly"),
    ],
  },
];

const weighted = (ben: number | null, cy: number | null) =>
  asks(
    {
      team: [
        ["Name", "Manager", "Weight"],
        ["Ann", null, null],
        ["Ben", "Ann", ben],
        ["Cy", "Ann", cy],
      ],
      deals: [won("1", "Ben", 1)],
      more: 'goal revenue 2026 = 100 for "Ann"\ncascade revenue\n  by people[Weight]',
    },
    'goal(revenue) of "Ben" in 2026',
    'goal(revenue) of "Cy" in 2026',
  );
