/** Rules and people over a table of deals that a database has, has not, or has otherwise; what a person is told of it. */
import { UserError } from "../../src/model/user-error.ts";
import { sheetOf, type WorkbookData } from "../../src/model/workbook.ts";

/** What a person reads when something is wrong: what, where, what to do. */
export async function fault(work: () => Promise<unknown>): Promise<string> {
  try {
    await work();
  } catch (thrown) {
    if (!(thrown instanceof UserError)) throw thrown;
    return `${thrown.message} | ${thrown.where} | ${thrown.todo}`;
  }
  return "nothing was wrong";
}

export const RULES = `people from Team
  name [Name]
  reports to [Manager]

table Deals from Deals
  owner [Owner]
  date [Closed]

kpi revenue = sum(Deals[Amount])
`;
export const TEAM: WorkbookData = {
  sheets: [
    sheetOf("Team", [
      ["Name", "Manager"],
      ["Ann", null],
      ["Ben", "Ann"],
    ]),
  ],
  names: [],
  locale: "en-US",
  dateSystem: 1900,
};
