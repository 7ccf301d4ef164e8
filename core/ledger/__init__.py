"""The ledger of a table: events, their hash chain, folding, undo and replay. Pure."""
