"""What is counted, and the page that Prometheus reads.

Labels are small closed sets: a command, an outcome, a route's template. Who did something is never one: no user,
guild or channel, for that would be personal data on a page, and a series for everybody who ever came by.

The registry is this object's own, so that two bots in one process (tests, the benchmark) do not count into each other.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.process_collector import ProcessCollector

from bot.gateway_metrics import GatewayMetrics

CONTENT_TYPE = CONTENT_TYPE_LATEST
ANSWER_BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 5.0)
"""Seconds. Discord gives up at three: the buckets are close before it."""
REQUEST_BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5)
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
MOST_COMMANDS = 200
"""Discord's own limit is far lower; a custom id that somebody invents must not make series without end."""
OTHER = "other"
TOO_FAST = "RATE_LIMIT"

Surface = Literal["web", "command"]


class Metrics:
    """The counters of one process.

    Attributes:
        gateway: Those between it and Discord.
    """

    def __init__(self) -> None:
        disable_created_metrics()  # a second series for each, which nobody asks for; the library's switch is global
        self._commands: set[str] = set()
        self._registry = registry = CollectorRegistry()
        counter, gauge = partial(Counter, registry=registry), partial(Gauge, registry=registry)
        histogram = partial(Histogram, registry=registry)

        self._interactions = counter(
            "everquill_interactions_total", "Interactions by what was used and how it ended.", ("command", "outcome")
        )
        self._answers = histogram(
            "everquill_interaction_seconds",
            "Seconds from an interaction's receipt to its answer.",
            ("command",),
            buckets=ANSWER_BUCKETS,
        )
        self._rolls = counter(
            "everquill_rolls_total",
            "Rolls by the mode of their table (none: beside any) and whether they were hidden.",
            ("mode", "hidden"),
        )
        self._requests = histogram(
            "http_request_duration_seconds",
            "Seconds that requests to the pages took, by the template of their route.",
            ("route", "method", "status"),
            buckets=REQUEST_BUCKETS,
        )
        self._limited = counter("everquill_rate_limited_total", "Refusals for coming too fast.", ("surface",))
        self._refusals = counter("everquill_refusals_total", "Refusals and outages by code.", ("command", "code"))
        self._quota = gauge(
            "everquill_quota_shared", "1: limits count in all processes; 0: Valkey is away, here alone."
        )
        self._incidents = counter("everquill_incidents_total", "Bugs that a person was told an incident id for.")
        self._reconnects = counter("everquill_gateway_reconnects_total", "Gateway connections that came back.")
        self._shards = gauge("everquill_shards_ready", "Shards of this process that are connected now.")
        self._tables = gauge("everquill_tables_open", "Tables that are open now.")
        self._lag = gauge("everquill_event_loop_lag_seconds", "How late the event loop ran a timer, at worst of 10 s.")
        self.gateway = GatewayMetrics(registry)
        ProcessCollector(registry=registry)

    def interaction(self, command: str, outcome: str, seconds: float) -> None:
        """Count an interaction that has ended.

        Args:
            command: What was used: ``table open``, ``button:join``.
            outcome: How it ended: answered, refused, late, …
            seconds: From its receipt to its answer.
        """
        command = self._known(command)
        self._interactions.labels(command, outcome).inc()
        self._answers.labels(command).observe(seconds)

    def roll(self, mode: str, *, hidden: bool) -> None:
        """Count a roll at a table of this mode; ``none`` beside any table."""
        self._rolls.labels(mode, "yes" if hidden else "no").inc()

    def tables_open(self, count: int) -> None:
        """Tell how many tables are open now."""
        self._tables.set(count)

    def shards_ready(self, count: int) -> None:
        """Tell how many of this process's shards are connected now."""
        self._shards.set(count)

    def gateway_reconnect(self) -> None:
        """Count a gateway connection that came back."""
        self._reconnects.inc()

    def request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request to the pages.

        Args:
            route: The template, ``/roll/{roll_id}``; never the path, which names a roll.
            method: As sent; unknown ones are counted together.
            status: Of the response.
            seconds: From its receipt to its response.
        """
        self._requests.labels(route, method if method in METHODS else OTHER, str(status)).observe(seconds)

    def rate_limited(self, surface: Surface) -> None:
        """Count a refusal for coming too fast."""
        self._limited.labels(surface).inc()

    def refusal(self, command: str, code: str) -> None:
        """Count what a person was told instead of an answer.

        Args:
            command: What was used.
            code: Which error it was; `core.errors` has a closed set.
        """
        self._refusals.labels(self._known(command), code).inc()
        if code == TOO_FAST:
            self.rate_limited("command")

    def follow_quota(self, shared: Callable[[], bool]) -> None:
        """Ask this, whenever the page is read, whether limits are counted in all processes together."""
        self._quota.set_function(shared)

    def incident(self) -> None:
        """Count a bug that a person met."""
        self._incidents.inc()

    def follow_loop_lag(self, seconds: Callable[[], float]) -> None:
        """Ask this, whenever the page is read, how late the event loop was lately."""
        self._lag.set_function(seconds)

    def render(self) -> bytes:
        """The page for Prometheus, of type `CONTENT_TYPE`."""
        return generate_latest(self._registry)

    def _known(self, command: str) -> str:
        if command not in self._commands and len(self._commands) >= MOST_COMMANDS:
            return OTHER
        self._commands.add(command)
        return command


def metric_names() -> tuple[str, ...]:
    """The names of our metrics, as they stand on the page; for documents and dashboards to be checked against."""
    page = Metrics().render().decode()
    kinds = (line.split() for line in page.splitlines() if line.startswith("# TYPE "))
    return tuple(sorted(name for _, _, name, _ in kinds if not name.startswith(("process_", "python_"))))
