"""Which shards this process has, and how several processes share the rest: leases, identifies, connections."""
