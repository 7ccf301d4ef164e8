"""The README's table of settings is the code's."""

from __future__ import annotations

import re
from pathlib import Path

from bot.settings import Settings, settings_table

README = Path(__file__).parents[2] / "README.md"
MARKED = re.compile(r"<!-- settings -->\n(.*?)\n<!-- /settings -->", re.DOTALL)


def test_the_readme_shows_the_settings_as_they_are() -> None:
    shown = MARKED.search(README.read_text(encoding="utf-8"))

    assert shown, "README.md has lost its <!-- settings --> markers"
    assert shown[1] == settings_table(), "paste the right side between the markers of README.md"


def test_every_setting_is_described_in_whole_sentences() -> None:
    for name, info in Settings.model_fields.items():
        assert info.description, name
        assert info.description.endswith("."), name
        assert "|" not in info.description, f"{name}: a bar would break the table"


def test_every_setting_has_a_row_with_its_names_and_default() -> None:
    rows = settings_table().splitlines()

    assert len(rows) == 2 + len(Settings.model_fields)
    assert any(row.startswith("| `REDIS_URL` or `VALKEY_URL` | not set | ") for row in rows)
    assert any(row.startswith("| `ROLES` | `gateway,web` | ") for row in rows)
