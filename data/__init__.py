"""The rest of the outside world: one folder an adapter family, each behind a port of core."""
