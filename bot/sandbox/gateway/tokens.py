"""The bot token: what this sandbox issues, and issues anew when the old one is worth nothing any more."""

from __future__ import annotations

import base64
import secrets


def issue_token(application_id: str) -> str:
    """Return a token of the shape of Discord's, whose first part names the bot."""
    name = base64.urlsafe_b64encode(application_id.encode()).decode().rstrip("=")
    return f"{name}.{secrets.token_urlsafe(4)}.{secrets.token_urlsafe(28)}"
