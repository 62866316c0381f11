-- A promise said twice in one letter, in its table and in its body, is counted and listed once.

ALTER TABLE commitments ADD COLUMN repeats INTEGER;

DROP INDEX commitments_counts;
CREATE INDEX commitments_counts
  ON commitments (place_code, year, due_kind, substr(due_end, 1, 7), province_code) WHERE repeats IS NULL;
DROP INDEX commitments_agency_id;
CREATE INDEX commitments_agency_id ON commitments (agency_id, due_end, repeats);
