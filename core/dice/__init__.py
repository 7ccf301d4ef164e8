"""Dice: what was asked (notation), with what luck (source), what was rolled (roller)."""
