"""The database's shape, one step a file; run by `data.postgres.migrate`."""
