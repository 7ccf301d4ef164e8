"""The check that needs our notation: that the dice and the totals of a roll follow from what was rolled.

SPECIFICATION.md, section 8, its last paragraph. `judge` is what the command line and Discord ask.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from core.dice import notation
from core.dice.advantage import Advantage
from core.dice.roller import roll
from core.dice.source import ScriptedDice
from core.errors import NotationError
from core.proofs.keys import PublicKey
from core.proofs.verify import Check, CheckSignature, Report, Result, failed, passed, verify


def judge(file: bytes, signed_by: CheckSignature, trusted: Sequence[PublicKey] | None = None) -> Report:
    """Check a verification file, its totals too.

    Args:
        file: Its bytes.
        signed_by: Checks an Ed25519 signature.
        trusted: The keys to hold the file's key to; None leaves out the check ``trusted``.
    """
    return with_totals(verify(file, signed_by, trusted))


def with_totals(report: Report) -> Report:
    """The report with one more check: rolling the notation again with these very faces gives these totals."""
    return report if report.claim is None else replace(report, checks=(*report.checks, _totals(report.claim)))


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
        return failed("totals", "other-total", rolled=listed(outcome.totals), told=listed(claim["totals"]))
    return passed("totals")


def listed(totals: Sequence[int]) -> str:
    """Totals in one text.

    Example:
        >>> listed([18, 7])
        '18, 7'
    """
    return ", ".join(map(str, totals))
