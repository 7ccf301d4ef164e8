"""What is below a step and below the mirror: buttons that say whom they concern, and none that tells of a foe's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import discord
import pytest

from cogs.ui.answers import MOST_ANSWERS, numbers_in
from cogs.ui.deed_card import IN_A_MENU, Wish, deeds_card, mark_of, wish_card, wish_in
from cogs.ui.deeds import cost_key, deed_choices, deed_label, way_choices
from cogs.ui.fight_card import fight_card
from cogs.ui.step_card import Shown, step_card
from core.combat.acts import castable, deeds
from core.combat.acts.stage import Stage
from core.combat.record.events import Stepped
from core.combat.record.happenings import Concentrates, Happening, LeftToDm, Offered
from core.combat.record.openings import Opening
from core.combat.record.state import Concentration, Fight, Readied
from core.combat.situation.throws import Throws
from core.combat.views.known import FoundFight
from core.dice.source import ScriptedDice
from core.ids import StreamId
from core.rules.actions import Economy
from core.tables.books import TABLES
from core.use_cases.read_deeds import Asked
from tests.cogs.ui.test_fight_card import texts, view
from tests.core.characters.sheets import MIRA
from tests.core.combat.fights import GRIX, LIBRARY, MIRA_, SHEETS, SNAG, THORN_, fight
from tests.words import CATALOGUE

WORDS = CATALOGUE.speak(None)
NAMES = {THORN_: "Thorn", MIRA_: "Mira", GRIX: "Goblin 1", SNAG: "Goblin 2"}
SHIELD = Opening(MIRA_, "Shield", GRIX)
PARRY = Opening(GRIX, "Parry", THORN_, hidden=True)


def items(card: discord.ui.LayoutView, kind: type[Any]) -> list[Any]:
    return [part for part in card.walk_children() if isinstance(part, kind)]


def buttons(card: discord.ui.LayoutView) -> dict[str, str]:
    return {part.custom_id: part.label for part in items(card, discord.ui.Button) if part.custom_id}


def step(*log: Happening, of: Fight, kind: Any = "attack", for_leader: bool = False) -> discord.ui.LayoutView:
    done = Stepped(kind, THORN_, "Longsword", (GRIX,), log, ())
    shown = Shown(of.stream, 7, done, None, NAMES, fight=of, for_leader=for_leader)
    return step_card(shown, WORDS, public_url="https://x")


def test_an_answer_has_a_button_that_names_its_opening() -> None:
    of = replace(fight(), openings={"6-0": SHIELD})
    assert buttons(step(Offered(MIRA_, "Shield", GRIX), of=of))["v1:answer:1-6-0:give"] == "Mira: Shield"


def test_a_foes_answers_are_for_those_who_lead_alone() -> None:
    of = replace(fight(), openings={"6-0": SHIELD, "6-1": PARRY})
    log = (Offered(MIRA_, "Shield", GRIX), Offered(GRIX, "Parry", THORN_, hidden=True))
    players, leaders = step(*log, of=of), step(*log, of=of, for_leader=True)
    assert "Parry" not in texts(players) + " ".join(buttons(players).values())
    assert "v1:answer:1-6-1:give" not in buttons(players)
    assert buttons(leaders)["v1:answer:1-6-1:give"] == "Goblin 1: Parry"
    assert "Parry" in texts(leaders)


def test_the_mirror_shows_all_that_is_open_and_the_tracker_nothing_of_it() -> None:
    of = replace(fight(), openings={"6-0": SHIELD, "6-1": PARRY})
    mirror = fight_card(view(of), WORDS, for_leader=True)
    assert {"v1:answer:1-6-0:give", "v1:answer:1-6-1:give"} <= set(buttons(mirror))
    assert "Open to answer" in texts(mirror)
    tracker = fight_card(view(of), WORDS, for_leader=False)
    assert not [each for each in buttons(tracker) if ":answer:" in each]
    assert "Parry" not in str(tracker.to_components())


def test_more_than_there_is_room_for_are_left_out() -> None:
    of = replace(fight(), openings={f"6-{number}": SHIELD for number in range(30)})
    assert sum(each.endswith(":give") for each in buttons(step(of=of))) == MOST_ANSWERS


def test_what_was_readied_can_be_let_happen_until_it_has_been() -> None:
    there = fight()
    waiting = there.with_(replace(there.combatants[THORN_], readied=Readied("Longsword", "it *moves*")))
    card = step(of=waiting, kind="readied")
    assert "Waits to do Longsword when it \\*moves\\*" in texts(card)
    assert buttons(card)["v1:readied:1-1:happen"] == "Let it happen"
    assert "v1:readied:1-1:happen" not in buttons(step(of=there, kind="readied"))


def test_a_spell_that_is_concentrated_on_can_be_let_go_there_and_on_the_tracker() -> None:
    there = fight()
    holding = there.with_(replace(there.combatants[THORN_], concentration=Concentration("Bless", 1, 10)))
    assert "v1:fight:1-1:let-go" in buttons(step(Concentrates(THORN_, "Bless"), of=holding, kind="cast"))
    assert "v1:fight:1-1:let-go" not in buttons(step(Concentrates(THORN_, "Bless"), of=there, kind="cast"))
    assert "v1:fight:1-1:let-go" in buttons(fight_card(view(holding), WORDS, for_leader=False))


def test_what_is_left_to_the_dm_has_their_forms_with_those_whom_it_concerns() -> None:
    card = step(LeftToDm("what was readied", MIRA_), of=fight())
    assert {"v1:fight:1-2-3:hp": "HP", "v1:fight:1-2-3:effect": "Effect"}.items() <= buttons(card).items()
    assert numbers_in("1-2-3") == (StreamId("fight:1"), (2, 3))


@pytest.mark.parametrize("economy", list(Economy))
def test_every_cost_has_words(economy: Economy) -> None:
    assert WORDS(cost_key(economy.value)).startswith(("a ", "an ", "without"))


def listed(number: int) -> list[deeds.Possible]:
    sheets = {StreamId(f"character:{each}"): sheet for each, sheet in SHEETS.items()}
    return deeds.possible(Stage(fight(), sheets, Throws(ScriptedDice(())), book=LIBRARY), number)


def test_a_menu_offers_deeds_and_spells_and_then_at_whom() -> None:
    spells = castable.of_character(MIRA, LIBRARY.records(MIRA))
    card = deeds_card("1-2", "Mira", WORDS, listed=listed(MIRA_), spells=spells)
    what, spell = items(card, discord.ui.Select)
    assert (what.custom_id, spell.custom_id) == ("v1:deed:1-2:what", "v1:deed:1-2:spell")
    assert len(what.options) <= IN_A_MENU
    assert "Dagger" in {each.value.partition(" (")[0] for each in what.options}
    assert [each.label for each in spell.options] == ["Fire Bolt · cantrip", "Fireball · level 3"]
    found = FoundFight(fight(), NAMES, True, (), TABLES.start(StreamId("table:1")))
    wish = Wish("spell", "1-2", mark_of("Fireball"))
    aimed = wish_card(wish, Asked("Fireball", None), found, WORDS)
    (whom,) = items(aimed, discord.ui.Select)
    assert (whom.max_values, [each.value for each in whom.options]) == (4, ["1", "2", "3", "4"])
    (one,) = items(wish_card(Wish("answer", "1-7-0"), Asked("Bite", 1), found, WORDS), discord.ui.Select)
    assert (one.max_values, one.custom_id) == (1, "v1:answer:1-7-0--0-:at")
    assert wish_in("answer", "1-7-0--3-1") == Wish("answer", "1-7-0", slot=3, ways=(1,))


def test_what_is_chosen_stands_in_the_menus_and_is_shown_as_chosen() -> None:
    found = FoundFight(fight(), NAMES, True, (), TABLES.start(StreamId("table:1")))
    asked = Asked("Chromatic Orb", 1, ("acid", "cold", "Fire"), (1, 2, 4))
    wish = Wish("spell", "1-2", mark_of("Chromatic Orb"), 2, (2,))
    slots, ways, whom = items(wish_card(wish, asked, found, WORDS), discord.ui.Select)

    assert {each.custom_id.split(":")[2] for each in (slots, ways, whom)} == {str(wish)}
    assert [(each.label, each.default) for each in slots.options][:2] == [
        ("With a slot of level 1", False),
        ("With a slot of level 2", True),
    ]
    assert [each.label for each in ways.options if each.default] == ["Fire"]
    assert (ways.min_values, ways.max_values, whom.min_values) == (0, 3, 1)
    assert (wish_in("spell", str(wish)), wish.said(asked)) == (wish, {"fire"})
    assert replace(wish, ways=(7,)).said(asked) == frozenset(), "the deed is another by now"


def test_what_is_aimed_at_nobody_has_a_button() -> None:
    found = FoundFight(fight(), NAMES, True, (), TABLES.start(StreamId("table:1")))
    card = wish_card(Wish("deed", "1-2", "0000000a"), Asked("shove", 0, ("prone", "away")), found, WORDS)

    assert [each.custom_id for each in items(card, discord.ui.Select)] == ["v1:deed:1-2-0000000a-0-:way"]
    assert buttons(card) == {"v1:deed:1-2-0000000a-0-:do": "Do it"}


def test_deeds_are_offered_by_what_was_typed_each_with_its_cost() -> None:
    assert [each.name for each in deed_choices(listed(THORN_), "dodg", WORDS)] == ["dodge · an action"]
    assert deed_label(deeds.Possible("Bite", "action", Economy.LEGENDARY), WORDS) == "Bite · a legendary action"


def test_what_can_be_chosen_of_a_deed_is_offered_one_after_the_other() -> None:
    shove = listed(THORN_)
    assert [each.value for each in way_choices(shove, "shove", "")] == ["prone", "away"]
    assert [each.value for each in way_choices(shove, "shove", "prone, aw")] == ["prone, away"]
    assert way_choices(shove, None, "") == []
    mira = listed(MIRA_)
    assert way_choices(mira, "Dagger", "") == []
    assert [each.value for each in way_choices(mira, "Dagger (thrown)", "")] == ["within 5 feet"]
    assert [each.value for each in way_choices(listed(GRIX), "Shortbow", "with")] == ["within 5 feet"]
