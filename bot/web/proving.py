"""What a page says of its roll's proof, and what the page's script holds against the signed record.

A file can be sound and the page still show another roll: who can write to the database can write what the page shows.
So each page carries what it shows, in the record's own terms, and its script compares the two.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from core.dice.layout import DieGroup
from core.proofs.record import instant
from core.tables.permalinks import Permalink, Shown

_PUBLIC: Final = ("form", "key", "signature", "entropy", "commitment", "faces", "verdict")
_HIDDEN: Final = ("form", "key", "signature", "commitment-hidden", "identity", "faces-hidden", "verdict")
"""What `verify.js` checks of a roll, by name; behind a hyphen, of which kind the words are."""
_FATE: Final = 2
"""What a fate die's face (−1, 0, 1) is less than the draw that it was (1, 2, 3)."""


@dataclass(frozen=True, slots=True)
class ProofView:
    """The part of a page that proves its roll.

    Attributes:
        shown: What the page shows, as the script compares it.
        why: What there is to prove, in a sentence or two.
        checks: Each check by its name, and what holds then; the last one is the comparison.
        hidden: Whether the roll was made in secret, so that players added nothing to it.
        open: What is said when not everything can be told.
    """

    shown: Mapping[str, Any]
    why: str
    checks: tuple[tuple[str, str], ...]
    hidden: bool
    open: str


def proof_view(permalink: Permalink, words: Callable[..., str], *, most_dice: int) -> ProofView | None:
    """The proof of a roll; None if it has none.

    Args:
        permalink: The roll.
        words: The language.
        most_dice: How many dice a page shows, counted from the first.
    """
    if not permalink.proven:
        return None
    shown = permalink.shown
    mark = {"id": permalink.roll_id, "time": instant(permalink.rolled_at)}
    kind = "sealed" if shown is None else "revealed" if permalink.revealed_at else "rolled"
    lost = "-lost" if permalink.lost else ""
    several = shown is not None and any(part.dc is not None for part in shown.parts)
    compared = "sealed" if shown is None else "several" if several else "one"
    hidden = kind != "rolled"
    names = (*(_HIDDEN if hidden else _PUBLIC), f"shown-{compared}")
    return ProofView(
        shown=mark if shown is None else {**mark, "roll": _told(shown, most_dice)},
        why=words(f"page-proof-{kind}{lost}"),
        checks=tuple([(name.partition("-")[0], words(f"page-check-{name}")) for name in names]),
        hidden=hidden,
        open=words(f"page-proof-open{lost or f'-{kind}'}"),
    )


def _told(shown: Shown, most_dice: int) -> dict[str, Any]:
    """A roll as a page shows it, named as in a record; the notation is read off the page, and verdicts stand beside."""
    check = shown.dc_check
    dice: list[list[int]] = []
    for group in shown.dice:
        dice.append(_draws(group, most_dice))
        most_dice -= len(dice[-1]) - 1
        if most_dice <= 0:
            break
    return {
        "advantage": shown.advantage,
        "count": sum(len(group.faces) for group in shown.dice),
        "dc": check and check.dc,
        "dice": dice,
        "passed": check and [check.passed],
        "totals": [part.total for part in shown.parts] or [shown.total],
        "verdicts": [[part.dc, part.passed] for part in shown.parts],
    }


def _draws(group: DieGroup, most: int) -> list[int]:
    """A group's sides, then its first faces as they were drawn."""
    shift = _FATE if "dF" in group.text else 0
    return [group.sides, *[face + shift for face in group.faces[:most]]]
