"""The last things that crossed the wire, as they were, and no more of them than there is room for."""

from __future__ import annotations

from typing import Any

from bot.sandbox.clock import Clock
from bot.sandbox.traffic import Traffic


def test_records_are_numbered_and_told_from_any_number_on() -> None:
    traffic = Traffic(Clock())
    for number in range(3):
        traffic.record("rest", path=str(number))
    assert [(record["n"], record["path"]) for record in traffic.after(1)] == [(2, "1"), (3, "2")]
    assert traffic.after(3) == traffic.after(99) == []
    assert traffic.last == 3


def test_the_oldest_fall_out() -> None:
    traffic = Traffic(Clock(), keep=2)
    for number in range(5):
        traffic.record("rest", path=str(number))
    assert [record["path"] for record in traffic.after(0)] == ["3", "4"]
    assert [record["path"] for record in traffic.after(4)] == ["4"]


def test_few_large_records_are_kept_where_many_small_ones_would_be() -> None:
    traffic = Traffic(Clock(), keep_bytes=2500)
    for number in range(5):
        traffic.record("rest", path=str(number), body="x" * 1000)
    assert [record["path"] for record in traffic.after(0)] == ["3", "4"]
    traffic.record("rest", body="x" * 3000)
    assert traffic.after(0) == [], "one that is larger than all the room is not kept"


def test_a_record_stays_as_it_was() -> None:
    traffic, body = Traffic(Clock()), dict[str, Any](content="hi")
    traffic.record("rest", body=body)
    body["content"] = "changed"
    assert traffic.after(0)[0]["body"] == {"content": "hi"}


def test_who_listens_is_told_of_each_record_until_they_stop() -> None:
    traffic, heard = Traffic(Clock()), list[int]()
    stop = traffic.subscribe(lambda: heard.append(len(traffic.after(0))))
    traffic.record("rest")
    traffic.record("gateway")
    stop()
    traffic.record("rest")
    assert heard == [1, 2]
