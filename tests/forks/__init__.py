"""Bots for tests, forked from a process that has imported them once: the start costs a tenth of what Python's does."""
