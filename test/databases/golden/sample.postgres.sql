WITH "who_1" AS (SELECT * FROM unnest(CAST('{0,1,2,3}' AS integer[]), CAST(ARRAY[E'Dana Whitaker', E'Renee Castillo', E'Priya Nair', E'Ben Cole'] AS text[])) AS u("node", "who")),
"shown_1" AS (SELECT * FROM unnest(CAST('{0,1,2,3}' AS integer[]), CAST(ARRAY[E'2026-Q1', E'2026-Q2', E'2026-Q3', E'2026-Q4'] AS text[])) AS u("p", "period")),
"atoms_1" AS (SELECT * FROM unnest(CAST('{0,1,2,3}' AS integer[]), CAST('{20454,20544,20635,20697}' AS integer[]), CAST('{20544,20635,20697,20727}' AS integer[])) AS u("atom", "first", "past")),
"calendar_of_atoms_1" AS (SELECT atom, day, DATE '1970-01-01' + CAST(day AS integer) AS on_date FROM (SELECT atom, generate_series("first", past - 1) AS day FROM "atoms_1") AS d),
"people_1" AS (SELECT * FROM unnest(CAST(ARRAY[E'dana whitaker', E'renee castillo', E'priya nair', E'ben cole'] AS text[]), CAST('{0,1,2,3}' AS integer[]), CAST('{18993,18993,18993,18993}' AS integer[]), CAST('{10000000,10000000,10000000,10000000}' AS integer[])) AS u("a0", "pos", "d0", "d1")),
"periods_1" AS (SELECT * FROM unnest(CAST('{0,1,2}' AS integer[]), CAST('{0,1,2}' AS integer[])) AS u("p", "atom")),
"below_1" AS (SELECT * FROM unnest(CAST('{0,1,0,2,1,0,3,2,1,0}' AS integer[]), CAST('{0,1,1,2,2,2,3,3,3,3}' AS integer[])) AS u("node", "pos")),
"atoms_2" AS (SELECT * FROM unnest(CAST('{0,1,2,3,4,5,6,7}' AS integer[]), CAST('{20089,20179,20270,20362,20454,20544,20635,20697}' AS integer[]), CAST('{20179,20270,20362,20454,20544,20635,20697,20727}' AS integer[])) AS u("atom", "first", "past")),
"calendar_of_atoms_2" AS (SELECT atom, day, DATE '1970-01-01' + CAST(day AS integer) AS on_date FROM (SELECT atom, generate_series("first", past - 1) AS day FROM "atoms_2") AS d),
"periods_2" AS (SELECT * FROM unnest(CAST('{0,1,2}' AS integer[]), CAST('{4,5,6}' AS integer[])) AS u("p", "atom")),
"periods_3" AS (SELECT * FROM unnest(CAST('{0,1,2,3}' AS integer[]), CAST('{0,1,2,3}' AS integer[])) AS u("p", "atom")),
"below_2" AS (SELECT * FROM unnest(CAST('{0,1,0,2,1,0,3,2,1,0}' AS integer[]), CAST('{0,1,1,2,2,2,3,3,3,3}' AS integer[]), CAST('{0,1,0,2,1,0,3,2,1,0}' AS integer[])) AS u("node", "pos", "top")),
"windows_1" AS (SELECT * FROM unnest(CAST('{0,1,2,3}' AS integer[]), CAST('{20454,20544,20635,20727}' AS integer[]), CAST('{20544,20635,20697,20697}' AS integer[]), CAST('{20543,20634,20726,20818}' AS integer[]), CAST('{20543,20634,20696,20696}' AS integer[])) AS u("p", "first", "past", "last", "today")),
"own_1" AS (
  SELECT pos, atom, SUM("m0") AS "s0_0", COUNT("m1") AS "s1_0", COUNT("m2") AS "s2_0"
  FROM (SELECT "w"."pos" AS pos, "c"."atom" AS atom, CASE WHEN COALESCE(normalize(replace(lower(btrim(regexp_replace(regexp_replace(replace(normalize("t"."Stage", NFKC), 'İ', 'i'), CAST(E'[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]' AS text), '', 'g'), CAST(E'[\\u0009-\\u000d\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u2028-\\u2029\\u202f\\u205f\\u3000]+' AS text), ' ', 'g')) COLLATE "und-x-icu"), 'ς', 'σ'), NFKC), '') = CAST(E'won' AS text) THEN CASE WHEN "t"."amount" - "t"."amount" = 0 THEN "t"."amount" END END AS "m0", CASE WHEN COALESCE(normalize(replace(lower(btrim(regexp_replace(regexp_replace(replace(normalize("t"."Stage", NFKC), 'İ', 'i'), CAST(E'[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]' AS text), '', 'g'), CAST(E'[\\u0009-\\u000d\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u2028-\\u2029\\u202f\\u205f\\u3000]+' AS text), ' ', 'g')) COLLATE "und-x-icu"), 'ς', 'σ'), NFKC), '') = CAST(E'won' AS text) THEN 1 END AS "m1", CASE WHEN COALESCE(normalize(replace(lower(btrim(regexp_replace(regexp_replace(replace(normalize("t"."Stage", NFKC), 'İ', 'i'), CAST(E'[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]' AS text), '', 'g'), CAST(E'[\\u0009-\\u000d\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u2028-\\u2029\\u202f\\u205f\\u3000]+' AS text), ' ', 'g')) COLLATE "und-x-icu"), 'ς', 'σ'), NFKC), '') IN (CAST(E'won' AS text), CAST(E'lost' AS text)) THEN 1 END AS "m2"
    FROM "crm"."opportunities" AS "t"
    JOIN "calendar_of_atoms_1" AS c ON c.on_date = CAST(timezone(CAST(E'Europe/Berlin' AS text), "t"."closed_at") AS date)
    JOIN "people_1" AS w ON "w"."a0" = COALESCE(normalize(replace(lower(btrim(regexp_replace(regexp_replace(replace(normalize("t"."Owner", NFKC), 'İ', 'i'), CAST(E'[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]' AS text), '', 'g'), CAST(E'[\\u0009-\\u000d\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u2028-\\u2029\\u202f\\u205f\\u3000]+' AS text), ' ', 'g')) COLLATE "und-x-icu"), 'ς', 'σ'), NFKC), '') AND w.d0 <= "c"."day" AND "c"."day" < w.d1) AS r
  GROUP BY pos, atom),
"figures_1" AS (
  SELECT x.p AS p, "b"."node" AS node, CAST(SUM("o"."s0_0") AS double precision) AS "v0", CAST(SUM("o"."s1_0") AS double precision) AS "v1", CAST(SUM("o"."s2_0") AS double precision) AS "v2"
  FROM "own_1" AS o JOIN "periods_1" AS x ON x.atom = o.atom JOIN "below_1" AS b ON b.pos = "o"."pos"
  GROUP BY x.p, "b"."node"),
"own_2" AS (
  SELECT pos, atom, COUNT("m0") AS "s0_0", SUM("m1") AS "s1_0", COUNT("m2") AS "s2_0", COUNT("m3") AS "s3_0"
  FROM (SELECT "w"."pos" AS pos, "c"."atom" AS atom, 1 AS "m0", CASE WHEN "t"."amount" - "t"."amount" = 0 THEN "t"."amount" END AS "m1", CASE WHEN COALESCE(normalize(replace(lower(btrim(regexp_replace(regexp_replace(replace(normalize("t"."Executive access", NFKC), 'İ', 'i'), CAST(E'[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]' AS text), '', 'g'), CAST(E'[\\u0009-\\u000d\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u2028-\\u2029\\u202f\\u205f\\u3000]+' AS text), ' ', 'g')) COLLATE "und-x-icu"), 'ς', 'σ'), NFKC), '') = CAST(E'yes' AS text) THEN 1 END AS "m2", CASE WHEN (NOT (COALESCE(normalize(replace(lower(btrim(regexp_replace(regexp_replace(replace(normalize("t"."Source of urgency", NFKC), 'İ', 'i'), CAST(E'[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]' AS text), '', 'g'), CAST(E'[\\u0009-\\u000d\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u2028-\\u2029\\u202f\\u205f\\u3000]+' AS text), ' ', 'g')) COLLATE "und-x-icu"), 'ς', 'σ'), NFKC), '') = '')) THEN 1 END AS "m3"
    FROM "crm"."opportunities" AS "t"
    JOIN "calendar_of_atoms_2" AS c ON c.on_date = "t"."Created"
    JOIN "people_1" AS w ON "w"."a0" = COALESCE(normalize(replace(lower(btrim(regexp_replace(regexp_replace(replace(normalize("t"."Owner", NFKC), 'İ', 'i'), CAST(E'[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]' AS text), '', 'g'), CAST(E'[\\u0009-\\u000d\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u2028-\\u2029\\u202f\\u205f\\u3000]+' AS text), ' ', 'g')) COLLATE "und-x-icu"), 'ς', 'σ'), NFKC), '') AND w.d0 <= "c"."day" AND "c"."day" < w.d1) AS r
  GROUP BY pos, atom),
"figures_2" AS (
  SELECT x.p AS p, "b"."node" AS node, CAST(SUM("o"."s0_0") AS double precision) AS "v0", CAST(SUM("o"."s1_0") AS double precision) AS "v1", CAST(SUM("o"."s2_0") AS double precision) AS "v2", CAST(SUM("o"."s3_0") AS double precision) AS "v3"
  FROM "own_2" AS o JOIN "periods_2" AS x ON x.atom = o.atom JOIN "below_1" AS b ON b.pos = "o"."pos"
  GROUP BY x.p, "b"."node"),
"own_3" AS (
  SELECT pos, atom, SUM(CAST(CAST("m0" AS text) AS numeric)) AS "s0_0", SUM(CAST(CAST("m1" AS text) AS numeric)) AS "s1_0"
  FROM (SELECT "w"."pos" AS pos, "c"."atom" AS atom, CASE WHEN COALESCE(normalize(replace(lower(btrim(regexp_replace(regexp_replace(replace(normalize("t"."Outcome", NFKC), 'İ', 'i'), CAST(E'[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]' AS text), '', 'g'), CAST(E'[\\u0009-\\u000d\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u2028-\\u2029\\u202f\\u205f\\u3000]+' AS text), ' ', 'g')) COLLATE "und-x-icu"), 'ς', 'σ'), NFKC), '') = CAST(E'renewed' AS text) THEN CASE WHEN "t"."ARR" > CAST('-Infinity' AS double precision) AND "t"."ARR" < CAST('Infinity' AS double precision) THEN CAST("t"."ARR" AS double precision) END END AS "m0", CASE WHEN "t"."ARR" > CAST('-Infinity' AS double precision) AND "t"."ARR" < CAST('Infinity' AS double precision) THEN CAST("t"."ARR" AS double precision) END AS "m1"
    FROM "Renewals" AS "t"
    JOIN "calendar_of_atoms_1" AS c ON c.on_date = "t"."Due"
    JOIN "people_1" AS w ON "w"."a0" = COALESCE(normalize(replace(lower(btrim(regexp_replace(regexp_replace(replace(normalize("t"."Owner", NFKC), 'İ', 'i'), CAST(E'[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]' AS text), '', 'g'), CAST(E'[\\u0009-\\u000d\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u2028-\\u2029\\u202f\\u205f\\u3000]+' AS text), ' ', 'g')) COLLATE "und-x-icu"), 'ς', 'σ'), NFKC), '') AND w.d0 <= "c"."day" AND "c"."day" < w.d1) AS r
  GROUP BY pos, atom),
"figures_3" AS (
  SELECT x.p AS p, "b"."node" AS node, CAST(SUM("o"."s0_0") AS double precision) AS "v0", CAST(SUM("o"."s1_0") AS double precision) AS "v1"
  FROM "own_3" AS o JOIN "periods_1" AS x ON x.atom = o.atom JOIN "below_1" AS b ON b.pos = "o"."pos"
  GROUP BY x.p, "b"."node"),
"figures_4" AS (
  SELECT x.p AS p, "b"."node" AS node, CAST(SUM("o"."s0_0") AS double precision) AS "v0"
  FROM "own_2" AS o JOIN "periods_3" AS x ON x.atom = o.atom JOIN "below_1" AS b ON b.pos = "o"."pos"
  GROUP BY x.p, "b"."node"),
"own_5" AS (
  SELECT pos, atom, m0
  FROM (SELECT "w"."pos" AS pos, "c"."atom" AS atom, NULLIF(COALESCE(normalize(replace(lower(btrim(regexp_replace(regexp_replace(replace(normalize("t"."Account", NFKC), 'İ', 'i'), CAST(E'[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]' AS text), '', 'g'), CAST(E'[\\u0009-\\u000d\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u2028-\\u2029\\u202f\\u205f\\u3000]+' AS text), ' ', 'g')) COLLATE "und-x-icu"), 'ς', 'σ'), NFKC), ''), '') AS "m0"
    FROM "crm"."opportunities" AS "t"
    JOIN "calendar_of_atoms_2" AS c ON c.on_date = "t"."Created"
    JOIN "people_1" AS w ON "w"."a0" = COALESCE(normalize(replace(lower(btrim(regexp_replace(regexp_replace(replace(normalize("t"."Owner", NFKC), 'İ', 'i'), CAST(E'[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]' AS text), '', 'g'), CAST(E'[\\u0009-\\u000d\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u2028-\\u2029\\u202f\\u205f\\u3000]+' AS text), ' ', 'g')) COLLATE "und-x-icu"), 'ς', 'σ'), NFKC), '') AND w.d0 <= "c"."day" AND "c"."day" < w.d1) AS r
  WHERE m0 IS NOT NULL),
"figures_5" AS (
  SELECT f.p, "b"."node" AS node, CAST(COUNT(*) AS double precision) AS "v0"
  FROM (SELECT x.p AS p, o.pos, LAG(o.pos, 1, -1) OVER (PARTITION BY x.p, o.m0 ORDER BY o.pos) AS seen
    FROM "own_5" AS o JOIN "periods_2" AS x ON x.atom = o.atom) AS f JOIN "below_2" AS b ON b.pos = "f"."pos" AND b.top > f.seen
  GROUP BY f.p, "b"."node"),
"own_6" AS (
  SELECT pos, p, COUNT("m0") AS "s0_0"
  FROM (SELECT "w"."pos" AS pos, x.p AS p, 1 AS "m0"
    FROM "crm"."accounts" AS "t"
    CROSS JOIN "windows_1" AS x
    JOIN "people_1" AS w ON "w"."a0" = COALESCE(normalize(replace(lower(btrim(regexp_replace(regexp_replace(replace(normalize("t"."Owner", NFKC), 'İ', 'i'), CAST(E'[\\u00ad\\u200b-\\u200f\\u202a-\\u202e\\u2060-\\u2069\\ufeff]' AS text), '', 'g'), CAST(E'[\\u0009-\\u000d\\u0020\\u00a0\\u1680\\u2000-\\u200a\\u2028-\\u2029\\u202f\\u205f\\u3000]+' AS text), ' ', 'g')) COLLATE "und-x-icu"), 'ς', 'σ'), NFKC), '') AND w.d0 <= "x"."last" AND "x"."last" < w.d1) AS r
  GROUP BY pos, p),
"figures_6" AS (
  SELECT o.p AS p, "b"."node" AS node, CAST(SUM("o"."s0_0") AS double precision) AS "v0"
  FROM "own_6" AS o JOIN "below_1" AS b ON b.pos = "o"."pos"
  GROUP BY o.p, "b"."node")
SELECT n.who,
  s.period,
  CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f1"."v0", 0) END AS "revenue",
  CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f2"."v0", 0) END AS "new_opps",
  (CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f3"."v0", 0) END / NULLIF(CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f3"."v1", 0) END, 0)) AS "renewal_rate",
  CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f2"."v1", 0) END AS "created",
  ((CASE WHEN NOT (s.p IN (3)) THEN COALESCE("f2"."v0", 0) END / NULLIF(COALESCE("f4"."v0", 0), 0)) - CAST('1' AS double precision)) AS "growth",
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
