-- Issues, stances and hearsay can be derived again by themselves: what they follow from is kept.

-- Filled by the rebuild, as the table below. Before corrections of stances, so that the holder need not be in the record.
CREATE TABLE held (
    reading TEXT PRIMARY KEY REFERENCES stance_reading (id) ON DELETE CASCADE,
    holder  TEXT NOT NULL    -- id of an actor
) STRICT, WITHOUT ROWID;

CREATE TABLE spoken_of (
    attribution TEXT NOT NULL REFERENCES attribution (id) ON DELETE CASCADE,
    actor       TEXT NOT NULL,    -- whom its content names
    is_subject  INTEGER NOT NULL, -- 1: at its beginning
    PRIMARY KEY (attribution, actor)
) STRICT, WITHOUT ROWID;

-- These tables are to be filled.
INSERT INTO meta (key, value) VALUES ('stale', '1') ON CONFLICT (key) DO UPDATE SET value = '1';
