"""What is counted between the process and Discord."""

from __future__ import annotations

import pytest

from bot.metrics import Metrics


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


def test_a_shard_is_up_down_and_gone(metrics: Metrics) -> None:
    metrics.gateway.shard_up(3, True)
    assert 'everquill_shard_up{shard="3"} 1.0' in metrics.render().decode()
    metrics.gateway.shard_up(3, False)
    assert 'everquill_shard_up{shard="3"} 0.0' in metrics.render().decode()
    metrics.gateway.shard_up(3, None)
    assert 'shard="3"' not in metrics.render().decode()
    metrics.gateway.shard_up(3, None)


def test_gauges_and_counters_follow_what_they_are_told(metrics: Metrics) -> None:
    gateway = metrics.gateway
    gateway.leases_held(4)
    gateway.lease_takeover()
    gateway.fence_lost()
    gateway.identify()
    gateway.starts_remaining(49, held_back=True)
    gateway.rest_wait(0.02)
    gateway.invalid_request(403)
    gateway.rest_stopped(True)
    shown = metrics.render().decode()

    for line in (
        "everquill_leases_held 4.0",
        "everquill_lease_takeovers_total 1.0",
        "everquill_fences_lost_total 1.0",
        "everquill_gateway_identifies_total 1.0",
        "everquill_gateway_session_starts_remaining 49.0",
        "everquill_identify_held_back 1.0",
        'everquill_rest_wait_seconds_bucket{le="0.05"} 1.0',
        'everquill_invalid_requests_total{status="403"} 1.0',
        "everquill_rest_stopped 1.0",
    ):
        assert line in shown
