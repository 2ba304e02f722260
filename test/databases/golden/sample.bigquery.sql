WITH `who_1` AS (SELECT `node`, `who` FROM UNNEST(ARRAY<INT64>[0, 1, 2, 3]) AS `node` WITH OFFSET AS `n0` JOIN UNNEST(ARRAY<STRING>['Dana Whitaker', 'Renee Castillo', 'Priya Nair', 'Ben Cole']) AS `who` WITH OFFSET AS `n1` ON `n1` = `n0`),
`shown_1` AS (SELECT `p`, `period` FROM UNNEST(ARRAY<INT64>[0, 1, 2, 3]) AS `p` WITH OFFSET AS `n0` JOIN UNNEST(ARRAY<STRING>['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']) AS `period` WITH OFFSET AS `n1` ON `n1` = `n0`),
`atoms_1` AS (SELECT `atom`, `first`, `past` FROM UNNEST(ARRAY<INT64>[0, 1, 2, 3]) AS `atom` WITH OFFSET AS `n0` JOIN UNNEST(ARRAY<INT64>[20454, 20544, 20635, 20697]) AS `first` WITH OFFSET AS `n1` ON `n1` = `n0` JOIN UNNEST(ARRAY<INT64>[20544, 20635, 20697, 20727]) AS `past` WITH OFFSET AS `n2` ON `n2` = `n0`),
`calendar_of_atoms_1` AS (SELECT atom, day, DATE_FROM_UNIX_DATE(day) AS on_date FROM (SELECT atom, day FROM `atoms_1` CROSS JOIN UNNEST(GENERATE_ARRAY(`first`, past - 1)) AS day) AS d),
`people_1` AS (SELECT `a0`, `pos`, `d0`, `d1` FROM UNNEST(ARRAY<STRING>['dana whitaker', 'renee castillo', 'priya nair', 'ben cole']) AS `a0` WITH OFFSET AS `n0` JOIN UNNEST(ARRAY<INT64>[0, 1, 2, 3]) AS `pos` WITH OFFSET AS `n1` ON `n1` = `n0` JOIN UNNEST(ARRAY<INT64>[18993, 18993, 18993, 18993]) AS `d0` WITH OFFSET AS `n2` ON `n2` = `n0` JOIN UNNEST(ARRAY<INT64>[10000000, 10000000, 10000000, 10000000]) AS `d1` WITH OFFSET AS `n3` ON `n3` = `n0`),
`periods_1` AS (SELECT `p`, `atom` FROM UNNEST(ARRAY<INT64>[0, 1, 2]) AS `p` WITH OFFSET AS `n0` JOIN UNNEST(ARRAY<INT64>[0, 1, 2]) AS `atom` WITH OFFSET AS `n1` ON `n1` = `n0`),
`below_1` AS (SELECT `node`, `pos` FROM UNNEST(ARRAY<INT64>[0, 1, 0, 2, 1, 0, 3, 2, 1, 0]) AS `node` WITH OFFSET AS `n0` JOIN UNNEST(ARRAY<INT64>[0, 1, 1, 2, 2, 2, 3, 3, 3, 3]) AS `pos` WITH OFFSET AS `n1` ON `n1` = `n0`),
`atoms_2` AS (SELECT `atom`, `first`, `past` FROM UNNEST(ARRAY<INT64>[0, 1, 2, 3, 4, 5, 6, 7]) AS `atom` WITH OFFSET AS `n0` JOIN UNNEST(ARRAY<INT64>[20089, 20179, 20270, 20362, 20454, 20544, 20635, 20697]) AS `first` WITH OFFSET AS `n1` ON `n1` = `n0` JOIN UNNEST(ARRAY<INT64>[20179, 20270, 20362, 20454, 20544, 20635, 20697, 20727]) AS `past` WITH OFFSET AS `n2` ON `n2` = `n0`),
`calendar_of_atoms_2` AS (SELECT atom, day, DATE_FROM_UNIX_DATE(day) AS on_date FROM (SELECT atom, day FROM `atoms_2` CROSS JOIN UNNEST(GENERATE_ARRAY(`first`, past - 1)) AS day) AS d),
`periods_2` AS (SELECT `p`, `atom` FROM UNNEST(ARRAY<INT64>[0, 1, 2]) AS `p` WITH OFFSET AS `n0` JOIN UNNEST(ARRAY<INT64>[4, 5, 6]) AS `atom` WITH OFFSET AS `n1` ON `n1` = `n0`),
`periods_3` AS (SELECT `p`, `atom` FROM UNNEST(ARRAY<INT64>[0, 1, 2, 3]) AS `p` WITH OFFSET AS `n0` JOIN UNNEST(ARRAY<INT64>[0, 1, 2, 3]) AS `atom` WITH OFFSET AS `n1` ON `n1` = `n0`),
`below_2` AS (SELECT `node`, `pos`, `top` FROM UNNEST(ARRAY<INT64>[0, 1, 0, 2, 1, 0, 3, 2, 1, 0]) AS `node` WITH OFFSET AS `n0` JOIN UNNEST(ARRAY<INT64>[0, 1, 1, 2, 2, 2, 3, 3, 3, 3]) AS `pos` WITH OFFSET AS `n1` ON `n1` = `n0` JOIN UNNEST(ARRAY<INT64>[0, 1, 0, 2, 1, 0, 3, 2, 1, 0]) AS `top` WITH OFFSET AS `n2` ON `n2` = `n0`),
`windows_1` AS (SELECT `p`, `first`, `past`, `last`, `today` FROM UNNEST(ARRAY<INT64>[0, 1, 2, 3]) AS `p` WITH OFFSET AS `n0` JOIN UNNEST(ARRAY<INT64>[20454, 20544, 20635, 20727]) AS `first` WITH OFFSET AS `n1` ON `n1` = `n0` JOIN UNNEST(ARRAY<INT64>[20544, 20635, 20697, 20697]) AS `past` WITH OFFSET AS `n2` ON `n2` = `n0` JOIN UNNEST(ARRAY<INT64>[20543, 20634, 20726, 20818]) AS `last` WITH OFFSET AS `n3` ON `n3` = `n0` JOIN UNNEST(ARRAY<INT64>[20543, 20634, 20696, 20696]) AS `today` WITH OFFSET AS `n4` ON `n4` = `n0`),
`own_1` AS (
  SELECT pos, atom, SUM(`m0`) AS `s0_0`, COUNT(`m1`) AS `s1_0`, COUNT(`m2`) AS `s2_0`
  FROM (SELECT `w`.`pos` AS pos, `c`.`atom` AS atom, CASE WHEN COALESCE(NORMALIZE(REPLACE(LOWER(TRIM(REGEXP_REPLACE(REGEXP_REPLACE(REPLACE(NORMALIZE(`t`.`Stage`, NFKC), '\u0130', 'i'), '[\\x{00ad}\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{2069}\\x{feff}]', ''), '[\\x{0009}-\\x{000d}\\x{0020}\\x{00a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}-\\x{2029}\\x{202f}\\x{205f}\\x{3000}]+', ' '))), '\u03c2', '\u03c3'), NFKC), '') = 'won' THEN `t`.`amount` END AS `m0`, CASE WHEN COALESCE(NORMALIZE(REPLACE(LOWER(TRIM(REGEXP_REPLACE(REGEXP_REPLACE(REPLACE(NORMALIZE(`t`.`Stage`, NFKC), '\u0130', 'i'), '[\\x{00ad}\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{2069}\\x{feff}]', ''), '[\\x{0009}-\\x{000d}\\x{0020}\\x{00a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}-\\x{2029}\\x{202f}\\x{205f}\\x{3000}]+', ' '))), '\u03c2', '\u03c3'), NFKC), '') = 'won' THEN 1 END AS `m1`, CASE WHEN COALESCE(NORMALIZE(REPLACE(LOWER(TRIM(REGEXP_REPLACE(REGEXP_REPLACE(REPLACE(NORMALIZE(`t`.`Stage`, NFKC), '\u0130', 'i'), '[\\x{00ad}\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{2069}\\x{feff}]', ''), '[\\x{0009}-\\x{000d}\\x{0020}\\x{00a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}-\\x{2029}\\x{202f}\\x{205f}\\x{3000}]+', ' '))), '\u03c2', '\u03c3'), NFKC), '') IN ('won', 'lost') THEN 1 END AS `m2`
    FROM `crm`.`opportunities` AS `t`
    JOIN `calendar_of_atoms_1` AS c ON c.on_date = DATE(`t`.`closed_at`, 'Europe/Berlin')
    JOIN `people_1` AS w ON `w`.`a0` = COALESCE(NORMALIZE(REPLACE(LOWER(TRIM(REGEXP_REPLACE(REGEXP_REPLACE(REPLACE(NORMALIZE(`t`.`Owner`, NFKC), '\u0130', 'i'), '[\\x{00ad}\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{2069}\\x{feff}]', ''), '[\\x{0009}-\\x{000d}\\x{0020}\\x{00a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}-\\x{2029}\\x{202f}\\x{205f}\\x{3000}]+', ' '))), '\u03c2', '\u03c3'), NFKC), '') AND w.d0 <= `c`.`day` AND `c`.`day` < w.d1) AS r
  GROUP BY pos, atom),
`figures_1` AS (
  SELECT x.p AS p, `b`.`node` AS node, CAST(SUM(`o`.`s0_0`) AS FLOAT64) AS `v0`, CAST(SUM(`o`.`s1_0`) AS FLOAT64) AS `v1`, CAST(SUM(`o`.`s2_0`) AS FLOAT64) AS `v2`
  FROM `own_1` AS o JOIN `periods_1` AS x ON x.atom = o.atom JOIN `below_1` AS b ON b.pos = `o`.`pos`
  GROUP BY x.p, `b`.`node`),
`own_2` AS (
  SELECT pos, atom, COUNT(`m0`) AS `s0_0`, SUM(`m1`) AS `s1_0`, COUNT(`m2`) AS `s2_0`, COUNT(`m3`) AS `s3_0`
  FROM (SELECT `w`.`pos` AS pos, `c`.`atom` AS atom, 1 AS `m0`, `t`.`amount` AS `m1`, CASE WHEN COALESCE(NORMALIZE(REPLACE(LOWER(TRIM(REGEXP_REPLACE(REGEXP_REPLACE(REPLACE(NORMALIZE(`t`.`Executive access`, NFKC), '\u0130', 'i'), '[\\x{00ad}\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{2069}\\x{feff}]', ''), '[\\x{0009}-\\x{000d}\\x{0020}\\x{00a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}-\\x{2029}\\x{202f}\\x{205f}\\x{3000}]+', ' '))), '\u03c2', '\u03c3'), NFKC), '') = 'yes' THEN 1 END AS `m2`, CASE WHEN (NOT (COALESCE(NORMALIZE(REPLACE(LOWER(TRIM(REGEXP_REPLACE(REGEXP_REPLACE(REPLACE(NORMALIZE(`t`.`Source of urgency`, NFKC), '\u0130', 'i'), '[\\x{00ad}\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{2069}\\x{feff}]', ''), '[\\x{0009}-\\x{000d}\\x{0020}\\x{00a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}-\\x{2029}\\x{202f}\\x{205f}\\x{3000}]+', ' '))), '\u03c2', '\u03c3'), NFKC), '') = '')) THEN 1 END AS `m3`
    FROM `crm`.`opportunities` AS `t`
    JOIN `calendar_of_atoms_2` AS c ON c.on_date = `t`.`Created`
    JOIN `people_1` AS w ON `w`.`a0` = COALESCE(NORMALIZE(REPLACE(LOWER(TRIM(REGEXP_REPLACE(REGEXP_REPLACE(REPLACE(NORMALIZE(`t`.`Owner`, NFKC), '\u0130', 'i'), '[\\x{00ad}\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{2069}\\x{feff}]', ''), '[\\x{0009}-\\x{000d}\\x{0020}\\x{00a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}-\\x{2029}\\x{202f}\\x{205f}\\x{3000}]+', ' '))), '\u03c2', '\u03c3'), NFKC), '') AND w.d0 <= `c`.`day` AND `c`.`day` < w.d1) AS r
  GROUP BY pos, atom),
`figures_2` AS (
  SELECT x.p AS p, `b`.`node` AS node, CAST(SUM(`o`.`s0_0`) AS FLOAT64) AS `v0`, CAST(SUM(`o`.`s1_0`) AS FLOAT64) AS `v1`, CAST(SUM(`o`.`s2_0`) AS FLOAT64) AS `v2`, CAST(SUM(`o`.`s3_0`) AS FLOAT64) AS `v3`
  FROM `own_2` AS o JOIN `periods_2` AS x ON x.atom = o.atom JOIN `below_1` AS b ON b.pos = `o`.`pos`
  GROUP BY x.p, `b`.`node`),
`own_3` AS (
  SELECT pos, atom, SUM(CAST(`m0` AS BIGNUMERIC)) AS `s0_0`, SUM(CAST(`m1` AS BIGNUMERIC)) AS `s1_0`
  FROM (SELECT `w`.`pos` AS pos, `c`.`atom` AS atom, CASE WHEN COALESCE(NORMALIZE(REPLACE(LOWER(TRIM(REGEXP_REPLACE(REGEXP_REPLACE(REPLACE(NORMALIZE(`t`.`Outcome`, NFKC), '\u0130', 'i'), '[\\x{00ad}\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{2069}\\x{feff}]', ''), '[\\x{0009}-\\x{000d}\\x{0020}\\x{00a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}-\\x{2029}\\x{202f}\\x{205f}\\x{3000}]+', ' '))), '\u03c2', '\u03c3'), NFKC), '') = 'renewed' THEN CASE WHEN NOT (IS_INF(`t`.`ARR`) OR IS_NAN(`t`.`ARR`)) THEN CAST(`t`.`ARR` AS FLOAT64) END END AS `m0`, CASE WHEN NOT (IS_INF(`t`.`ARR`) OR IS_NAN(`t`.`ARR`)) THEN CAST(`t`.`ARR` AS FLOAT64) END AS `m1`
    FROM `Renewals` AS `t`
    JOIN `calendar_of_atoms_1` AS c ON c.on_date = `t`.`Due`
    JOIN `people_1` AS w ON `w`.`a0` = COALESCE(NORMALIZE(REPLACE(LOWER(TRIM(REGEXP_REPLACE(REGEXP_REPLACE(REPLACE(NORMALIZE(`t`.`Owner`, NFKC), '\u0130', 'i'), '[\\x{00ad}\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{2069}\\x{feff}]', ''), '[\\x{0009}-\\x{000d}\\x{0020}\\x{00a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}-\\x{2029}\\x{202f}\\x{205f}\\x{3000}]+', ' '))), '\u03c2', '\u03c3'), NFKC), '') AND w.d0 <= `c`.`day` AND `c`.`day` < w.d1) AS r
  GROUP BY pos, atom),
`figures_3` AS (
  SELECT x.p AS p, `b`.`node` AS node, CAST(SUM(`o`.`s0_0`) AS FLOAT64) AS `v0`, CAST(SUM(`o`.`s1_0`) AS FLOAT64) AS `v1`
  FROM `own_3` AS o JOIN `periods_1` AS x ON x.atom = o.atom JOIN `below_1` AS b ON b.pos = `o`.`pos`
  GROUP BY x.p, `b`.`node`),
`figures_4` AS (
  SELECT x.p AS p, `b`.`node` AS node, CAST(SUM(`o`.`s0_0`) AS FLOAT64) AS `v0`
  FROM `own_2` AS o JOIN `periods_3` AS x ON x.atom = o.atom JOIN `below_1` AS b ON b.pos = `o`.`pos`
  GROUP BY x.p, `b`.`node`),
`own_5` AS (
  SELECT pos, atom, m0
  FROM (SELECT `w`.`pos` AS pos, `c`.`atom` AS atom, NULLIF(COALESCE(NORMALIZE(REPLACE(LOWER(TRIM(REGEXP_REPLACE(REGEXP_REPLACE(REPLACE(NORMALIZE(`t`.`Account`, NFKC), '\u0130', 'i'), '[\\x{00ad}\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{2069}\\x{feff}]', ''), '[\\x{0009}-\\x{000d}\\x{0020}\\x{00a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}-\\x{2029}\\x{202f}\\x{205f}\\x{3000}]+', ' '))), '\u03c2', '\u03c3'), NFKC), ''), '') AS `m0`
    FROM `crm`.`opportunities` AS `t`
    JOIN `calendar_of_atoms_2` AS c ON c.on_date = `t`.`Created`
    JOIN `people_1` AS w ON `w`.`a0` = COALESCE(NORMALIZE(REPLACE(LOWER(TRIM(REGEXP_REPLACE(REGEXP_REPLACE(REPLACE(NORMALIZE(`t`.`Owner`, NFKC), '\u0130', 'i'), '[\\x{00ad}\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{2069}\\x{feff}]', ''), '[\\x{0009}-\\x{000d}\\x{0020}\\x{00a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}-\\x{2029}\\x{202f}\\x{205f}\\x{3000}]+', ' '))), '\u03c2', '\u03c3'), NFKC), '') AND w.d0 <= `c`.`day` AND `c`.`day` < w.d1) AS r
  WHERE m0 IS NOT NULL),
`figures_5` AS (
  SELECT f.p, `b`.`node` AS node, CAST(COUNT(*) AS FLOAT64) AS `v0`
  FROM (SELECT x.p AS p, o.pos, LAG(o.pos, 1, -1) OVER (PARTITION BY x.p, o.m0 ORDER BY o.pos) AS seen
    FROM `own_5` AS o JOIN `periods_2` AS x ON x.atom = o.atom) AS f JOIN `below_2` AS b ON b.pos = `f`.`pos` AND b.top > f.seen
  GROUP BY f.p, `b`.`node`),
`own_6` AS (
  SELECT pos, p, COUNT(`m0`) AS `s0_0`
  FROM (SELECT `w`.`pos` AS pos, x.p AS p, 1 AS `m0`
    FROM `crm`.`accounts` AS `t`
    CROSS JOIN `windows_1` AS x
    JOIN `people_1` AS w ON `w`.`a0` = COALESCE(NORMALIZE(REPLACE(LOWER(TRIM(REGEXP_REPLACE(REGEXP_REPLACE(REPLACE(NORMALIZE(`t`.`Owner`, NFKC), '\u0130', 'i'), '[\\x{00ad}\\x{200b}-\\x{200f}\\x{202a}-\\x{202e}\\x{2060}-\\x{2069}\\x{feff}]', ''), '[\\x{0009}-\\x{000d}\\x{0020}\\x{00a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}-\\x{2029}\\x{202f}\\x{205f}\\x{3000}]+', ' '))), '\u03c2', '\u03c3'), NFKC), '') AND w.d0 <= `x`.`last` AND `x`.`last` < w.d1) AS r
  GROUP BY pos, p),
`figures_6` AS (
  SELECT o.p AS p, `b`.`node` AS node, CAST(SUM(`o`.`s0_0`) AS FLOAT64) AS `v0`
  FROM `own_6` AS o JOIN `below_1` AS b ON b.pos = `o`.`pos`
  GROUP BY o.p, `b`.`node`)
SELECT n.who,
  s.period,
  CASE WHEN NOT (s.p IN (3)) THEN COALESCE(`f1`.`v0`, 0) END AS `revenue`,
  CASE WHEN NOT (s.p IN (3)) THEN COALESCE(`f2`.`v0`, 0) END AS `new_opps`,
  (CASE WHEN NOT (s.p IN (3)) THEN COALESCE(`f3`.`v0`, 0) END / NULLIF(CASE WHEN NOT (s.p IN (3)) THEN COALESCE(`f3`.`v1`, 0) END, 0)) AS `renewal_rate`,
  CASE WHEN NOT (s.p IN (3)) THEN COALESCE(`f2`.`v1`, 0) END AS `created`,
  ((CASE WHEN NOT (s.p IN (3)) THEN COALESCE(`f2`.`v0`, 0) END / NULLIF(COALESCE(`f4`.`v0`, 0), 0)) - CAST('1' AS FLOAT64)) AS `growth`,
  (CASE WHEN NOT (s.p IN (3)) THEN COALESCE(`f5`.`v0`, 0) END / NULLIF(COALESCE(`f6`.`v0`, 0), 0)) AS `penetration`,
  (CASE WHEN NOT (s.p IN (3)) THEN COALESCE(`f2`.`v2`, 0) END / NULLIF(CASE WHEN NOT (s.p IN (3)) THEN COALESCE(`f2`.`v0`, 0) END, 0)) AS `executive_access`,
  (CASE WHEN NOT (s.p IN (3)) THEN COALESCE(`f2`.`v3`, 0) END / NULLIF(CASE WHEN NOT (s.p IN (3)) THEN COALESCE(`f2`.`v0`, 0) END, 0)) AS `urgency`,
  (CASE WHEN NOT (s.p IN (3)) THEN COALESCE(`f1`.`v1`, 0) END / NULLIF(CASE WHEN NOT (s.p IN (3)) THEN COALESCE(`f1`.`v2`, 0) END, 0)) AS `win_rate`,
  (CASE WHEN NOT (s.p IN (3)) THEN COALESCE(`f1`.`v0`, 0) END / NULLIF(CASE WHEN NOT (s.p IN (3)) THEN COALESCE(`f1`.`v1`, 0) END, 0)) AS `average_deal`
FROM `who_1` AS n CROSS JOIN `shown_1` AS s
LEFT JOIN `figures_1` AS `f1` ON `f1`.`p` = s.p AND `f1`.`node` = n.node
LEFT JOIN `figures_2` AS `f2` ON `f2`.`p` = s.p AND `f2`.`node` = n.node
LEFT JOIN `figures_3` AS `f3` ON `f3`.`p` = s.p AND `f3`.`node` = n.node
LEFT JOIN `figures_4` AS `f4` ON `f4`.`p` = s.p AND `f4`.`node` = n.node
LEFT JOIN `figures_5` AS `f5` ON `f5`.`p` = s.p AND `f5`.`node` = n.node
LEFT JOIN `figures_6` AS `f6` ON `f6`.`p` = s.p AND `f6`.`node` = n.node
ORDER BY n.node, s.p;
