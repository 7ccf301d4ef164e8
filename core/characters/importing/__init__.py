"""Sheets from elsewhere: `detect` finds out what a file is, one module a format reads it, `bounds` holds the result."""
