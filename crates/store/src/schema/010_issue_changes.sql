-- Which issues are new, gone, wider or divided since a rebuild: ids that somebody may have noted.

CREATE TABLE issue_change (
    rebuild      INTEGER NOT NULL,   -- number of the rebuild that changed it, counted together with change.rebuild
    former       TEXT NOT NULL,      -- id of an issue; empty: none
    former_label TEXT NOT NULL,
    now          TEXT NOT NULL,      -- id of an issue; empty: none
    now_label    TEXT NOT NULL,
    readings     INTEGER NOT NULL,   -- how many stances moved; for an issue that is new, how many it has
    terms        INTEGER NOT NULL,   -- how many words that speak of it came, if it is the same issue
    PRIMARY KEY (rebuild, former, now)
) STRICT, WITHOUT ROWID;
