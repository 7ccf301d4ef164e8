"""Run the migrations that are missing, with alembic; loaded only when there are some, for it is nine MiB.

Alembic runs on a connection of ours, so it needs neither an ini file nor the URL.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from alembic import command
from alembic.config import Config

if TYPE_CHECKING:
    from sqlalchemy import Connection


def upgrade(connection: Connection, folder: Path) -> None:
    """Bring a database to the newest revision, in the transaction that is open on the connection."""
    config = Config()
    config.set_main_option("script_location", str(folder).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")
