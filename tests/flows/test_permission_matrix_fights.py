"""Who may do what in fights, by everybody who can stand at a table; test_permission_matrix says how."""

from __future__ import annotations

import pytest

from tests.flows.matrix.cast import Setting
from tests.flows.matrix.deeds import DEEDS
from tests.flows.matrix.fights import FIGHTS
from tests.flows.matrix.scenes import Scenes
from tests.flows.matrix.walking import cells_of, walk

DOORS = {**FIGHTS, **DEEDS}


@pytest.mark.parametrize(("name", "setting"), cells_of(DOORS))
@pytest.mark.timeout(180)
async def test_the_bot_does_what_the_matrix_says(scenes: Scenes, name: str, setting: Setting) -> None:
    await walk(scenes, name, DOORS[name], setting)
