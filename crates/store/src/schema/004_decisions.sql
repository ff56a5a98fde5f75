-- What people decide, apart from what the program finds; no rebuild touches it.

CREATE TABLE codebook (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    toml TEXT NOT NULL    -- as given
) STRICT;

CREATE TABLE correction (
    seq     INTEGER PRIMARY KEY AUTOINCREMENT,
    kind    TEXT NOT NULL,                -- merge, split, rename, set-party
    actor   TEXT NOT NULL,                -- the actor's id when the correction was made
    object  TEXT,                         -- another actor's id, a report's, or a name; null: no party
    made_on TEXT,                         -- ISO 8601; null: not told
    made_by TEXT,
    undone  INTEGER NOT NULL DEFAULT 0,   -- 1: kept, but no longer applied
    idle    INTEGER NOT NULL DEFAULT 0    -- 1: at the last rebuild nobody was there whom it speaks of
) STRICT;

-- Filled by the rebuild: pairs of actors that may be one.
CREATE TABLE suggestion (
    first  TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    second TEXT NOT NULL REFERENCES actor (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    PRIMARY KEY (first, second)
) STRICT, WITHOUT ROWID;
