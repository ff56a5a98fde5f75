-- Changes of mind that reporters tell of are held against the changes that words show, which rest on stances.

-- Filled by the rebuild.
CREATE TABLE allegation (
    place    INTEGER PRIMARY KEY,   -- in the order of reports and their text
    report   TEXT NOT NULL REFERENCES report (id) ON DELETE CASCADE,
    actor    TEXT NOT NULL,         -- who is said to have changed his mind
    sentence TEXT NOT NULL          -- JSON: a passage
) STRICT;

CREATE INDEX allegation_by_report ON allegation (report);

-- The table is to be filled.
INSERT INTO meta (key, value) VALUES ('stale', '1') ON CONFLICT (key) DO UPDATE SET value = '1';
