"""Every scenario by name, and who can run it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.bot.embedded import as_root, owners, scenarios

Scenario = Callable[[Path], Awaitable[None] | None]

FOR_ALL: dict[str, Scenario] = {
    scenario.__name__: scenario
    for scenario in (
        scenarios.starts_cold_and_warm,
        scenarios.ignores_the_callers_environment,
        scenarios.loses_no_acknowledged_row_when_the_postmaster_is_killed,
        scenarios.survives_the_death_of_a_backend,
        scenarios.starts_beside_a_stranger_with_its_old_pid,
        scenarios.refuses_the_data_of_another_major_version,
        scenarios.says_that_the_disk_is_full,
        scenarios.works_in_any_folder,
        owners.dies_with_its_owner,
        owners.ends_what_an_earlier_owner_left_running,
        owners.refuses_a_second_owner,
    )
}
FOR_ROOT: dict[str, Scenario] = {
    scenario.__name__: scenario
    for scenario in (
        as_root.keeps_a_private_clone_private,
        as_root.copies_a_private_installation_once,
        as_root.runs_as_the_owner_of_the_data,
    )
}
