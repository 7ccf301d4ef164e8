"""Metrics: what is counted reaches the page, under labels that stay few and name nobody."""

from __future__ import annotations

import pytest
from prometheus_client.parser import text_string_to_metric_families

from bot.metrics import MOST_COMMANDS, Metrics, metric_names


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


def value(metrics: Metrics, name: str, **labels: str) -> float | None:
    """What the page says of a series."""
    families = text_string_to_metric_families(metrics.render().decode())
    found = [
        sample.value
        for family in families
        for sample in family.samples
        if (sample.name, sample.labels) == (name, labels)
    ]
    return found[0] if found else None


def test_an_interaction_is_counted_and_timed(metrics: Metrics) -> None:
    metrics.interaction("roll", "answered", 0.02)
    metrics.interaction("roll", "refused", 2.9)

    assert value(metrics, "everquill_interactions_total", command="roll", outcome="answered") == 1
    assert value(metrics, "everquill_interactions_total", command="roll", outcome="refused") == 1
    assert value(metrics, "everquill_interaction_seconds_bucket", command="roll", le="0.025") == 1
    assert value(metrics, "everquill_interaction_seconds_bucket", command="roll", le="2.5") == 1
    assert value(metrics, "everquill_interaction_seconds_bucket", command="roll", le="3.0") == 2


def test_invented_commands_do_not_make_series_without_end(metrics: Metrics) -> None:
    for number in range(MOST_COMMANDS + 50):
        metrics.interaction(f"button:{number}", "answered", 0.1)
    metrics.interaction("button:0", "answered", 0.1)

    assert value(metrics, "everquill_interactions_total", command="other", outcome="answered") == 50
    assert value(metrics, "everquill_interactions_total", command="button:0", outcome="answered") == 2


@pytest.mark.parametrize("mode", ["open", "dm-led", "none"])
def test_a_roll_is_counted_by_mode_and_whether_it_was_hidden(metrics: Metrics, mode: str) -> None:
    metrics.roll(mode, hidden=True)
    metrics.roll(mode, hidden=False)
    metrics.roll(mode, hidden=False)

    assert value(metrics, "everquill_rolls_total", mode=mode, hidden="yes") == 1
    assert value(metrics, "everquill_rolls_total", mode=mode, hidden="no") == 2


def test_a_request_is_timed_by_route_method_and_status(metrics: Metrics) -> None:
    metrics.request("/roll/{roll_id}", "GET", 200, 0.004)
    metrics.request("/roll/{roll_id}", "BREW", 405, 0.001)

    count = "http_request_duration_seconds_count"
    assert value(metrics, count, route="/roll/{roll_id}", method="GET", status="200") == 1
    assert value(metrics, count, route="/roll/{roll_id}", method="other", status="405") == 1


def test_gauges_follow_what_they_are_told(metrics: Metrics) -> None:
    for count in (3, 2):
        metrics.tables_open(count)
        metrics.shards_ready(count + 1)

    assert value(metrics, "everquill_tables_open") == 2
    assert value(metrics, "everquill_shards_ready") == 3


def test_events_are_counted(metrics: Metrics) -> None:
    metrics.gateway_reconnect()
    metrics.incident()
    metrics.incident()
    metrics.rate_limited("web")

    assert value(metrics, "everquill_gateway_reconnects_total") == 1
    assert value(metrics, "everquill_incidents_total") == 2
    assert value(metrics, "everquill_rate_limited_total", surface="web") == 1


def test_a_refusal_is_counted_by_command_and_code(metrics: Metrics) -> None:
    metrics.refusal("roll", "RATE_LIMIT")
    metrics.refusal("table join", "ROOM_FULL")
    for number in range(MOST_COMMANDS + 50):
        metrics.refusal(f"button:{number}", "ROOM_FULL")

    assert value(metrics, "everquill_refusals_total", command="roll", code="RATE_LIMIT") == 1
    assert value(metrics, "everquill_refusals_total", command="table join", code="ROOM_FULL") == 1
    assert value(metrics, "everquill_refusals_total", command="other", code="ROOM_FULL") == 52
    assert value(metrics, "everquill_rate_limited_total", surface="command") == 1


def test_how_late_the_loop_was_is_asked_when_the_page_is_read(metrics: Metrics) -> None:
    lately = [0.02]
    metrics.follow_loop_lag(lambda: lately[0])
    assert value(metrics, "everquill_event_loop_lag_seconds") == 0.02
    lately[0] = 0.3
    assert value(metrics, "everquill_event_loop_lag_seconds") == 0.3


def test_whether_limits_are_shared_is_asked_when_the_page_is_read(metrics: Metrics) -> None:
    shared = [True]
    metrics.follow_quota(lambda: shared[0])
    assert value(metrics, "everquill_quota_shared") == 1
    shared[0] = False
    assert value(metrics, "everquill_quota_shared") == 0


def test_two_in_one_process_do_not_count_into_each_other(metrics: Metrics) -> None:
    metrics.incident()

    assert value(Metrics(), "everquill_incidents_total") == 0


def test_the_page_tells_of_the_process_itself(metrics: Metrics) -> None:
    assert (value(metrics, "process_resident_memory_bytes") or 0) > 1_000_000


def test_the_names_are_those_of_the_page() -> None:
    assert metric_names() == (
        "everquill_event_loop_lag_seconds",
        "everquill_fences_lost_total",
        "everquill_gateway_identifies_total",
        "everquill_gateway_reconnects_total",
        "everquill_gateway_session_starts_remaining",
        "everquill_identify_held_back",
        "everquill_incidents_total",
        "everquill_interaction_seconds",
        "everquill_interactions_total",
        "everquill_invalid_requests_total",
        "everquill_lease_takeovers_total",
        "everquill_leases_held",
        "everquill_quota_shared",
        "everquill_rate_limited_total",
        "everquill_refusals_total",
        "everquill_rest_stopped",
        "everquill_rest_wait_seconds",
        "everquill_rolls_total",
        "everquill_shard_up",
        "everquill_shards_ready",
        "everquill_tables_open",
        "http_request_duration_seconds",
    )


def test_no_label_names_a_person_or_place(metrics: Metrics) -> None:
    metrics.interaction("roll", "answered", 0.1)
    metrics.roll("open", hidden=True)
    metrics.request("/roll/{roll_id}", "GET", 200, 0.1)
    metrics.gateway.shard_up(0, True)
    metrics.gateway.invalid_request(403)
    metrics.refusal("roll", "RATE_LIMIT")

    families = text_string_to_metric_families(metrics.render().decode())
    labels = {label for family in families for sample in family.samples for label in sample.labels}

    names = {"command", "outcome", "mode", "hidden", "route", "method", "status", "surface", "code", "le", "shard"}
    assert labels == names
