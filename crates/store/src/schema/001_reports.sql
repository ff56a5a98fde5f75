-- What reports contribute. Rows of a report are written together and never changed; a report that
-- turns up under an earlier path is written anew.

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE report (
    id                    TEXT PRIMARY KEY,
    file                  TEXT NOT NULL,
    record                INTEGER,          -- which document of the file, from 1
    title                 TEXT,
    outlet                TEXT,
    url                   TEXT,
    published             TEXT,             -- as written
    authors               TEXT NOT NULL,    -- JSON: [name]
    language              TEXT,
    published_earliest    TEXT,             -- ISO day; null: not known how early
    published_latest      TEXT,             -- ISO day; null: not known at all
    published_granularity TEXT,
    published_basis       TEXT              -- JSON: {"text": ...} or {"rule": ...}
) STRICT;

CREATE INDEX report_by_date ON report (published_latest);

-- Kept apart from `report`, so that lists of reports do not read the texts.
CREATE TABLE report_text (
    seq            INTEGER PRIMARY KEY,
    report         TEXT NOT NULL UNIQUE REFERENCES report (id) ON DELETE CASCADE,
    clean          TEXT NOT NULL,
    alignment      TEXT NOT NULL,    -- JSON: [[clean bytes, original start, original length, copied]]
    marks          TEXT NOT NULL,    -- JSON: [[start, end, furniture]] in clean bytes
    repairs        TEXT NOT NULL,    -- JSON: [[clean start, clean end, original start, original end]]
    notes          TEXT NOT NULL,    -- JSON: [text]
    original       TEXT NOT NULL,    -- the file as decoded, or the stretch that holds the report
    original_start INTEGER NOT NULL  -- which character of the file `original` starts at
) STRICT;

CREATE TABLE cast_member (
    report   TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    idx      INTEGER NOT NULL,   -- attributions of the report point here
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    identity TEXT NOT NULL,      -- JSON
    aliases  TEXT NOT NULL,      -- JSON: [name]
    roles    TEXT NOT NULL,      -- JSON: [{title, evidence: [{report, span}]}]
    PRIMARY KEY (report, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE attribution (
    id         TEXT PRIMARY KEY,
    report     TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    kind       TEXT NOT NULL,
    source     TEXT NOT NULL,    -- JSON: {original: [[s, e]], clean: [[s, e]], text}
    cue        TEXT NOT NULL,
    content    TEXT NOT NULL,
    speaker    INTEGER,          -- cast_member.idx
    parent     TEXT,
    via        TEXT NOT NULL,    -- JSON: [cast_member.idx]
    confidence REAL NOT NULL,
    FOREIGN KEY (report, speaker) REFERENCES cast_member (report, idx)
) STRICT;

CREATE INDEX attribution_by_report ON attribution (report);
