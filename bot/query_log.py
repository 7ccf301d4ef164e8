"""Every query in the log, at DEBUG: what ran, how long, and, by the context bound around it, for which interaction.

SQLAlchemy tells of its own statements by events; the ledger's hot path talks to asyncpg beneath it, whose connections
tell of theirs. Neither tells of the other's, so each query is one event. Statements only, never their values.
"""

from __future__ import annotations

import logging
import time
from typing import Any

import structlog
from sqlalchemy import event
from sqlalchemy.engine import ExceptionContext
from sqlalchemy.ext.asyncio import AsyncEngine

log = structlog.get_logger(__name__)
LONGEST = 200


def trace_queries(engine: AsyncEngine) -> None:
    """Log each query of an engine; does nothing unless DEBUG is logged, so that it costs nothing."""
    if not logging.getLogger(__name__).isEnabledFor(logging.DEBUG):
        return
    event.listen(engine.sync_engine, "connect", _listen_below)
    event.listen(engine.sync_engine, "before_cursor_execute", _start, named=True)
    event.listen(engine.sync_engine, "after_cursor_execute", _finish, named=True)
    event.listen(engine.sync_engine, "handle_error", _fail)


def _listen_below(connection: Any, _record: object) -> None:
    connection.driver_connection.add_query_logger(_asyncpg_query)


def _asyncpg_query(query: Any) -> None:
    _tell(query.query, query.elapsed, query.exception)


def _start(*, context: Any, **_: object) -> None:
    context.started = time.perf_counter()


def _finish(*, statement: str, context: Any, **_: object) -> None:
    _tell(statement, time.perf_counter() - context.started, None)


def _fail(failure: ExceptionContext) -> None:
    started = getattr(failure.execution_context, "started", time.perf_counter())
    _tell(failure.statement or "", time.perf_counter() - started, failure.original_exception)


def _tell(statement: str, seconds: float, error: BaseException | None) -> None:
    facts = {"sql": " ".join(statement.split())[:LONGEST], "duration_ms": round(seconds * 1000, 3)}
    if error:
        log.debug("query_failed", error=type(error).__name__, **facts)
    else:
        log.debug("query", **facts)
