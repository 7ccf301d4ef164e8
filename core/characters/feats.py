"""Feats on a sheet: which are open, and what each that is taken brings.

Source: SRD 5.1, "Feats"; SRD 5.2.1, "Feats".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from typing import Final

from core.characters.asking import Asking, all_tools, best_skills, open_skills, trained
from core.characters.growing import raised
from core.characters.numbers import chosen_casting
from core.characters.priorities import priorities
from core.characters.questions import Question
from core.characters.rulebook import Rulebook, find
from core.characters.sheet import Counter, KnownSpell, Sheet
from core.characters.spell_lists import ranked
from core.rules.abilities import MENTAL, Ability
from core.rules.classes import IMPROVEMENT
from core.rules.edition import Edition
from core.rules.feats import Feat, FeatCategory, Increase

MAGIC_INITIATE: Final = "Magic Initiate"
SKILLED: Final = "Skilled"
SPELL_LISTS: Final = ("cleric", "druid", "wizard")
"""Whose spells Magic Initiate is about."""
OF_2014: Final = Feat(IMPROVEMENT, FeatCategory.GENERAL, 4, increase=Increase(2, tuple(Ability)), repeatable=True)
"""In 2014 no feat but what a level brings; in 2024 it is a feat among others."""


def open_feats(sheet: Sheet, book: Rulebook, category: FeatCategory, features: Mapping[str, object]) -> tuple[str, ...]:
    """The names of the feats of a category that a character may take.

    Args:
        sheet: Theirs.
        book: Of their edition.
        category: Which.
        features: By the names of what they have.
    """
    of_book = [feat for feat in book.feats.values() if feat.category is category]
    if book.edition is Edition.SRD_51 and category is FeatCategory.GENERAL:
        of_book = [OF_2014, *of_book]
    open_to = [feat for feat in of_book if feat.open_to(sheet.level, sheet.scores, tuple(features))]
    taken = {each.partition(" (")[0] for each in sheet.feats}
    return tuple(feat.name for feat in open_to if feat.repeatable or feat.name not in taken)


def with_feat(sheet: Sheet, name: str, asking: Asking, key: str, *, about: str = "") -> Sheet:
    """With a feat and what it brings.

    Args:
        sheet: Whose.
        name: The feat's.
        asking: Asks what is open in it.
        key: What its questions' keys begin with.
        about: The class whose spells it is about, where that is settled.
    """
    if name == IMPROVEMENT and asking.book.edition is Edition.SRD_51:
        return _increased(sheet, OF_2014, asking, key)
    feat = find(asking.book.feats, name)
    if name == MAGIC_INITIATE:
        return _initiated(sheet, asking, key, about)
    if feat is not None and feat.increase:
        sheet = _increased(sheet, feat, asking, key)
    if name == IMPROVEMENT:
        return sheet
    sheet = replace(sheet, feats=(*sheet.feats, name))
    return _skilled(sheet, asking, key) if name == SKILLED else sheet


def _increased(sheet: Sheet, feat: Feat, asking: Asking, key: str) -> Sheet:
    increase = feat.increase
    assert increase is not None, "who asks has looked"
    ways = dict(_ways(sheet, increase))
    usual = sorted(ways, key=lambda each: _worth(sheet, ways[each]), reverse=True)
    question = Question(f"{key}-scores", 1, tuple(ways), tuple(usual), "abilities", feat.name)
    return raised(sheet, ways.get(asking.one(question), {}), highest=increase.highest)


def _ways(sheet: Sheet, increase: Increase) -> Iterator[tuple[str, Mapping[Ability, int]]]:
    """Every way to spend the points, as people write it: ``str +2``."""
    able = [each for each in increase.among if sheet.scores[each] < increase.highest]
    for each in able:
        if sheet.scores[each] + increase.points <= increase.highest or len(able) == 1:
            yield f"{each} +{increase.points}", {each: increase.points}
    if increase.points > 1:
        yield from ((f"{one} +1, {two} +1", {one: 1, two: 1}) for one, two in combinations(able, 2))


def _worth(sheet: Sheet, way: Mapping[Ability, int]) -> tuple[int, ...]:
    """How good a way is: for the class's first ability before all, then for Constitution, then for the others."""
    order = priorities(sheet)
    first, hardy = order[0], Ability.CONSTITUTION
    grown = {each for each, points in way.items() if (sheet.scores[each] + points) // 2 > sheet.scores[each] // 2}
    return (
        first in grown,
        hardy in grown,
        way.get(first, 0),
        way.get(hardy, 0),
        sum(10 - order.index(each) for each in grown),
        -sum(order.index(each) for each in way),
    )


def _initiated(sheet: Sheet, asking: Asking, key: str, about: str) -> Sheet:
    taken = {each.partition(" (")[2].rstrip(")") for each in sheet.feats if each.startswith(MAGIC_INITIATE)}
    lists = tuple(each for each in SPELL_LISTS if each not in taken)
    slug = about if about and about not in taken else asking.one(Question(f"{key}-list", 1, lists, lists))
    if not slug:
        return sheet
    title = f"{MAGIC_INITIATE} ({slug})"
    sheet = replace(sheet, feats=(*sheet.feats, title))
    order = priorities(sheet)
    best = sorted(MENTAL, key=lambda each: (-sheet.scores[each], order.index(each)))
    with_what = asking.one(Question(f"{key}-casting", 1, tuple(MENTAL), tuple(best), "spells", title))
    sheet = replace(sheet, choices={**sheet.choices, chosen_casting(title): with_what})
    for count, level in ((2, 0), (1, 1)):
        options = tuple(each for each in asking.book.spells_of(slug, level) if each not in sheet.spells)
        usual = ranked(options, asking.book)
        asked = Question(f"{key}-spells-{level}", count, options, usual, "spells", title)
        known = {each: KnownSpell(title, always=True) for each in asking(asked)}
        free = {each: Counter(1) for each in known if level}
        sheet = replace(sheet, spells={**sheet.spells, **known}, counters={**sheet.counters, **free})
    return sheet


def _skilled(sheet: Sheet, asking: Asking, key: str) -> Sheet:
    skills = open_skills(sheet)
    kits = ("Disguise Kit", "Forgery Kit", "Herbalism Kit", "Poisoner’s Kit", "Thieves’ Tools", "Navigator’s Tools")
    tools = tuple(each for each in all_tools(kits, asking.book) if each not in sheet.tools)
    asked = Question(f"{key}-trained", 3, (*skills, *tools), best_skills(sheet, skills), "skills", SKILLED)
    chosen = asking(asked)
    return replace(
        sheet,
        skills=trained(sheet.skills, (each for each in chosen if each in skills)),
        tools=trained(sheet.tools, (each for each in chosen if each in tools)),
    )
