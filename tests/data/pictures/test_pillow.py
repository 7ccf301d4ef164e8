"""Portraits: what comes out is small, clean and a WebP; what is no picture, or too much of one, is refused in words."""

from __future__ import annotations

import io
import struct
import time
import zlib
from collections.abc import Callable

import pytest
from PIL import Image, PngImagePlugin

from core.errors import LimitError, RuleError
from data.pictures.pillow import MOST_BYTES, SIDE, PillowPictures

MOST_S = 1.0
"""Of processor time on a busy machine."""


def picture(kind: str, size: tuple[int, int] = (300, 200), mode: str = "RGB") -> bytes:
    made = io.BytesIO()
    Image.new(mode, size, "red" if mode != "P" else 3).save(made, kind)
    return made.getvalue()


def chunk(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))


def png(width: int, height: int, *chunks: bytes) -> bytes:
    header = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(chunks) + chunk(b"IEND", b"")


def text_bomb() -> bytes:
    return png(1, 1, *(chunk(b"zTXt", b"x\0\0" + zlib.compress(b"\0" * 30_000_000)) for _ in range(4)))


def tagged() -> bytes:
    made, exif = io.BytesIO(), Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x010E] = "where I live"
    Image.new("RGB", (300, 200), "red").save(made, "JPEG", exif=exif, comment=b"a secret")
    return made.getvalue()


def commented() -> bytes:
    made, said = io.BytesIO(), PngImagePlugin.PngInfo()
    said.add_text("Comment", "a secret")
    Image.new("RGBA", (64, 64), (255, 0, 0, 100)).save(made, "PNG", pnginfo=said)
    return made.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "nothing": (lambda: b"", "picture-unreadable"),
    "text": (lambda: b"a portrait", "picture-unreadable"),
    "gif": (lambda: picture("GIF", mode="P"), "picture-unreadable"),
    "bitmap": (lambda: picture("BMP"), "picture-unreadable"),
    "svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>', "picture-unreadable"),
    "half-a-png": (lambda: picture("PNG", (900, 900))[:200], "picture-unreadable"),
    "half-a-jpeg": (lambda: picture("JPEG", (900, 900))[:300], "picture-unreadable"),
    "half-a-webp": (lambda: picture("WEBP", (900, 900))[:60], "picture-unreadable"),
    "no-pixels": (lambda: png(0, 0), "picture-unreadable"),
    "pixel-bomb": (lambda: png(60_000, 60_000, chunk(b"IDAT", zlib.compress(b"\0" * 1_000))), "picture-too-large"),
    "just-too-many-pixels": (lambda: png(5_000, 5_000), "picture-too-large"),
    "pixel-bomb-webp": (lambda: picture("WEBP", (16_000, 2_000)), "picture-too-large"),
    "text-bomb": (text_bomb, "picture-unreadable"),
    "too-many-bytes": (lambda: b"\x89PNG" + b"\0" * MOST_BYTES, "picture-too-large"),
}


async def opened(content: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(await PillowPictures().portrait(content)))
    image.load()
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
async def test_a_picture_becomes_a_webp(kind: str) -> None:
    image = await opened(picture(kind))
    assert (image.format, image.size) == ("WEBP", (300, 200))


async def test_a_large_picture_becomes_small() -> None:
    assert (await opened(picture("JPEG", (4_000, 3_000)))).size == (SIDE, SIDE * 3 // 4)
    assert (await opened(picture("PNG", (1_200, 3_000)))).size == (410, SIDE)


@pytest.mark.parametrize("mode", ["L", "LA", "RGBA", "P", "1", "CMYK", "I;16"])
async def test_pictures_of_every_kind_of_colour_are_read(mode: str) -> None:
    kind = "JPEG" if mode == "CMYK" else "PNG"
    made = io.BytesIO()
    Image.new(mode, (64, 64)).save(made, kind)
    assert (await opened(made.getvalue())).size == (64, 64)


async def test_what_is_transparent_stays_so() -> None:
    assert (await opened(commented())).getchannel("A").tobytes()[0] == 100


async def test_nothing_hides_in_what_is_kept_and_it_stands_upright() -> None:
    kept = await PillowPictures().portrait(tagged())
    assert not any(told in kept for told in (b"secret", b"where", b"Exif", b"EXIF"))
    assert Image.open(io.BytesIO(kept)).size == (200, 300)
    assert b"secret" not in await PillowPictures().portrait(commented())


async def test_of_an_animation_the_first_frame_counts() -> None:
    made = io.BytesIO()
    frames = [Image.new("RGB", (64, 64), colour) for colour in ("red", "blue", "green")]
    frames[0].save(made, "WEBP", save_all=True, append_images=frames[1:])
    image = await opened(made.getvalue())
    assert getattr(image, "n_frames", 1) == 1
    red, _, blue = image.convert("RGB").tobytes()[:3]
    assert red > blue


@pytest.mark.parametrize("name", REFUSED)
async def test_what_is_no_portrait_is_refused_in_words_and_costs_little(name: str) -> None:
    made, reason = REFUSED[name]
    content = made()
    began = time.process_time()
    with pytest.raises((RuleError, LimitError), match=reason):
        await PillowPictures().portrait(content)
    assert time.process_time() - began < MOST_S


async def test_any_flipped_byte_is_read_or_refused_in_words() -> None:
    for kind in ("PNG", "JPEG", "WEBP"):
        content = picture(kind, (40, 30))
        for at in range(0, len(content), 3):
            spoiled = bytearray(content)
            spoiled[at] ^= 0xFF
            try:
                assert await PillowPictures().portrait(bytes(spoiled))
            except (RuleError, LimitError):
                continue
