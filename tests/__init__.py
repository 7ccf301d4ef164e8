"""Tests: they mirror the four packages; flows drive the real bot through the sandbox."""
