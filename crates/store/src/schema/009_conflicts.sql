-- Where accounts cannot all be true, what happened, and which reports are one witness.

ALTER TABLE report ADD COLUMN fingerprint TEXT;                    -- JSON: [hash in hexadecimal]; null: taken when first needed
ALTER TABLE report ADD COLUMN remarks TEXT NOT NULL DEFAULT '[]';  -- JSON: sentences that reports are compared by

-- Filled by the rebuild, as the tables below.
ALTER TABLE statement ADD COLUMN wording_details TEXT NOT NULL DEFAULT '[]';  -- JSON: for each of `wordings` {kind, witnesses, differences}

CREATE TABLE conflict (
    id          TEXT PRIMARY KEY,
    place       INTEGER NOT NULL,   -- in the order of the record
    kind        TEXT NOT NULL,
    detail      TEXT,
    alleged     INTEGER NOT NULL,
    issue       TEXT,
    sides       TEXT NOT NULL,      -- JSON: [{statements, text, evidence}], two
    explanation TEXT NOT NULL
) STRICT;

CREATE TABLE conflict_statement (
    conflict  TEXT NOT NULL REFERENCES conflict (id) ON DELETE CASCADE,
    statement TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    PRIMARY KEY (conflict, statement)
) STRICT, WITHOUT ROWID;

CREATE INDEX conflict_by_statement ON conflict_statement (statement);

CREATE TABLE event (
    id             TEXT PRIMARY KEY,
    place          INTEGER NOT NULL,   -- in the order of the record
    kind           TEXT NOT NULL,
    held_at        TEXT,               -- where, in a report's words
    on_earliest    TEXT,
    on_latest      TEXT,
    on_granularity TEXT,
    on_basis       TEXT,
    text           TEXT NOT NULL,
    evidence       TEXT NOT NULL       -- JSON: [{report, span}]
) STRICT;

CREATE TABLE participant (
    event TEXT NOT NULL REFERENCES event (id) ON DELETE CASCADE,
    actor TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    PRIMARY KEY (event, actor)
) STRICT, WITHOUT ROWID;

CREATE INDEX participant_by_actor ON participant (actor);

CREATE TABLE copy (
    report TEXT PRIMARY KEY REFERENCES report (id) ON DELETE CASCADE,
    first  TEXT NOT NULL    -- the report that stands for all that print the copy
) STRICT, WITHOUT ROWID;

-- The rules have changed with this format: what was derived before is derived again.
INSERT INTO meta (key, value) VALUES ('stale', '1') ON CONFLICT (key) DO UPDATE SET value = '1';
