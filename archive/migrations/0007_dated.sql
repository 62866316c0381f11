-- Letters in order of the best date known: signed, else published, else first seen (the day it was in China).
-- The same words stand in web/queries/dated.py; SQLite uses an index of an expression only for that very expression.

DROP INDEX letters_place_code;
CREATE INDEX letters_place_code ON letters (place_code, coalesce(signed_on, substr(published_at, 1, 10), date(first_seen, '+8 hours')));
DROP INDEX letters_province_code;
CREATE INDEX letters_province_code ON letters (province_code, coalesce(signed_on, substr(published_at, 1, 10), date(first_seen, '+8 hours')));
DROP INDEX letters_year;
CREATE INDEX letters_year ON letters (year, coalesce(signed_on, substr(published_at, 1, 10), date(first_seen, '+8 hours')));
DROP INDEX letters_assembly;
CREATE INDEX letters_assembly ON letters (assembly, coalesce(signed_on, substr(published_at, 1, 10), date(first_seen, '+8 hours')));
DROP INDEX letters_outcome;
CREATE INDEX letters_outcome ON letters (outcome, coalesce(signed_on, substr(published_at, 1, 10), date(first_seen, '+8 hours')));
DROP INDEX letters_has_commitments;
CREATE INDEX letters_has_commitments ON letters (has_commitments, coalesce(signed_on, substr(published_at, 1, 10), date(first_seen, '+8 hours')));
DROP INDEX letters_agency_id;
CREATE INDEX letters_agency_id
  ON letters (agency_id, coalesce(signed_on, substr(published_at, 1, 10), date(first_seen, '+8 hours')), signed_on);
CREATE INDEX letters_dated ON letters (coalesce(signed_on, substr(published_at, 1, 10), date(first_seen, '+8 hours')));
