"""Logs: one event a line, one pipeline for our own events and for every library's.

An event is a snake_case name and a few facts: ``log.info("shard_ready", shard=3)``. Events of a library arrive by the
standard `logging` and take the same way out: context bound, exceptions formatted, redacted, then written as JSON or,
for a person at a terminal, in colours.

What an interaction is about is bound once, by `bind_interaction`, and every later line of its task carries it. The
trace id derives from the interaction's id, so that it is the same in every process that had a part in it.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Mapping
from contextvars import Token
from types import TracebackType
from typing import Any, Literal, Self, TextIO

import orjson
import structlog
from aiohttp.http_exceptions import HttpProcessingError
from structlog.types import EventDict, Processor

from bot.redaction import redact_event
from bot.settings import Settings

Level = Literal["DEBUG", "INFO", "WARNING", "ERROR"]
Format = Literal["json", "pretty"]

OURS = ("bot", "cogs", "core", "data")


class _NoHttp(logging.Filter):
    """Drops what aiohttp says of bytes that are no HTTP: anybody can send them, and the log would quote them."""

    def filter(self, record: logging.LogRecord) -> bool:
        return not (record.exc_info and isinstance(record.exc_info[1], HttpProcessingError))


QUIET = {"aiohttp.access": logging.WARNING, "alembic": logging.WARNING, "sqlalchemy": logging.WARNING}
"""Loggers that would say more than is wanted at INFO: addresses of visitors, statements with their values."""


def configure(settings: Settings) -> None:
    """Log as the settings say, to standard error."""
    configure_logging(settings.log_level, form_for(settings.log_format, settings.environment))


def configure_logging(level: Level, form: Format, stream: TextIO | None = None) -> None:
    """Send all logs of this process to one stream, in one form. May be called again.

    `level` is for our own events. A library's go out from INFO up even at DEBUG: discord.py logs whole payloads there,
    what people typed and the interaction's token included.

    Args:
        level: The least important of our events to write.
        form: ``json`` for machines, ``pretty`` for people.
        stream: Where to; standard error if not given.
    """
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_gathering(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=_gathering(),
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, redact_event, _renderer(form)],
        )
    )
    logging.basicConfig(handlers=[handler], level=max(logging.getLevelNamesMapping()[level], logging.INFO), force=True)
    logging.captureWarnings(True)
    # The report on a log line that failed would repeat its values as they came.
    logging.raiseExceptions = False
    sys.excepthook = _log_crash
    for name in OURS:
        logging.getLogger(name).setLevel(level)
    for name, least in QUIET.items():
        logging.getLogger(name).setLevel(least)
    server = logging.getLogger("aiohttp.server")
    server.filters[:] = [_NoHttp()]


def _log_crash(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
    """Python's own last words would go past the redaction."""
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, traceback)
    else:
        structlog.get_logger("bot").critical("crashed", exc_info=error)


def form_for(log_format: Literal["auto", "json", "pretty"], environment: str, stream: TextIO | None = None) -> Format:
    """The form to write: as told, or pretty for development at a terminal and JSON for everything else."""
    if log_format != "auto":
        return log_format
    return "pretty" if environment == "development" and (stream or sys.stderr).isatty() else "json"


def _gathering() -> list[Processor]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
    ]


def _renderer(form: Format) -> Processor:
    if form == "json":
        return structlog.processors.JSONRenderer(serializer=_to_json)
    # The plain traceback: the rich ones show local variables, and those hold tokens and what people typed.
    return structlog.dev.ConsoleRenderer(exception_formatter=structlog.dev.plain_traceback)


def _to_json(event: EventDict, **_: Any) -> str:
    return orjson.dumps(event, option=orjson.OPT_NON_STR_KEYS).decode()


def trace_id(interaction: int) -> str:
    """The trace id of an interaction: its snowflake in hexadecimal."""
    return f"{interaction:016x}"


class Bound:
    """Facts bound to the log lines of a task: for good, or until the end of a ``with``."""

    def __init__(self, tokens: Mapping[str, Token[Any]]) -> None:
        self._tokens = tokens

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        structlog.contextvars.reset_contextvars(**self._tokens)


def bind_interaction(*, trace: int, guild: int | None, user: int, **facts: str | int) -> Bound:
    """Give every later log line of this task an interaction's trace id, guild and user.

    Args:
        trace: The interaction's id.
        guild: Where it came from; None in a direct message.
        user: Who made it.
        facts: What else is known: the command, the shard, the campaign.

    Returns:
        What takes them back at the end of a ``with``; a task of its own need not.
    """
    place = {} if guild is None else {"guild": guild}
    return Bound(structlog.contextvars.bind_contextvars(trace_id=trace_id(trace), user=user, **place, **facts))
