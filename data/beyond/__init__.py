"""D&D Beyond, which nobody there documents for others."""
