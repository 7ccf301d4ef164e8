"""What is below `/character`: adapters to use cases to cogs."""

from __future__ import annotations

from bot.parts import Parts, now
from cogs.characters.counters import CountersCog
from cogs.characters.editing import EditingCog
from cogs.characters.handing import HandingCog
from cogs.characters.levels import LevelsCog
from cogs.characters.magic import MagicCog
from cogs.characters.making import MakingCog
from cogs.characters.part import CharacterVerbs
from cogs.characters.sheets import SheetsCog
from cogs.characters.things import ThingsCog
from cogs.characters.versions import VersionsCog
from cogs.ui.groups import GroupPart
from cogs.ui.replies import Replies
from core.rules.edition import Edition
from core.use_cases.change_character import ChangeCharacter
from core.use_cases.create_character import CreateCharacter
from core.use_cases.draft_character import DraftCharacter
from core.use_cases.find_character import FindCharacter
from core.use_cases.find_roll import FindRoll
from core.use_cases.give_things import GiveThings
from core.use_cases.hand_over_character import HandOverCharacter
from core.use_cases.read_versions import ReadVersions
from core.use_cases.restore_character import RestoreCharacter
from core.use_cases.roll_dice import RollDice
from core.use_cases.use_character import UseCharacter


def parts_of_character(parts: Parts, replies: Replies, roll: RollDice) -> tuple[GroupPart, ...]:
    """What is below `/character`."""
    adapters, url = parts.adapters, parts.public_url
    ledger, characters, library = adapters.ledger, adapters.characters, adapters.library
    for edition in Edition:
        library.rulebook(edition)  # read now, so that nobody waits for it
    verbs = CharacterVerbs(
        find=FindCharacter(ledger, characters, adapters.directory),
        change=ChangeCharacter(ledger, now=now),
        use=UseCharacter(characters),
        create=CreateCharacter(ledger, characters, now=now),
        hand_over=HandOverCharacter(ledger, now=now),
        versions=ReadVersions(ledger),
        restore=RestoreCharacter(ledger, now=now),
        give=GiveThings(ledger, now=now),
        drafts=DraftCharacter(adapters.drafts),
        roll=roll,
        rolled=FindRoll(ledger),
        rulebook=library.rulebook,
        records=library.records,
    )
    return (
        MakingCog(replies, verbs, public_url=url),
        SheetsCog(replies, verbs),
        EditingCog(replies, verbs),
        LevelsCog(replies, verbs, public_url=url),
        VersionsCog(replies, verbs),
        HandingCog(replies, verbs),
        CountersCog(replies, verbs),
        ThingsCog(replies, verbs),
        MagicCog(replies, verbs),
    )
