"""The page is plain files that a strict policy can serve: no markup from data, nothing inline, nothing foreign."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[3] / "bot" / "sandbox" / "page"
FILES = sorted(path for path in FOLDER.rglob("*") if path.suffix in {".html", ".css", ".js", ".svg"})
PAGES = [path for path in FILES if path.suffix == ".html"]
SCRIPTS = [path for path in FILES if path.suffix == ".js"]
MARKUP = re.compile(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\b|new Function|srcdoc")
LONGEST = 300


def named(path: Path) -> str:
    return str(path.relative_to(FOLDER))


def test_the_page_was_found() -> None:
    assert {"index.html", "js/main.js", "css/tokens.css"} <= {named(path) for path in FILES}


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_no_script_turns_text_into_markup(path: Path) -> None:
    assert MARKUP.search(path.read_text()) is None


@pytest.mark.parametrize("path", SCRIPTS, ids=named)
def test_every_script_says_what_it_is_for(path: Path) -> None:
    assert path.read_text().startswith("// ")


@pytest.mark.parametrize("path", FILES, ids=named)
def test_every_file_is_short(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= LONGEST


@pytest.mark.parametrize("path", FILES, ids=named)
def test_no_file_loads_anything_from_elsewhere(path: Path) -> None:
    loads = re.findall(r"(?:src|href)=\"([^\"]+)\"|url\(([^)]+)\)|from \"([^\"]+)\"|@import +([^;]+)", path.read_text())
    for address in filter(None, (part for match in loads for part in match)):
        assert not re.match(r"(?:https?:)?//", address), address


@pytest.mark.parametrize("path", PAGES, ids=named)
def test_a_page_holds_nothing_inline(path: Path) -> None:
    page = path.read_text()
    assert not re.search(r"\son\w+=|\sstyle=|<style|javascript:", page)
    assert re.findall(r"<script[^>]*>([^<]*)</script>", page) == [""]


def test_every_script_and_style_is_used() -> None:
    """A module that nothing imports, or a style that the page does not load, is forgotten."""
    page = "".join(path.read_text() for path in PAGES)
    imports = {
        (path.parent / target).resolve()
        for path in SCRIPTS
        for target in re.findall(r"from \"(\.[^\"]+)\"", path.read_text())
    }
    loaded = {(FOLDER / target).resolve() for target in re.findall(r"(?:src|href)=\"([^\"]+)\"", page)}
    assert [named(path) for path in FILES if path.suffix != ".html" and path not in imports | loaded] == []
