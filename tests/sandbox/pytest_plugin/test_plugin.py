"""The plugin, used as another project would use it: a run of pytest of its own, with a real bot."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
PROBE = "tests.sandbox.probe.bot"
INI = """
[pytest]
asyncio_mode = auto
asyncio_default_fixture_loop_scope = session
asyncio_default_test_loop_scope = session
pythonpath = {root}
"""
CONFTEST = """
import sys

import pytest

from bot.sandbox.pytest_plugin.process import BotProcess

pytest_plugins = ["bot.sandbox.pytest_plugin.plugin"]


@pytest.fixture(scope="session")
def sandbox_bot(sandbox):
    settings = {{"BASE": sandbox.base_url, "TOKEN": sandbox.token}}
    return BotProcess([sys.executable, "-m", {module!r}], settings, folder={root!r})
"""


@pytest.fixture
def project(pytester: pytest.Pytester) -> pytest.Pytester:
    """A project whose bot is the probe."""
    return of_bot(pytester, PROBE)


def of_bot(pytester: pytest.Pytester, module: str) -> pytest.Pytester:
    pytester.makeini(INI.format(root=ROOT))
    pytester.makeconftest(CONFTEST.format(module=module, root=str(ROOT)))
    return pytester


def run(project: pytest.Pytester, tests: str, *words: str) -> pytest.RunResult:
    project.makepyfile(tests)
    return project.runpytest_subprocess("-p", "no:cacheprovider", "-p", "no:simcord", *words, timeout=100)


def test_people_play_with_one_bot_and_a_guild_for_each_test(project: pytest.Pytester) -> None:
    played = run(
        project,
        """
        met = []

        async def test_a_roll(alice, bob, scene, bot):
            rolled = await alice.slash("/roll", dice="1d20")
            assert rolled.answer.content == "1d20 x1"
            assert (await bob.seen("1d20")).id == rolled.answer.id
            met.append((scene.guild.id, bot.pid))

        async def test_another_guild_is_empty(alice, scene, bot):
            assert await alice.messages() == []
            assert (await alice.at("tavern").slash("table open")).answer.content == "table is open"
            met.append((scene.guild.id, bot.pid))
            assert len({guild for guild, _ in met}) == 2
            assert len({pid for _, pid in met}) == 1

        async def test_everything_that_people_do(alice, bob):
            hero = (await alice.slash("/hero")).answer
            assert (await bob.click(hero, "Roll")).answer.content == "d20 = 17"
            form = await bob.click(hero, "Name")
            assert (await bob.submit(form, name="Thokk")).answer.ephemeral
            assert (await alice.select(hero, "hero:class", "Bard")).answer.content == "picked Bard"
            assert [c.value for c in await alice.autocomplete("/cast", "spell", spell="fire")][0] == "Fireball"
            assert (await alice.menu("Wave", bob)).answer.content == "waves at bob"
            assert (await alice.menu("Quote", hero)).answer.content.startswith("> ")
            slow = await alice.slash("/slow")
            assert (await alice.completed(slow)).answer.content == "slowly"
            await alice.react(hero, "🎲")
            assert (await alice.at("@bot").say("psst")).content == "psst"
        """,
    )

    played.assert_outcomes(passed=3)
    assert played.ret == 0


def test_a_failed_test_tells_what_people_saw_and_what_crossed_the_wire(project: pytest.Pytester) -> None:
    played = run(
        project,
        """
        async def test_that_passed_before(alice):
            await alice.say("of another test")

        async def test_that_fails(alice, bob):
            await bob.say("good evening")
            await alice.slash("/roll", dice="2d6")
            hero = (await alice.slash("/hero")).answer
            await bob.submit(await bob.click(hero, "Name"), name="Thokk")
            await bob.select(hero, "hero:class", "Bard")
            assert "nobody" == "here"
        """,
    )

    played.assert_outcomes(passed=1, failed=1)
    assert played.ret == 1
    played.stdout.fnmatch_lines(
        [
            "*what people saw in Guild 2*",
            "#general alice, bob, carol, dan ◂ bob: good evening",
            "#general alice ▸ /roll dice:2d6",
            "#general alice, bob, carol, dan ◂ *: 2d6 x1*",
            "#general bob ▸ presses [[]Name]",
            "#general bob ◂ the form 'Name your hero' opens",
            "#general bob ▸ hands in the form *: {'name': 'Thokk'}",
            "#general bob ◂ * (only you): Hail, Thokk!",
            "#general bob ▸ chooses [[]'Bard'] in hero:class",
            "*traffic of http://127.0.0.1:*",
            "* gateway * INTERACTION_CREATE *",
            "* POST /interactions/*/callback 20* *2d6 x1*",
            "*what bot * said*",
            '*"what": "interaction"*',
        ]
    )
    played.stdout.no_fnmatch_line("*alice: of another test*")


@pytest.mark.parametrize("words", [(), ("-n", "2")], ids=["one process", "two processes"])
def test_a_gap_fails_the_run_and_names_the_test_that_met_it(project: pytest.Pytester, words: tuple[str, ...]) -> None:
    played = run(
        project,
        """
        import aiohttp

        async def test_that_is_content_with_any_answer(sandbox):
            async with aiohttp.ClientSession() as http:
                await http.get(sandbox.base_url + "/api/v10/lobbies/1")
        """,
        *words,
    )

    played.assert_outcomes(passed=1)
    assert played.ret == 1
    played.stdout.fnmatch_lines(
        ["*routes that the sandbox does not know*", "GET /lobbies/1: first asked for in *::test_that_is_content*"]
    )


def test_what_bots_have_sent_is_there_after_all_tests_and_each_body_once(project: pytest.Pytester) -> None:
    played = run(
        project,
        """
        import pytest

        @pytest.fixture(scope="session", autouse=True)
        def judged(sandbox_bodies):
            yield
            rolls = [body for body in sandbox_bodies if "2d6" in str(body.json)]
            assert [(body.method, body.test.partition("::")[2]) for body in rolls] == [("POST", "test_a_roll")]
            assert not [body for body in sandbox_bodies if "too long" in str(body.json)]
            print(len(rolls), "roll was judged")

        async def test_a_roll(alice, sandbox_client):
            await alice.slash("/roll", dice="2d6")

        async def test_the_same_roll(alice):
            await alice.slash("/roll", dice="2d6")

        async def test_what_is_refused_is_not_among_them(alice):
            await alice.slash("/roll", dice="too long" * 300)
        """,
        "-s",
    )

    played.assert_outcomes(passed=3)
    played.stdout.fnmatch_lines(["*1 roll was judged*"])


def test_the_example_of_the_readme_runs_as_it_stands(pytester: pytest.Pytester) -> None:
    page = (ROOT / "bot/sandbox/README.md").read_text(encoding="utf-8")
    example = page.split("```python\n")[2].split("```")[0]
    start = f"import sys, runpy; sys.path.insert(0, {str(ROOT)!r}); runpy.run_module({PROBE!r}, run_name='__main__')"
    ours = example.replace('["python", "-m", "mybot"]', repr([sys.executable, "-c", start]))
    setup, test = ours.split("\n\n\nasync def ")
    pytester.makeini(INI.format(root=ROOT))
    pytester.makeconftest(setup)

    run(pytester, f"from __future__ import annotations\nasync def {test}").assert_outcomes(passed=1)


def test_a_bot_that_does_not_come_up_fails_at_once_with_what_it_said(pytester: pytest.Pytester) -> None:
    played = run(of_bot(pytester, "tests.sandbox.probe.missing"), "async def test_of_it(alice): pass")

    played.assert_outcomes(errors=1)
    played.stdout.fnmatch_lines(["*the bot has ended before it was connected*", "*No module named*missing*"])


def test_waiting_in_vain_says_for_what_and_what_there_was(project: pytest.Pytester) -> None:
    played = run(
        project,
        """
        async def test_of_words(alice, bob):
            await bob.say("good evening")
            await alice.seen("never said", 0.2)

        async def test_of_an_answer(alice, sandbox_client):
            await sandbox_client.fault(method="PATCH", path="/messages/@original$", delay_s=60)
            await alice.completed(await alice.slash("/slow"), 0.2)

        async def test_of_shards(alice, sandbox_client):
            await sandbox_client.until_connected(3, 0.2)
        """,
    )

    played.assert_outcomes(failed=3)
    played.stdout.fnmatch_lines(
        [
            "*NotInTimeError: alice waited 0.2 s in general for the words 'never said'; there stood: 'good evening'",
            "*NotInTimeError: alice waited 0.2 s for the answer; it is deferred",
            "*NotInTimeError: waited 0.2 s; 2 sessions are connected, * commands registered",
            "*what people saw in Guild 3*",
            "(nothing)",
        ]
    )


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        ("[pytest]", "set for pytest:"),
        ("[pytest]\nasyncio_mode = auto", "asyncio_default_test_loop_scope = session"),
        ("[pytest]\naddopts = -p no:asyncio", "pip install pytest-asyncio"),
    ],
)
def test_a_project_whose_loops_do_not_fit_is_told_what_to_set(
    project: pytest.Pytester, settings: str, said: str
) -> None:
    project.makeini(f"{settings}\npythonpath = {ROOT}")
    played = run(project, "def test_of_nothing(): pass")

    assert played.ret == pytest.ExitCode.USAGE_ERROR
    played.stderr.fnmatch_lines([f"*{said}*"])


def test_a_project_that_does_not_say_how_its_bot_starts_is_told_to(pytester: pytest.Pytester) -> None:
    of_bot(pytester, "").makeconftest('pytest_plugins = ["bot.sandbox.pytest_plugin.plugin"]')
    played = run(pytester, "async def test_of_it(alice): pass")

    played.assert_outcomes(errors=1)
    played.stdout.fnmatch_lines(["*say how your bot is started*sandbox_bot*"])
