"""`python -m bot verify roll`: one answer a roll, in words, and an exit code that scripts can trust."""

from __future__ import annotations

import doctest
import json
from collections.abc import AsyncGenerator, Callable
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot import verify_roll
from bot.reading import CannotReadError
from bot.verify_roll import UNTRUSTED, told
from core.ledger import canonical
from core.proofs import derive
from core.proofs.keys import PublicKey, write_keys
from core.proofs.totals import judge
from core.proofs.verify import Check, Report, Result
from data.keys.ed25519 import Ed25519SignatureCheck
from tests.bot.command_line import started_everquill
from tests.core.proofs.recorded import Recorder, typical

ROLL_ID = "0123456789abcdefghijkl"
KEYS = write_keys([PublicKey(Recorder(3).signer.public_key, "2026-01-01T00:00:00Z")]).encode()
STRANGERS = write_keys([PublicKey(bytes(32), "2026-01-01T00:00:00Z")]).encode()


class House:
    """What a bot's sidecar serves, and what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.served = {f"/roll/{ROLL_ID}.json": typical()["public"], "/.well-known/everquill.json": KEYS}
        app = web.Application()
        app.router.add_get("/{path:.*}", self.answer)
        self.server = TestServer(app)

    def url(self, path: str) -> str:
        return str(self.server.make_url(path))

    async def answer(self, request: web.Request) -> web.Response:
        self.asked.append(request.path_qs)
        if request.path not in self.served:
            raise web.HTTPNotFound
        return web.Response(body=self.served[request.path])


@pytest.fixture
async def house() -> AsyncGenerator[House]:
    """A house with one roll."""
    made = House()
    async with made.server:
        yield made


@pytest.fixture
def written(tmp_path: Path) -> Callable[[bytes], str]:
    """Writes a file and gives its name."""

    def write(content: bytes) -> str:
        path = tmp_path / f"{len(list(tmp_path.iterdir()))}.json"
        path.write_bytes(content)
        return str(path)

    return write


async def asked(source: str, keys: str | None = None) -> tuple[int, list[str]]:
    """The exit code and the lines of an answer."""
    lines: list[str] = []
    return await verify_roll.verify_roll(source, keys, lines.append), lines


def check_of(name: str, lines: list[str]) -> str:
    """The line of one check."""
    (line,) = (line for line in lines if line[10:].startswith(f"{name} "))
    return line


@pytest.mark.parametrize("name", ["public", "public, no DC", "hidden"])
async def test_a_sound_roll_is_verified(written: Callable[[bytes], str], name: str) -> None:
    code, lines = await asked(written(typical()[name]))

    assert code == 0
    assert lines[0].startswith("Roll ")
    assert {line.split()[0] for line in lines[1:-1]} == {"ok"}
    assert lines[-1] == f"Verified: everything holds.{UNTRUSTED}"


async def test_recorded_rolls_give_their_totals(written: Callable[[bytes], str]) -> None:
    for file in Recorder().public_rolls(12):
        code, lines = await asked(written(file))
        assert code == 0, lines
        assert check_of("totals", lines)


async def test_what_is_not_revealed_cannot_be_told(written: Callable[[bytes], str]) -> None:
    code, lines = await asked(written(typical()["public, seed not revealed"]))
    assert code == 3
    assert lines[-1].startswith("Cannot be told yet: commitment, faces. What can be checked holds.")

    code, lines = await asked(written(typical()["hidden, not revealed"]))
    assert code == 3
    assert lines[0].endswith(": hidden")


async def test_the_first_line_says_what_was_rolled_for_what(written: Callable[[bytes], str]) -> None:
    for name in ("public", "public, no DC"):
        proof = json.loads(typical()[name])
        proof["record"].update(advantage="advantage", notation="1d20 + 5", totals=[25], dc=proof["record"]["dc"] and 15)
        _, lines = await asked(written(canonical.dump(proof).encode()))
        assert lines[0].endswith(": 1d20 + 5 (advantage) = 25" + (", DC 15" if proof["record"]["dc"] else ""))


async def test_how_the_command_ends_stands_in_its_help() -> None:
    said = await started_everquill("verify", "roll", "--help")
    assert "3 if that cannot be told yet, 2 if it cannot be read" in " ".join(said.out.split())


async def test_a_changed_roll_is_not_verified(written: Callable[[bytes], str]) -> None:
    proof = json.loads(typical()["public"])
    sides, face = proof["record"]["draws"][0]
    proof["record"]["draws"][0] = [sides, face % sides + 1]

    code, lines = await asked(written(canonical.dump(proof).encode()))
    assert code == 1
    assert f"Die 1, a d{sides}, is said to show {face % sides + 1}; the seed gives {face}." in check_of("faces", lines)
    assert lines[-1] == "NOT verified: signature, faces, totals."


async def test_what_is_no_verification_file_is_not_verified(written: Callable[[bytes], str]) -> None:
    code, lines = await asked(written(b"<html>"))
    assert (code, len(lines)) == (1, 2)
    assert "it is not JSON" in lines[0]

    code, lines = await asked(written(b'{"record":{"kind":"sealed"}}'))
    assert code == 1
    assert "the whole is not what belongs there" in lines[0]


async def test_keys_that_are_trusted_are_asked(written: Callable[[bytes], str]) -> None:
    file = written(typical()["public"])

    code, lines = await asked(file, written(KEYS))
    assert (code, lines[-1]) == (0, "Verified: everything holds.")
    assert check_of("trusted", lines)

    code, lines = await asked(file, written(STRANGERS))
    assert (code, lines[-1]) == (1, "NOT verified: trusted.")
    assert derive.key_id(Recorder(3).signer.public_key) in check_of("trusted", lines)


@pytest.mark.parametrize("path", [f"/roll/{ROLL_ID}", f"/roll/{ROLL_ID}.json", f"/roll/{ROLL_ID}/?from=chat#total"])
async def test_a_page_is_asked_for_its_file_and_for_nothing_else(house: House, path: str) -> None:
    code, _ = await asked(house.url("/") + path.removeprefix("/"))

    assert code == 0
    assert house.asked == [f"/roll/{ROLL_ID}.json"]


@pytest.mark.parametrize("path", ["", "/.well-known/everquill.json"])
async def test_a_houses_keys_are_at_its_address(house: House, path: str) -> None:
    code, lines = await asked(house.url(f"/roll/{ROLL_ID}"), house.url("/").rstrip("/") + path)

    assert (code, lines[-1]) == (0, "Verified: everything holds.")
    assert house.asked == ["/.well-known/everquill.json", f"/roll/{ROLL_ID}.json"]


async def test_a_roll_that_is_not_there_is_told(house: House) -> None:
    with pytest.raises(CannotReadError, match="answered 404"):
        await asked(house.url("/roll/none"))


@pytest.mark.parametrize("content", [b"{}", b"no", b'{"keys":[{}]}'])
async def test_a_list_without_keys_is_told(written: Callable[[bytes], str], content: bytes) -> None:
    with pytest.raises(CannotReadError, match="holds no list of public keys"):
        await asked(written(typical()["public"]), written(content))


@pytest.mark.parametrize("address", ["http://[::1", "http://[roll"])
async def test_what_is_no_address_is_told(written: Callable[[bytes], str], address: str) -> None:
    with pytest.raises(CannotReadError, match="is no address"):
        await asked(address)
    with pytest.raises(CannotReadError, match="is no address"):
        await asked(written(typical()["public"]), address)


def test_nothing_in_a_file_moves_the_cursor_of_a_terminal() -> None:
    proof = json.loads(typical()["public"])
    proof["record"]["notation"] = "\x1b[2J\r\u202e" + "1" * 5_000

    report = judge(canonical.dump(proof).encode(), Ed25519SignatureCheck().verify)
    lines = told(report)
    assert all(line.isprintable() for line in lines)
    assert max(map(len, lines)) < 400


def test_a_report_without_a_record_has_no_headline() -> None:
    lines = told(Report((Check("form", Result.FAILED, "unreadable"),)))

    assert lines == [
        "  FAILED  form        This is no verification file: it is not JSON in UTF-8.",
        "NOT verified: form.",
    ]


def test_the_examples_hold() -> None:
    failed, attempted = doctest.testmod(verify_roll)

    assert (failed, attempted) == (0, 2)


async def test_the_command_answers_and_ends_as_it_should(written: Callable[[bytes], str], tmp_path: Path) -> None:
    verified = await started_everquill("verify", "roll", written(typical()["public"]), "--keys", written(KEYS))
    cut = typical()["public"].replace(b'"seed":"', b'"seed":"0')[:-1]
    changed = await started_everquill("verify", "roll", written(cut))
    early = await started_everquill("verify", "roll", written(typical()["public, seed not revealed"]))
    missing = await started_everquill("verify", "roll", str(tmp_path / "none"))

    assert (verified.code, verified.err) == (0, "")
    assert verified.out.splitlines()[-1] == "Verified: everything holds."
    assert (changed.code, changed.err) == (1, "")
    assert (early.code, early.err) == (3, "")
    assert (missing.code, missing.out) == (2, "")
    assert "No such file" in missing.sentence
