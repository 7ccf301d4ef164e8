"""Turns and rounds, and what comes by itself when one begins or ends."""
