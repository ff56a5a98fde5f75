-- Corrections speak of more than actors.

ALTER TABLE correction RENAME COLUMN actor TO subject;   -- what is corrected: the id of an actor, a reading, an attribution or an issue
ALTER TABLE correction ADD COLUMN issue TEXT;            -- of a stance that was moved or added
ALTER TABLE correction ADD COLUMN stance TEXT;           -- of a stance that was set or added
