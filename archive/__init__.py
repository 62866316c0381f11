"""First floor: everything that touches archive.db; its only writers."""
