"""The tracker of a fight: readable however many are in it; and no secret of the DM's on the players' card, ever."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import discord
import pytest
from hypothesis import given, settings

from cogs.ui.combatant_lines import letters
from cogs.ui.fight_card import fight_card, pressed_turn, turn_notice
from cogs.ui.text import PSEUDO, Words
from core.combat.record.state import Combatant, Concentration, Fight, Ongoing, Readied, Side
from core.combat.views.known import called
from core.combat.views.seen_turn import turn_mark
from core.combat.views.turn_call import TurnCall
from core.combat.views.view import Body, FightView
from core.ids import StreamId, UserId
from core.rules.abilities import Ability
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.cover import Cover
from core.rules.dying import DeathSaves
from core.rules.edition import Edition
from core.rules.effects.search import found
from core.rules.effects.terms import Duration, Moment
from core.rules.hit_points import HitPoints
from core.rules.vitals import DEAD, Vitals
from tests.cogs.ui.test_cards import AT
from tests.core.combat.brawls import as_the_players_know_it, deeds, fought, view_of
from tests.core.combat.fights import GRIX, LIBRARY, MIRA_, SHEETS, SNAG, THORN_, fight
from tests.words import CATALOGUE

WORDS = CATALOGUE.speak(None)


def view(of: Fight) -> FightView:
    bodies = {number: Body(sheet.name, sheet.vitals, 18) for number, sheet in SHEETS.items()}
    return view_of(of, {**bodies, GRIX: Body(armor_class=15), SNAG: Body(armor_class=15)})


def drawn(of: FightView, *, for_leader: bool = False, words: Words = WORDS) -> discord.ui.LayoutView:
    return fight_card(of, words, for_leader=for_leader)


def texts(card: discord.ui.LayoutView) -> str:
    return "\n".join(part.content for part in card.walk_children() if isinstance(part, discord.ui.TextDisplay))


def shown(of: Fight, *, for_leader: bool = False) -> str:
    return texts(drawn(view(of), for_leader=for_leader))


def changed(number: int, **facts: object) -> Fight:
    there = fight()
    return there.with_(replace(there.combatants[number], **facts))  # pyright: ignore[reportArgumentType] -- its fields


@pytest.mark.parametrize(
    ("left", "looks"),
    [(12, "unhurt"), (11, "hurt"), (7, "hurt"), (6, "bloodied"), (4, "bloodied"), (3, "nearly down"), (0, "down")],
)
def test_players_read_in_words_how_foes_are_and_in_numbers_how_the_party_is(left: int, looks: str) -> None:
    told = shown(changed(GRIX, vitals=Vitals(HitPoints(left, 12), outright=True)))
    assert f"• Goblin Warrior 1 · {looks}\n" in told
    assert "• Mira · 27/27 HP" in told
    assert "12" not in told


def test_those_who_lead_read_every_number() -> None:
    told = shown(
        changed(
            GRIX,
            vitals=Vitals(HitPoints(3, 12, 4), outright=True),
            hidden=True,
            note="runs at half",
            numbers={"legendary actions": 3, "recharge Fire Breath": 5},
            used={"Fire Breath": 1, "Net": 2},
            spent={Economy.LEGENDARY: 1},
            cover=Cover.HALF,
        ),
        for_leader=True,
    )
    (line,) = (each for each in told.splitlines() if "Goblin Warrior 2" in each)
    for part in ("`15`", "3/12 HP and 4 temporary, nearly down", "AC 17", "legendary actions 2/3", "hidden from the"):
        assert part in line
    assert "Fire Breath back on 5–6 · Net used ×2" in line
    unhidden = shown(changed(GRIX, note="runs at half"), for_leader=True)
    assert "note: runs at half" in unhidden


def test_whoever_has_the_turn_is_told_of_at_length() -> None:
    there = changed(
        THORN_,
        ongoing={
            1: Ongoing("Web", MIRA_, (Condition.RESTRAINED, Condition.PRONE), rounds=3),
            2: Ongoing("", None, (Condition.POISONED,), until=Moment.OWN_TURN_END),
            5: Ongoing("Haste", None, until=Moment.THIS_TURN_END),
            3: Ongoing("Bane", GRIX, save=Ability.WISDOM, dc=13, rounds=1),
        },
        concentration=Concentration("Bless", 1, 9),
        spent={Economy.ACTION: 1},
        attacks_left=1,
        readied=Readied("Dodge", "it bites"),
    )
    there = there.with_(replace(there.combatants[MIRA_], ongoing={4: Ongoing("Bless", THORN_, held=True)}))
    told = shown(there).partition("**Thorn has the turn**\n")[2].splitlines()
    assert told == [
        "Left: bonus action, reaction, one more attack",
        "• Concentrates on **Bless** · 9 rounds left · on Mira",
        "• Waits to do Dodge when it bites",
        "• **Web** (restrained, prone) · 3 rounds left · from Mira",
        "• **poisoned** · until the end of the bearer’s turn",
        "• **Haste** · until the end of this turn",
        "• **Bane** · one round left · from Goblin Warrior 1",
    ]
    assert "WIS save DC 13" in shown(there, for_leader=True)


def test_every_moment_until_which_the_books_let_something_last_has_words() -> None:
    spells = [spell.effects for edition in Edition for spell in LIBRARY.spells[edition]]
    blocks = [action.effects for edition in Edition for block in LIBRARY.monsters[edition] for action in block.actions]
    moments = {each.until for tree in (*spells, *blocks) for each in found(tree, Duration)} - {None}
    assert Moment.THIS_TURN_END in moments
    for moment in moments:
        there = changed(THORN_, ongoing={1: Ongoing("Haste", None, until=moment)})
        assert "• **Haste** · until the " in shown(there)


def test_a_spell_is_linked_to_those_whom_it_holds_and_who_are_seen() -> None:
    there = changed(THORN_, concentration=Concentration("Bless"))
    for number, hidden in ((MIRA_, False), (GRIX, True), (SNAG, True)):
        held = {number: Ongoing("Bless", THORN_, held=True)}
        there = there.with_(replace(there.combatants[number], hidden=hidden, ongoing=held))
    assert "• Concentrates on **Bless** · on Mira\n" in f"{shown(there)}\n"
    assert "on Mira, Goblin Warrior 1, Goblin Warrior 2" in shown(there, for_leader=True)
    cursed = there.with_(replace(there.combatants[THORN_], ongoing={9: Ongoing("Hex", GRIX)}))
    assert "Hex" in shown(cursed)
    assert "from Goblin" not in shown(cursed)


def test_the_dying_and_the_dead_are_told_from_each_other() -> None:
    dying = {THORN_: Vitals(HitPoints(0, 28), DeathSaves(1, 2)), MIRA_: Vitals(HitPoints(0, 27), DEAD)}
    bodies = {number: Body(SHEETS[number].name, vitals) for number, vitals in dying.items()}
    there = fight()
    there = there.with_(replace(there.combatants[SNAG], vitals=Vitals(HitPoints(0, 7), DEAD, outright=True)))
    told = texts(drawn(view_of(there, bodies)))
    assert "▶ **Thorn** · 0/28 HP, dying: 1 of 3 saves made, 2 failed" in told
    assert "Nothing is left of this turn." in told
    assert "• Mira · 0/27 HP, dead" in told
    assert "Fallen: Goblin Warrior 2" in told


def test_whose_sheet_is_gone_has_no_name_and_no_numbers() -> None:
    told = texts(drawn(view_of(fight(), {THORN_: Body("?")})))
    assert "▶ **?** · nobody knows how they are" in told
    assert "• ? · nobody knows" in told


def test_names_and_effects_are_shown_as_they_were_typed() -> None:
    told = shown(changed(GRIX, name="**@everyone** <@1>", ongoing={1: Ongoing("# a\n- b [x](https://y)", rounds=2)}))
    assert r"\*\*\@everyone\*\* \<\@1\>" in told
    assert r"\# a - b \[x\]\(https\://y\)" in told


def crowd(at: int = 0) -> FightView:
    """Sixty of the longest names, each with as much to tell as there can be."""
    web = Ongoing("*" * 60, 2, tuple(Condition), rounds=99, dc=10, save=Ability.WISDOM)
    ongoing = {key: replace(web, name=f"{web.name}{key}") for key in range(12)}
    there = [
        Combatant(
            number,
            name="_" * 80 if number % 2 else "🐉" * 80,
            monster="Ogre",
            side=Side.PARTY if number % 3 else Side.FOES,
            initiative=200 - number,
            vitals=Vitals(HitPoints(1_000, 2_000, 333), outright=True),
            ongoing=ongoing,
            concentration=Concentration("~" * 60, 9, 99),
            readied=Readied("|" * 200, "`" * 200),
            numbers={"legendary actions": 3, "recharge Breath": 5},
            used={"Breath": 1, "Net": 1},
            cover=Cover.HALF,
            surprised=True,
            delayed=True,
            note=">" * 500,
        )
        for number in range(1, 61)
    ]
    of = Fight(StreamId(f"fight:{2**63}"), combatants={each.number: each for each in there}, round=999)
    bodies = {each.number: Body(armor_class=99) for each in there}
    return view_of(replace(of, current=there[at].number), bodies)


@pytest.mark.parametrize("for_leader", [False, True], ids=["players", "leaders"])
@pytest.mark.parametrize("locale", [None, PSEUDO])
@pytest.mark.parametrize("at", [0, 1, 30, 59])
def test_sixty_with_long_names_fit_into_what_discord_shows(at: int, locale: str | None, *, for_leader: bool) -> None:
    """Discord takes 40 components and 4,000 characters, and ids of 100."""
    card = drawn(crowd(at), for_leader=for_leader, words=CATALOGUE.speak(locale))
    children = list(card.walk_children())
    assert len(children) <= 40
    assert letters(texts(card)) <= 4_000
    ids = [part.custom_id for part in children if isinstance(part, discord.ui.Button)]
    assert all(each and len(each) <= 100 for each in ids)


def test_sixty_who_have_fallen_leave_room_for_those_who_stand() -> None:
    of = crowd().fight
    for each in list(of.combatants.values())[5:]:
        of = of.with_(replace(each, side=Side.FOES, vitals=Vitals(HitPoints(0, 9), DEAD, outright=True)))
    told = texts(drawn(view_of(of, {})))
    assert letters(told) <= 4_000
    assert "more" in told.partition("Fallen: ")[2]


@pytest.mark.parametrize(("at", "before", "after"), [(0, 0, 50), (2, 0, 50), (30, 28, 22), (59, 50, 0)])
def test_ten_are_shown_around_whoever_has_the_turn(at: int, before: int, after: int) -> None:
    told = texts(drawn(crowd(at)))
    assert sum(line.startswith(("▶ ", "• ")) for line in told.partition("has the turn")[0].splitlines()) == 10
    assert (f"*{before} more before*" in told) is bool(before)
    assert (f"*{after} more after*" in told) is bool(after)


@pytest.mark.parametrize("for_leader", [False, True], ids=["players", "leaders"])
def test_its_buttons_say_what_they_do_in_their_own_ids(*, for_leader: bool) -> None:
    card = drawn(view(fight()), for_leader=for_leader)
    ids = [part.custom_id for part in card.walk_children() if isinstance(part, discord.ui.Button)]
    turn = "1-1-dm" if for_leader else "1-1"
    own = "v1:fight:1:effect" if for_leader else "v1:fight:1:status"
    expected = [f"v1:fight:1-{turn}:next", "v1:fight:1:attack", own, "v1:fight:1:hp", "v1:fight:1:undo"]
    assert ids == expected
    assert pressed_turn(f"1-{turn}") == (StreamId("fight:1"), turn)
    assert turn_mark(fight(), for_leader=for_leader) == turn


def test_a_fight_that_is_over_has_no_buttons() -> None:
    card = drawn(view(replace(fight(), ended_at=AT)))
    assert texts(card).startswith("## The fight is over after one round")
    assert not [part for part in card.walk_children() if isinstance(part, discord.ui.Button)]


def test_while_somebody_unseen_has_the_turn_the_last_one_seems_to_go_on() -> None:
    there = fight()
    ambush = there.with_(Combatant(9, monster="Ogre", initiative=19, hidden=True))
    assert shown(replace(ambush, current=9)) == shown(there)
    first = ambush.with_(replace(ambush.combatants[9], initiative=30))
    assert shown(replace(first, current=9, round=2)) == shown(replace(there, current=SNAG))
    assert shown(replace(first, current=9, round=1)) == shown(replace(there, current=None, round=0))


def test_a_call_mentions_whoever_plays_and_ends_that_turn() -> None:
    card = turn_notice(TurnCall(StreamId("fight:1"), UserId(7), "Thorn *", 3, "3-1"), WORDS)
    assert texts(card) == r"<@7>, it is **Thorn \***’s turn in round 3."
    (button,) = (part for part in card.walk_children() if isinstance(part, discord.ui.Button))
    assert button.custom_id == "v1:fight:1-3-1:next"


@settings(max_examples=300, deadline=None)
@given(deeds)
def test_no_secret_is_on_the_players_card(done: list[tuple[str, int, int]]) -> None:
    brawl = fought(done)
    card = json.dumps(drawn(brawl.view()).to_components(), ensure_ascii=False)
    unseen = [each for each in brawl.fight.present() if brawl.fight.hides(each)]
    names = {called(each, brawl.fight) for each in unseen if each.character is None}
    names -= {called(each, brawl.fight) for each in brawl.fight.combatants.values() if not brawl.fight.hides(each)}
    party = {each for sheet in brawl.sheets.values() for each in (sheet.vitals.hit_points.current,)}
    numbers = {each for each in brawl.numbers if each > 99} - party
    foes = [each.vitals.hit_points for each in brawl.fight.present() if each.vitals]
    numbers |= {9_000 + each.number for each in brawl.fight.present()} | {each.maximum for each in foes}
    secrets = [*names, *brawl.notes, "Quagga", *map(str, numbers)]
    leaked = [each for each in secrets if re.search(rf"(?<!\w){re.escape(each)}(?!\w)", card)]
    assert not leaked


@settings(max_examples=300, deadline=None)
@given(deeds)
def test_the_players_card_is_the_same_if_all_that_is_secret_were_otherwise(done: list[tuple[str, int, int]]) -> None:
    there = fought(done).view()
    known = as_the_players_know_it(there.fight)
    party = {number: body for number, body in there.bodies.items() if body.name}
    assert drawn(there).to_components() == drawn(view_of(known, party)).to_components()


@settings(max_examples=50, deadline=None)
@given(deeds)
def test_those_who_lead_see_everybody(done: list[tuple[str, int, int]]) -> None:
    brawl = fought(done)
    told = texts(drawn(brawl.view(), for_leader=True))
    hidden = sum(each.hidden for each in brawl.fight.present())
    if len(brawl.fight.present()) <= 10:
        assert told.count("hidden from the players") == hidden
