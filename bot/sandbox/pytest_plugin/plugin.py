"""The plugin itself: ``pytest_plugins = ["bot.sandbox.pytest_plugin.plugin"]`` in the conftest at the top.

A project says once how its bot is started, by a fixture of its own::

    @pytest.fixture(scope="session")
    def sandbox_bot(sandbox: Sandbox) -> BotProcess:
        return BotProcess(["python", "-m", "mybot"], {"BASE": sandbox.base_url, "TOKEN": sandbox.token})

and then plays: every test has a guild of its own, the bot is one process a run, and nothing ever sleeps::

    async def test_dice_are_rolled(alice: Player, bob: Player) -> None:
        rolled = await alice.slash("/roll", dice="1d20")
        assert "total" in rolled.answer.text
        await bob.seen("Alice rolled")

A test that fails shows what each person did and saw, the traffic and what the bot said. A request to a route
that Discord has and the sandbox lacks fails the run, whatever the tests thought of the answer. With pytest-xdist all of
this, the bot too, is there once in each of its processes.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Generator
from typing import Any

import pytest

from bot.sandbox.client.client import SandboxClient
from bot.sandbox.pytest_plugin.bodies import Bodies
from bot.sandbox.pytest_plugin.players import Player
from bot.sandbox.pytest_plugin.process import BotProcess
from bot.sandbox.pytest_plugin.run import Run
from bot.sandbox.pytest_plugin.scene import Scene
from bot.sandbox.server import Sandbox

_RUN = pytest.StashKey[Run]()
_GAPS = "sandbox_gaps"
SHARDS = 2


LOOPS = ("asyncio_default_fixture_loop_scope", "asyncio_default_test_loop_scope")


def pytest_configure(config: pytest.Config) -> None:
    if not config.pluginmanager.has_plugin("asyncio"):
        raise pytest.UsageError("the sandbox's plugin needs pytest-asyncio: pip install pytest-asyncio")
    if config.getini("asyncio_mode") != "auto" or any(config.getini(loop) != "session" for loop in LOOPS):
        wanted = "\n".join(("asyncio_mode = auto", *(f"{loop} = session" for loop in LOOPS)))
        raise pytest.UsageError(f"the sandbox lives in one loop for the whole run; set for pytest:\n{wanted}")
    config.stash[_RUN] = Run()


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    item.config.stash[_RUN].begin(item.nodeid)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        report.sections += item.config.stash[_RUN].story()
    return report


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown(item: pytest.Item) -> None:
    item.config.stash[_RUN].end()


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    gaps = session.config.stash[_RUN].gaps
    told: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if told is not None:  # this is one of pytest-xdist's processes, whose own status counts for nothing
        told[_GAPS] = gaps
    if gaps and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what one of pytest-xdist's processes has met; one that crashed told nothing, and is a failure too."""
    met: dict[str, str] = getattr(node, "workeroutput", {}).get(_GAPS, {})
    node.config.stash[_RUN].gaps.update(met)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    gaps = config.stash[_RUN].gaps
    if gaps:
        terminalreporter.section("routes that the sandbox does not know", red=True, bold=True)
        for gap, test in gaps.items():
            terminalreporter.line(f"{gap}: first asked for in {test}", red=True)


@pytest.fixture(scope="session")
def sandbox_run(pytestconfig: pytest.Config) -> Run:
    """For fixtures that open sandboxes and scenes of their own."""
    return pytestconfig.stash[_RUN]


@pytest.fixture(scope="session")
def sandbox_bodies(sandbox_run: Run) -> Bodies:
    """Every JSON body that bots send in this process: complete when a session's fixture that asks for it ends."""
    return sandbox_run.bodies


@pytest.fixture(scope="session")
async def sandbox(sandbox_run: Run) -> AsyncIterator[Sandbox]:
    """The sandbox of the run."""
    async with sandbox_run.sandbox(shards=SHARDS) as opened:
        yield opened


@pytest.fixture(scope="session")
async def sandbox_client(sandbox: Sandbox) -> AsyncIterator[SandboxClient]:
    """What a test does to the sandbox itself: faults, the clock, further people."""
    async with SandboxClient(sandbox.page_url) as opened:
        yield opened


@pytest.fixture(scope="session")
def sandbox_bot() -> BotProcess:
    """How the bot is started; each project says it for itself."""
    raise pytest.UsageError("say how your bot is started: a session fixture `sandbox_bot` that returns a BotProcess")


@pytest.fixture(scope="session")
async def bot(
    sandbox_run: Run, sandbox: Sandbox, sandbox_client: SandboxClient, sandbox_bot: BotProcess
) -> AsyncIterator[BotProcess]:
    """The bot of the run, on every shard and with its commands registered."""
    sandbox_run.bots.append(sandbox_bot)
    await sandbox_bot.start()
    try:
        await connected(sandbox_bot, sandbox_client, sandbox.realm.shards)
        yield sandbox_bot
    finally:
        await sandbox_bot.stop()


async def connected(bot: BotProcess, client: SandboxClient, shards: int) -> None:
    """Wait until a bot holds every shard, and no longer than it lives.

    Raises:
        AssertionError: It ended before that.
    """
    ending, connecting = asyncio.create_task(bot.ended()), asyncio.create_task(client.until_connected(shards, 60.0))
    await asyncio.wait({ending, connecting}, return_when=asyncio.FIRST_COMPLETED)
    ending.cancel()
    if not connecting.done():
        connecting.cancel()
        raise AssertionError(bot.story("the bot has ended before it was connected"))
    await connecting


@pytest.fixture
async def scene(sandbox_run: Run, sandbox: Sandbox, sandbox_client: SandboxClient, bot: BotProcess) -> Scene:
    """A guild of this test alone, with four people in its first channel."""
    return await sandbox_run.scene(sandbox, sandbox_client)


@pytest.fixture
def alice(scene: Scene) -> Player:
    return scene.player("alice")


@pytest.fixture
def bob(scene: Scene) -> Player:
    return scene.player("bob")


@pytest.fixture
def carol(scene: Scene) -> Player:
    return scene.player("carol")


@pytest.fixture
def dan(scene: Scene) -> Player:
    return scene.player("dan")
