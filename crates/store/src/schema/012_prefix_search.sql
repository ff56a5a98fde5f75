-- What somebody has begun to type is looked up instead of gathered from all words that start so.

DROP TABLE statement_search;

CREATE VIRTUAL TABLE statement_search USING fts5 (
    text, wordings, content = 'statement', content_rowid = 'seq',
    tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
);

INSERT INTO statement_search (statement_search) VALUES ('rebuild');
