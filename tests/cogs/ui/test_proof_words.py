"""Every check, and every reason why one fails, has a sentence."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

import core.proofs
from cogs.ui.proof_words import sentence
from cogs.ui.text import LOCALES, messages
from core.ledger import canonical
from core.proofs.totals import judge
from core.proofs.verify import Check, Result, failed
from data.keys.ed25519 import Ed25519SignatureCheck
from tests.core.proofs.recorded import Recorder, typical
from tests.words import CATALOGUE

KEYS = set(messages((LOCALES / "en" / "proofs.ftl").read_text("utf-8")))
WORDS = CATALOGUE.speak(None)


def said_of(file: bytes) -> list[str]:
    return [sentence(check, WORDS, str) for check in judge(file, Ed25519SignatureCheck().verify).checks]


def test_each_check_and_each_reason_has_its_words() -> None:
    room = Path(core.proofs.__path__[0])
    text = "".join((room / f"{name}.py").read_text("utf-8") for name in ("verify", "form", "totals"))
    names = set(re.findall(r'(?:failed|passed|_open|_held)\(\s*"([a-z]+)"', text))
    reasons = set(re.findall(r'"((?:other|unknown|out|not)-[a-z-]+|unreadable|shape)"', text))

    assert {f"proof-holds-{name}" for name in names} == {key for key in KEYS if key.startswith("proof-holds-")}
    assert {f"proof-fails-{reason}" for reason in reasons} == {key for key in KEYS if key.startswith("proof-fails-")}


@pytest.mark.parametrize("name", sorted(typical()))
def test_every_check_of_a_sound_file_is_a_sentence(name: str) -> None:
    assert all(text.endswith(".") for text in said_of(typical()[name]))


def test_every_check_of_a_changed_file_is_a_sentence() -> None:
    for file in (typical()["public"], next(Recorder().hidden_rolls(1))):
        proof = json.loads(file)
        for part in (proof["record"], proof.get("opened") or proof["epoch"]):
            for name, value in part.items():
                changed = json.loads(file)
                place = changed["record"] if part is proof["record"] else changed.get("opened") or changed["epoch"]
                place[name] = value + 1 if isinstance(value, int) else [] if isinstance(value, list) else "0" * 64
                assert all(text.endswith(".") for text in said_of(canonical.dump(changed).encode()))


def test_facts_are_shown_as_the_place_asks_and_a_whole_file_has_a_name() -> None:
    other = failed("faces", "other-face", die=1, sides=20, face=1234, drawn=17)
    assert (
        sentence(other, WORDS, lambda fact: f"<{fact}>")
        == "Die <1>, a d<20>, is said to show <1234>; the seed gives <17>."
    )
    whole = Check("form", Result.FAILED, "shape", {"where": ""})
    assert sentence(whole, WORDS, str).endswith("the whole is not what belongs there.")
