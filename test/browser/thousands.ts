/** A company of ten thousand: one top, 20 regions, 400 managers, the others sell. */
import type { WorkbookData } from "../../src/model/workbook.ts";
import { workbookOf } from "../language/catalogs.ts";

export const PEOPLE = 10_000;
const REGIONS = 20;
const MANAGERS = 400;

export const THOUSANDS_RULES = `calendar
  year starts January
  track quarterly, yearly

people from Team
  name [Name]
  reports to [Manager]

table Deals from Deals
  owner [Owner]
  date [Closed]

kpi revenue "Revenue" = sum(Deals[Amount])
  lagging
  unit USD

goal revenue 2026 = 1000000000 for "Top"

cascade revenue
  by people[Size]
  round to 100
  spread evenly
`;

export function thousands(): WorkbookData {
  const rows: (string | number | null)[][] = [["Top", null, null]];
  const regions = Array.from({ length: REGIONS }, (_, r) => `Region ${r + 1}`);
  const managers = Array.from({ length: MANAGERS }, (_, m) => `Manager ${m + 1}`);
  for (const region of regions) rows.push([region, "Top", null]);
  for (const [m, manager] of managers.entries()) rows.push([manager, regions[m % REGIONS]!, null]);
  for (let n = 1; rows.length < PEOPLE; n += 1)
    rows.push([`Seller ${n}`, managers[n % MANAGERS]!, 1 + (n % 7)]);
  return workbookOf({
    Team: [["Name", "Manager", "Size"], ...rows],
    Deals: [
      ["Owner", "Amount", "Closed"],
      ["Seller 1", 1_000, 46_100],
      ["Seller 2", 2_000, 46_150],
    ],
  } as never);
}
