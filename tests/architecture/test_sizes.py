"""Files and functions stay small enough to be read in one go, and calls too."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.architecture.tree import HOUSE, Module, check, docstring_lines, dotted, files, found, functions, read

LARGEST_FILE = 300
LARGEST_EXCEPTION = 500
LARGEST_FUNCTION = 40
LARGEST_COMMAND = 15
MOST_POSITIONAL = 4
COMMANDS = {"command", "context_menu", "autocomplete"}
WRITTEN = (".py", ".js", ".css", ".html", ".j2", ".sql")
"""What people write and read; word lists and other facts may be as long as they are."""

REASONED: dict[str, str] = {
    "core/rules/effects/tree.py": "its nodes hold one another: two files would import each other",
}
"""Files over 300 lines, each with the reason why it is better whole."""


def long_file(path: str, text: str) -> Iterator[str]:
    lines, most = len(text.splitlines()), LARGEST_EXCEPTION if path in REASONED else LARGEST_FILE
    if lines > most:
        yield f"{path} has {lines} lines, more than {most}"


def long_function(module: Module) -> Iterator[str]:
    for function in functions(module.tree):
        lines = (function.end_lineno or 0) - function.lineno + 1 - docstring_lines(function)
        if lines > LARGEST_FUNCTION:
            yield f"{function.name} has {lines} lines, more than {LARGEST_FUNCTION}"


def long_command(module: Module) -> Iterator[str]:
    for function in functions(module.tree):
        decorators = (dotted(getattr(decorator, "func", decorator)) for decorator in function.decorator_list)
        if any(decorator.rpartition(".")[2] in COMMANDS for decorator in decorators):
            lines = (function.end_lineno or 0) - function.body[0].lineno + 1 - docstring_lines(function)
            if lines > LARGEST_COMMAND:
                yield f"{function.name} has {lines} lines; a command parses, calls and renders in {LARGEST_COMMAND}"


def many_positional(module: Module) -> Iterator[str]:
    for function in functions(module.tree):
        names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
        taken = names[1:] if names[:1] in (["self"], ["cls"]) else names
        if len(taken) > MOST_POSITIONAL:
            yield (
                f"{function.name} takes {', '.join(taken)} by position; beyond {MOST_POSITIONAL}, "
                "a value wants out, or a name at the call"
            )


def test_files_are_short() -> None:
    written = [path for path in files() if path.split("/")[0] in HOUSE and path.endswith(WRITTEN)]

    assert written
    assert not [finding for path in written for finding in long_file(path, read(path))]


def test_an_exception_is_needed_and_reasoned() -> None:
    for path, reason in REASONED.items():
        assert len(read(path).splitlines()) > LARGEST_FILE, f"{path} needs no exception"
        assert len(reason.split()) >= 5, f"{path}: say why it is better whole"


def test_functions_are_short() -> None:
    check(long_function, *HOUSE)


def test_commands_only_parse_call_and_render() -> None:
    check(long_command, "cogs")


def test_calls_are_short() -> None:
    check(many_positional, *HOUSE)


def test_a_long_file_is_found() -> None:
    assert list(long_file("bot/x.py", "x = 1\n" * 300)) == []
    assert list(long_file("bot/x.py", "x = 1\n" * 301)) == ["bot/x.py has 301 lines, more than 300"]


def test_a_long_function_is_found_and_its_docstring_is_free() -> None:
    docstring = '    """One.\n' + "    more\n" * 60 + '    """\n'

    assert found(long_function, "def f():\n" + docstring + "    x = 1\n" * 39) == []
    assert found(long_function, "def f():\n" + docstring + "    x = 1\n" * 40) == ["f has 41 lines, more than 40"]
    assert found(long_function, "class A:\n  async def f():\n" + "    x = 1\n" * 40) != []


@pytest.mark.parametrize("decorator", ["app_commands.command(name='r')", "group.command", "tree.context_menu()"])
def test_a_long_command_is_found(decorator: str) -> None:
    command = f'@{decorator}\nasync def roll():\n    """Roll."""\n'

    assert found(long_command, command + "    x = 1\n" * 15) == []
    assert found(long_command, command + "    x = 1\n" * 16) != []


@pytest.mark.parametrize(
    "parameters",
    ["a, b, c, d, e", "self, a, b, c, d, e", "a, b, /, c, d, e", "a, b, c, d, e=1", "cls, a, b, c, d, e, *, f"],
)
def test_many_positional_parameters_are_found(parameters: str) -> None:
    assert found(many_positional, f"def f({parameters}): ...") != []
    assert found(many_positional, f"class A:\n  def g(self):\n    async def f({parameters}): ...") != []


@pytest.mark.parametrize(
    "parameters", ["a, b, c, d", "self, a, b, c, d", "cls, a, b, /, c, d", "a, b, c, d, *e, f, **g"]
)
def test_a_value_or_a_name_at_the_call_passes(parameters: str) -> None:
    assert found(many_positional, f"def f({parameters}): ...") == []
