"""Fights on a real ledger: begun, fought, taken back, ended; the sheets follow, and every cause acts once."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pytest
from sqlalchemy.ext.asyncio import AsyncEngine

from core.characters.books import CHARACTERS
from core.characters.decide import Hand
from core.characters.directory import Whereabouts
from core.characters.sheet import KnownSpell, Sheet
from core.combat.acts.acting import Aim
from core.combat.acts.entering import Entrance
from core.combat.acts.marking import HitPointChange, Mark
from core.combat.acts.stage import Stage
from core.combat.duration import lasting
from core.combat.record.books import FIGHTS
from core.combat.record.happenings import Hurt, Struck
from core.combat.record.ongoing import Ongoing
from core.combat.record.state import Concentration, Fight, Readied
from core.combat.record.steps import Done, Outcome
from core.combat.situation.creatures import Coming
from core.combat.views.known import FoundFight
from core.combat.views.seen_turn import turn_mark
from core.errors import GameError, NotAllowedError, NotFoundError, RuleError
from core.ids import Cause, ChannelId, StreamId, UserId
from core.ledger.book import replay
from core.ports.chance import Chance
from core.ports.fighting import Doing, Fighting
from core.rules.actions import Economy
from core.rules.conditions import Condition
from core.rules.edition import Edition
from core.rules.effects.lasting import Lasting, Roll
from core.tables.decide import Place
from core.tables.events import Rolled
from core.tables.state import Person
from core.use_cases.act_in_fight import ActInFight, Incantation
from core.use_cases.change_character import ChangeCharacter, Writing
from core.use_cases.create_character import CreateCharacter
from core.use_cases.end_fight import EndFight
from core.use_cases.enter_fight import EnterFight, Monsters
from core.use_cases.find_fight import FindFight
from core.use_cases.mark_combatant import MarkCombatant
from core.use_cases.start_fight import StartFight
from core.use_cases.take_turn import TakeTurn
from core.use_cases.undo_steps import UndoSteps
from data.postgres.characters import PostgresCharacterDirectory
from data.postgres.fights import PostgresFightDirectory
from data.srd.library import Library
from tests.core.characters.sheets import MIRA, THORN
from tests.core.tables.houses import house
from tests.core.use_cases.conftest import NOW, Game

THORN_, MIRA_, GOBLIN = 1, 2, 3


@dataclass
class Arena:
    """The verbs of fights, and a table with two characters at it."""

    game: Game
    fighting: Fighting
    place: Place
    start: StartFight
    find: FindFight
    enter: EnterFight
    turn: TakeTurn
    act: ActInFight
    mark: MarkCombatant
    undo: UndoSteps
    end: EndFight
    create: CreateCharacter
    thorn: StreamId
    mira: StreamId

    async def found(self, who: Person) -> FoundFight:
        return await self.find(who, self.place)

    async def sheet(self, stream: StreamId) -> Sheet:
        character, _ = await self.game.ledger.read(CHARACTERS, stream)
        return character.written()

    async def replayed(self, stream: StreamId) -> Fight:
        return replay(FIGHTS, stream, await self.game.ledger.history(stream))


@pytest.fixture
async def arena(game: Game, engine: AsyncEngine, mara: Person, tobin: Person, tavern: Place) -> Arena:
    characters, fights = PostgresCharacterDirectory(engine), PostgresFightDirectory(engine)
    ledger, book = game.ledger, Library()
    faces = [15, 12, 9, *([14, 5, 3, 2] * 200)]
    names = iter(range(10**6, 2 * 10**6))
    keys = house(faces, random_bytes=lambda count: next(names).to_bytes(count, "big"))
    chance = Chance(game.guilds, lambda: NOW, lambda count: next(names).to_bytes(count, "big"), 30)
    fighting = Fighting(ledger, book, keys, chance)
    create = CreateCharacter(ledger, characters, now=lambda: NOW)
    where = Whereabouts(tavern.channel, None, tavern.guild)
    table = await game.open(mara, tavern, "open", cause=game.cause())
    await game.join(table.stream, tobin, cause=game.cause())
    thorn = await create(THORN, "quick", mara.user, where, cause=game.cause())
    mira = await create(MIRA, "quick", tobin.user, where, cause=game.cause())
    return Arena(
        game,
        fighting,
        tavern,
        StartFight(ledger, fighting, fights, game.directory, characters=characters),
        FindFight(ledger, fights, game.directory, characters),
        EnterFight(fighting, book, fights),
        TakeTurn(fighting),
        ActInFight(fighting),
        MarkCombatant(fighting),
        UndoSteps(ledger, now=lambda: NOW),
        EndFight(ledger, now=lambda: NOW),
        create,
        thorn.character.stream,
        mira.character.stream,
    )


async def begun(arena: Arena, mara: Person) -> Fight:
    """A fight of Thorn and Mira against a goblin, on Thorn's first turn."""
    cause = arena.game.cause
    await arena.start(mara, arena.place, Edition.SRD_52, cause=cause())
    await arena.enter.add(await arena.found(mara), mara, Monsters("Goblin Warrior"), cause=cause())
    outcome = await arena.turn.next(await arena.found(mara), mara, cause=cause())
    return outcome.fight


async def test_a_fight_begins_with_everybody_who_is_played_and_their_initiative(arena: Arena, mara: Person) -> None:
    first = await arena.start(mara, arena.place, Edition.SRD_52, cause=Cause("77"))
    again = await arena.start(mara, arena.place, Edition.SRD_52, cause=Cause("77"))
    assert (first.outcome.fight, first.idle, first.elsewhere) == (again.outcome.fight, (), ())
    assert {number: each.initiative for number, each in first.outcome.fight.combatants.items()} == {1: 17, 2: 15}
    with pytest.raises(RuleError, match="fight-here-already"):
        await arena.start(mara, arena.place, Edition.SRD_52, cause=Cause("78"))
    assert (await arena.found(mara)).names == {1: "Thorn", 2: "Mira"}


@pytest.mark.parametrize(
    ("built", "fought"), [(Edition.SRD_51, Edition.SRD_51), (Edition.SRD_52, Edition.SRD_52), (None, Edition.SRD_52)]
)
async def test_a_fight_goes_by_the_rules_that_all_who_come_in_are_built_by(
    arena: Arena, engine: AsyncEngine, mara: Person, tobin: Person, built: Edition | None, fought: Edition
) -> None:
    editions = {mara: built or Edition.SRD_51, tobin: built or Edition.SRD_52}
    where = Whereabouts(arena.place.channel, None, arena.place.guild)
    for person, sheet in ((mara, THORN), (tobin, MIRA)):
        sheet = replace(sheet, edition=editions[person])
        new = await arena.create(sheet, "quick", person.user, where, cause=arena.game.cause())
        await PostgresCharacterDirectory(engine).use(person.user, where.keys()[0], new.character.stream)
    outcome = (await arena.start(mara, arena.place, cause=arena.game.cause())).outcome
    assert (outcome.fight.edition, len(outcome.fight.combatants)) == (fought, 2)


async def test_whoever_sits_at_the_table_and_plays_no_character_is_told_as_left_out(arena: Arena, mara: Person) -> None:
    guest = Person(UserId(77), "Guest")
    table = await arena.game.directory.in_channel(arena.place.channel)
    assert table
    await arena.game.join(table.stream, guest, cause=arena.game.cause())
    begun = await arena.start(mara, arena.place, cause=arena.game.cause())
    assert (begun.idle, len(begun.outcome.fight.combatants)) == ((guest.user,), 2)


async def test_a_monster_of_the_other_book_is_told_as_one_with_near_names_that_work(arena: Arena, mara: Person) -> None:
    await arena.start(mara, arena.place, Edition.SRD_52, cause=arena.game.cause())
    with pytest.raises(NotFoundError) as refused:
        await arena.enter.add(await arena.found(mara), mara, Monsters("Goblin"), cause=arena.game.cause())
    told = refused.value.facts
    assert (refused.value.reason, told["elsewhere"]) == ("monster-not-found", "2014")
    assert "Goblin Warrior" in str(told["near"])
    example = Monsters(str(told["example"]))
    assert await arena.enter.add(await arena.found(mara), mara, example, cause=arena.game.cause())


async def test_the_dice_of_a_deed_are_one_roll_with_a_proof(arena: Arena, mara: Person) -> None:
    await begun(arena, mara)
    aim = Aim((GOBLIN,))
    outcome = await arena.act.attack(
        await arena.found(mara), mara, THORN_, name="Longsword", aim=aim, cause=Cause("90")
    )
    events = await arena.game.ledger.history((await arena.found(mara)).fight.table or StreamId(""))
    rolled = events[-1].fact
    assert isinstance(rolled, Rolled)
    assert (rolled.roll_id, rolled.notation) == (outcome.roll, "1d20 + 5; 1d8 + 3")
    assert rolled.proof is not None
    assert [type(each) for each in outcome.log if isinstance(each, Struck | Hurt)] == [Struck, Hurt]


async def test_a_hit_that_hurts_a_character_is_on_its_sheet_and_undo_takes_it_off_again(
    arena: Arena, mara: Person
) -> None:
    await begun(arena, mara)
    before = (await arena.found(mara)).fight
    hit = HitPointChange("damage", "9")
    await arena.mark.hit_points(await arena.found(mara), mara, MIRA_, hit, cause=Cause("91"))
    assert (await arena.sheet(arena.mira)).vitals.hit_points.current == 18

    undone = await arena.undo(await arena.found(mara), mara, 1, cause=Cause("92"))

    assert (await arena.sheet(arena.mira)).vitals.hit_points.current == 27
    after = (await arena.found(mara)).fight
    assert replace(after, sequence=0) == replace(before, sequence=0)
    assert [step.step for step in undone.steps] == ["hit-points"]
    assert list(undone.sheets) == [arena.mira]


async def test_what_ends_with_somebody_s_concentration_is_off_every_sheet(arena: Arena, mara: Person) -> None:
    await begun(arena, mara)

    def aided(stage: Stage) -> Done:
        lasting.concentrate(stage.scene, MIRA_, Concentration("Vigor", 1))
        more = Lasting(Roll.MAXIMUM, bonus="5")
        lasting.begin(stage.scene, THORN_, Ongoing("Vigor", MIRA_, alters=(more,), held=True))
        return stage.done("effect")

    doing = Doing(mara, True, lambda _: (THORN_, MIRA_), aided)
    await arena.fighting.do((await arena.found(mara)).fight.stream, doing, cause=arena.game.cause())
    assert (await arena.sheet(arena.thorn)).vitals.hit_points.maximum == 33
    await arena.mark.cure(await arena.found(mara), mara, MIRA_, "concentration", cause=arena.game.cause())
    assert (await arena.sheet(arena.thorn)).vitals.hit_points.maximum == 28


async def test_several_steps_are_taken_back_at_once_and_a_fight_replays_to_what_it_is(
    arena: Arena, mara: Person
) -> None:
    before = await begun(arena, mara)
    cause = arena.game.cause
    await arena.mark.mark(await arena.found(mara), mara, GOBLIN, Mark("Web", (Condition.RESTRAINED,)), cause=cause())
    await arena.act.attack(await arena.found(mara), mara, THORN_, name="Longsword", aim=Aim((GOBLIN,)), cause=cause())
    await arena.turn.next(await arena.found(mara), mara, cause=cause())
    assert (await arena.found(mara)).fight == await arena.replayed(before.stream)

    await arena.undo(await arena.found(mara), mara, 3, cause=cause())

    after = (await arena.found(mara)).fight
    assert replace(after, sequence=0, next_ongoing=0) == replace(before, sequence=0, next_ongoing=0)
    assert after == await arena.replayed(before.stream)


async def test_the_same_deed_heard_twice_is_done_once(arena: Arena, mara: Person) -> None:
    await begun(arena, mara)
    aim = Aim((GOBLIN,))
    first = await arena.act.attack(await arena.found(mara), mara, THORN_, name="Longsword", aim=aim, cause=Cause("95"))
    again = await arena.act.attack(await arena.found(mara), mara, THORN_, name="Longsword", aim=aim, cause=Cause("95"))
    assert (first.log, first.roll) == (again.log, again.roll)


async def test_players_act_for_their_own_and_who_began_it_for_all(arena: Arena, mara: Person, tobin: Person) -> None:
    await begun(arena, mara)
    aim = Aim((GOBLIN,))
    with pytest.raises(NotAllowedError, match="not-your-combatant"):
        await arena.act.attack(await arena.found(tobin), tobin, THORN_, name="Longsword", aim=aim, cause=Cause("96"))
    bolt = Incantation("Fire Bolt")
    with pytest.raises(RuleError, match="not-your-turn"):
        await arena.act.cast(await arena.found(tobin), tobin, MIRA_, wanted=bolt, aim=aim, cause=Cause("97"))
    with pytest.raises(NotAllowedError, match="not-your-turn-to-end"):
        await arena.turn.next(await arena.found(tobin), tobin, cause=Cause("98"))
    with pytest.raises(NotAllowedError, match="not-yours-to-run"):
        await arena.undo(await arena.found(tobin), tobin, 1, cause=Cause("99"))


async def test_players_do_not_see_who_is_hidden(arena: Arena, mara: Person, tobin: Person) -> None:
    await arena.start(mara, arena.place, Edition.SRD_52, cause=Cause("70"))
    hidden = Monsters("Goblin Warrior", coming=Coming(hidden=True))
    await arena.enter.add(await arena.found(mara), mara, hidden, cause=Cause("71"))
    assert 3 in {each.number for each in (await arena.found(mara)).visible()}
    assert 3 not in {each.number for each in (await arena.found(tobin)).visible()}
    with pytest.raises(NotFoundError, match="combatant-not-named"):
        (await arena.found(tobin)).meant("Goblin Warrior")


async def test_at_its_end_what_lasts_goes_onto_the_sheets_and_the_party_shares_what_fell(
    arena: Arena, mara: Person
) -> None:
    await begun(arena, mara)
    cause = arena.game.cause
    await arena.mark.mark(await arena.found(mara), mara, MIRA_, Mark("Venom", (Condition.POISONED,)), cause=cause())
    await arena.mark.mark(await arena.found(mara), mara, MIRA_, Mark("Web", (Condition.RESTRAINED,), 3), cause=cause())
    await arena.mark.mark(await arena.found(mara), mara, MIRA_, Mark("Trip", (Condition.PRONE,)), cause=cause())
    kill = HitPointChange("damage", "99")
    await arena.mark.hit_points(await arena.found(mara), mara, GOBLIN, kill, cause=cause())
    over = await arena.end(await arena.found(mara), mara, award=True, cause=cause())
    assert (over.xp, over.each) == (50, 25)
    mira = await arena.sheet(arena.mira)
    assert (mira.conditions, mira.xp) == ({Condition.POISONED: "Venom"}, 25)
    with pytest.raises(NotFoundError, match="no-fight-here"):
        await arena.found(mara)
    await arena.start(mara, arena.place, Edition.SRD_52, cause=cause())
    assert (await arena.found(mara)).fight.combatants[MIRA_].conditions == {Condition.POISONED}


async def learns(arena: Arena, tobin: Person, spell: str) -> None:
    change = ChangeCharacter(arena.game.ledger, now=lambda: NOW)

    def with_spell(sheet: Sheet) -> Sheet:
        return replace(sheet, spells={**sheet.spells, spell: KnownSpell("Wizard")})

    await change(arena.mira, Hand(tobin.user, "Tobin"), Writing(with_spell, "spells"), cause=arena.game.cause())


async def test_a_spell_in_a_fight_spends_the_slot_on_the_sheet_and_undo_gives_it_back(
    arena: Arena, mara: Person, tobin: Person
) -> None:
    await begun(arena, mara)
    await learns(arena, tobin, "Bless")
    await arena.turn.next(await arena.found(mara), mara, cause=arena.game.cause())

    async def cast(cause: Cause, slot: int | None) -> Outcome:
        wanted, aim = Incantation("bles", slot), Aim((THORN_, MIRA_))
        return await arena.act.cast(await arena.found(tobin), tobin, MIRA_, wanted=wanted, aim=aim, cause=cause)

    first, again = await cast(Cause("80"), 2), await cast(Cause("80"), 2)
    assert (first.step.step, first.step.name, first.step.targets) == ("cast", "Bless", (THORN_, MIRA_))
    assert again.log == first.log
    assert (await arena.sheet(arena.mira)).slots_spent == {2: 1}
    assert first.fight.combatants[MIRA_].concentration == Concentration("Bless", 2, 10)
    with pytest.raises(RuleError, match="action-spent"):
        await cast(arena.game.cause(), 1)

    await arena.undo(await arena.found(mara), mara, 1, cause=arena.game.cause())

    assert (await arena.sheet(arena.mira)).slots_spent == {}
    assert (await arena.found(mara)).fight.combatants[MIRA_].concentration is None


async def test_a_spell_is_refused_with_what_mends_it(arena: Arena, mara: Person, tobin: Person) -> None:
    await begun(arena, mara)
    await learns(arena, tobin, "Bless")
    await arena.turn.next(await arena.found(mara), mara, cause=arena.game.cause())
    wrong = [
        (Incantation("Wish"), Aim(), "spell-not-theirs"),
        (Incantation("Bless", 9), Aim((THORN_,)), "no-slot"),
        (Incantation("Fireball", 2), Aim((GOBLIN,)), "slot-too-low"),
        (Incantation("Bless", ritual=True), Aim((THORN_,)), "not-a-ritual"),
        (Incantation("Fire Bolt"), Aim((THORN_, GOBLIN)), "too-many-targets"),
        (Incantation("Fire Bolt"), Aim(), "target-needed"),
    ]
    for wanted, aim, reason in wrong:
        with pytest.raises(GameError, match=reason):
            await arena.act.cast(
                await arena.found(tobin), tobin, MIRA_, wanted=wanted, aim=aim, cause=arena.game.cause()
            )
    with pytest.raises(NotAllowedError, match="not-yours-to-run"):
        await arena.act.cast(
            await arena.found(tobin),
            tobin,
            MIRA_,
            wanted=Incantation("Bless", 9),
            aim=Aim((THORN_,), overrule=True),
            cause=arena.game.cause(),
        )


async def test_an_opening_is_used_once_and_comes_back_with_an_undo(arena: Arena, mara: Person, tobin: Person) -> None:
    await begun(arena, mara)
    cause = arena.game.cause
    await learns(arena, tobin, "Shield")
    await arena.turn.next(await arena.found(mara), mara, cause=cause())
    await arena.turn.next(await arena.found(mara), mara, cause=cause())
    aim = Aim((MIRA_,), extra="-1")
    hit = await arena.act.act(await arena.found(mara), mara, GOBLIN, name="Scimitar", aim=aim, cause=cause())
    ((key, shield),) = hit.fight.openings.items()
    assert (shield.who, shield.name, shield.against, shield.hidden) == (MIRA_, "Shield", GOBLIN, False)
    hurt = (await arena.sheet(arena.mira)).vitals.hit_points.current

    with pytest.raises(RuleError, match="answer-gone"):
        await arena.act.answer(await arena.found(tobin), tobin, "0-0", aim=Aim(), cause=cause())
    first = await arena.act.answer(await arena.found(tobin), tobin, key, aim=Aim(), cause=Cause("81"))
    again = await arena.act.answer(await arena.found(tobin), tobin, key, aim=Aim(), cause=Cause("81"))
    assert (first.step.name, first.log) == ("Shield", again.log)
    assert first.fight.openings == {}
    assert (await arena.sheet(arena.mira)).vitals.hit_points.current > hurt
    with pytest.raises(RuleError, match="answer-gone"):
        await arena.act.answer(await arena.found(tobin), tobin, key, aim=Aim(), cause=cause())

    await arena.undo(await arena.found(mara), mara, 1, cause=cause())
    assert list((await arena.found(mara)).fight.openings) == [key]


async def test_what_was_readied_is_done_with_the_reaction(arena: Arena, mara: Person) -> None:
    await begun(arena, mara)
    cause = arena.game.cause
    said = Readied("longs", "it comes near")
    waits = await arena.act.ready(await arena.found(mara), mara, THORN_, said=said, aim=Aim(), cause=cause())
    assert waits.fight.combatants[THORN_].readied == Readied("Longsword", "it comes near")
    await arena.turn.next(await arena.found(mara), mara, cause=cause())
    done = await arena.act.let_go(await arena.found(mara), mara, THORN_, aim=Aim((GOBLIN,)), cause=cause())
    thorn = done.fight.combatants[THORN_]
    assert (done.step.step, done.step.name, thorn.readied) == ("attack", "Longsword", None)
    assert thorn.spent == {Economy.ACTION: 1, Economy.REACTION: 1}
    with pytest.raises(RuleError, match="nothing-readied"):
        await arena.act.let_go(await arena.found(mara), mara, THORN_, aim=Aim((GOBLIN,)), cause=cause())
    assert done.fight == await arena.replayed(done.fight.stream)


async def test_somebody_else_who_is_there_can_counter_a_spell(arena: Arena, mara: Person, tobin: Person) -> None:
    await begun(arena, mara)
    cause = arena.game.cause
    await learns(arena, tobin, "Counterspell")
    await arena.enter.add(await arena.found(mara), mara, Monsters("Mage"), cause=cause())
    mage = 4
    while (fight := (await arena.found(mara)).fight).current != mage:
        await arena.turn.next(await arena.found(mara), mara, cause=cause())
    wanted = Incantation("Invisibility")
    cast = await arena.act.cast(await arena.found(mara), mara, mage, wanted=wanted, aim=Aim((mage,)), cause=cause())
    assert Condition.INVISIBLE in cast.fight.combatants[mage].conditions
    ((key, counter),) = cast.fight.openings.items()
    assert (counter.who, counter.name, counter.against) == (MIRA_, "Counterspell", mage)
    stranger = replace(tobin, user=UserId(77))
    with pytest.raises(NotAllowedError, match="not-your-combatant"):
        await arena.act.answer(await arena.found(stranger), stranger, key, aim=Aim(), cause=cause())
    done = await arena.act.answer(await arena.found(tobin), tobin, key, aim=Aim(), cause=cause())
    assert (done.step.name, done.step.by) == ("Counterspell", MIRA_)
    assert (await arena.sheet(arena.mira)).slots_spent == {3: 1}
    assert fight.stream == done.fight.stream


async def test_a_turn_that_was_seen_by_two_ends_once(arena: Arena, mara: Person) -> None:
    before = await begun(arena, mara)
    seen, cause = turn_mark(before, for_leader=False), arena.game.cause
    ended = await arena.turn.next(await arena.found(mara), mara, seen=seen, cause=Cause("95"))
    with pytest.raises(RuleError, match="turn-over"):
        await arena.turn.next(await arena.found(mara), mara, seen=seen, cause=cause())
    again = await arena.turn.next(await arena.found(mara), mara, seen=seen, cause=Cause("95"))
    assert again.fight == ended.fight == (await arena.found(mara)).fight


async def test_a_character_is_in_one_fight_at_a_time(arena: Arena, mara: Person, tobin: Person) -> None:
    cause, cellar = arena.game.cause, replace(arena.place, channel=ChannelId(3))
    first = await begun(arena, mara)
    table = await arena.game.open(mara, cellar, "open", cause=cause())
    await arena.game.join(table.stream, tobin, cause=cause())
    second = await arena.start(mara, cellar, Edition.SRD_52, cause=cause())
    assert not second.outcome.fight.present(), "both fight in the tavern"
    assert second.elsewhere == ("Thorn", "Mira")
    here = await arena.find(mara, cellar)
    with pytest.raises(RuleError) as refusal:
        await arena.enter.join(here, mara, arena.thorn, Entrance(), cause=cause())
    assert (refusal.value.reason, refusal.value.facts) == ("fights-elsewhere", {"channel": str(arena.place.channel)})
    await arena.enter.leave(await arena.found(mara), mara, THORN_, cause=cause())
    joined = await arena.enter.join(here, mara, arena.thorn, Entrance(), cause=cause())
    assert [each.character for each in joined.fight.present()] == [arena.thorn]
    await arena.end(await arena.found(mara), mara, award=False, cause=cause())
    await arena.enter.join(await arena.find(tobin, cellar), tobin, arena.mira, Entrance(), cause=cause())
    assert first.stream != joined.fight.stream
