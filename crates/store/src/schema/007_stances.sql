-- Who takes which side on what, as each report words it.

CREATE TABLE stance_reading (
    id            TEXT PRIMARY KEY,
    report        TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    holder        INTEGER NOT NULL,   -- cast_member.idx
    matter        TEXT NOT NULL,      -- JSON: a passage
    topics        TEXT NOT NULL,      -- JSON: [{text, lemmas}]
    stance        TEXT NOT NULL,
    terms         TEXT,               -- JSON: {requires, negated}; null unless conditional
    evidence      TEXT NOT NULL,      -- JSON: a passage
    attribution   TEXT,               -- null: told without a source
    told_by_other REAL NOT NULL,
    confidence    REAL NOT NULL
) STRICT;

CREATE INDEX stance_reading_by_report ON stance_reading (report);

-- Filled by the rebuild, as the tables below.
CREATE TABLE issue (
    id     TEXT PRIMARY KEY,
    place  INTEGER NOT NULL,   -- in the order of the record
    label  TEXT NOT NULL,
    terms  TEXT NOT NULL,      -- JSON: [text]
    parent TEXT
) STRICT;

CREATE TABLE issue_stance (
    place            INTEGER PRIMARY KEY,   -- in the order of the record
    statement        TEXT,                  -- null: told without a source
    issue            TEXT NOT NULL REFERENCES issue (id) ON DELETE CASCADE,
    holder           TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    stance           TEXT NOT NULL,
    ascribed         INTEGER NOT NULL,
    said_earliest    TEXT,
    said_latest      TEXT,
    said_granularity TEXT,
    said_basis       TEXT,
    evidence         TEXT NOT NULL,         -- JSON: [{report, span}]
    readings         TEXT NOT NULL,         -- JSON: [stance_reading.id]
    confidence       REAL NOT NULL
) STRICT;

CREATE INDEX issue_stance_by_issue ON issue_stance (issue);
CREATE INDEX issue_stance_by_holder ON issue_stance (holder);
CREATE INDEX issue_stance_by_statement ON issue_stance (statement);

CREATE TABLE condition (
    id              TEXT PRIMARY KEY,   -- stance_reading.id
    holder          TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    wants           TEXT NOT NULL,
    issues          TEXT NOT NULL,      -- JSON: [issue.id]
    requires        TEXT NOT NULL,
    required_issues TEXT NOT NULL,      -- JSON: [issue.id]
    negated         INTEGER NOT NULL,
    statement       TEXT,               -- null: told without a source
    evidence        TEXT NOT NULL       -- JSON: [{report, span}]
) STRICT;

-- The rules have changed with this format: what was derived before is derived again.
INSERT INTO meta (key, value) VALUES ('stale', '1') ON CONFLICT (key) DO UPDATE SET value = '1';
