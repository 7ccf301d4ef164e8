"""Which weapon or armour of the book a thing is, by whatever name it goes elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_BONUS: Final = re.compile(r"[+]\s?([1-5])\b")
_SIGNS: Final = re.compile(r"[^a-z0-9]+")
_SILENT: Final = {"armor", "armour", "of", "the", "a"}
_ALIASES: Final = {"studded": "leatherstudded", "shields": "shield"}


class Things:
    """The weapons and armour of one edition.

    Args:
        names: As the book has them.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names: dict[str, str] = {}
        for name in names:
            words = _words(name)
            for key in ("".join(sorted(words)), "".join(words), "".join(reversed(words))):
                self._names.setdefault(key, name)

    def like(self, name: str) -> str:
        """The book's name for a thing; empty if the book has none like it.

        Example:
            >>> things = Things(["Crossbow, light", "Studded Leather Armor", "Longsword"])
            >>> things.like("Light Crossbow"), things.like("lightcrossbow"), things.like("studded")
            ('Crossbow, light', 'Crossbow, light', 'Studded Leather Armor')
            >>> things.like("Longsword, +1"), things.like("Longsword of Warning"), things.like("Moonblade")
            ('Longsword', '', '')
        """
        words = _words(name)
        joined = "".join(words)
        return (
            self._names.get("".join(sorted(words)))
            or self._names.get(joined)
            or self._names.get(_ALIASES.get(joined, ""), "")
        )

    def kind_for(self, name: str, *bases: str) -> str:
        """What an item is to be written down as being like: nothing if the book knows it by its own name.

        Args:
            name: The item's.
            bases: Further names of what it is, the best first.
        """
        for each in (name, *bases):
            if found := self.like(each):
                return "" if found.casefold() == name.casefold() else found
        return ""


def bonus_in(name: str) -> int:
    """The magic bonus that a name tells: 2 of "Shield +2"; 0 if it tells none."""
    found = _BONUS.search(name)
    return int(found[1]) if found else 0


def _words(name: str) -> list[str]:
    words = _SIGNS.sub(" ", _BONUS.sub("", name).casefold()).split()
    return [word for word in words if word not in _SILENT] or words
