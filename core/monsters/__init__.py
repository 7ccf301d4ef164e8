"""Monsters: their stat blocks, and how they behave."""
