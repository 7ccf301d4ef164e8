"""What is kept of rendered replies: a little, and not for long."""

from __future__ import annotations

from bot.web.replies import HTML, Kept, Ready
from tests.bot.web.house import Clock

PAGE = Ready(b"<p>16</p>", HTML)


def test_a_reply_is_kept_for_its_moment() -> None:
    clock = Clock()
    kept = Kept(3, clock=clock.seconds)
    kept.keep("a", PAGE, at_most_s=1_000)

    clock.wait(2.9)
    assert kept.get("a") is PAGE
    clock.wait(0.2)
    assert kept.get("a") is None
    assert len(kept) == 0


def test_a_reply_is_not_kept_longer_than_it_may_be_shown() -> None:
    clock = Clock()
    kept = Kept(3, clock=clock.seconds)
    kept.keep("a", PAGE, at_most_s=1)

    clock.wait(1)
    assert kept.get("a") is None


def test_nothing_is_kept_for_no_time() -> None:
    kept = Kept(0, clock=Clock().seconds)
    kept.keep("a", PAGE, at_most_s=1_000)

    assert len(kept) == 0


def test_memory_is_bounded_and_the_oldest_go_first() -> None:
    kept = Kept(3, clock=Clock().seconds, most=2)
    for name in ("a", "b", "c"):
        kept.keep(name, PAGE, at_most_s=1_000)

    assert [kept.get(name) for name in ("a", "b", "c")] == [None, PAGE, PAGE]


def test_the_same_bytes_have_the_same_etag_and_others_another() -> None:
    assert Ready(PAGE.body, HTML).etag == PAGE.etag
    assert Ready(b"<p>17</p>", HTML).etag != PAGE.etag


def test_only_a_good_reply_has_an_etag() -> None:
    assert "ETag" not in Ready(b"", HTML, status=404).headers
