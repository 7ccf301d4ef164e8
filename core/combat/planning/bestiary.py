"""The monsters of one book, as far as whoever plans a fight asks for them: by name, kind and worth."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from core.combat.situation.book import Form
from core.errors import NotFoundError
from core.matching.names import Names, Way, folded
from core.rules.edition import Edition
from core.rules.experience import challenge

NEAREST: Final = 4


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of monster.

    Attributes:
        name: As the book has it.
        type: Its creature type.
        rating: Its Challenge Rating.
        xp: What it is worth.
        place: Where the book has it, from 0.
    """

    name: str
    type: str
    rating: Fraction
    xp: int
    place: int


class Bestiary:
    """All monsters of a book.

    Attributes:
        edition: Whose.
        kinds: All of them, in the book's order.
    """

    def __init__(self, edition: Edition, forms: Iterable[Form]) -> None:
        self.edition = edition
        self.kinds = tuple([_kind(form, place) for place, form in enumerate(forms)])
        self._names = Names([(kind.name, kind) for kind in self.kinds])
        self._exact = {folded(kind.name): kind for kind in self.kinds}

    @property
    def types(self) -> list[str]:
        """All creature types, in the order of the alphabet."""
        return sorted({kind.type for kind in self.kinds})

    @property
    def ratings(self) -> list[Fraction]:
        """All Challenge Ratings that it has monsters of, the lowest first."""
        return sorted({kind.rating for kind in self.kinds})

    def has(self, name: str) -> bool:
        """Whether it has exactly this name, folded."""
        return name in self._exact

    def exactly(self, name: str) -> Kind:
        """The kind of this name.

        Raises:
            NotFoundError: ``monster-unknown``.
        """
        found = self._exact.get(folded(name))
        if found is None:
            raise NotFoundError("monster-unknown", named=name[:60])
        return found

    def meant(self, typed: str) -> Kind:
        """The kind that somebody means, though it is begun or misspelt; of several that are as likely, none is.

        Raises:
            NotFoundError: ``monster-unknown``, or ``monster-unclear`` with what is near.
        """
        if called := self._exact.get(folded(typed)):
            return called
        found = self._names.best(typed, NEAREST) if folded(typed) else []
        likeliest = [each for each in found if each.way is found[0].way and each.score == found[0].score]
        if len(likeliest) == 1 and found[0].way is not Way.WITHIN:
            return found[0].thing
        near = [each.thing for each in found] or self._names.nearest(typed, NEAREST)
        if near:
            raise NotFoundError("monster-unclear", named=typed[:60], near=", ".join(kind.name for kind in near))
        raise NotFoundError("monster-unknown", named=typed[:60])

    def suggested(self, typed: str, most: int) -> list[str]:
        """Names that may be meant by what somebody has typed so far."""
        return [found.thing.name for found in self._names.best(typed, most)]


def _kind(form: Form, place: int) -> Kind:
    rating = challenge(form.challenge)
    return Kind(form.name, form.kind, rating, form.xp, place)
