-- How complete each session is, made at the end of every ingest; and indexes for the view of changes.

CREATE TABLE session_counts (
  place_code TEXT NOT NULL,
  assembly TEXT NOT NULL,
  term INTEGER NOT NULL,
  session INTEGER NOT NULL,
  between_sessions INTEGER NOT NULL,
  series TEXT NOT NULL,
  letters INTEGER NOT NULL,
  submissions INTEGER NOT NULL,
  numbers INTEGER NOT NULL,
  highest INTEGER,
  missing INTEGER,
  gaps TEXT,
  first_year INTEGER,
  last_year INTEGER,
  PRIMARY KEY (place_code, assembly, term, session, between_sessions, series)
) STRICT, WITHOUT ROWID;
CREATE INDEX session_counts_assembly ON session_counts (assembly);
CREATE INDEX session_counts_last_year ON session_counts (last_year);

CREATE INDEX versions_changed ON versions (seen_at) WHERE number > 1;
CREATE INDEX page_states_later ON page_states (since) WHERE position > 0;
