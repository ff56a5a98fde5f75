-- Which actors became others when reports were added or rules and decisions changed: ids that somebody may have noted.

CREATE TABLE change (
    rebuild      INTEGER NOT NULL,   -- number of the rebuild that changed it, from 1
    former       TEXT NOT NULL,      -- id of an actor; empty: nobody
    former_name  TEXT NOT NULL,
    now          TEXT NOT NULL,      -- id of an actor; empty: nobody
    now_name     TEXT NOT NULL,
    attributions INTEGER NOT NULL,   -- how many, of those that were there before
    PRIMARY KEY (rebuild, former, now)
) STRICT, WITHOUT ROWID;
