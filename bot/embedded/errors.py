"""What an operator reads when a server of this machine cannot run: one sentence that says what to do."""

from __future__ import annotations


class ServiceError(Exception):
    """A server cannot be started or kept running; `str()` of it is the whole message for the person at the terminal."""


class FolderInUseError(ServiceError):
    """Another process runs its server from this folder."""
