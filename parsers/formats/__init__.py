"""Readers of enclosed files, one module per family of formats. Each takes bytes and a Draft, and fills the Draft."""
