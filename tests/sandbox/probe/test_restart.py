"""What outlives the bot's process: persistent views, dynamic items, and layouts that were posted before."""

from __future__ import annotations

from bot.sandbox.client.client import SandboxClient
from bot.sandbox.pytest_plugin.run import Run
from tests.sandbox.probe.process import ProbeProcess


async def test_buttons_work_after_the_process_that_posted_them_was_killed(sandbox_run: Run) -> None:
    async with sandbox_run.sandbox(shards=1) as sandbox, SandboxClient(sandbox.page_url) as client:
        async with ProbeProcess(sandbox) as first:
            await first.reported("ready")
            await client.until_connected(1)
            guild = await client.make_guild("After", members=["alice"])
            alice = client.user("alice", guild)
            persistent = (await alice.slash("general", "hero")).answer
            dynamic = (await alice.slash("general", "counter")).answer
            dynamic = (await alice.click(dynamic, "Count 0")).answer
            layout = (await alice.slash("general", "sheet")).answer
            await first.kill()
        async with ProbeProcess(sandbox) as second:
            await second.reported("ready")
            assert (await alice.click(persistent, "Roll")).answer.content == "d20 = 17"
            assert (await alice.select(persistent, "hero:class", "Bard")).answer.content == "picked Bard"
            assert (await alice.click(dynamic, "Count 1")).answer.content == "counted 2"
            assert (await alice.click(layout, "Hurt")).answer.content == "ouch"
            named = await alice.submit(await alice.click(persistent, "Name"), name="Thokk")
            assert named.answer.content == "Hail, Thokk!"
