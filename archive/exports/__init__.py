"""One module per kind of file the archive is given away in; archive/export.py puts them together."""
