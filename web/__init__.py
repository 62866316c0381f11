"""Second floor: the Datasette plugin readers meet."""
