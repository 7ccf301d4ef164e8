"""Dice notation held to a file of cases: their form, their meaning, the faces that they are tried with, the verdict."""
