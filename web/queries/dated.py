"""The best date known of a letter, for a SELECT from letters: signed, else published, else first seen."""

from __future__ import annotations

# Word for word the expression the indexes of archive/migrations/0007_dated.sql are made of, or they are of no use.
DATED = "coalesce(signed_on, substr(published_at, 1, 10), date(first_seen, '+8 hours'))"
# Which of the three it is.
DATED_BY = (
    "case when signed_on is not null then 'signed' when published_at is not null then 'published' else 'seen' end"
)
