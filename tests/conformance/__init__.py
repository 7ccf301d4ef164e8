"""Runs files of cases against a part of the project: ``python -m tests.conformance CHECKER FILE``."""
