"""Turns of phrase of both books, by what they are about."""
