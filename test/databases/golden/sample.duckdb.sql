WITH "who_1" AS (SELECT unnest(CAST([0, 1, 2, 3] AS INTEGER[])) AS "node", unnest(CAST(['Dana Whitaker', 'Renee Castillo', 'Priya Nair', 'Ben Cole'] AS VARCHAR[])) AS "who"),
"shown_1" AS (SELECT unnest(CAST([0, 1, 2, 3] AS INTEGER[])) AS "p", unnest(CAST(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4'] AS VARCHAR[])) AS "period"),
"atoms_1" AS (SELECT unnest(CAST([0, 1, 2, 3] AS INTEGER[])) AS "atom", unnest(CAST([20454, 20544, 20635, 20697] AS INTEGER[])) AS "first", unnest(CAST([20544, 20635, 20697, 20727] AS INTEGER[])) AS "past"),
"calendar_of_atoms_1" AS (SELECT atom, day, DATE '1970-01-01' + CAST(day AS INTEGER) AS on_date FROM (SELECT atom, unnest(range("first", past)) AS day FROM "atoms_1") AS d),
"people_1" AS (SELECT unnest(CAST(['dana whitaker', 'renee castillo', 'priya nair', 'ben cole'] AS VARCHAR[])) AS "a0", unnest(CAST([0, 1, 2, 3] AS INTEGER[])) AS "pos", unnest(CAST([18993, 18993, 18993, 18993] AS INTEGER[])) AS "d0", unnest(CAST([10000000, 10000000, 10000000, 10000000] AS INTEGER[])) AS "d1"),
"periods_1" AS (SELECT unnest(CAST([0, 1, 2] AS INTEGER[])) AS "p", unnest(CAST([0, 1, 2] AS INTEGER[])) AS "atom"),
"below_1" AS (SELECT unnest(CAST([0, 1, 0, 2, 1, 0, 3, 2, 1, 0] AS INTEGER[])) AS "node", unnest(CAST([0, 1, 1, 2, 2, 2, 3, 3, 3, 3] AS INTEGER[])) AS "pos"),
"atoms_2" AS (SELECT unnest(CAST([0, 1, 2, 3, 4, 5, 6, 7] AS INTEGER[])) AS "atom", unnest(CAST([20089, 20179, 20270, 20362, 20454, 20544, 20635, 20697] AS INTEGER[])) AS "first", unnest(CAST([20179, 20270, 20362, 20454, 20544, 20635, 20697, 20727] AS INTEGER[])) AS "past"),
"calendar_of_atoms_2" AS (SELECT atom, day, DATE '1970-01-01' + CAST(day AS INTEGER) AS on_date FROM (SELECT atom, unnest(range("first", past)) AS day FROM "atoms_2") AS d),
"periods_2" AS (SELECT unnest(CAST([0, 1, 2] AS INTEGER[])) AS "p", unnest(CAST([4, 5, 6] AS INTEGER[])) AS "atom"),
"periods_3" AS (SELECT unnest(CAST([0, 1, 2, 3] AS INTEGER[])) AS "p", unnest(CAST([0, 1, 2, 3] AS INTEGER[])) AS "atom"),
"below_2" AS (SELECT unnest(CAST([0, 1, 0, 2, 1, 0, 3, 2, 1, 0] AS INTEGER[])) AS "node", unnest(CAST([0, 1, 1, 2, 2, 2, 3, 3, 3, 3] AS INTEGER[])) AS "pos", unnest(CAST([0, 1, 0, 2, 1, 0, 3, 2, 1, 0] AS INTEGER[])) AS "top"),
"windows_1" AS (SELECT unnest(CAST([0, 1, 2, 3] AS INTEGER[])) AS "p", unnest(CAST([20454, 20544, 20635, 20727] AS INTEGER[])) AS "first", unnest(CAST([20544, 20635, 20697, 20697] AS INTEGER[])) AS "past", unnest(CAST([20543, 20634, 20726, 20818] AS INTEGER[])) AS "last", unnest(CAST([20543, 20634, 20696, 20696] AS INTEGER[])) AS "today"),
"own_1" AS (
  SELECT pos, atom, SUM("m0") AS "s0_0", COUNT("m1") AS "s1_0", COUNT("m2") AS "s2_0"
  FROM (SELECT "w"."pos" AS pos, "c"."atom" AS atom, CASE WHEN COALESCE(replace(lower(trim(regexp_replace(regexp_replace(nfc_normalize(replace("t"."Stage", 'İ', 'i')), '[\x{00ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]', '', 'g'), '[\x{0009}-\x{000d}\x{0020}\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}-\x{2029}\x{202f}\x{205f}\x{3000}]+', ' ', 'g'))), 'ς', 'σ'), '') = 'won' THEN "t"."amount" END AS "m0", CASE WHEN COALESCE(replace(lower(trim(regexp_replace(regexp_replace(nfc_normalize(replace("t"."Stage", 'İ', 'i')), '[\x{00ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]', '', 'g'), '[\x{0009}-\x{000d}\x{0020}\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}-\x{2029}\x{202f}\x{205f}\x{3000}]+', ' ', 'g'))), 'ς', 'σ'), '') = 'won' THEN 1 END AS "m1", CASE WHEN COALESCE(replace(lower(trim(regexp_replace(regexp_replace(nfc_normalize(replace("t"."Stage", 'İ', 'i')), '[\x{00ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]', '', 'g'), '[\x{0009}-\x{000d}\x{0020}\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}-\x{2029}\x{202f}\x{205f}\x{3000}]+', ' ', 'g'))), 'ς', 'σ'), '') IN ('won', 'lost') THEN 1 END AS "m2"
    FROM "crm"."opportunities" AS "t"
    JOIN "calendar_of_atoms_1" AS c ON c.on_date = CAST(timezone('Europe/Berlin', "t"."closed_at") AS DATE)
    JOIN "people_1" AS w ON "w"."a0" = COALESCE(replace(lower(trim(regexp_replace(regexp_replace(nfc_normalize(replace("t"."Owner", 'İ', 'i')), '[\x{00ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]', '', 'g'), '[\x{0009}-\x{000d}\x{0020}\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}-\x{2029}\x{202f}\x{205f}\x{3000}]+', ' ', 'g'))), 'ς', 'σ'), '') AND w.d0 <= "c"."day" AND "c"."day" < w.d1) AS r
  GROUP BY pos, atom),
"figures_1" AS (
  SELECT x.p AS p, "b"."node" AS node, CAST(SUM("o"."s0_0") AS DOUBLE) AS "v0", CAST(SUM("o"."s1_0") AS DOUBLE) AS "v1", CAST(SUM("o"."s2_0") AS DOUBLE) AS "v2"
  FROM "own_1" AS o JOIN "periods_1" AS x ON x.atom = o.atom JOIN "below_1" AS b ON b.pos = "o"."pos"
  GROUP BY x.p, "b"."node"),
"own_2" AS (
  SELECT pos, atom, COUNT("m0") AS "s0_0", SUM("m1") AS "s1_0", COUNT("m2") AS "s2_0", COUNT("m3") AS "s3_0"
  FROM (SELECT "w"."pos" AS pos, "c"."atom" AS atom, 1 AS "m0", "t"."amount" AS "m1", CASE WHEN COALESCE(replace(lower(trim(regexp_replace(regexp_replace(nfc_normalize(replace("t"."Executive access", 'İ', 'i')), '[\x{00ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]', '', 'g'), '[\x{0009}-\x{000d}\x{0020}\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}-\x{2029}\x{202f}\x{205f}\x{3000}]+', ' ', 'g'))), 'ς', 'σ'), '') = 'yes' THEN 1 END AS "m2", CASE WHEN (NOT (COALESCE(replace(lower(trim(regexp_replace(regexp_replace(nfc_normalize(replace("t"."Source of urgency", 'İ', 'i')), '[\x{00ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]', '', 'g'), '[\x{0009}-\x{000d}\x{0020}\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}-\x{2029}\x{202f}\x{205f}\x{3000}]+', ' ', 'g'))), 'ς', 'σ'), '') = '')) THEN 1 END AS "m3"
    FROM "crm"."opportunities" AS "t"
    JOIN "calendar_of_atoms_2" AS c ON c.on_date = "t"."Created"
    JOIN "people_1" AS w ON "w"."a0" = COALESCE(replace(lower(trim(regexp_replace(regexp_replace(nfc_normalize(replace("t"."Owner", 'İ', 'i')), '[\x{00ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]', '', 'g'), '[\x{0009}-\x{000d}\x{0020}\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}-\x{2029}\x{202f}\x{205f}\x{3000}]+', ' ', 'g'))), 'ς', 'σ'), '') AND w.d0 <= "c"."day" AND "c"."day" < w.d1) AS r
  GROUP BY pos, atom),
"figures_2" AS (
  SELECT x.p AS p, "b"."node" AS node, CAST(SUM("o"."s0_0") AS DOUBLE) AS "v0", CAST(SUM("o"."s1_0") AS DOUBLE) AS "v1", CAST(SUM("o"."s2_0") AS DOUBLE) AS "v2", CAST(SUM("o"."s3_0") AS DOUBLE) AS "v3"
  FROM "own_2" AS o JOIN "periods_2" AS x ON x.atom = o.atom JOIN "below_1" AS b ON b.pos = "o"."pos"
  GROUP BY x.p, "b"."node"),
"own_3" AS (
  SELECT pos, atom, SUM(CAST(CASE WHEN abs("m0") NOT BETWEEN 3.552713678800501e-15 AND 1.1805916207174113e21 THEN 0 ELSE round("m0" * 1048576) END AS HUGEINT)) AS "s0_0", SUM(CAST(CASE WHEN abs("m0") NOT BETWEEN 3.552713678800501e-15 AND 1.1805916207174113e21 THEN 0 ELSE round(("m0" - round("m0" * 1048576) / 1048576) * 1267650600228229401496703205376) END AS HUGEINT)) AS "s0_1", SUM(CASE WHEN abs("m0") NOT BETWEEN 3.552713678800501e-15 AND 1.1805916207174113e21 THEN "m0" END) AS "s0_2", SUM(CAST(CASE WHEN abs("m1") NOT BETWEEN 3.552713678800501e-15 AND 1.1805916207174113e21 THEN 0 ELSE round("m1" * 1048576) END AS HUGEINT)) AS "s1_0", SUM(CAST(CASE WHEN abs("m1") NOT BETWEEN 3.552713678800501e-15 AND 1.1805916207174113e21 THEN 0 ELSE round(("m1" - round("m1" * 1048576) / 1048576) * 1267650600228229401496703205376) END AS HUGEINT)) AS "s1_1", SUM(CASE WHEN abs("m1") NOT BETWEEN 3.552713678800501e-15 AND 1.1805916207174113e21 THEN "m1" END) AS "s1_2"
  FROM (SELECT "w"."pos" AS pos, "c"."atom" AS atom, CASE WHEN COALESCE(replace(lower(trim(regexp_replace(regexp_replace(nfc_normalize(replace("t"."Outcome", 'İ', 'i')), '[\x{00ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]', '', 'g'), '[\x{0009}-\x{000d}\x{0020}\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}-\x{2029}\x{202f}\x{205f}\x{3000}]+', ' ', 'g'))), 'ς', 'σ'), '') = 'renewed' THEN CASE WHEN isfinite("t"."ARR") THEN CAST("t"."ARR" AS DOUBLE) END END AS "m0", CASE WHEN isfinite("t"."ARR") THEN CAST("t"."ARR" AS DOUBLE) END AS "m1"
    FROM "Renewals" AS "t"
    JOIN "calendar_of_atoms_1" AS c ON c.on_date = "t"."Due"
    JOIN "people_1" AS w ON "w"."a0" = COALESCE(replace(lower(trim(regexp_replace(regexp_replace(nfc_normalize(replace("t"."Owner", 'İ', 'i')), '[\x{00ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]', '', 'g'), '[\x{0009}-\x{000d}\x{0020}\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}-\x{2029}\x{202f}\x{205f}\x{3000}]+', ' ', 'g'))), 'ς', 'σ'), '') AND w.d0 <= "c"."day" AND "c"."day" < w.d1) AS r
  GROUP BY pos, atom),
"figures_3" AS (
  SELECT x.p AS p, "b"."node" AS node, CAST(SUM("o"."s0_0") AS DOUBLE) / 1048576 + CAST(SUM("o"."s0_1") AS DOUBLE) / 1267650600228229401496703205376 + COALESCE(SUM("o"."s0_2"), 0) AS "v0", CAST(SUM("o"."s1_0") AS DOUBLE) / 1048576 + CAST(SUM("o"."s1_1") AS DOUBLE) / 1267650600228229401496703205376 + COALESCE(SUM("o"."s1_2"), 0) AS "v1"
  FROM "own_3" AS o JOIN "periods_1" AS x ON x.atom = o.atom JOIN "below_1" AS b ON b.pos = "o"."pos"
  GROUP BY x.p, "b"."node"),
"figures_4" AS (
  SELECT x.p AS p, "b"."node" AS node, CAST(SUM("o"."s0_0") AS DOUBLE) AS "v0"
  FROM "own_2" AS o JOIN "periods_3" AS x ON x.atom = o.atom JOIN "below_1" AS b ON b.pos = "o"."pos"
  GROUP BY x.p, "b"."node"),
"own_5" AS (
  SELECT pos, atom, m0
  FROM (SELECT "w"."pos" AS pos, "c"."atom" AS atom, NULLIF(COALESCE(replace(lower(trim(regexp_replace(regexp_replace(nfc_normalize(replace("t"."Account", 'İ', 'i')), '[\x{00ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]', '', 'g'), '[\x{0009}-\x{000d}\x{0020}\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}-\x{2029}\x{202f}\x{205f}\x{3000}]+', ' ', 'g'))), 'ς', 'σ'), ''), '') AS "m0"
    FROM "crm"."opportunities" AS "t"
    JOIN "calendar_of_atoms_2" AS c ON c.on_date = "t"."Created"
    JOIN "people_1" AS w ON "w"."a0" = COALESCE(replace(lower(trim(regexp_replace(regexp_replace(nfc_normalize(replace("t"."Owner", 'İ', 'i')), '[\x{00ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]', '', 'g'), '[\x{0009}-\x{000d}\x{0020}\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}-\x{2029}\x{202f}\x{205f}\x{3000}]+', ' ', 'g'))), 'ς', 'σ'), '') AND w.d0 <= "c"."day" AND "c"."day" < w.d1) AS r
  WHERE m0 IS NOT NULL),
"figures_5" AS (
  SELECT f.p, "b"."node" AS node, CAST(COUNT(*) AS DOUBLE) AS "v0"
  FROM (SELECT x.p AS p, o.pos, LAG(o.pos, 1, -1) OVER (PARTITION BY x.p, o.m0 ORDER BY o.pos) AS seen
    FROM "own_5" AS o JOIN "periods_2" AS x ON x.atom = o.atom) AS f JOIN "below_2" AS b ON b.pos = "f"."pos" AND b.top > f.seen
  GROUP BY f.p, "b"."node"),
"own_6" AS (
  SELECT pos, p, COUNT("m0") AS "s0_0"
  FROM (SELECT "w"."pos" AS pos, x.p AS p, 1 AS "m0"
    FROM "crm"."accounts" AS "t"
    CROSS JOIN "windows_1" AS x
    JOIN "people_1" AS w ON "w"."a0" = COALESCE(replace(lower(trim(regexp_replace(regexp_replace(nfc_normalize(replace("t"."Owner", 'İ', 'i')), '[\x{00ad}\x{200b}-\x{200f}\x{202a}-\x{202e}\x{2060}-\x{2069}\x{feff}]', '', 'g'), '[\x{0009}-\x{000d}\x{0020}\x{00a0}\x{1680}\x{2000}-\x{200a}\x{2028}-\x{2029}\x{202f}\x{205f}\x{3000}]+', ' ', 'g'))), 'ς', 'σ'), '') AND w.d0 <= "x"."last" AND "x"."last" < w.d1) AS r
  GROUP BY pos, p),
"figures_6" AS (
  SELECT o.p AS p, "b"."node" AS node, CAST(SUM("o"."s0_0") AS DOUBLE) AS "v0"
  FROM "own_6" AS o JOIN "below_1" AS b ON b.pos = "o"."pos"
  GROUP BY o.p, "b"."node")
SELECT n.who,
  s.period,
  CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f1"."v0", 0) END AS "revenue",
  CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f2"."v0", 0) END AS "new_opps",
  (CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f3"."v0", 0) END / NULLIF(CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f3"."v1", 0) END, 0)) AS "renewal_rate",
  CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f2"."v1", 0) END AS "created",
  ((CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f2"."v0", 0) END / NULLIF(COALESCE("f4"."v0", 0), 0)) - CAST('1' AS DOUBLE)) AS "growth",
  (CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f5"."v0", 0) END / NULLIF(COALESCE("f6"."v0", 0), 0)) AS "penetration",
  (CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f2"."v2", 0) END / NULLIF(CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f2"."v0", 0) END, 0)) AS "executive_access",
  (CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f2"."v3", 0) END / NULLIF(CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f2"."v0", 0) END, 0)) AS "urgency",
  (CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f1"."v1", 0) END / NULLIF(CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f1"."v2", 0) END, 0)) AS "win_rate",
  (CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f1"."v0", 0) END / NULLIF(CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f1"."v1", 0) END, 0)) AS "average_deal"
FROM "who_1" AS n CROSS JOIN "shown_1" AS s
LEFT JOIN "figures_1" AS "f1" ON "f1"."p" = s.p AND "f1"."node" = n.node
LEFT JOIN "figures_2" AS "f2" ON "f2"."p" = s.p AND "f2"."node" = n.node
LEFT JOIN "figures_3" AS "f3" ON "f3"."p" = s.p AND "f3"."node" = n.node
LEFT JOIN "figures_4" AS "f4" ON "f4"."p" = s.p AND "f4"."node" = n.node
LEFT JOIN "figures_5" AS "f5" ON "f5"."p" = s.p AND "f5"."node" = n.node
LEFT JOIN "figures_6" AS "f6" ON "f6"."p" = s.p AND "f6"."node" = n.node
ORDER BY n.node, s.p;
