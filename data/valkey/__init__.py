"""Valkey or Redis: hints between processes, and how often people did things. Holds nothing that cannot be lost."""
