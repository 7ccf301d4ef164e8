"""Every store of objects: a folder, and a bucket of an S3 that is spoken to over a socket."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from core.errors import UnavailableError
from core.ids import ObjectKey, UserId
from core.ports.objects import Objects, object_key
from data.objects.directory import DirectoryObjects
from data.objects.s3 import Bucket, S3Objects
from tests.data.objects.s3_server import ACCESS_KEY, BUCKET, REGION, SECRET_KEY, S3Server, s3_server

ALICE, BOB = UserId(10), UserId(110)


@dataclass
class Case:
    """A store, and how to get at what it keeps behind its back."""

    objects: Objects
    folder: Path | None = None
    server: S3Server | None = None

    def spoil(self, key: ObjectKey, content: bytes) -> None:
        if self.folder:
            (self.folder / key).write_bytes(content)
        if self.server:
            self.server.kept[key] = content

    def count(self) -> int:
        if self.folder:
            return sum(1 for path in self.folder.rglob("*") if path.is_file())
        return len(self.server.kept) if self.server else 0


def of_server(server: S3Server, *, secret: str = SECRET_KEY, name: str = BUCKET) -> S3Objects:
    return S3Objects(Bucket(name, server.endpoint, REGION, ACCESS_KEY, secret))


@pytest.fixture(params=["directory", "s3"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Case]:
    if request.param == "directory":
        yield Case(DirectoryObjects(tmp_path / "objects"), folder=tmp_path / "objects")
        return
    with s3_server() as server:
        yield Case(of_server(server), server=server)


@pytest.mark.parametrize("content", [b"", b"x", bytes(range(256)) * 4096])
async def test_what_is_put_comes_back(case: Case, content: bytes) -> None:
    key = await case.objects.put(ALICE, content)
    assert key == object_key(ALICE, content)
    assert await case.objects.get(key) == content


async def test_the_same_file_is_kept_once_for_each_person(case: Case) -> None:
    first, again = [await case.objects.put(ALICE, b"sheet") for _ in range(2)]
    theirs = await case.objects.put(BOB, b"sheet")
    assert first == again != theirs
    assert case.count() == 2


async def test_many_at_once_are_all_kept(case: Case) -> None:
    contents = [str(number).encode() for number in range(12)]
    keys = await asyncio.gather(*(case.objects.put(ALICE, content) for content in contents))
    assert [await case.objects.get(key) for key in keys] == contents


async def test_what_is_not_there_is_nothing(case: Case) -> None:
    assert await case.objects.get(object_key(ALICE, b"never")) is None


@pytest.mark.parametrize("key", ["", "10", "10/x", "../../etc/passwd", "10/../11/" + "0" * 64, "x/" + "0" * 64])
async def test_what_is_no_key_is_nothing(case: Case, key: str) -> None:
    assert await case.objects.get(ObjectKey(key)) is None


async def test_what_is_not_what_its_key_says_is_nothing(case: Case) -> None:
    key = await case.objects.put(ALICE, b"sheet")
    case.spoil(key, b"another sheet")
    assert await case.objects.get(key) is None


async def test_whoever_is_forgotten_leaves_nothing_and_others_stay(case: Case) -> None:
    theirs = await case.objects.put(BOB, b"bob's")  # whose number begins like hers
    hers = [await case.objects.put(ALICE, str(number).encode()) for number in range(5)]
    await case.objects.forget(ALICE)
    await case.objects.forget(ALICE)
    assert [await case.objects.get(key) for key in hers] == [None] * 5
    assert await case.objects.get(theirs) == b"bob's"
    assert case.count() == 1


async def test_a_folder_that_cannot_be_made_is_said_to_be_away(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    objects = DirectoryObjects(tmp_path / "file")
    with pytest.raises(UnavailableError, match="objects-away"):
        await objects.put(ALICE, b"x")


async def test_nothing_half_written_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("data.objects.directory.os.fsync", full)
    with pytest.raises(UnavailableError, match="objects-away"):
        await DirectoryObjects(tmp_path).put(ALICE, b"x")
    assert Case(DirectoryObjects(tmp_path), folder=tmp_path).count() == 0


@pytest.mark.parametrize("failing", [500, 503, 403])
async def test_a_server_that_fails_is_said_to_be_away(failing: int) -> None:
    with s3_server() as server:
        objects, key = of_server(server), object_key(ALICE, b"x")
        server.failing = failing
        for work in (objects.put(ALICE, b"x"), objects.get(key), objects.forget(ALICE)):
            with pytest.raises(UnavailableError, match="objects-away"):
                await work


async def test_a_wrong_secret_and_a_wrong_bucket_are_said_to_be_away() -> None:
    with s3_server() as server:
        for objects in (of_server(server, secret="another"), of_server(server, name="elsewhere")):
            with pytest.raises(UnavailableError, match="objects-away"):
                await objects.put(ALICE, b"x")
        assert not server.kept


async def test_a_server_that_is_not_there_is_said_to_be_away() -> None:
    objects = S3Objects(Bucket(BUCKET, "http://127.0.0.1:1", REGION, ACCESS_KEY, SECRET_KEY))
    with pytest.raises(UnavailableError, match="objects-away"):
        await objects.get(object_key(ALICE, b"x"))
