"""Deadlines: a phrase and the day of the letter -> an interval.

`interpret` reads a phrase, `split` cuts a cell with several times, `find_time_phrases` finds the phrases of a sentence.
"""

from parsers.due_phrases import find_time_phrases, interpret, split
from parsers.due_reading import Deadline

__all__ = ["Deadline", "find_time_phrases", "interpret", "split"]
