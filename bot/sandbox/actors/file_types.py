"""Which files a client lets a person pick: those whose names end as the application asked for.

Only the name counts; nobody looks inside.

Source: Discord developer docs, "API Reference", File Type Filtering.
"""

from __future__ import annotations

from collections.abc import Mapping

from bot.sandbox.actors.refusal import ClientRefusal
from bot.sandbox.wire import Json, as_list, as_object

_GROUPS: Mapping[str, tuple[str, ...]] = {
    "image": (".png", ".gif", ".jpg", ".jpeg", ".jfif", ".webp", ".avif"),
    "video": (".mp4", ".mov", ".qt", ".webm"),
    "audio": (".mp3", ".m4a", ".wav", ".ogg", ".opus", ".flac"),
}


def check(asking: Json, file: object, name: str) -> None:
    """Refuse a file that an option or an upload field does not take.

    Args:
        asking: What may have `file_types`.
        file: What the person picked, as the control API takes it.
        name: What the person picked it for.
    """
    wanted = [str(one).lower() for one in as_list(asking.get("file_types"))]
    if not wanted:
        return
    endings = tuple(ending for one in wanted for ending in _GROUPS.get(one, (one,)))
    filename = str(as_object(file).get("filename", ""))
    if not filename.lower().endswith(endings):
        raise ClientRefusal(f"{name} takes {', '.join(wanted)} only, not {filename}", name)
