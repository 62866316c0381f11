-- What the crawler remembers between runs. Rebuildable: letters and outcomes from the captures, lists by walking them again.
CREATE TABLE IF NOT EXISTS urls (
    key TEXT PRIMARY KEY,          -- canonical address: a letter under two spellings is asked for once
    url TEXT NOT NULL,             -- the address as found, which is the one to ask for
    host TEXT NOT NULL,
    site TEXT NOT NULL,
    column_id TEXT NOT NULL,
    kind TEXT NOT NULL,            -- letter | attachment | part (a further page of a letter; found_on is its first)
    found_on TEXT NOT NULL DEFAULT '',
    list_title TEXT NOT NULL DEFAULT '',
    list_date TEXT NOT NULL DEFAULT '',
    outcome TEXT,                  -- NULL: found, never asked for
    fetched_at TEXT,
    stored_at TEXT,                -- WARC-Date of the last response with content
    stored_url TEXT,
    etag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    digest TEXT NOT NULL DEFAULT '',
    step INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    failed_in TEXT NOT NULL DEFAULT '',   -- last run in which it failed
    due TEXT NOT NULL DEFAULT '',  -- '' sorts before every moment: due now
    listed_in TEXT NOT NULL DEFAULT '',   -- last run whose list walk saw it
    asked_in TEXT NOT NULL DEFAULT ''     -- last run that asked for it
) STRICT;
CREATE INDEX IF NOT EXISTS urls_due ON urls (host, due);
CREATE TABLE IF NOT EXISTS visits (
    key TEXT NOT NULL,
    at TEXT NOT NULL,
    outcome TEXT NOT NULL,
    status INTEGER,
    run TEXT NOT NULL,
    file TEXT NOT NULL,
    offset INTEGER NOT NULL,
    PRIMARY KEY (file, offset)
) STRICT, WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS visits_key ON visits (key, at);
CREATE TABLE IF NOT EXISTS columns (
    site TEXT NOT NULL,
    url TEXT NOT NULL,
    complete_at TEXT NOT NULL DEFAULT '',  -- last walk that went to the end; '' : never
    found INTEGER NOT NULL DEFAULT 0,      -- items in that walk
    declared INTEGER,
    learnt TEXT NOT NULL DEFAULT '{}',     -- what a probe proved (first index, dialect), so it is asked once
    PRIMARY KEY (site, url)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS lists (
    url TEXT PRIMARY KEY,
    etag TEXT NOT NULL DEFAULT '',
    modified TEXT NOT NULL DEFAULT '',
    digest TEXT NOT NULL DEFAULT '',
    stored_at TEXT NOT NULL DEFAULT ''
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, folded INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS runs (
    run TEXT NOT NULL,
    site TEXT NOT NULL,
    finished_at TEXT NOT NULL,
    status TEXT NOT NULL,
    letters_found INTEGER NOT NULL,
    PRIMARY KEY (run, site)
) STRICT, WITHOUT ROWID;
