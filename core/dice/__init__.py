"""Dice: what was asked (notation), what was rolled (roller)."""
