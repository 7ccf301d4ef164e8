"""What was read of somebody's file, what was not, and what may become of it.

The buttons say in their ids which file they mean: the last part of what it is kept under, to which only its owner has
the first part. So they work after a restart, and for nobody else.
"""

from __future__ import annotations

import base64
from typing import Final

import discord

from cogs.ui.cards import PLAIN, button
from cogs.ui.change_words import changes_in_words
from cogs.ui.draft_card import played_line
from cogs.ui.markdown import code, cut, plain
from cogs.ui.text import Words
from cogs.ui.views import card
from core.characters.importing.imported import Imported, Missed
from core.characters.sheet import Sheet
from core.characters.state import Character
from core.ids import ObjectKey, StreamId, UserId
from core.use_cases.change_character import Written
from core.use_cases.create_character import Created
from core.use_cases.import_sheet import SheetRead

SHOWN_MISSED: Final = 12
SHOWN_PATH: Final = 60
SHOWN_VALUE: Final = 40
SHOWN_PART: Final = 150
"""Letters of each of a character's classes, species and background together."""
SHOWN_CHANGES: Final = 3_000
"""Letters, of the 4,000 that Discord shows of a card."""
DIGEST: Final = 43
"""Letters of a SHA-256 in base64."""


def import_card(read: SheetRead, onto: Character | None, words: Words) -> discord.ui.LayoutView:
    """The preview.

    Args:
        read: The file.
        onto: The character that its owner plays here, and may write on; None if there is none.
        words: The language.
    """
    found, digest = read.imported, _digest(read.key)
    buttons = [button("import", digest, "new", words("button-import-new"), style=discord.ButtonStyle.primary)]
    if onto and onto.sheet and (of := _with_stream(digest, onto.stream)):
        label = cut(words("button-import-onto", name=onto.sheet.name), 78)
        buttons.append(button("import", of, "onto", label))
    buttons.append(button("import", digest, "cancel", words("button-import-cancel")))
    return card(
        f"## {plain(found.sheet.name)}\n{_who(found.sheet, words)}",
        _counted(found.sheet, words),
        _missed(found, words),
        words(f"import-from-{found.source.value}"),
        accent=PLAIN,
        buttons=tuple(buttons),
    )


def _who(sheet: Sheet, words: Words) -> str:
    parts = (sheet.lineage or sheet.species, sheet.title, sheet.background)
    said = " · ".join(plain(cut(part, SHOWN_PART)) for part in parts if part)
    points = sheet.vitals.hit_points
    rules = words("import-rules", rules=sheet.edition.year)
    bears = words("import-hp", now=points.current, most=points.maximum)
    return "\n".join([*([said] if said else []), f"{rules} · {bears}"])


def _counted(sheet: Sheet, words: Words) -> str:
    scores = ", ".join(f"{ability.upper()} {score}" for ability, score in sheet.scores.items())
    counts = {
        "items": len(sheet.items),
        "spells": len(sheet.spells),
        "attacks": len(sheet.attacks),
        "counters": len(sheet.counters),
    }
    said = [words(f"import-{what}", count=count) for what, count in counts.items() if count]
    return "\n".join([scores, *([" · ".join(said)] if said else [])])


def _missed(found: Imported, words: Words) -> str:
    if not found.missed:
        return words("import-all-read")
    lines = [f"• {_missing(each, words)}" for each in found.missed[:SHOWN_MISSED]]
    more = len(found.missed) + found.more_missed - len(lines)
    rest = [words("import-missed-more", more=more)] if more else []
    return "\n".join([words("import-missed-title"), *lines, *rest, words("import-kept")])


def _missing(missed: Missed, words: Words) -> str:
    value = f" “{plain(cut(missed.value, SHOWN_VALUE))}”" if missed.value else ""
    return words(f"missed-{missed.why.value}", where=code(missed.path, SHOWN_PATH), value=value)


def imported_card(created: Created, words: Words) -> discord.ui.LayoutView:
    """It is a character now."""
    sheet, played = created.character.written(), played_line(created, words)
    said = words("import-made", name=plain(sheet.name), title=plain(cut(sheet.title, SHOWN_PART)) or "none")
    return card(said, *([played] if played else []), accent=PLAIN, buttons=())


def written_onto_card(written: Written, words: Words) -> discord.ui.LayoutView:
    """It stands on another's sheet now: what is otherwise there."""
    name = plain(written.sheet.name)
    changes = cut(changes_in_words(written.changes, words), SHOWN_CHANGES)
    return card(words("import-onto", name=name), changes, accent=PLAIN, buttons=())


def cancelled_card(words: Words) -> discord.ui.LayoutView:
    """Nothing was made of it."""
    return card(words("import-cancelled"), accent=PLAIN, buttons=())


def key_in(of: str, user: UserId) -> ObjectKey:
    """The file that a button means: whoever presses has only their own.

    Example:
        >>> key_in(_digest(ObjectKey("7/" + "0f" * 32)), UserId(8)) == "8/" + "0f" * 32
        True
    """
    try:
        digest = base64.urlsafe_b64decode(f"{of[:DIGEST]}=").hex()
    except ValueError:
        digest = ""
    return ObjectKey(f"{user}/{digest}")


def stream_in(of: str) -> StreamId:
    """The character that a button means beside its file."""
    return StreamId(f"character:{of[DIGEST:]}")


def _digest(key: ObjectKey) -> str:
    return base64.urlsafe_b64encode(bytes.fromhex(key.partition("/")[2])).decode().rstrip("=")


def _with_stream(digest: str, stream: StreamId) -> str:
    """A button's id; empty if the character's own is too long for it."""
    of = digest + stream.partition(":")[2]
    return of if len(of) <= 64 else ""
