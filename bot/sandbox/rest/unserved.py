"""Requests for what the sandbox does not serve: is it Discord's and missing here, or nobody's?

``other_routes.txt`` lists Discord's other routes, of its own description and of what clients call. A request for one is
a gap of the sandbox (501). A mistake of the bot is answered as Discord answers it: 405 where only the method is wrong,
else 404.

Source: Discord developer docs, "Opcodes and Status Codes", HTTP; github.com/discord/discord-api-spec.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from bot.sandbox.errors import METHOD_NOT_ALLOWED, NOT_FOUND, ApiError

OTHERS = tuple(Path(__file__).with_name("other_routes.txt").read_text(encoding="utf-8").splitlines())
_PARAMETER = re.compile(r"\\\{[^}]*\\\}")


class Unserved:
    """Judges requests that no route has taken.

    Args:
        served: The paths that the sandbox serves, as templates.
    """

    def __init__(self, served: Iterable[str]) -> None:
        others = [line.split() for line in OTHERS]
        self._gaps = {method: _any(path for verb, path in others if verb == method) for method, _ in others}
        self._paths = _any((*served, *(path for _, path in others)))

    def is_gap(self, method: str, path: str) -> bool:
        """Whether Discord has this route; other versions of the API it has as well."""
        return path.startswith("/api/") or (method in self._gaps and bool(self._gaps[method].fullmatch(path)))

    def refusal(self, path: str) -> ApiError:
        """Return what Discord says to a request for what it does not have."""
        return METHOD_NOT_ALLOWED() if self._paths.fullmatch(path) else NOT_FOUND()


def _any(templates: Iterable[str]) -> re.Pattern[str]:
    return re.compile("|".join(_PARAMETER.sub("[^/]+", re.escape(template)) for template in templates))
