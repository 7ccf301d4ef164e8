"""Dice: rolling them, and the group `/dice` about what became of them. One part of the group, one file."""
