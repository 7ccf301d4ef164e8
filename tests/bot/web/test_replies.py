"""What is kept of rendered replies: a little, and not for long."""

from __future__ import annotations

from bot.web.replies import HTML, Kept, Ready
from tests.bot.web.house import Clock

PAGE = Ready(b"<p>16</p>", HTML)


class Press:
    """Makes a page of a number, and counts how often."""

    def __init__(self) -> None:
        self.made: list[int] = []

    def __call__(self, number: int) -> Ready:
        self.made.append(number)
        return Ready(f"<p>{number}</p>".encode(), HTML)


def test_a_reply_is_fresh_for_its_moment() -> None:
    clock = Clock()
    kept = Kept(3, clock=clock.seconds)
    ready = kept.made("a", 16, Press(), at_most_s=1_000)

    clock.wait(2.9)
    assert kept.fresh("a") is ready
    clock.wait(0.2)
    assert kept.fresh("a") is None


def test_a_reply_is_not_fresh_longer_than_it_may_be_sent() -> None:
    clock = Clock()
    kept = Kept(3, clock=clock.seconds)
    kept.made("a", 16, Press(), at_most_s=1)

    clock.wait(1)
    assert kept.fresh("a") is None


def test_what_has_not_changed_is_not_made_anew() -> None:
    clock, press = Clock(), Press()
    kept = Kept(3, clock=clock.seconds)
    first = kept.made("a", 16, press, at_most_s=1_000)
    clock.wait(10)

    assert kept.made("a", 16, press, at_most_s=1_000) is first
    assert kept.fresh("a") is first
    assert press.made == [16]


def test_what_has_changed_is_made_anew() -> None:
    press = Press()
    kept = Kept(3, clock=Clock().seconds)
    kept.made("a", 16, press, at_most_s=1_000)

    assert kept.made("a", 17, press, at_most_s=1_000).body == b"<p>17</p>"
    assert press.made == [16, 17]


def test_nothing_is_kept_for_no_time() -> None:
    kept = Kept(0, clock=Clock().seconds)
    kept.made("a", 16, Press(), at_most_s=1_000)

    assert len(kept) == 0


def test_what_is_gone_is_forgotten() -> None:
    kept = Kept(3, clock=Clock().seconds)
    kept.made("a", 16, Press(), at_most_s=1_000)
    kept.forget("a")
    kept.forget("never there")

    assert len(kept) == 0


def test_memory_is_bounded_and_the_oldest_go_first() -> None:
    press = Press()
    kept = Kept(3, clock=Clock().seconds, most=2)
    for number, name in enumerate("abac"):
        kept.made(name, number, press, at_most_s=1_000)

    assert [name for name in "abc" if kept.fresh(name)] == ["a", "c"]


def test_the_same_bytes_have_the_same_etag_and_others_another() -> None:
    assert Ready(PAGE.body, HTML).etag == PAGE.etag
    assert Ready(b"<p>17</p>", HTML).etag != PAGE.etag


def test_only_a_good_reply_has_an_etag() -> None:
    assert "ETag" not in Ready(b"", HTML, status=404).headers
