"""What each page reads from the archive: plain functions over a connection, no HTML and no HTTP."""
