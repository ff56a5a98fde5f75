-- What the content of an attribution says, 128 bytes; null: read before this format, or by a reader not taught it.

ALTER TABLE attribution ADD COLUMN gist BLOB;
