"""Holds the rules engine and its tables to a file of facts, each in every edition that it speaks of.

A fact has an ``id``, a ``kind``, an ``edition`` ("5.1", "5.2", or "2014 (not in SRD 5.1)") and ``facts``. Its
``srd52`` tells how the other edition differs: ``{"same": true}``, or ``{"same": false, "differs": {…}}``, perhaps with
``compared``, the values that the comparison was about; null says that there is nothing to compare.

A fact passes when every value that it gives is the program's own. A value that nothing here knows how to hold to the
program fails the fact, as does a sentence that no rule is known by.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from core.errors import EverquillError
from core.rules.edition import Edition
from tests.conformance.files import UnreadableError
from tests.conformance.rules import combat, content, numbers
from tests.conformance.rules.facts import Facts, WrongError
from tests.conformance.verdict import Verdict

Check = Callable[[Facts], None]
CHECKS: Mapping[str, Check] = {**numbers.CHECKS, **combat.CHECKS, **content.CHECKS}
"""By kind of fact."""
CRASHES = (EverquillError, ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
"""What a bug in the engine, or a fact of another shape, may raise."""
DISPUTED: Mapping[tuple[str, str, str], str] = {
    ("class/monk (5.2)", "saves", "['dex', 'wis']"): (
        "these are the primary abilities; SRD 5.2.1, Core Monk Traits, and dndwright have Strength and Dexterity"
    ),
}
"""Values of a file that the book itself contradicts: by case, name and value, with who says otherwise.

Such a value passes only where ours is the book's; the dispute is printed every time.
"""
OUTSIDE = "2014 (not in SRD 5.1)"


async def check_file(file: Path) -> list[Verdict]:
    """Judge every fact of a file.

    Raises:
        UnreadableError: No fact can be taken from it.
    """
    return [verdict for fact in read(file) for verdict in check(fact)]


def read(file: Path) -> list[Any]:
    """Every fact of a file, as it stands there.

    Raises:
        UnreadableError: The file is not there, is no JSON, or has no list of facts.
    """
    try:
        found = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise UnreadableError(f"{file} cannot be opened: {error.strerror}.") from None
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{file} is not JSON: {error}.") from None
    if not isinstance(found, dict) or not isinstance(found.get("facts"), list):
        raise UnreadableError(f'{file} has no list under "facts".')
    return found["facts"]


def check(fact: Any) -> Iterator[Verdict]:
    """Judge one fact, once for each edition that it speaks of."""
    try:
        name, kind, editions = fact["id"], fact["kind"], list(_by_edition(fact))
    except (KeyError, TypeError, ValueError) as error:
        yield Verdict(str(fact)[:60], passed=False, said=f"the fact cannot be judged: {error!r}")
        return
    for edition, said in editions:
        yield _verdict(f"{name} ({edition})", kind, Facts(said, edition, name))


def _by_edition(fact: Mapping[str, Any]) -> Iterator[tuple[Edition, dict[str, Any]]]:
    said: dict[str, Any] = fact["facts"]
    if fact["edition"] == OUTSIDE:
        yield Edition.SRD_51, said
        return
    yield Edition(fact["edition"]), said
    other = fact.get("srd52")
    if other is None or other.get("same") is None:
        return
    if "compared" in other:
        said = {key: value for key, value in said.items() if key in other["compared"] or key == "name"}
    yield Edition.SRD_52, {**said, **other.get("differs", {})}


def _verdict(case: str, kind: str, facts: Facts) -> Verdict:
    if kind not in CHECKS:
        return Verdict(case, passed=False, said=f"nothing is known of facts of the kind {kind!r}")
    try:
        CHECKS[kind](facts)
    except WrongError as wrong:
        if why := DISPUTED.get((case, wrong.name, wrong.theirs)):
            return Verdict(case, passed=True, said=f"DISPUTED: {wrong}; {why}", by="disputes, settled by the book")
        return Verdict(case, passed=False, said=str(wrong))
    except CRASHES as crash:
        return Verdict(case, passed=False, said=f"crashed with {type(crash).__name__}: {crash!s:.200}")
    if left := facts.unjudged():
        return Verdict(case, passed=False, said=f"nothing here judges {', '.join(left)}")
    return Verdict(case, passed=True, by=f"{kind} in {facts.edition}")
