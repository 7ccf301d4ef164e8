"""Files of cases: JSON with a list under ``cases``; what is wrong with one is said in a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any


class UnreadableError(Exception):
    """A file that no case can be taken from; the text is a whole sentence."""


def listed(file: Path) -> list[Any]:
    """Everything under ``cases``, as it stands there.

    Raises:
        UnreadableError: The file is not there, is no JSON, or has no list of cases.
    """
    try:
        found = json.loads(file.read_text("utf-8"))
    except OSError as error:
        raise UnreadableError(f"{file} cannot be opened: {error.strerror}.") from None
    except UnicodeDecodeError as error:
        raise UnreadableError(f"{file} is not UTF-8: byte {error.start} is none of its text.") from None
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{file} is not JSON: {error}.") from None
    if not isinstance(found, dict) or not isinstance(found.get("cases"), list):
        raise UnreadableError(f'{file} has no list under "cases".')
    return found["cases"]
