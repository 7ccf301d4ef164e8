"""Links and ids as people give them; buttons are believed on our own messages alone."""

from __future__ import annotations

import doctest
import re
from types import SimpleNamespace
from typing import Any, Final

import discord
import pytest

from cogs.ui import roll_links
from cogs.ui.explain import explain
from cogs.ui.roll_links import SHOWN, Deed, linked_roll, read_roll, repeatable_roll, shown_roll
from core.errors import EverquillError, NotFoundError, RuleError
from tests.words import CATALOGUE

ID = "kN3vQ9xT2mZ7bR5cW8yL_-"
HOUSE = "https://dice.example/everquill"
LINK = f"{HOUSE}/roll/{ID}"
OURS = 118
WORDS: Final = CATALOGUE.speak(None)


def button(**facts: Any) -> Any:
    """A button as it stands in a message."""
    given: Any = {"type": 2, "style": 5 if "url" in facts else 2, **facts}
    return discord.Button(given)


def message(author: int = OURS, content: str = "", *buttons: Any) -> Any:
    """A message with its buttons in a row in a frame, as our cards have them."""
    row = SimpleNamespace(children=list(buttons))
    frame = SimpleNamespace(children=[SimpleNamespace(), row])
    return SimpleNamespace(author=SimpleNamespace(id=author), content=content, components=[frame])


@pytest.mark.parametrize(
    "given",
    [
        ID,
        f"  {ID}\n",
        f"`{ID}`",
        f"**{ID}**",
        LINK,
        f"{LINK}.json",
        f"{LINK}/",
        f"{LINK}?from=chat",
        f"{LINK}.json?a=b#c",
        f"<{LINK}>",
        f"[my roll]({LINK})",
        f"[my roll](<{LINK}>)",
        f"||{LINK}||",
        f"__{LINK}__",
        f"_{LINK}_",
        f"see {LINK}, please",
        LINK.upper().replace(ID.upper(), ID),
        LINK.replace("https", "http"),
        LINK.removeprefix("https://"),
    ],
)
def test_a_roll_is_read_however_it_is_written(given: str) -> None:
    assert read_roll(given, HOUSE, "verify") == ID


@pytest.mark.parametrize(
    ("given", "host"),
    [
        (f"https://evil.example/roll/{ID}", "evil.example"),
        (f"https://evil.example/dice.example/everquill/roll/{ID}", "evil.example"),
        (f"https://dice.example.evil/everquill/roll/{ID}", "dice.example.evil"),
        (f"https://not-dice.example/everquill/roll/{ID}", "not-dice.example"),
        (f"https://dice.example@evil.example/everquill/roll/{ID}", "dice.example@evil.example"),
        (f"https://dice.example:8443/everquill/roll/{ID}", "dice.example:8443"),
        ("http://" + "h" * 5_000, "h" * SHOWN + "…"),
    ],
)
def test_a_link_of_another_house_is_refused_by_its_name(given: str, host: str) -> None:
    with pytest.raises(NotFoundError) as refused:
        read_roll(given, HOUSE, "verify")
    assert (refused.value.reason, refused.value.facts) == ("roll-elsewhere", {"host": host, "deed": "verify"})


@pytest.mark.parametrize(
    "given", ["", "18 · 1d20", ID[:-1], f"{ID}x", f"{LINK}x", f"{HOUSE}/table/{ID}", "ż" * 22, "/" * 4_000]
)
def test_what_is_neither_link_nor_id_is_refused(given: str) -> None:
    with pytest.raises(RuleError) as refused:
        read_roll(given, HOUSE, "verify")
    assert refused.value.reason == "roll-unreadable"
    assert len(str(refused.value.facts["given"])) <= SHOWN + 1


def test_the_first_of_several_links_counts_and_strangers_are_passed_over() -> None:
    other = ID[::-1]
    assert linked_roll(f"https://evil.example/roll/{other} {LINK} {HOUSE}/roll/{other}", HOUSE) == ID
    assert linked_roll("no link", HOUSE) is None


def test_a_card_of_ours_shows_its_roll_whatever_our_address_was_then() -> None:
    again = button(custom_id="v1:roll:table-118-7:again")
    card = message(OURS, "", again, button(url=f"https://old.example/roll/{ID}"))
    assert shown_roll(card, OURS, HOUSE, "verify") == ID
    assert repeatable_roll(card) == "table-118-7"


def test_a_button_on_somebody_elses_message_proves_nothing() -> None:
    forged = message(7, "", button(url=LINK))
    with pytest.raises(NotFoundError, match="no-roll-shown"):
        shown_roll(forged, OURS, HOUSE, "verify")
    assert shown_roll(message(7, f"look: <{LINK}>"), OURS, HOUSE, "verify") == ID


def test_our_own_words_are_no_card() -> None:
    with pytest.raises(NotFoundError, match="no-roll-shown"):
        shown_roll(message(OURS, f"for example {LINK}"), OURS, HOUSE, "verify")
    assert repeatable_roll(message(OURS, "", button(custom_id="v1:table:118:roll"))) is None


def test_the_examples_hold() -> None:
    assert doctest.testmod(roll_links) == (0, 1)


@pytest.mark.parametrize("deed", ["verify", "reveal", "rule"])
@pytest.mark.parametrize("given", ["zzz", "https://evil.example/roll/zzz"])
def test_who_names_no_roll_of_ours_is_told_by_the_command_that_they_used(deed: Deed, given: str) -> None:
    with pytest.raises(EverquillError) as refused:
        read_roll(given, HOUSE, deed)
    assert commands_in(refused.value) == {deed}


@pytest.mark.parametrize(("deed", "menu"), [("verify", "Verify roll"), ("reveal", "Reveal hidden roll")])
def test_who_points_at_no_roll_is_told_by_the_menu_that_they_used(deed: Deed, menu: str) -> None:
    with pytest.raises(NotFoundError) as refused:
        shown_roll(message(OURS, "a Table card"), OURS, HOUSE, deed)
    assert commands_in(refused.value) == {deed}
    assert re.findall(r"\*([^*]+)\*", explain(refused.value, WORDS)) == [menu]


@pytest.mark.parametrize("deed", ["reveal", "rule"])
def test_who_acts_elsewhere_is_told_by_the_command_that_they_used(deed: Deed) -> None:
    assert commands_in(RuleError("roll-made-elsewhere", channel="118", deed=deed)) == {deed}


def commands_in(refused: EverquillError) -> set[str]:
    """The parts of `/dice` in a refusal, each with a roll behind it."""
    return set(re.findall(r"`/dice (\w+) roll:\S", explain(refused, WORDS)))
