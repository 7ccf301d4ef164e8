"""`python -m bot verify roll`: checks one roll from its verification file, and says in words what came of each check.

Opens no database and, for a file, no connection. What the checks are, core/proofs/SPECIFICATION.md says; the
one that is made here, because it needs our notation, is that the dice and totals follow from what was rolled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from bot.reading import CannotReadError, is_address, read
from core.dice import notation
from core.dice.advantage import Advantage
from core.dice.roller import roll
from core.dice.source import ScriptedDice
from core.errors import NotationError
from core.proofs.form import FormError
from core.proofs.keys import PublicKey, read_keys
from core.proofs.verify import Check, Report, Result, failed, passed, verify
from data.keys.ed25519 import Ed25519SignatureCheck

EXIT: Final = {Result.PASSED: 0, Result.FAILED: 1, Result.OPEN: 2}
KEYS_PATH: Final = "/.well-known/everquill.json"
MOST_SHOWN: Final = 200

HOLDS: Final = {
    "form": "The file is written as the specification asks.",
    "key": "The key is {key}, as the file says.",
    "trusted": "The key is one that you trust, and it was in use at the time.",
    "signature": "The record is as it was signed.",
    "entropy": "The players' texts lead to the entropy of this roll ({texts} added, {erased} erased since).",
    "commitment": "What was revealed is what had been committed to.",
    "identity": "What was revealed is of this roll.",
    "faces": "Every die fell as its stream says ({dice} drawn again).",
    "verdict": "What passed and what did not follows from totals and DC.",
    "totals": "The notation asks for these dice and gives these totals.",
}
"""What to say of a check that holds."""
FAILS: Final = {
    "unreadable": "This is no verification file: it is not JSON in UTF-8.",
    "not-canonical": "The file was changed: it is not written in the one way in which such files are.",
    "shape": "The file was changed, or is of another kind or version: {where} is not what belongs there.",
    "other-key": "The key is not the one whose id the file names: one of them was changed.",
    "unknown-key": "The roll was signed with {key}, which is none of the keys that you trust.",
    "out-of-use": "The key is one that you trust, but it was not in use at that time.",
    "other-signature": "The record is not what was signed: record, signature or key was changed.",
    "other-text": "Text {text} of the players' entropy is not the one that its digest was made of.",
    "other-digest": "The players' texts do not lead to the entropy of this roll: one was changed, added or left out.",
    "other-seed": "The seed is not the one that had been committed to.",
    "other-opening": "What was revealed is not what had been sealed.",
    "other-roll": "What was revealed is of another roll.",
    "other-face": "Die {die}, a d{sides}, is said to show {face}; its stream says {drawn}.",
    "other-verdict": "What passed and what did not does not follow from totals and DC.",
    "other-dice": "The notation does not ask for these dice.",
    "other-total": "With these dice the notation gives {rolled}; the record says {told}.",
    "unknown-notation": "This version does not know the notation, so it cannot add up the dice.",
    "not-revealed": "What would prove it is not published yet.",
}
"""What to say of a check that fails or is open, by its reason."""
SUMMARY: Final = {
    Result.PASSED: "Verified: everything holds.",
    Result.FAILED: "NOT verified: {names}.",
    Result.OPEN: "Cannot be told yet: {names}. What can be checked holds.",
}
UNTRUSTED: Final = " Whether the key is the house's was not asked: name its keys, or its address, with --keys."
_MARK: Final = {Result.PASSED: "ok", Result.FAILED: "FAILED", Result.OPEN: "open"}


async def verify_roll(source: str, keys: str | None, say: Callable[[str], None]) -> int:
    """Check a roll and say what came of it.

    Args:
        source: A verification file, or the address of a roll's page.
        keys: A file or an address with the keys to trust; None to trust the key in the file.
        say: Takes the lines of the answer.

    Returns:
        0 if the roll is verified, 1 if it is not, 2 if that cannot be told yet.

    Raises:
        CannotReadError: The roll or the keys cannot be read.
    """
    trusted = None if keys is None else await _read_trusted(keys)
    file = await read(roll_address(source) if is_address(source) else source)
    report = with_totals(verify(file, Ed25519SignatureCheck().verify, trusted))
    for line in told(report):
        say(line)
    return EXIT[report.result]


def roll_address(address: str) -> str:
    """Where a roll's verification file is, by the address of its page or its own.

    Example:
        >>> roll_address("https://dice.example/roll/kN3vQ9xT2mZ7bR5cW8yLfA?from=chat#total")
        'https://dice.example/roll/kN3vQ9xT2mZ7bR5cW8yLfA.json'
    """
    parts = _split(address)
    path = parts.path.rstrip("/").removesuffix(".json")
    return urlunsplit((parts.scheme, parts.netloc, f"{path}.json", "", ""))


def keys_address(address: str) -> str:
    """Where a house's keys are: at the address itself, or at the usual place of a bare host.

    Example:
        >>> keys_address("https://dice.example")
        'https://dice.example/.well-known/everquill.json'
    """
    parts = _split(address)
    return urlunsplit((parts.scheme, parts.netloc, KEYS_PATH, "", "")) if parts.path in ("", "/") else address


def with_totals(report: Report) -> Report:
    """The report with one more check: rolling the notation again with these very faces gives these totals."""
    return report if report.claim is None else replace(report, checks=(*report.checks, _totals(report.claim)))


def told(report: Report) -> list[str]:
    """A report in words, a line for each check."""
    lines = [] if report.record is None else [_headline(report.record, report.claim)]
    lines += [f"  {_MARK[check.result]:<7} {check.name:<11} {_sentence(check)}" for check in report.checks]
    names = ", ".join(check.name for check in report.checks if check.result is report.result)
    summary = SUMMARY[report.result].format(names=names)
    if report.result is not Result.FAILED and all(check.name != "trusted" for check in report.checks):
        summary += UNTRUSTED
    return [*lines, summary]


def _totals(claim: Mapping[str, Any]) -> Check:
    dice = ScriptedDice(face for _, face in claim["draws"])
    try:
        outcome = roll(notation.read(claim["notation"]), dice, advantage=Advantage(claim["advantage"]))
    except LookupError:  # the notation asks for more dice than there are
        return failed("totals", "other-dice")
    except NotationError:
        return Check("totals", Result.OPEN, "unknown-notation")
    except ValueError:  # a die cannot show such a face, or there is no such advantage
        return failed("totals", "other-dice")
    if dice.asked != [sides for sides, _ in claim["draws"]]:
        return failed("totals", "other-dice")
    if claim["totals"] != [*outcome.totals]:
        return failed("totals", "other-total", rolled=_listed(outcome.totals), told=_listed(claim["totals"]))
    return passed("totals")


def _headline(record: Mapping[str, Any], claim: Mapping[str, Any] | None) -> str:
    rolled = "hidden" if claim is None else f"{_shown(claim['notation'])} = {_listed(claim['totals'])}"
    return f"Roll {record['id']} of {record['time']}: {rolled}"


def _sentence(check: Check) -> str:
    words = HOLDS[check.name] if check.reason is None else FAILS[check.reason]
    return words.format_map({name: _shown(str(fact)) or "the whole" for name, fact in check.facts.items()})


def _listed(totals: Sequence[int]) -> str:
    return _shown(", ".join(map(str, totals)))


def _shown(text: str) -> str:
    """A text of somebody else's as a terminal may show it: nothing that moves its cursor, and not too much."""
    printable = "".join(letter if letter.isprintable() else "�" for letter in text)
    return printable if len(printable) <= MOST_SHOWN else f"{printable[:MOST_SHOWN]}…"


async def _read_trusted(source: str) -> tuple[PublicKey, ...]:
    text = await read(keys_address(source) if is_address(source) else source)
    try:
        return read_keys(text)
    except FormError as error:
        where = f": {error.where} is not what belongs there" if error.where else ""
        raise CannotReadError(f"{source} holds no list of public keys{where}.") from None


def _split(address: str) -> Any:
    try:
        return urlsplit(address)
    except ValueError:
        raise CannotReadError(f"{address} is no address.") from None
