"""Run benchmarks: ``python -m tests.bench NAME… [--json]``; without a name, list them."""

from __future__ import annotations

import argparse
import asyncio
import importlib
import logging
import pkgutil
import sys
from collections.abc import Callable, Coroutine
from typing import Any

import structlog

import tests.bench
from tests.bench.figure import Figure, as_json, as_table

Bench = Callable[[], Coroutine[Any, Any, list[Figure]]]


def benches() -> dict[str, tuple[Bench, str]]:
    """Every benchmark by name, with the first line of what it says about itself."""
    found: dict[str, tuple[Bench, str]] = {}
    for module in pkgutil.iter_modules(tests.bench.__path__):
        if module.name != "__main__":
            loaded = importlib.import_module(f"tests.bench.{module.name}")
            if hasattr(loaded, "run"):
                found[module.name] = loaded.run, (loaded.__doc__ or "").partition("\n")[0]
    return found


def main() -> None:
    """Do what the command line asks."""
    found = benches()
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=tests.bench.__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="what to measure; without a name, what there is is listed"
    )
    parser.add_argument("--json", action="store_true", help="one JSON object a line")
    asked = parser.parse_args()
    if unknown := set(asked.names) - set(found):
        parser.error(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(found)}")
    # What is measured goes to stdout, and nothing else.
    structlog.configure(
        wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    if not asked.names:
        for name, (_, about) in found.items():
            print(f"{name:12} {about}")
    for name in asked.names:
        figures = asyncio.run(found[name][0]())
        print("\n".join(map(as_json, figures)) if asked.json else as_table(figures), flush=True)


if __name__ == "__main__":
    main()
