"""Exact odds of a roll: how likely each total is, in whole numbers, within a budget of work."""
