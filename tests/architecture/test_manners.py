"""How every module behaves: it says what it is for, catches what it can answer, and talks through the log."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator

import pytest

from tests.architecture.tree import HOUSE, Module, check, dotted, found

CATCHES_ALL = "bot/client.py"
"""The one place where a bug is caught: it becomes an incident there."""
MAY_PRINT = ("bot/__main__.py", "bot/launcher.py", "data/srd/build/__main__.py")
VAGUE = {"util", "utils", "helper", "helpers", "common", "misc", "shared", "stuff"}
LEVELS = {"debug", "info", "warning", "error", "critical", "exception"}
LOGGERS = {"log", "logger", "_log", "_logger"}
IGNORE = re.compile(r"#\s*(?:type|pyright)\s*:\s*ignore")
GOOD_IGNORE = re.compile(r"#\s*(?:type|pyright)\s*:\s*ignore\[[\w-]+(?:,\s*[\w-]+)*\]\s*(?:#|—|:|-)\s*\S+\s+\S+")
EVENT = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")


def no_opening(module: Module) -> Iterator[str]:
    if not (ast.get_docstring(module.tree) or "").strip():
        yield "does not open with a docstring that says what it is for"


def furnished_init(module: Module) -> Iterator[str]:
    if module.path.endswith("__init__.py") and len(module.tree.body) > 1:
        yield "holds more than a docstring"


def vague_name(module: Module) -> Iterator[str]:
    for part in module.path.removesuffix(".py").split("/"):
        if part in VAGUE:
            yield f"is called {part}: its home is missing"


def catches_all(module: Module) -> Iterator[str]:
    if module.path == CATCHES_ALL:
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ExceptHandler) and _names_all(node.type) and not _cleans_up(node):
            yield f"line {node.lineno} catches everything; only {CATCHES_ALL} may"
        if isinstance(node, ast.Call) and dotted(node.func).endswith("suppress") and any(map(_names_all, node.args)):
            yield f"line {node.lineno} suppresses everything"


def _names_all(node: ast.expr | None) -> bool:
    caught = node.elts if isinstance(node, ast.Tuple) else [node]
    return any(each is None or dotted(each).rpartition(".")[2] in ("Exception", "BaseException") for each in caught)


def _cleans_up(handler: ast.ExceptHandler) -> bool:
    """Whether it is `except BaseException` that puts things right and lets everything pass, a cancellation too."""
    last = handler.body[-1]
    passes = isinstance(last, ast.Raise) and last.exc is None
    return passes and handler.type is not None and dotted(handler.type) == "BaseException"


def prints(module: Module) -> Iterator[str]:
    if module.path not in MAY_PRINT:
        calls = (node for node in ast.walk(module.tree) if isinstance(node, ast.Call))
        yield from (
            f"line {call.lineno} prints; log an event" for call in calls if dotted(call.func) in ("print", "pprint")
        )


def unreasoned_ignore(module: Module) -> Iterator[str]:
    for token in tokenize.generate_tokens(io.StringIO(module.text).readline):
        if token.type == tokenize.COMMENT and IGNORE.search(token.string) and not GOOD_IGNORE.search(token.string):
            yield f"line {token.start[0]} ignores a type without its rule and a reason: {token.string}"


def wordy_event(module: Module) -> Iterator[str]:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Call) and _is_logging(node.func) and not (node.args and _is_event(node.args[0])):
            yield f"line {node.lineno} logs something else than a snake_case event with facts"


def _is_logging(node: ast.expr) -> bool:
    logger, _, level = dotted(node).rpartition(".")
    return level in LEVELS and logger.rpartition(".")[2] in LOGGERS


def _is_event(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(EVENT.fullmatch(node.value))


def reaches_for_cogs(module: Module) -> Iterator[str]:
    calls = (node for node in ast.walk(module.tree) if isinstance(node, ast.Attribute))
    yield from (f"line {node.lineno} asks for another cog" for node in calls if node.attr == "get_cog")


def test_every_module_says_what_it_is_for() -> None:
    check(no_opening, *HOUSE, "tests")


def test_every_init_holds_a_docstring_alone() -> None:
    check(furnished_init, *HOUSE, "tests")


def test_every_module_has_a_name_that_says_something() -> None:
    check(vague_name, *HOUSE, "tests")


def test_bugs_are_caught_in_one_place() -> None:
    check(catches_all, *HOUSE)


def test_only_the_command_line_prints() -> None:
    check(prints, *HOUSE)


def test_every_ignored_type_names_its_rule_and_reason() -> None:
    check(unreasoned_ignore, *HOUSE, "tests")


def test_logs_are_events() -> None:
    check(wordy_event, *HOUSE)


def test_cogs_do_not_ask_for_each_other() -> None:
    check(reaches_for_cogs, *HOUSE)


@pytest.mark.parametrize("source", ["", "x = 1", '""" """', "# a comment\nimport os"])
def test_a_silent_module_is_found(source: str) -> None:
    assert found(no_opening, source) != []


def test_a_furnished_init_is_found() -> None:
    assert found(furnished_init, '"""Words."""\nfrom x import y\n', "core/x/__init__.py") != []
    assert found(furnished_init, '"""Words."""\n', "core/x/__init__.py") == []


@pytest.mark.parametrize("path", ["core/utils.py", "bot/common/x.py", "tests/helpers.py"])
def test_a_vague_name_is_found(path: str) -> None:
    assert found(vague_name, "", path) != []


@pytest.mark.parametrize(
    "caught", ["except Exception:", "except:", "except (ValueError, BaseException) as e:", "except builtins.Exception:"]
)
def test_catching_everything_is_found(caught: str) -> None:
    source = f"try:\n    f()\n{caught}\n    pass\n"

    assert found(catches_all, source, "bot/sandbox/server.py") != []
    assert found(catches_all, source, CATCHES_ALL) == []


@pytest.mark.parametrize("call", ["suppress(Exception)", "contextlib.suppress(OSError, Exception)"])
def test_suppressing_everything_is_found(call: str) -> None:
    assert found(catches_all, f"with {call}:\n    f()\n") != []


def test_cleaning_up_and_passing_on_is_no_catching() -> None:
    assert found(catches_all, "try:\n    f()\nexcept BaseException:\n    undo()\n    raise\n") == []
    assert found(catches_all, "try:\n    f()\nexcept BaseException:\n    raise X from None\n") != []
    assert found(catches_all, "try:\n    f()\nexcept Exception:\n    undo()\n    raise\n") != []


def test_catching_what_can_be_answered_passes() -> None:
    assert found(catches_all, "try:\n    f()\nexcept (OSError, asyncio.CancelledError):\n    pass\n") == []


def test_a_print_is_found() -> None:
    assert found(prints, "print('x')", "bot/web/app.py") != []
    assert found(prints, "print('x')", "bot/__main__.py") == []


@pytest.mark.parametrize(
    "comment",
    ["# type: ignore", "# type: ignore[arg-type]", "# pyright: ignore", "# pyright: ignore[reportCallIssue]  # why"],
)
def test_an_unreasoned_ignore_is_found(comment: str) -> None:
    assert found(unreasoned_ignore, f"x = f()  {comment}\n") != []


def test_a_reasoned_ignore_and_a_mention_in_a_string_pass() -> None:
    assert found(unreasoned_ignore, "x = f()  # pyright: ignore[reportCallIssue]  # the stubs lag behind\n") == []
    assert found(unreasoned_ignore, "x = '# type: ignore'\n") == []


@pytest.mark.parametrize(
    "call", ["log.info('Shard ready')", "log.error(f'bad_{x}')", "self._log.warning('a %s', b)", "log.info(event)"]
)
def test_a_wordy_event_is_found(call: str) -> None:
    assert found(wordy_event, call) != []


@pytest.mark.parametrize("call", ["log.info('shard_ready', shard=3)", "log.bind(x=1)", "words.error('What?')"])
def test_an_event_with_facts_passes(call: str) -> None:
    assert found(wordy_event, call) == []


def test_asking_for_another_cog_is_found() -> None:
    assert found(reaches_for_cogs, "bot.get_cog('DiceCog')") != []
