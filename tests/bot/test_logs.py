"""Logs: one line an event, JSON or pretty, the trace bound, and nothing private in either form, exceptions included."""

from __future__ import annotations

import asyncio
import io
import json
import logging
import sys
import warnings
from collections.abc import Iterator

import pytest
import structlog
from aiohttp.http_exceptions import BadStatusLine

from bot.logs import bind_interaction, configure, configure_logging, form_for, trace_id
from bot.settings import Settings

TOKEN = "MTk4NjIyNDgzNDcxOTI1MjQ4.G8KqZ1.ZnCjm1XVW7vRze4b7Cq4se7kKWs1aBcDeF"  # made up, in Discord's shape
NAMES = "content prompt token secret password authorization audio text notation label"
PRIVATE = dict.fromkeys(NAMES.split(), "canary-word")


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    """Logging is the process's own; give it back as it was."""
    root, hook, raising = logging.getLogger(), sys.excepthook, logging.raiseExceptions
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:], sys.excepthook, logging.raiseExceptions = handlers, hook, raising
    root.setLevel(level)
    logging.captureWarnings(False)
    structlog.contextvars.clear_contextvars()


@pytest.fixture
def stream() -> io.StringIO:
    return io.StringIO()


@pytest.fixture
def log(stream: io.StringIO):
    configure_logging("INFO", "json", stream)
    return structlog.get_logger("bot.somewhere")


def lines(stream: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


class TestForm:
    def test_an_event_is_one_line_of_json(self, log, stream: io.StringIO) -> None:
        log.info("shard_ready", shard=3)

        (line,) = lines(stream)
        assert {"event": "shard_ready", "shard": 3, "level": "info", "logger": "bot.somewhere"}.items() <= line.items()
        assert str(line["timestamp"]).endswith("Z")

    def test_a_library_goes_the_same_way(self, log, stream: io.StringIO) -> None:
        logging.getLogger("discord.client").warning("Shard %s is late", 3)

        (line,) = lines(stream)
        assert (line["event"], line["level"], line["logger"]) == ("Shard 3 is late", "warning", "discord.client")

    def test_a_warning_of_python_goes_the_same_way(self, log, stream: io.StringIO) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("always")
            configure_logging("INFO", "json", stream)
            warnings.warn("old", DeprecationWarning, stacklevel=1)

        (line,) = lines(stream)
        assert line["logger"] == "py.warnings"

    def test_an_exception_stays_on_its_line(self, log, stream: io.StringIO) -> None:
        try:
            raise LookupError("lost")
        except LookupError:
            log.exception("incident", incident="a1b2")

        (line,) = lines(stream)
        assert "LookupError: lost" in str(line["exception"])
        assert line["incident"] == "a1b2"

    def test_a_value_that_json_does_not_know_is_written_all_the_same(self, log, stream: io.StringIO) -> None:
        log.info("odd", big=2**80, what=object, lone="\ud800", kinds={1, 2}, mapping={3: b"x"})

        assert len(lines(stream)) == 1

    def test_pretty_is_for_people(self, stream: io.StringIO) -> None:
        configure_logging("INFO", "pretty", stream)

        structlog.get_logger("bot.somewhere").info("shard_ready", shard=3)

        assert "shard_ready" in stream.getvalue()
        assert not stream.getvalue().startswith("{")

    @pytest.mark.parametrize(
        ("told", "environment", "terminal", "form"),
        [
            ("auto", "development", True, "pretty"),
            ("auto", "development", False, "json"),
            ("auto", "production", True, "json"),
            ("pretty", "production", False, "pretty"),
            ("json", "development", True, "json"),
        ],
    )
    def test_the_form_fits_who_reads(self, told, environment: str, terminal: bool, form: str) -> None:
        class Stream(io.StringIO):
            def isatty(self) -> bool:
                return terminal

        assert form_for(told, environment, Stream()) == form

    def test_the_settings_decide(self, capsys: pytest.CaptureFixture[str]) -> None:
        configure(Settings(log_level="WARNING", log_format="json"))

        structlog.get_logger("bot.x").info("unimportant")
        structlog.get_logger("bot.x").warning("important")

        (line,) = capsys.readouterr().err.splitlines()
        assert json.loads(line)["event"] == "important"


class TestLevels:
    def test_debug_is_for_our_own_events_only(self, stream: io.StringIO) -> None:
        configure_logging("DEBUG", "json", stream)

        structlog.get_logger("core.tables").debug("ours")
        for library in ("discord.gateway", "discord.http", "asyncpg", "botocore"):
            logging.getLogger(library).debug("a whole payload")
        for library in ("sqlalchemy.engine.Engine", "aiohttp.access"):
            logging.getLogger(library).info("a statement with its values, a visitor's address")

        assert [line["event"] for line in lines(stream)] == ["ours"]

    def test_what_is_less_important_than_the_level_is_not_written(self, stream: io.StringIO) -> None:
        configure_logging("WARNING", "json", stream)

        structlog.get_logger("bot.x").info("unimportant")
        logging.getLogger("discord").info("unimportant")
        logging.getLogger("discord").warning("important")

        assert [line["event"] for line in lines(stream)] == ["important"]

    def test_configuring_again_replaces_the_stream(self, log, stream: io.StringIO) -> None:
        second = io.StringIO()
        configure_logging("INFO", "json", second)

        log.info("once")

        assert stream.getvalue() == ""
        assert len(lines(second)) == 1


class TestTrace:
    def test_what_an_interaction_binds_is_on_every_later_line_of_its_task(self, log, stream: io.StringIO) -> None:
        bind_interaction(trace=1180000000000000001, guild=7, user=8, command="roll")

        log.info("rolled")
        logging.getLogger("discord.http").warning("slow")

        for line in lines(stream):
            assert {"trace_id": "106033bf82f60001", "guild": 7, "user": 8, "command": "roll"}.items() <= line.items()

    def test_a_direct_message_has_no_guild(self, log, stream: io.StringIO) -> None:
        bind_interaction(trace=1, guild=None, user=8)

        log.info("rolled")

        assert "guild" not in lines(stream)[0]

    def test_a_with_takes_it_back(self, log, stream: io.StringIO) -> None:
        with bind_interaction(trace=1, guild=7, user=8):
            with bind_interaction(trace=2, guild=7, user=9):
                log.info("inner")
            log.info("outer")
        log.info("after")

        assert [line.get("trace_id") for line in lines(stream)] == [trace_id(2), trace_id(1), None]

    async def test_tasks_do_not_see_each_others(self, log, stream: io.StringIO) -> None:
        async def interaction(number: int) -> None:
            bind_interaction(trace=number, guild=None, user=number)
            await asyncio.sleep(0)
            await asyncio.create_task(deeper(number))

        async def deeper(number: int) -> None:
            log.info("deeper", number=number)

        await asyncio.gather(*(interaction(number) for number in range(8)))

        ours = [line for line in lines(stream) if line["event"] == "deeper"]
        assert len(ours) == 8
        assert [line["trace_id"] for line in ours] == [trace_id(int(str(line["number"]))) for line in ours]

    def test_one_interaction_has_one_trace_id_everywhere(self) -> None:
        assert trace_id(1180000000000000001) == trace_id(1180000000000000001) != trace_id(1180000000000000002)
        assert len(trace_id(5)) == 16


@pytest.mark.parametrize("form", ["json", "pretty"])
class TestNothingPrivate:
    @pytest.fixture
    def written(self, form, stream: io.StringIO):
        """Everything that was written, after a check that something was."""
        configure_logging("DEBUG", form, stream)

        def text() -> str:
            assert stream.getvalue().strip()
            return stream.getvalue()

        return text

    def test_named_so(self, written) -> None:
        structlog.get_logger("bot.x").info("said", **PRIVATE, nested={"deep": [PRIVATE]}, shard=77)

        assert "canary-word" not in written()
        assert "77" in written()

    def test_bound_so(self, written) -> None:
        with structlog.contextvars.bound_contextvars(**PRIVATE):
            logging.getLogger("aiohttp.server").error("broken")

        assert "canary-word" not in written()

    def test_a_token_or_password_in_any_value(self, written) -> None:
        structlog.get_logger("bot.x").info("connecting", to="redis://:canary-word@h", who=TOKEN, also=[f"Bot {TOKEN}"])

        assert "canary-word" not in written()
        assert "ZnCjm1XVW7" not in written()

    def test_a_token_or_password_in_the_event_itself(self, written) -> None:
        structlog.get_logger("bot.x").info(f"bad style: {TOKEN} postgresql://u:canary-word@h")

        assert "canary-word" not in written()
        assert "ZnCjm1XVW7" not in written()

    def test_in_a_librarys_message(self, written) -> None:
        logging.getLogger("discord.client").warning("token=%s url=%s", TOKEN, "https://u:canary-word@h")
        logging.getLogger("elsewhere").error({"token": "canary-word"})

        assert "canary-word" not in written()
        assert "ZnCjm1XVW7" not in written()

    def test_in_an_exception_its_cause_and_the_stack(self, written) -> None:
        try:
            try:
                raise ConnectionError("no answer from postgresql://u:canary-word@h")
            except ConnectionError as error:
                raise RuntimeError(f"login with {TOKEN} failed, content='canary-word'") from error
        except RuntimeError:
            structlog.get_logger("bot.x").exception("incident", **PRIVATE)
            logging.getLogger("discord.client").exception("Ignoring exception in %s", "on_ready", stack_info=True)

        text = written()
        assert text.count("RuntimeError") >= 2
        assert text.count("ConnectionError") >= 2
        assert "canary-word" not in text
        assert "ZnCjm1XVW7" not in text

    def test_in_the_local_variables_of_a_traceback(self, written) -> None:
        def fail(said: str) -> None:
            raise ValueError("no local variables, please")

        try:
            fail("canary-" + "word")
        except ValueError:
            structlog.get_logger("bot.x").exception("incident")

        assert "canary-word" not in written()

    def test_in_a_crash(self, written) -> None:
        try:
            raise RuntimeError(f"token {TOKEN}")
        except RuntimeError as error:
            sys.excepthook(type(error), error, error.__traceback__)

        assert "crashed" in written()
        assert "ZnCjm1XVW7" not in written()

    def test_in_a_line_that_could_not_be_written(self, written, capsys: pytest.CaptureFixture[str]) -> None:
        class Unspeakable:
            def __repr__(self) -> str:
                raise RuntimeError("no repr")

        structlog.get_logger("bot.x").info("first")
        structlog.get_logger("bot.x").info("second", what=Unspeakable(), content="canary-word")

        assert "canary-word" not in written() + capsys.readouterr().err


def test_bytes_that_are_no_http_leave_nothing_in_the_log_and_a_bug_does(log, stream: io.StringIO) -> None:
    server = logging.getLogger("aiohttp.server")
    server.error("Error handling request from %s", "10.0.0.9", exc_info=BadStatusLine("garbage"))
    assert stream.getvalue() == ""
    server.error("Error handling request", exc_info=ZeroDivisionError())
    assert "ZeroDivisionError" in stream.getvalue()
