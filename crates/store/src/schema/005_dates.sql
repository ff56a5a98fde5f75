-- When reports came out, and when things were said, follows from all reports together. Reports keep the words.

ALTER TABLE report ADD COLUMN hints TEXT NOT NULL DEFAULT '[]';  -- JSON: what its text says of its date
ALTER TABLE attribution ADD COLUMN time TEXT;                    -- JSON: {words, tense}; null: nothing says when

DROP INDEX report_by_date;
ALTER TABLE report DROP COLUMN published_earliest;
ALTER TABLE report DROP COLUMN published_latest;
ALTER TABLE report DROP COLUMN published_granularity;
ALTER TABLE report DROP COLUMN published_basis;

-- Filled by the rebuild.
CREATE TABLE dating (
    report                TEXT PRIMARY KEY REFERENCES report (id) ON DELETE CASCADE,
    published_earliest    TEXT,           -- ISO day; null: not known how early
    published_latest      TEXT,           -- ISO day; null: not known how late
    published_granularity TEXT,           -- null: nothing is known
    published_basis       TEXT,           -- JSON: {"text": ...} or {"rule": ...}
    clues                 TEXT NOT NULL   -- JSON: everything that bears on it, the surest first
) STRICT, WITHOUT ROWID;

CREATE INDEX dating_by_date ON dating (published_latest);

-- Filled by the rebuild, as the rest of the table.
ALTER TABLE resolved ADD COLUMN said_earliest TEXT;
ALTER TABLE resolved ADD COLUMN said_latest TEXT;
ALTER TABLE resolved ADD COLUMN said_granularity TEXT;
ALTER TABLE resolved ADD COLUMN said_basis TEXT;

-- The rules have changed with this format: what was derived before is derived again.
INSERT INTO meta (key, value) VALUES ('stale', '1') ON CONFLICT (key) DO UPDATE SET value = '1';
