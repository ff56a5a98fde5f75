-- Search, without a second copy of the texts. Accents make no difference: "Perez" finds "Pérez".

CREATE VIRTUAL TABLE report_search USING fts5 (
    clean, content = 'report_text', content_rowid = 'seq', tokenize = 'unicode61 remove_diacritics 2'
);

CREATE TRIGGER report_text_added AFTER INSERT ON report_text BEGIN
    INSERT INTO report_search (rowid, clean) VALUES (new.seq, new.clean);
END;

CREATE TRIGGER report_text_removed AFTER DELETE ON report_text BEGIN
    INSERT INTO report_search (report_search, rowid, clean) VALUES ('delete', old.seq, old.clean);
END;

-- Filled by the rebuild, all at once.
CREATE VIRTUAL TABLE statement_search USING fts5 (
    text, wordings, content = 'statement', content_rowid = 'seq',
    tokenize = 'unicode61 remove_diacritics 2'
);

-- A file that was filled before it could be searched.
INSERT INTO report_search (report_search) VALUES ('rebuild');
INSERT INTO statement_search (statement_search) VALUES ('rebuild');
