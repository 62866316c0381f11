"""A server on loopback that plays every platform and every trap, and counts what a crawler does to it."""

from tests.testbed.bed import ExpectedLetter, TestBed

__all__ = ["ExpectedLetter", "TestBed"]
