"""Who may do what with characters, by everybody who can stand at a table; test_permission_matrix says how."""

from __future__ import annotations

import pytest

from tests.flows.matrix.cast import Setting
from tests.flows.matrix.doors import CHARACTERS
from tests.flows.matrix.scenes import Scenes
from tests.flows.matrix.walking import cells_of, walk


@pytest.mark.parametrize(("name", "setting"), cells_of(CHARACTERS))
@pytest.mark.timeout(180)
async def test_the_bot_does_what_the_matrix_says(scenes: Scenes, name: str, setting: Setting) -> None:
    await walk(scenes, name, CHARACTERS[name], setting)
