"""The command line of the conformance checks.

::

    python -m tests.conformance discord ../shared/discord/payloads.json
    python -m tests.conformance dice ../shared/dice/cases.json
    python -m tests.conformance rules ../shared/rules/facts.json

Prints each failing case with what came back, and each passing one of which there is something to say; then how many
were judged by what, and ``N passed, M failed``. The exit code is 1 when any failed, and 2 when the file cannot be read.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
from collections import Counter
from pathlib import Path

from tests.conformance import discord_bodies
from tests.conformance.dice import judge as dice
from tests.conformance.files import UnreadableError
from tests.conformance.rules import judge as rules
from tests.conformance.verdict import Checker, Verdict

CHECKERS: dict[str, Checker] = {
    "dice": dice.check_file,
    "discord": discord_bodies.check_file,
    "rules": rules.check_file,
}
"""What can be checked; a further checker is one module and one line here."""


def main(arguments: list[str] | None = None) -> int:
    """Run one checker over one file and report."""
    parser = argparse.ArgumentParser(prog="python -m tests.conformance", description=__doc__)
    parser.add_argument("checker", choices=sorted(CHECKERS))
    parser.add_argument("file", type=Path)
    asked = parser.parse_args(arguments)
    try:
        verdicts = asyncio.run(CHECKERS[asked.checker](asked.file))
    except UnreadableError as error:
        print(error, file=sys.stderr)
        return 2
    return report(verdicts)


def report(verdicts: list[Verdict]) -> int:
    """Print what failed and how many of each there were; return the exit code."""
    for verdict in verdicts:
        if verdict.passed and verdict.said:
            print(f"{verdict.case}: {verdict.said}")
    failed = [verdict for verdict in verdicts if not verdict.passed]
    for verdict in failed:
        print(f"FAILED {verdict.case}: {verdict.said}")
    for by, number in Counter(verdict.by for verdict in verdicts if verdict.passed and verdict.by).most_common():
        print(f"{number} judged by {by}")
    print(f"{len(verdicts) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed or not verdicts else 0


if __name__ == "__main__":
    sys.exit(main())
