-- How many names or numbers a version covers that stood open in the one before; they are covered in all earlier versions.

ALTER TABLE versions ADD COLUMN covered INTEGER NOT NULL DEFAULT 0;
