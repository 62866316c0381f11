"""Ground floor: bytes of a page -> Record. Pure: no clock, network, disk or database."""

from parsers.parse import parse
from parsers.record import Record

PARSER_VERSION = "1"
"""Changes whenever the same page may give another record; the archive keeps it with each version of a letter."""

__all__ = ["PARSER_VERSION", "Record", "parse"]
