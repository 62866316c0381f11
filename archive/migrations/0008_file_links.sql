-- Which file a link leads to, as the id of the page it is once it was captured: several letters may link one file.

ALTER TABLE attachments ADD COLUMN file_id TEXT;
UPDATE attachments SET file_id = page_id_of(url) WHERE kind = 'file' AND url IS NOT NULL;
CREATE INDEX attachments_file_id ON attachments (file_id) WHERE file_id IS NOT NULL;
