/** A rule book of any length, made of the forms that real ones are made of. */

const statement = (
  i: number,
): string => `kpi k${i} "Deals over ${i}" = sum(Deals[Amount] where [Stage] = "Won" and [Amount] > ${i})
  leading
  unit USD

goal k${i} 2026 = ${i * 10} for reps

cascade k${i}
  by actual(k${i}) last year else evenly
  over-assign 5% below "Company"
  round to 10

flag f${i} "Below ${i}"
  when k${i} is missed and attainment(k${i}) < 90%
  hold manager
  say "{name} is at {attainment(k${i})} of {goal(k${i})}"
`;

const HEAD = `people from Team
  name [Name]
  reports to [Manager] then "Company"

table Deals from Pipeline
  owner [Rep]
  date [Closed]

`;

/** At least so many lines. */
export function book(lines: number): string {
  const parts = [HEAD];
  const each = statement(0).split("\n").length;
  for (let i = 0; i * each < lines; i += 1) parts.push(statement(i));
  return parts.join("\n");
}
