"""PostgreSQL: the ledger, its projections and their migrations."""
