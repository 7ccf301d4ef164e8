"""The register of what can happen: kinds of event, and the codec between facts and stored payloads.

A fact is a frozen dataclass. Fields annotated with `PRIVATE` go to the event's private part, which can be erased; the
rest is public and stays. A kind never changes its meaning: when a fact's shape changes, the kind's version goes up by
one and an upcaster turns a payload of the version before into one of the next, so that old ledgers fold for ever.
A field that is new and has a default needs no new version. Either is read by one release and written from the next, for
two serve the same ledger during an upgrade, and neither reads what it does not know.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError

Payload = dict[str, Any]
Upcaster = Callable[[Payload], Payload]


class _Private:
    def __repr__(self) -> str:
        return "PRIVATE"


PRIVATE: Final = _Private()
"""Marks a fact's field as belonging to the actor: ``name: Annotated[str | None, PRIVATE] = None``."""

ACTOR: Final = "actor"
"""The private part's own key: who made the event."""


class UnreadableEventError(Exception):
    """A stored event that this program cannot turn into a fact: another program's, or one that was tampered with."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of event.

    Attributes:
        name: Its lasting name, ``table.rolled``.
        version: The version that is written today; the first is 1.
        fact: The frozen dataclass that carries what happened.
        upcasters: From each older version, the step to the next. A step gets public and private fields in one dict;
            private ones are missing once they have been erased.
    """

    name: str
    version: int
    fact: type[Any]
    upcasters: Mapping[int, Upcaster] = field(default_factory=dict[int, Upcaster])
    private: frozenset[str] = field(init=False)
    public: frozenset[str] = field(init=False)
    adapter: TypeAdapter[Any] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not (dataclasses.is_dataclass(self.fact) and self.fact.__dataclass_params__.frozen):
            raise TypeError(f"{self.name}: {self.fact.__name__} is not a frozen dataclass")
        if set(self.upcasters) != set(range(1, self.version)):
            raise ValueError(f"{self.name}: version {self.version} needs an upcaster from each version before it")
        private = frozenset(_private_fields(self.fact))
        if ACTOR in private:
            raise ValueError(f"{self.name}: a private field cannot be called {ACTOR!r}, the event's own")
        names = frozenset(each.name for each in dataclasses.fields(self.fact))
        object.__setattr__(self, "private", private)
        object.__setattr__(self, "public", names - private)
        object.__setattr__(self, "adapter", TypeAdapter(self.fact))

    def read(self, version: int, payload: Payload) -> Any:
        """Today's fact from a payload of any version.

        Raises:
            UnreadableEventError: The version is from the future, or the payload does not fit the fact.
        """
        if not 1 <= version <= self.version:
            raise UnreadableEventError(f"{self.name} version {version}; this program knows up to {self.version}")
        for step in range(version, self.version):
            payload = self.upcasters[step](payload)
        for name in self.private:
            payload.setdefault(name, None)
        if strange := payload.keys() - self.private - self.public:
            raise UnreadableEventError(f"{self.name} version {version} has fields no fact has: {sorted(strange)}")
        try:
            return self.adapter.validate_python(payload)
        except ValidationError as error:
            # The values may be a person's; the places where they do not fit are not.
            places = [".".join(map(str, each["loc"])) for each in error.errors(include_input=False)]
            raise UnreadableEventError(f"{self.name} version {version} does not fit its fact at {places}") from None


class Kinds:
    """All the kinds a program knows.

    Args:
        kinds: Each name and each fact type once.
    """

    def __init__(self, kinds: Iterable[Kind]) -> None:
        self._by_name: dict[str, Kind] = {}
        self._by_fact: dict[type[Any], Kind] = {}
        for kind in kinds:
            if kind.name in self._by_name or kind.fact in self._by_fact:
                raise ValueError(f"registered twice: {kind.name} ({kind.fact.__name__})")
            self._by_name[kind.name] = kind
            self._by_fact[kind.fact] = kind

    def __iter__(self) -> Iterator[Kind]:
        return iter(self._by_name.values())

    def encode(self, fact: object) -> tuple[str, int, Payload, Payload]:
        """What is stored of a fact: the kind's name and version, the public fields, the private fields.

        Raises:
            TypeError: The fact's type is not registered.
        """
        kind = self._by_fact.get(type(fact))
        if kind is None:
            raise TypeError(f"{type(fact).__name__} is not a registered kind of event")
        public: Payload = kind.adapter.dump_python(fact, mode="json")
        private = {name: public.pop(name) for name in kind.private}
        return kind.name, kind.version, public, private

    def decode(self, kind: str, version: int, public: Payload, private: Payload | None) -> Any:
        """Today's fact from what was stored.

        Args:
            kind: The kind's name.
            version: The version it was written in.
            public: The public fields.
            private: The private part, its actor included; None once it has been erased.

        Raises:
            UnreadableEventError: The kind is unknown, or its version or payload cannot be read.
        """
        known = self._by_name.get(kind)
        if known is None:
            raise UnreadableEventError(f"no kind of event is called {kind!r}")
        fields = {name: value for name, value in (private or {}).items() if name != ACTOR}
        return known.read(version, {**public, **fields})


def _private_fields(fact: type[Any]) -> Iterable[str]:
    for name, hint in get_type_hints(fact, include_extras=True).items():
        if PRIVATE not in getattr(hint, "__metadata__", ()):
            continue
        if type(None) not in get_args(get_args(hint)[0]):
            raise TypeError(f"{fact.__name__}.{name} is private and so must admit None: it can be erased")
        yield name
