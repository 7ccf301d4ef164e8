"""The sidecar: roll permalinks, a small read-only JSON API, health and metrics."""
