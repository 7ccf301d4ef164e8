"""Valkey or Redis: hints between processes. Holds nothing that cannot be lost."""
