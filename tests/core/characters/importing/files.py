"""The files that importers are tested with, each written for that, and the book that they are read by."""

from __future__ import annotations

from pathlib import Path

from core.characters.importing.imported import Book
from data.srd.library import Library

FOLDER = Path(__file__).parent / "fixtures"
LIBRARY = Library()
BOOK = Book(LIBRARY.records, LIBRARY.things)
JSON_FILES = ("beyond_2014.json", "beyond_2024.json", "foundry_2014.json", "foundry_2024.json")


def content(name: str) -> bytes:
    return (FOLDER / name).read_bytes()
