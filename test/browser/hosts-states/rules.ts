/** Rules: joined with another's, saved, late, refused. */
import { saveRulesPlan } from "../../../src/app/rules-sheet.ts";
import { TEAM_RULES } from "../team.ts";
import { append, BUSY, changedBy, FAULT, team, type Walk, WRITE } from "./stage.ts";

export const RULES: readonly Walk[] = [
  [
    "rules",
    "conflict",
    async (stage) => {
      const { open, press, shows, ready, write } = stage;
      await open("rules");
      await shows(".cm-line:has-text('people from')");
      await append(stage, '\ngoal size 2026-Q4 = 12000 for "Ana Duarte"\n');
      const theirs = `${TEAM_RULES.replace(
        "goal size each quarter = 10000",
        "goal size each quarter = 11000",
      )}\ngoal size 2026-Q4 = 13000 for "Ana Duarte"\n`;
      for (const at of changedBy(saveRulesPlan(team, theirs, null))) await write(...at);
      await press(WRITE);
      await shows("text=Joined without conflict");
      await shows(".choice:has-text('12000') .paint-statement");
      await shows(".choice:has-text('13000') .paint-statement");
      await press("button:has-text('Save joined rules')");
      await shows(".cm-content");
      await shows(".status:has-text('Up to date')");
      await ready();
    },
  ],
  [
    "rules",
    "loading",
    async (stage) => {
      const { press, shows, ready, answers } = stage;
      await append(stage, "\n# Ours\nkpi more = count(Deals)\n");
      await answers("late");
      await press(WRITE);
      await shows(BUSY);
      await answers("at once");
      await shows("button:has-text('Back to draft')");
      await ready();
    },
  ],
  [
    "rules",
    "error",
    async ({ press, shows, ready, answers }) => {
      await answers("with a fault");
      await press(WRITE);
      await shows(FAULT);
      await shows(".status:has-text('Draft, kept on this computer')");
      await answers("at once");
      await ready();
    },
  ],
  [
    "rules",
    "main",
    async ({ press, shows, ready }) => {
      await press(WRITE);
      await shows(".cm-content");
      await shows(".status:has-text('Up to date')");
      await ready();
    },
  ],
];
