-- What one page becomes (docs/record.md). "position" counts from 0 within the letter.

CREATE TABLE places (
  code TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  name_en TEXT,
  full_name TEXT,
  level TEXT CHECK (level IN ('national', 'province', 'prefecture', 'county', 'township')),
  parent_code TEXT REFERENCES places (code),
  province_code TEXT REFERENCES places (code)
) STRICT;
CREATE INDEX places_parent_code ON places (parent_code);
CREATE INDEX places_province_code ON places (province_code);
CREATE INDEX places_level ON places (level);

CREATE TABLE agencies (
  id TEXT PRIMARY KEY,
  name TEXT NOT NULL,
  short_name TEXT,
  place_code TEXT REFERENCES places (code),
  level TEXT,
  valid_from TEXT,
  valid_to TEXT
) STRICT;
CREATE INDEX agencies_name ON agencies (name);
CREATE INDEX agencies_place_code ON agencies (place_code);

CREATE TABLE agency_aliases (
  place_code TEXT NOT NULL REFERENCES places (code),
  alias TEXT NOT NULL,
  agency_id TEXT REFERENCES agencies (id),
  source TEXT NOT NULL CHECK (source IN ('full', 'lexicon', 'place', 'unresolved')),
  issuer INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (place_code, alias)
) STRICT, WITHOUT ROWID;
CREATE INDEX agency_aliases_alias ON agency_aliases (alias);
CREATE INDEX agency_aliases_agency_id ON agency_aliases (agency_id);

CREATE TABLE letters (
  id TEXT PRIMARY KEY,
  url TEXT NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('reply', 'assist_opinion')),
  title TEXT,
  doc_number TEXT,
  doc_number_raw TEXT,
  reply_form TEXT,
  published_at TEXT,
  signed_on TEXT,
  signed_on_status TEXT NOT NULL CHECK (signed_on_status IN ('printed', 'repaired', 'ambiguous', 'missing')),
  outcome TEXT,
  disclosure TEXT,
  addressee_count INTEGER,
  site_id TEXT REFERENCES sites (id),
  place_code TEXT REFERENCES places (code),
  province_code TEXT REFERENCES places (code),
  level TEXT,
  year INTEGER,
  agency_id TEXT REFERENCES agencies (id),
  agency_name TEXT,
  assembly TEXT,
  submission_kind TEXT,
  submission_number TEXT,
  submission_title TEXT,
  term INTEGER,
  session INTEGER,
  has_commitments INTEGER NOT NULL DEFAULT 0,
  commitment_count INTEGER NOT NULL DEFAULT 0,
  attachment_count INTEGER NOT NULL DEFAULT 0,
  issue_count INTEGER NOT NULL DEFAULT 0,
  text_length INTEGER NOT NULL DEFAULT 0,
  state TEXT NOT NULL DEFAULT 'live'
    CHECK (state IN ('live', 'changed', 'missing', 'withdrawn', 'blocked', 'removed')),
  state_since TEXT,
  first_seen TEXT,
  last_seen TEXT,
  changed_at TEXT,
  version_count INTEGER NOT NULL DEFAULT 1,
  capture_id TEXT REFERENCES captures (id),
  parser_version TEXT,
  content_hash TEXT,
  text TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX letters_doc_number ON letters (doc_number);
CREATE INDEX letters_title ON letters (title);
CREATE INDEX letters_site_id ON letters (site_id);
CREATE INDEX letters_place_code ON letters (place_code, signed_on);
CREATE INDEX letters_province_code ON letters (province_code, signed_on);
CREATE INDEX letters_agency_id ON letters (agency_id, signed_on);
CREATE INDEX letters_agency_name ON letters (agency_name);
CREATE INDEX letters_year ON letters (year, signed_on);
CREATE INDEX letters_assembly ON letters (assembly, signed_on);
CREATE INDEX letters_kind ON letters (kind);
CREATE INDEX letters_level ON letters (level);
CREATE INDEX letters_reply_form ON letters (reply_form);
CREATE INDEX letters_outcome ON letters (outcome, signed_on);
CREATE INDEX letters_disclosure ON letters (disclosure);
CREATE INDEX letters_submission_kind ON letters (submission_kind);
CREATE INDEX letters_submission_number ON letters (submission_number);
CREATE INDEX letters_has_commitments ON letters (has_commitments, signed_on);
CREATE INDEX letters_state ON letters (state, state_since);
CREATE INDEX letters_signed_on ON letters (signed_on);
CREATE INDEX letters_published_at ON letters (published_at);
CREATE INDEX letters_first_seen ON letters (first_seen);
CREATE INDEX letters_changed_at ON letters (changed_at);
CREATE INDEX letters_capture_id ON letters (capture_id);
CREATE INDEX letters_counts
  ON letters (place_code, year, assembly, kind, outcome, state, province_code, has_commitments, commitment_count);

CREATE TABLE submissions (
  id TEXT PRIMARY KEY,
  assembly TEXT,
  kind TEXT,
  place TEXT,
  place_code TEXT REFERENCES places (code),
  level TEXT,
  term INTEGER,
  session INTEGER,
  between_sessions INTEGER NOT NULL DEFAULT 0,
  number TEXT,
  category TEXT,
  title TEXT,
  letter_count INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX submissions_place_code ON submissions (place_code, assembly, term, session);
CREATE INDEX submissions_assembly ON submissions (assembly);
CREATE INDEX submissions_kind ON submissions (kind);
CREATE INDEX submissions_number ON submissions (number);
CREATE INDEX submissions_letter_count ON submissions (letter_count);

CREATE TABLE letter_submissions (
  letter_id TEXT NOT NULL REFERENCES letters (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  submission_id TEXT NOT NULL REFERENCES submissions (id),
  assembly TEXT,
  kind TEXT,
  place TEXT,
  level TEXT,
  term INTEGER,
  session INTEGER,
  between_sessions INTEGER NOT NULL DEFAULT 0,
  number TEXT,
  category TEXT,
  title TEXT,
  PRIMARY KEY (letter_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_submissions_submission_id ON letter_submissions (submission_id);

CREATE TABLE addressees (
  letter_id TEXT NOT NULL REFERENCES letters (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('deputy', 'member', 'party', 'organisation', 'agency')),
  lead INTEGER NOT NULL DEFAULT 0,
  place_code TEXT REFERENCES places (code),
  PRIMARY KEY (letter_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX addressees_name ON addressees (name, place_code);
CREATE INDEX addressees_role ON addressees (role);
CREATE INDEX addressees_place_code ON addressees (place_code);

CREATE TABLE letter_agencies (
  letter_id TEXT NOT NULL REFERENCES letters (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  role TEXT NOT NULL CHECK (role IN ('issuer', 'consulted')),
  agency_id TEXT REFERENCES agencies (id),
  PRIMARY KEY (letter_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_agencies_agency_id ON letter_agencies (agency_id, role);
CREATE INDEX letter_agencies_name ON letter_agencies (name);
CREATE INDEX letter_agencies_role ON letter_agencies (role);
CREATE INDEX letter_agencies_unresolved ON letter_agencies (name, role) WHERE agency_id IS NULL;

CREATE TABLE officials (
  letter_id TEXT NOT NULL REFERENCES letters (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT,
  role TEXT NOT NULL CHECK (role IN ('signer', 'reviewer', 'handler', 'contact', 'leader')),
  title TEXT,
  phone TEXT,
  PRIMARY KEY (letter_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX officials_name ON officials (name);
CREATE INDEX officials_role ON officials (role);
CREATE INDEX officials_title ON officials (title);

CREATE TABLE sections (
  letter_id TEXT NOT NULL REFERENCES letters (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  parent INTEGER,
  level INTEGER NOT NULL,
  marker TEXT NOT NULL,
  heading TEXT NOT NULL,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  PRIMARY KEY (letter_id, position)
) STRICT;

CREATE TABLE commitments (
  letter_id TEXT NOT NULL REFERENCES letters (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  source TEXT NOT NULL CHECK (source IN ('table', 'body')),
  ordinal INTEGER,
  content TEXT NOT NULL,
  responsible TEXT,
  due_text TEXT,
  due_kind TEXT NOT NULL CHECK (due_kind IN
    ('by', 'within', 'from', 'ongoing', 'recurring', 'done', 'conditional', 'vague', 'none')),
  due_start TEXT,
  due_end TEXT,
  start INTEGER NOT NULL,
  "end" INTEGER NOT NULL,
  place_code TEXT REFERENCES places (code),
  province_code TEXT REFERENCES places (code),
  agency_id TEXT REFERENCES agencies (id),
  agency_name TEXT,
  year INTEGER,
  assembly TEXT,
  made_on TEXT,
  PRIMARY KEY (letter_id, position)
) STRICT;
CREATE INDEX commitments_source ON commitments (source);
CREATE INDEX commitments_due_kind ON commitments (due_kind, due_end);
CREATE INDEX commitments_due_end ON commitments (due_end);
CREATE INDEX commitments_place_code ON commitments (place_code, due_end);
CREATE INDEX commitments_province_code ON commitments (province_code, due_end);
CREATE INDEX commitments_agency_id ON commitments (agency_id, due_end);
CREATE INDEX commitments_year ON commitments (year);
CREATE INDEX commitments_assembly ON commitments (assembly);
CREATE INDEX commitments_made_on ON commitments (made_on);
CREATE INDEX commitments_counts ON commitments (place_code, year, due_kind, substr(due_end, 1, 7), province_code);

CREATE TABLE commitment_agencies (
  letter_id TEXT NOT NULL,
  commitment INTEGER NOT NULL,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  agency_id TEXT REFERENCES agencies (id),
  PRIMARY KEY (letter_id, commitment, position),
  FOREIGN KEY (letter_id, commitment) REFERENCES commitments (letter_id, position) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX commitment_agencies_agency_id ON commitment_agencies (agency_id);
CREATE INDEX commitment_agencies_name ON commitment_agencies (name);
CREATE INDEX commitment_agencies_unresolved ON commitment_agencies (name) WHERE agency_id IS NULL;

CREATE TABLE letter_tables (
  letter_id TEXT NOT NULL REFERENCES letters (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  kind TEXT NOT NULL CHECK (kind IN ('commitments', 'other')),
  header TEXT NOT NULL,
  rows TEXT NOT NULL,
  row_count INTEGER NOT NULL,
  PRIMARY KEY (letter_id, position)
) STRICT;
CREATE INDEX letter_tables_kind ON letter_tables (kind);

CREATE TABLE attachments (
  letter_id TEXT NOT NULL REFERENCES letters (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  url TEXT,
  kind TEXT NOT NULL CHECK (kind IN ('inline', 'file')),
  page_id TEXT REFERENCES pages (id),
  capture_id TEXT REFERENCES captures (id),
  content_type TEXT,
  bytes INTEGER,
  text TEXT,
  tables TEXT,
  PRIMARY KEY (letter_id, position)
) STRICT;
CREATE INDEX attachments_kind ON attachments (kind);
CREATE INDEX attachments_page_id ON attachments (page_id);
CREATE INDEX attachments_capture_id ON attachments (capture_id);

CREATE TABLE evidence (
  letter_id TEXT NOT NULL REFERENCES letters (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  field TEXT NOT NULL,
  source TEXT NOT NULL,
  start INTEGER,
  "end" INTEGER,
  PRIMARY KEY (letter_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE issues (
  page_id TEXT NOT NULL REFERENCES pages (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  letter_id TEXT REFERENCES letters (id) ON DELETE CASCADE,
  code TEXT NOT NULL,
  detail TEXT NOT NULL,
  PRIMARY KEY (page_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX issues_letter_id ON issues (letter_id);
CREATE INDEX issues_code ON issues (code);
