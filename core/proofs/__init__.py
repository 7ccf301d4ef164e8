"""Rolls that prove themselves: seeds, streams, records and the check that needs nobody's word (SPECIFICATION.md)."""
