"""One list of scenarios, played in the sandbox and in an independent imitation of Discord, and every difference known.

Neither is Discord, so where they differ Discord's documentation decides: the sandbox is mended, or the table says why
it is right. Only what is refused is compared, not where in the body: simcord names no paths, and the sandbox's own
are held by tests/sandbox/cases.
"""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.sandbox.outside.differences import CANNOT, PAGES, RIGHT, Table, difference, table

ROOT = Path(__file__).resolve().parents[3]
PAGE = (ROOT / "bot/sandbox/README.md").read_text("utf-8")
LEAST = 30
Notebooks = dict[str, list[str]]


def played(world: str) -> Notebooks:
    """What could be observed of every scenario in one world, played in a process of its own."""
    command = (sys.executable, "-m", "tests.sandbox.outside.observe", world)
    done = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, encoding="utf-8", timeout=100)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


@pytest.fixture(scope="module")
def worlds() -> tuple[Notebooks, Notebooks]:
    with ThreadPoolExecutor() as both:
        ours, simcord = both.map(played, ("ours", "simcord"))
    return ours, simcord


@pytest.fixture(scope="module")
def known() -> Table:
    return table()


def test_both_worlds_play_the_same_scenarios(worlds: tuple[Notebooks, Notebooks]) -> None:
    ours, simcord = worlds

    assert list(ours) == list(simcord)
    assert len(ours) >= LEAST


def test_the_sandbox_can_play_every_scenario_to_its_end(worlds: tuple[Notebooks, Notebooks]) -> None:
    ours, _ = worlds

    assert [name for name, lines in ours.items() if not lines] == []
    assert [line for lines in ours.values() for line in lines if line.startswith((CANNOT, "breaks off"))] == []


def test_the_worlds_differ_where_the_table_says_so_and_nowhere_else(
    worlds: tuple[Notebooks, Notebooks], known: Table
) -> None:
    ours, simcord = worlds
    differing = {name: found for name in ours if (found := difference(ours[name], simcord[name])) is not None}
    found = {name: what for name, what in differing.items() if not simcord[name][0].startswith(CANNOT)}

    assert found == {name: row.difference for name, row in known.rows.items()}


def test_what_simcord_cannot_play_is_listed_with_the_reason(worlds: tuple[Notebooks, Notebooks], known: Table) -> None:
    _, simcord = worlds
    cannot = {name: lines[0] for name, lines in simcord.items() if lines and lines[0].startswith(CANNOT)}

    assert cannot.keys() == known.cannot.keys()
    assert [name for name, why in known.cannot.items() if why not in cannot[name]] == []


def test_the_sandboxs_own_page_counts_them(worlds: tuple[Notebooks, Notebooks], known: Table) -> None:
    assert f"{len(worlds[0])} scenarios played in both worlds; {len(known.rows)} end differently, " in PAGE
    assert f"and the reason; {len(known.cannot)} it cannot play" in PAGE


def test_every_difference_is_explained_from_a_page(known: Table) -> None:
    for name, row in known.rows.items():
        assert row.right in RIGHT, name
        assert len(row.why) > 20, name
        assert row.page.startswith(PAGES), name
