"""From what a sender writes to what a message holds: files stored, links to them resolved, components numbered."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.sandbox.wire import Json, as_object, objects

ATTACHED = "attachment://"
MEDIA_IN_EMBED = (("image", "url"), ("thumbnail", "url"), ("author", "icon_url"), ("footer", "icon_url"))


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it came in a request.

    Attributes:
        key: The `n` of ``files[n]``, by which `attachments` speak of it.
    """

    key: str
    filename: str
    content_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """Where a file can be fetched, and what is known of it."""

    url: str
    content_type: str | None
    size: int
    attachment_id: str
    width: int | None = None
    height: int | None = None


def number(components: Iterable[Json]) -> list[Json]:
    """Return a copy of the components in which each has an id; those without one get the lowest that is free."""
    copied = copy.deepcopy(list(components))
    taken = {component["id"] for component in walk(copied) if component.get("id")}
    free = 1
    for component in walk(copied):
        if not component.get("id"):
            while free in taken:
                free += 1
            component["id"] = free
            taken.add(free)
    return copied


def walk(components: Iterable[Json]) -> Iterator[Json]:
    """Yield every component, the parents before their children, in reading order."""
    for component in components:
        yield component
        yield from walk(objects(component.get("components")))
        for slot in ("accessory", "component"):
            if isinstance(component.get(slot), dict):
                yield from walk([component[slot]])


def names_used(embeds: Iterable[Json], components: Iterable[Json]) -> set[str]:
    """Return the file names that embeds and components refer to by ``attachment://``."""
    urls = [as_object(embed.get(part)).get(key) for embed in embeds for part, key in MEDIA_IN_EMBED]
    urls += [media.get("url") for component in walk(components) for media in media_of(component)]
    return {url.removeprefix(ATTACHED) for url in urls if isinstance(url, str) and url.startswith(ATTACHED)}


def media_of(component: Json) -> list[Json]:
    """Return the unfurled media items that one component shows."""
    found = [component.get("media"), component.get("file")]
    found += [item.get("media") for item in objects(component.get("items"))]
    return objects(found)


def resolve_embeds(embeds: Iterable[Json], links: dict[str, Link]) -> list[Json]:
    """Return embeds as a message shows them: rich, trimmed, their media with addresses that can be fetched."""
    resolved: list[Json] = []
    for embed in copy.deepcopy(list(embeds)):
        shown: Json = {key: _trimmed(value) for key, value in embed.items() if value is not None} | {"type": "rich"}
        for part, key in MEDIA_IN_EMBED:
            if isinstance(shown.get(part), dict):
                _resolve(shown[part], key, links)
        resolved.append(shown)
    return resolved


def resolve_components(components: Iterable[Json], links: dict[str, Link]) -> list[Json]:
    """Return components as a message shows them: numbered, their media with addresses that can be fetched."""
    numbered = number(components)
    for component in walk(numbered):
        for media in media_of(component):
            link = _resolve(media, "url", links)
            if link is not None and component.get("file") is media:
                component |= {"name": link.url.rpartition("/")[2], "size": link.size}
    return numbered


def _trimmed(value: object) -> object:
    return value.strip() if isinstance(value, str) else value


def _resolve(media: Json, key: str, links: dict[str, Link]) -> Link | None:
    url = media.get(key)
    if not isinstance(url, str):
        return None
    link = links.get(url.removeprefix(ATTACHED)) if url.startswith(ATTACHED) else None
    media[key] = link.url if link else url
    media["proxy_url" if key == "url" else f"proxy_{key}"] = media[key]
    if key == "url":
        media |= {"width": link.width if link else None, "height": link.height if link else None, "flags": 0}
        if link is not None:
            media["attachment_id"] = link.attachment_id
        if link is not None and link.content_type is not None:
            media["content_type"] = link.content_type
    return link
