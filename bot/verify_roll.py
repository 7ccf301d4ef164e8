"""`python -m bot verify roll`: checks one roll from its verification file, and says in words what came of each check.

Opens no database and, for a file, no connection. What the checks are, core/proofs/SPECIFICATION.md says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

from bot.reading import CannotReadError, is_address, read
from cogs.ui.proof_words import sentence
from cogs.ui.text import Catalogue
from core.dice.advantage import Advantage
from core.proofs.form import FormError
from core.proofs.keys import PublicKey, read_keys
from core.proofs.totals import judge, listed
from core.proofs.verify import Report, Result
from data.keys.ed25519 import Ed25519SignatureCheck

EXIT: Final = {Result.PASSED: 0, Result.FAILED: 1, Result.OPEN: 3}
"""What the command ends with; 2 is what it ends with when it cannot read what it was given."""
KEYS_PATH: Final = "/.well-known/everquill.json"
MOST_SHOWN: Final = 200

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
        0 if the roll is verified, 1 if it is not, 3 if that cannot be told yet.

    Raises:
        CannotReadError: The roll or the keys cannot be read.
    """
    trusted = None if keys is None else await _read_trusted(keys)
    file = await read(roll_address(source) if is_address(source) else source)
    report = judge(file, Ed25519SignatureCheck().verify, trusted)
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


def told(report: Report) -> list[str]:
    """A report in words, a line for each check."""
    lines = [] if report.record is None else [_headline(report.record, report.claim)]
    english = Catalogue().speak(None)
    lines += [f"  {_MARK[each.result]:<7} {each.name:<11} {sentence(each, english, _shown)}" for each in report.checks]
    names = ", ".join(check.name for check in report.checks if check.result is report.result)
    summary = SUMMARY[report.result].format(names=names)
    if report.result is not Result.FAILED and all(check.name != "trusted" for check in report.checks):
        summary += UNTRUSTED
    return [*lines, summary]


def _headline(record: Mapping[str, Any], claim: Mapping[str, Any] | None) -> str:
    return f"Roll {record['id']} of {record['time']}: {'hidden' if claim is None else _rolled(claim)}"


def _rolled(claim: Mapping[str, Any]) -> str:
    advantage = "" if claim["advantage"] == Advantage.NONE else f" ({_shown(claim['advantage'])})"
    dc = "" if claim["dc"] is None else f", DC {claim['dc']}"
    return f"{_shown(claim['notation'])}{advantage} = {_shown(listed(claim['totals']))}{dc}"


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
