"""The sidecar's tests, over real sockets and real PostgreSQL."""
