"""The numbers of what characters are made of, in lines: classes, species, backgrounds, feats."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from cogs.ui.rules_text import labelled, listed, signed
from cogs.ui.text import Words
from core.rules.backgrounds import Background
from core.rules.classes import CharacterClass, Feature, Subclass
from core.rules.equipment import Kit
from core.rules.feats import Feat
from core.rules.growth import UNLIMITED, Resource, Scale
from core.rules.proficiencies import Pick, Proficiencies
from core.rules.species import Inborn, Lineage, Species

Lines = Iterable[str]
MOST_STEPS: Final = 8


def class_lines(each: CharacterClass, words: Words) -> Lines:
    """A class."""
    yield labelled(words, "lookup-hit-die", f"d{each.hit_die}")
    yield labelled(words, "lookup-saves", listed(save.upper() for save in each.saves))
    yield from _taught(each.proficiencies, words)
    alternatives = [" + ".join(f"{name.upper()} {least}" for name, least in of.items()) for of in each.prerequisites]
    yield labelled(words, "lookup-multiclass", " / ".join(alternatives))
    if each.casting_ability:
        yield labelled(words, "lookup-casts-with", each.casting_ability.upper())
    yield from _counted(each.resources, each.scales, words)
    yield _by_level(each.features, words)


def subclass_lines(each: Subclass, words: Words) -> Lines:
    """A subclass."""
    yield f"*{words('lookup-subclass-of', of=each.of.capitalize())}*"
    yield from _counted(each.resources, each.scales, words)
    yield from (
        labelled(words, "lookup-spells-at", f"{level}: {listed(names)}") for level, names in each.spells.items()
    )
    yield _by_level(each.features, words)


def species_lines(each: Species, words: Words) -> Lines:
    """A species."""
    yield labelled(words, "lookup-size", " / ".join(size.value for size in each.sizes))
    yield labelled(words, "lookup-speed", f"{each.speed_ft} ft.")
    yield from _inborn(each.inborn, words)
    traits = [name if level == 1 else f"{name} ({level})" for level, names in each.traits.items() for name in names]
    yield labelled(words, "lookup-traits", listed(traits))
    yield labelled(words, "lookup-lineages", listed(each.lineages))


def lineage_lines(each: Lineage, words: Words) -> Lines:
    """A lineage."""
    yield f"*{words('lookup-lineage-of', of=each.of)}*"
    yield from _inborn(each.inborn, words)
    area = f" · {each.breath.size_ft} ft. {each.breath.shape.value}" if each.breath else ""
    save = f" · {each.breath_save.upper()}" if each.breath_save else ""
    yield labelled(words, "lookup-damage", f"{each.damage or ''}{area}{save}")


def background_lines(each: Background, words: Words) -> Lines:
    """A background."""
    yield labelled(words, "lookup-abilities", listed(name.upper() for name in each.abilities))
    yield labelled(words, "lookup-feat", f"{each.feat} ({each.feat_list})" if each.feat_list else each.feat)
    yield from _taught(each.proficiencies, words)
    yield labelled(words, "lookup-languages-to-choose", each.language_picks)
    yield labelled(words, "lookup-equipment", "; ".join(" / ".join(map(_kit, choice)) for choice in each.kits))


def feat_lines(each: Feat, words: Words) -> Lines:
    """A feat."""
    yield f"*{words('lookup-feat-of', category=each.category.value)}*"
    scores = " / ".join(f"{name.upper()} {least}" for name, least in (each.scores or {}).items())
    level = words("lookup-level", level=each.level) if each.level > 1 else ""
    yield labelled(words, "lookup-needs", listed([level, scores, each.feature]))
    if each.increase:
        among = " / ".join(name.upper() for name in each.increase.among)
        told = f"+{each.increase.points} {among} (≤ {each.increase.highest})"
        yield labelled(words, "lookup-raises", told)
    yield words("lookup-repeatable") if each.repeatable else ""


def _taught(of: Proficiencies, words: Words) -> Lines:
    yield labelled(words, "lookup-armor-known", listed(weight.value for weight in of.armor))
    has = of.weapons
    limits = f" ({' / '.join(has.martial_with)})" if has.martial_with else ""
    kinds = [*(["simple"] if has.simple else []), *([f"martial{limits}"] if has.martial else []), *has.named]
    yield labelled(words, "lookup-weapons-known", listed(kinds))
    yield labelled(words, "lookup-tools-known", listed([*of.tools, _picked(of.tool_pick, words)]))
    yield labelled(words, "lookup-skills", listed([*of.skills, _picked(of.skill_pick, words)]))


def _picked(pick: Pick | None, words: Words) -> str:
    if pick is None:
        return ""
    key = "lookup-choose-of" if pick.options else "lookup-choose-any"
    return words(key, count=pick.count, options=listed(pick.options))


def _counted(resources: Iterable[Resource], scales: Iterable[Scale], words: Words) -> Lines:
    yield from (f"**{each.name}** {_uses(each, words)}" for each in resources)
    yield from (f"**{each.name}** {_steps(each.steps, words)}" for each in scales)


def _uses(each: Resource, words: Words) -> str:
    added = [*([each.ability.upper()] if each.ability else []), *([words("lookup-bonus")] if each.proficiency else [])]
    plain = {level: "∞" if count == UNLIMITED else str(count) for level, count in each.steps.items()}
    counts = " + ".join([*([_steps(plain, words)] if any(each.steps.values()) else []), *added])
    key = "lookup-back-short" if each.back == "short" else "lookup-back-long"
    return f"{counts} · {words(key)}"


def _steps(steps: Mapping[int, str], words: Words) -> str:
    """What each level has, where it becomes another; a long run that grows by the same is told by its ends."""
    told = [f"{level}: {value}" for level, value in steps.items()]
    if list(steps) == [1]:
        return steps[1]
    return words("lookup-by-level", steps=listed(told if len(told) <= MOST_STEPS else [told[0], "…", told[-1]]))


def _by_level(features: Iterable[Feature], words: Words) -> str:
    levels: dict[int, list[str]] = {}
    for each in features:
        levels.setdefault(each.level, []).append(each.name)
    return "\n".join(f"**{words('lookup-level', level=level)}** {listed(names)}" for level, names in levels.items())


def _inborn(of: Inborn, words: Words) -> Lines:
    raised = [f"{name.upper()} {signed(points)}" for name, points in of.increases.items()]
    chosen = (
        Pick(of.increase_pick.count, tuple(each.upper() for each in of.increase_pick.options))
        if of.increase_pick
        else None
    )
    yield labelled(words, "lookup-raises", listed([*raised, _picked(chosen, words)]))
    yield labelled(words, "lookup-darkvision", f"{of.darkvision_ft} ft." if of.darkvision_ft else "")
    yield labelled(words, "lookup-speed", f"{signed(of.speed_ft)} ft." if of.speed_ft else "")
    yield labelled(words, "lookup-resistant", listed(of.resists))
    yield labelled(
        words,
        "lookup-hit-points",
        words("lookup-per-level", points=of.hit_points_per_level) if of.hit_points_per_level else "",
    )
    yield from _taught(of.proficiencies, words)
    yield labelled(words, "lookup-languages", listed(of.languages))
    yield labelled(words, "lookup-languages-to-choose", of.language_picks)
    spells = [name if level == 1 else f"{name} ({level})" for level, names in of.spells.items() for name in names]
    yield labelled(words, "lookup-spells", listed(spells))
    yield from _counted(of.resources, of.scales, words)


def _kit(kit: Kit) -> str:
    things = [f"{count} {name}" if count > 1 else name for count, name in kit.things]
    return listed([*things, *([f"{kit.copper // 100} gp"] if kit.copper else [])])
