"""The gaming table: its state, what may happen at it, and what did."""
