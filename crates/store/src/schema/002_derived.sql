-- What follows from all reports together. Emptied and filled anew by every rebuild.

CREATE TABLE actor (
    id      TEXT PRIMARY KEY,
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    party   TEXT,
    aliases TEXT NOT NULL,   -- JSON: [name]
    roles   TEXT NOT NULL    -- JSON: [{title, evidence: [{report, span}]}]
) STRICT;

CREATE TABLE resolved (
    attribution TEXT PRIMARY KEY REFERENCES attribution (id) ON DELETE CASCADE,
    speaker     TEXT REFERENCES actor (id) ON DELETE CASCADE,
    via         TEXT NOT NULL    -- JSON: [actor.id]
) STRICT, WITHOUT ROWID;

CREATE INDEX resolved_by_speaker ON resolved (speaker);

CREATE TABLE statement (
    seq              INTEGER PRIMARY KEY,
    id               TEXT NOT NULL UNIQUE,
    speaker          TEXT REFERENCES actor (id) ON DELETE CASCADE,
    text             TEXT NOT NULL,
    said_earliest    TEXT,
    said_latest      TEXT,
    said_granularity TEXT,
    said_basis       TEXT,
    wordings         TEXT NOT NULL    -- JSON: [text]
) STRICT;

CREATE INDEX statement_by_speaker ON statement (speaker);

CREATE TABLE witness (
    statement   TEXT NOT NULL REFERENCES statement (id) ON DELETE CASCADE,
    attribution TEXT NOT NULL REFERENCES attribution (id) ON DELETE CASCADE,
    PRIMARY KEY (statement, attribution)
) STRICT, WITHOUT ROWID;

CREATE INDEX witness_by_attribution ON witness (attribution);
