"""Taking pages apart."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = {"meta", "link", "br", "img", "input", "hr"}


class Page(HTMLParser):
    """A page taken apart: its tags, attributes and texts; fails on tags that do not close."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.texts: list[str] = []
        self.meta: dict[str, str] = {}
        self.times: list[str] = []
        self.dice: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs
        named = dict(attrs)
        if tag == "meta" and (key := named.get("property") or named.get("name")):
            self.meta[key] = named.get("content") or ""
        if tag == "li":
            self.dice.append("")
        if tag == "time":
            self.times.append(named.get("datetime") or "")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self._open:
            self.texts.append(data)
        if "li" in self._open:
            self.dice[-1] += data

    @property
    def said(self) -> str:
        """What a reader hears, on one line."""
        return " ".join("".join(self.texts).split())
