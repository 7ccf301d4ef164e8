"""Everybody who listens is told, in order, until they stop listening."""

from __future__ import annotations

from bot.sandbox.bus import Bus, Event


def test_listeners_are_told_in_the_order_in_which_they_came() -> None:
    bus, heard = Bus(), list[tuple[str, Event]]()
    bus.subscribe(lambda event: heard.append(("first", event)))
    bus.subscribe(lambda event: heard.append(("second", event)))
    bus.emit("TYPING_START", {"a": 1}, guild="1", channel="2", only_user="3")
    event = Event("TYPING_START", {"a": 1}, "1", "2", "3")
    assert heard == [("first", event), ("second", event)]


def test_who_leaves_hears_no_more_even_in_the_middle() -> None:
    bus, heard = Bus(), list[str]()
    leave = bus.subscribe(lambda event: heard.append(event.name))
    bus.subscribe(lambda _: leave())
    for name in ("ONE", "TWO"):
        bus.emit(name, {}, guild=None)
    leave()
    assert heard == ["ONE"]
