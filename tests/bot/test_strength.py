"""The key that a machine makes for itself."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from bot import strength


def test_a_key_is_made_once_and_kept(tmp_path: Path) -> None:
    first = strength.development_key(tmp_path / "new" / "folder")

    assert strength.development_key(tmp_path / "new" / "folder") == first
    assert strength.key_weakness(first.get_secret_value(), production=True) is None


def test_only_its_owner_can_read_the_key(tmp_path: Path) -> None:
    strength.development_key(tmp_path)

    assert stat.S_IMODE((tmp_path / strength.KEY_FILE).stat().st_mode) == 0o600


def test_processes_that_start_at_once_share_one_key_and_leave_no_drafts(tmp_path: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        keys = {key.get_secret_value() for key in pool.map(strength.development_key, [tmp_path] * 32)}

    assert len(keys) == 1
    assert [path.name for path in tmp_path.iterdir()] == [strength.KEY_FILE]


def test_two_machines_have_two_keys(tmp_path: Path) -> None:
    assert strength.development_key(tmp_path / "a") != strength.development_key(tmp_path / "b")
