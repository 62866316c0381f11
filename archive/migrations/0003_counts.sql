-- Counts made at the end of every ingest, so that no public page scans a big table. '' stands for "not known".

CREATE TABLE totals (
  name TEXT PRIMARY KEY,
  count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE facet_counts (
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  letters INTEGER NOT NULL,
  commitments INTEGER NOT NULL,
  PRIMARY KEY (facet, value)
) STRICT, WITHOUT ROWID;

CREATE TABLE letter_counts (
  province_code TEXT NOT NULL,
  place_code TEXT NOT NULL,
  year TEXT NOT NULL,
  assembly TEXT NOT NULL,
  kind TEXT NOT NULL,
  outcome TEXT NOT NULL,
  state TEXT NOT NULL,
  letters INTEGER NOT NULL,
  with_commitments INTEGER NOT NULL,
  commitments INTEGER NOT NULL,
  PRIMARY KEY (province_code, place_code, year, assembly, kind, outcome, state)
) STRICT, WITHOUT ROWID;
CREATE INDEX letter_counts_place_code ON letter_counts (place_code);
CREATE INDEX letter_counts_year ON letter_counts (year);

CREATE TABLE commitment_counts (
  province_code TEXT NOT NULL,
  place_code TEXT NOT NULL,
  year TEXT NOT NULL,
  due_kind TEXT NOT NULL,
  due_month TEXT NOT NULL,
  commitments INTEGER NOT NULL,
  PRIMARY KEY (province_code, place_code, year, due_kind, due_month)
) STRICT, WITHOUT ROWID;
CREATE INDEX commitment_counts_place_code ON commitment_counts (place_code);
CREATE INDEX commitment_counts_due_month ON commitment_counts (due_month);

CREATE TABLE agency_counts (
  agency_id TEXT PRIMARY KEY REFERENCES agencies (id) ON DELETE CASCADE,
  letters INTEGER NOT NULL,
  consulted INTEGER NOT NULL,
  commitments INTEGER NOT NULL,
  dated_commitments INTEGER NOT NULL,
  first_signed TEXT,
  last_signed TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX agency_counts_letters ON agency_counts (letters);
