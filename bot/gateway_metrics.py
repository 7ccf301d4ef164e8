"""What is counted between this process and Discord: shards, leases, identifies, and the budget of requests."""

from __future__ import annotations

from contextlib import suppress
from functools import partial

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram

WAIT_BUCKETS = (0.01, 0.05, 0.1, 0.5, 1.0, 5.0, 30.0)


class GatewayMetrics:
    """Counters in the process's registry; `Metrics.gateway` is the one of a process."""

    def __init__(self, registry: CollectorRegistry) -> None:
        counter, gauge = partial(Counter, registry=registry), partial(Gauge, registry=registry)
        self._shard_up = gauge("everquill_shard_up", "Whether a shard of this process is connected.", ("shard",))
        self._leases = gauge("everquill_leases_held", "Shards whose background work is this process's to do.")
        self._takeovers = counter("everquill_lease_takeovers_total", "Leases taken that another had let run out.")
        self._fences_lost = counter("everquill_fences_lost_total", "Background work refused, for its lease had gone.")
        self._identifies = counter("everquill_gateway_identifies_total", "Sessions begun at the gateway.")
        self._starts = gauge("everquill_gateway_session_starts_remaining", "Sessions that may still be begun today.")
        self._held_back = gauge("everquill_identify_held_back", "Whether no session is begun, for too few are left.")
        self._waits = Histogram(
            "everquill_rest_wait_seconds",
            "Seconds that requests waited for their turn in the budget that all processes share.",
            buckets=WAIT_BUCKETS,
            registry=registry,
        )
        self._invalid = counter(
            "everquill_invalid_requests_total", "Answers that Discord counts towards shutting us out.", ("status",)
        )
        self._stopped = gauge("everquill_rest_stopped", "Whether requests are held back, for too many were refused.")

    def shard_up(self, shard: int, up: bool | None) -> None:
        """Tell whether a shard is connected; None if it is no longer this process's."""
        if up is None:
            with suppress(KeyError):  # it never came up
                self._shard_up.remove(str(shard))
        else:
            self._shard_up.labels(str(shard)).set(up)

    def leases_held(self, count: int) -> None:
        """Tell how many leases this process holds."""
        self._leases.set(count)

    def lease_takeover(self) -> None:
        """Count a lease that another process had let run out."""
        self._takeovers.inc()

    def fence_lost(self) -> None:
        """Count background work that was refused, for another process holds the lease by now."""
        self._fences_lost.inc()

    def identify(self) -> None:
        """Count a session that is begun."""
        self._identifies.inc()

    def starts_remaining(self, count: int, *, held_back: bool) -> None:
        """Tell how many sessions may be begun today, and whether these are too few to begin one."""
        self._starts.set(count)
        self._held_back.set(held_back)

    def rest_wait(self, seconds: float) -> None:
        """Count a request by how long it waited for its turn."""
        self._waits.observe(seconds)

    def invalid_request(self, status: int) -> None:
        """Count an answer that Discord counts, too: 401, 403 or 429."""
        self._invalid.labels(str(status)).inc()

    def rest_stopped(self, stopped: bool) -> None:
        """Tell whether requests are held back."""
        self._stopped.set(stopped)
