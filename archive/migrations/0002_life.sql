-- The archive's own life: who was visited, what was fetched, what changed.

CREATE TABLE sites (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_en TEXT,
  place_code TEXT REFERENCES places (code),
  level TEXT,
  hosts TEXT NOT NULL DEFAULT '[]',
  platform TEXT,
  schedule TEXT,
  verified TEXT,
  expect_low INTEGER,
  expect_high INTEGER
) STRICT;
CREATE INDEX sites_place_code ON sites (place_code);
CREATE INDEX sites_level ON sites (level);

CREATE TABLE columns (
  site_id TEXT NOT NULL REFERENCES sites (id),
  id TEXT NOT NULL,
  url TEXT,
  kind TEXT,
  name TEXT,
  PRIMARY KEY (site_id, id)
) STRICT;
CREATE INDEX columns_kind ON columns (kind);

CREATE TABLE pages (
  id TEXT PRIMARY KEY,
  url TEXT NOT NULL UNIQUE,
  kind TEXT NOT NULL,
  record_kind TEXT,
  site_id TEXT REFERENCES sites (id),
  column_id TEXT,
  letter_id TEXT REFERENCES letters (id),
  is_main INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'live' CHECK (state IN ('live', 'changed', 'missing', 'withdrawn', 'blocked', 'failing')),
  state_since TEXT,
  state_capture_id TEXT REFERENCES captures (id),
  first_seen TEXT,
  last_seen TEXT,
  last_tried TEXT,
  found_on TEXT,
  list_title TEXT,
  list_date TEXT,
  site_name TEXT,
  breadcrumb TEXT,
  index_number TEXT,
  metadata TEXT,
  masked INTEGER NOT NULL DEFAULT 0,
  content_hash TEXT,
  parser_version TEXT,
  capture_id TEXT REFERENCES captures (id),
  FOREIGN KEY (site_id, column_id) REFERENCES columns (site_id, id)
) STRICT;
CREATE INDEX pages_kind ON pages (kind);
CREATE INDEX pages_record_kind ON pages (record_kind);
CREATE INDEX pages_site_id ON pages (site_id, column_id);
CREATE INDEX pages_letter_id ON pages (letter_id);
CREATE INDEX pages_state ON pages (state, state_since);
CREATE INDEX pages_state_capture_id ON pages (state_capture_id);
CREATE INDEX pages_first_seen ON pages (first_seen);
CREATE INDEX pages_capture_id ON pages (capture_id);
CREATE INDEX pages_content_hash ON pages (content_hash);

CREATE TABLE capture_files (
  file TEXT PRIMARY KEY,
  read_to INTEGER NOT NULL,
  records INTEGER NOT NULL,
  problem TEXT
) STRICT;

CREATE TABLE captures (
  id TEXT PRIMARY KEY,
  page_id TEXT NOT NULL REFERENCES pages (id),
  run_id TEXT REFERENCES runs (id),
  type TEXT NOT NULL CHECK (type IN ('response', 'revisit', 'metadata', 'resource')),
  kind TEXT NOT NULL,
  outcome TEXT NOT NULL,
  fetched_at TEXT NOT NULL,
  status INTEGER,
  content_type TEXT,
  bytes INTEGER,
  digest TEXT,
  content_hash TEXT,
  refers_to TEXT REFERENCES captures (id),
  file TEXT NOT NULL REFERENCES capture_files (file),
  "offset" INTEGER NOT NULL,
  UNIQUE (file, "offset")
) STRICT;
CREATE INDEX captures_page_id ON captures (page_id, fetched_at);
CREATE INDEX captures_run_id ON captures (run_id);
CREATE INDEX captures_kind ON captures (kind);
CREATE INDEX captures_outcome ON captures (outcome);
CREATE INDEX captures_fetched_at ON captures (fetched_at);
CREATE INDEX captures_refers_to ON captures (refers_to);

CREATE TABLE versions (
  letter_id TEXT NOT NULL REFERENCES letters (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  page_id TEXT NOT NULL REFERENCES pages (id),
  capture_id TEXT REFERENCES captures (id),
  seen_at TEXT NOT NULL,
  parser_version TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  added INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0,
  diff TEXT,
  text TEXT,
  PRIMARY KEY (letter_id, number)
) STRICT;
CREATE INDEX versions_page_id ON versions (page_id);
CREATE INDEX versions_capture_id ON versions (capture_id);
CREATE INDEX versions_seen_at ON versions (seen_at);

CREATE TABLE version_fields (
  letter_id TEXT NOT NULL,
  number INTEGER NOT NULL,
  field TEXT NOT NULL,
  before TEXT,
  after TEXT,
  PRIMARY KEY (letter_id, number, field),
  FOREIGN KEY (letter_id, number) REFERENCES versions (letter_id, number) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX version_fields_field ON version_fields (field);

CREATE TABLE page_states (
  page_id TEXT NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  state TEXT NOT NULL,
  since TEXT NOT NULL,
  capture_id TEXT REFERENCES captures (id),
  PRIMARY KEY (page_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX page_states_state ON page_states (state, since);
CREATE INDEX page_states_since ON page_states (since);
CREATE INDEX page_states_capture_id ON page_states (capture_id);

CREATE TABLE withdrawals (
  letter_id TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  withdrawn_at TEXT NOT NULL,
  lifted_at TEXT,
  content_hash TEXT,
  title_hash TEXT
) STRICT;
CREATE INDEX withdrawals_withdrawn_at ON withdrawals (withdrawn_at);
CREATE INDEX withdrawals_content_hash ON withdrawals (content_hash);
CREATE INDEX withdrawals_title_hash ON withdrawals (title_hash);

CREATE TABLE runs (
  id TEXT PRIMARY KEY,
  started_at TEXT,
  finished_at TEXT,
  finish_reason TEXT,
  exit_status INTEGER,
  user_agent TEXT,
  version TEXT
) STRICT;
CREATE INDEX runs_started_at ON runs (started_at);

CREATE TABLE run_sites (
  run_id TEXT NOT NULL REFERENCES runs (id) ON DELETE CASCADE,
  site_id TEXT NOT NULL REFERENCES sites (id),
  status TEXT,
  pages INTEGER NOT NULL DEFAULT 0,
  letters_found INTEGER NOT NULL DEFAULT 0,
  letters_new INTEGER NOT NULL DEFAULT 0,
  letters_changed INTEGER NOT NULL DEFAULT 0,
  letters_unchanged INTEGER NOT NULL DEFAULT 0,
  letters_missing INTEGER NOT NULL DEFAULT 0,
  answers INTEGER NOT NULL DEFAULT 0,
  ok INTEGER NOT NULL DEFAULT 0,
  challenge INTEGER NOT NULL DEFAULT 0,
  outcomes TEXT NOT NULL DEFAULT '{}',
  expect_low INTEGER,
  expect_high INTEGER,
  seconds REAL,
  bytes INTEGER,
  notes TEXT NOT NULL DEFAULT '[]',
  PRIMARY KEY (run_id, site_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX run_sites_site_id ON run_sites (site_id);
CREATE INDEX run_sites_status ON run_sites (status);

CREATE TABLE meta (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
