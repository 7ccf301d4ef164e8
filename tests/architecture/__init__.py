"""The house checks itself: what STYLE.md asks for and imports alone cannot show."""
