/**
 * What actuals mean, said once more in SQL: rules drawn as plain data, so that rule text and query come from
 * the same description and neither from the other. Nothing of the engine is used here.
 */

export type Condition = "all" | "won" | "not lost" | "large" | "named";
export type Span =
  | "month"
  | "year to date"
  | "last year"
  | "last period"
  | "three months"
  | "quarter to date";

export interface KpiSpec {
  readonly by: "sum" | "count" | "average" | "min" | "max" | "median" | "distinct" | "ratio";
  readonly where: Condition;
  readonly on: "Closed" | "Created";
  readonly span: Span;
  readonly own: boolean;
}

const RULE_WHERE: Readonly<Record<Condition, string>> = {
  all: "",
  won: ' where [Stage] = "Won"',
  "not lost": ' where [Stage] <> "Lost"',
  large: " where [Amount] >= 1000",
  named: " where not [Account] is blank",
};
const SQL_WHERE: Readonly<Record<Condition, string>> = {
  all: "true",
  won: "stage = 'Won'",
  "not lost": "stage <> 'Lost'",
  large: "coalesce(amount >= 1000, false)",
  named: "account is not null",
};

/** The formula as a rule. */
export function ruleOf({ by, where, on, span, own }: KpiSpec): string {
  const tail = `${RULE_WHERE[where]}${on === "Created" ? " on [Created]" : ""}`;
  const column = by === "distinct" ? "Deals[Account]" : "Deals[Amount]";
  const rows = `count(Deals${tail})`;
  const base =
    by === "count"
      ? rows
      : by === "ratio"
        ? `sum(Deals[Amount]${tail}) / ${rows}`
        : `${by}(${column}${tail})`;
  const part = own ? `own(${base})` : base;
  switch (span) {
    case "month":
      return part;
    case "year to date":
      return `ytd(${part})`;
    case "quarter to date":
      return `qtd(${part})`;
    case "last year":
      return `(${part}) last year`;
    case "last period":
      return `(${part}) last period`;
    case "three months":
      return `trailing(${part}, 3 months)`;
  }
}

const FIRST: Readonly<Record<Span, string>> = {
  month: "m.first",
  "year to date": "date_trunc('year', m.first)",
  "quarter to date": "date_trunc('quarter', m.first)",
  "last year": "m.first - interval 1 year",
  "last period": "m.first - interval 1 month",
  "three months": "m.first - interval 2 month",
};
const NEXT: Readonly<Partial<Record<Span, string>>> = {
  "last year": "m.first - interval 11 month",
  "last period": "m.first",
};

/** Exact: amounts are decimals to the cent, and a quotient is made of exact parts. */
const SQL_VALUE: Readonly<Record<KpiSpec["by"], string>> = {
  sum: "coalesce(sum(d.amount), 0)::double",
  count: "count(d.id)::double",
  average: "sum(d.amount)::double / nullif(count(d.amount), 0)",
  min: "min(d.amount)::double",
  max: "max(d.amount)::double",
  median: "median(d.amount::double)",
  distinct: "count(distinct lower(trim(d.account)))::double",
  ratio: "coalesce(sum(d.amount), 0)::double / nullif(count(d.id), 0)",
};

/**
 * One row per person and month. A deal counts for everybody above its owner on its own day: `above` holds,
 * for each owner and stretch of days, who is above (himself included).
 */
export function queryOf({ by, where, on, span, own }: KpiSpec): string {
  const day = on === "Closed" ? "d.closed" : "d.created";
  return `
with recursive above as (
  select person, person as boss, first, last from stays
  union
  select a.person, s.boss, greatest(a.first, s.first), least(a.last, s.last)
  from above a join stays s on s.person = a.boss
  where s.boss is not null and greatest(a.first, s.first) < least(a.last, s.last)
), months as (
  select i as month, date '2026-01-01' + to_months(i) as first from range(12) r(i)
), rows as (
  select m.month, p.person, d.*
  from months m cross join people p
  join deals d on ${day} >= ${FIRST[span]} and ${day} < ${NEXT[span] ?? "m.first + interval 1 month"}
    and ${SQL_WHERE[where]}
    and ${
      own
        ? "d.owner = p.person"
        : `exists (select 1 from above a where a.person = d.owner and a.boss = p.person
           and ${day} >= a.first and ${day} < a.last)`
    }
)
select m.month::int as month, p.person::int as person, ${SQL_VALUE[by]} as value
from months m cross join people p left join rows d on d.month = m.month and d.person = p.person
group by m.month, p.person order by m.month, p.person`;
}
