"""``python -m tests.forks DOOR`` imports the bot; for whoever asks at DOOR it forks a process that runs Python's words.

A fork is a process like any other: it has its own pid, words, environment, folder, streams and signals, lives as long
as it wants, dies of what kills it and otherwise leaves through Python's own end. What it has not is a start of its own:
modules are there already, and `ps` shows the words of this process. So tests of the start itself, of what is imported
and of how much memory all that takes start Python.

Nothing here may have a thread, an event loop or a connection: a fork would have half of it.
"""

from __future__ import annotations

import gc
import json
import os
import runpy
import signal
import socket
import sys
import warnings
from contextlib import suppress
from io import TextIOWrapper
from typing import NamedTuple

import bot.launcher
import bot.maintenance
import bot.verify_roll  # noqa: F401 — it is here to be there already
from core.characters.state import Character
from core.combat.record.state import Fight
from core.ledger.shapes import shape_of
from core.rules.edition import Edition
from data.srd.library import Library

LONGEST = 1 << 17
"""Bytes of an order."""


class Order(NamedTuple):
    """What somebody asked for.

    Attributes:
        words: What follows Python's name on a command line: `-m MODULE` or `-c CODE`, and the words for that.
        environment: All of it.
        folder: Where to run.
    """

    words: list[str]
    environment: dict[str, str]
    folder: str


def main(door: socket.socket) -> None:
    """Fork until nobody can ask any more; a fork returns from here too, when its program has ended."""
    read_books()
    gc.freeze()  # a search for garbage would copy each page that is shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # a person's Ctrl-C is for the tests, whose end is ours
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for those who wait
    while True:
        said, streams, _, _ = socket.recv_fds(door, LONGEST, 3)
        if not said:
            return
        if os.fork() == 0:
            door.close()
            fork(Order(*json.loads(said)), *streams)
            return
        for each in streams:
            os.close(each)


def read_books() -> None:
    """Work out how records and states are read, as each bot does at its start; what was read is not kept."""
    for state in (Fight, Character):
        shape_of(state)
    library = Library()
    for edition in Edition:
        library.rulebook(edition)
        library.monster(library.monster_names(edition)[0], edition)


def fork(order: Order, out: int, err: int, told: int) -> None:
    """Fork once more: the child becomes what was ordered, the parent tells its pid and, in the end, its exit code."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    pid = os.fork()
    if pid == 0:
        os.close(told)
        become(order, out, err)
        return
    os.close(out)
    os.close(err)
    with suppress(BrokenPipeError):  # those who asked are gone
        os.write(told, b"%d\n" % pid)
        _, status = os.waitpid(pid, 0)
        os.write(told, b"%d\n" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def become(order: Order, out: int, err: int) -> None:
    """Be what `python WORDS` would be, from its first line to its last."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    for stream, descriptor in ((sys.stdout, out), (sys.stderr, err)):
        os.dup2(descriptor, stream.fileno())
        os.close(descriptor)
        assert isinstance(stream, TextIOWrapper), "nobody has put another in its place"
        stream.reconfigure(write_through=True)
    os.chdir(order.folder)
    os.environ.clear()
    os.environ.update(order.environment)
    warnings.simplefilter("default", ResourceWarning)  # what is left open is told
    option, what, *rest = order.words
    sys.argv = [option, *rest]
    if option == "-m":
        runpy.run_module(what, run_name="__main__", alter_sys=True)
    else:
        exec(compile(what, "<string>", "exec"), {"__name__": "__main__"})


if __name__ == "__main__":
    main(socket.socket(fileno=int(sys.argv[1])))
