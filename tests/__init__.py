"""Tests, and the test bed other tests and benchmarks start."""
