"""The modules that decide rather than draw, asked directly in the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from playwright.async_api import Browser, Page

    from bot.sandbox.server import Sandbox


@pytest.fixture(scope="session")
async def modules(browser: Browser, sandbox: Sandbox) -> AsyncIterator[Page]:
    """One page for all tests here: they only borrow its modules, and leave nothing behind."""
    page = await browser.new_page()
    await page.goto(sandbox.page_url)
    yield page
    await page.close()


OUTLINE = """async (text) => {
    const { parseBlocks } = await import("./js/text/blocks.js");
    const outline = (node) => {
        if (node.type === "text") return node.text;
        const items = node.items?.map((item) => `[${item.map(outline).join("")}]`).join("");
        const inner = node.children?.map(outline).join("") ?? items;
        return `<${node.type}${node.level ?? node.id ?? ""}|${inner ?? node.text ?? ""}>`;
    };
    return parseBlocks(text).map(outline).join("");
}"""


@pytest.mark.parametrize(
    ("text", "outline"),
    [
        ("**a *b* c**", "<strong|a <em|b> c>"),
        ("**a *b***", "<strong|a <em|b>>"),
        ("***a** b*", "<em|<strong|a> b>"),
        ("__u__ _i_ ~~s~~ ||h||", "<underline|u> <em|i> <strike|s> <spoiler|h>"),
        ("2 * 3 * 4 and snake_case_name", "2 * 3 * 4 and snake_case_name"),
        ("`**a**` and ``b ` c``", "<code|**a**> and <code|b ` c>"),
        (r"\*not\* ****", "*not* ****"),
        ("**a *b", "**a *b"),
        ("# One\n## Two\n#three", "<heading1|One><heading2|Two>#three"),
        ("> a\n> b\nc\n>>> d\ne", "<quote|a\nb>c<quote|d\ne>"),
        ("- a\n  - b\n- c\n1. d", "<list|[a<list|[b]>][c]><list|[d]>"),
        ("x ```py\n**y**\n``` z", "x <codeblock|**y**> z"),
        ("``` ``", "``` ``"),
        ("-# small\nbig", "<subtext|small>big"),
        ("<@1> <@!2> <#3> <@&4> </table open:5>", "<user1|> <user2|> <channel3|> <role4|> <command5|>"),
        ("[a](https://a.example/b_(c)) <https://d.example>", "<link|a> <link|https://d.example>"),
        ("see https://a.example/b.", "see <link|https://a.example/b>."),
        ("<id:customize> @here", "<everyone|Channels & Roles> <everyone|@here>"),
        ("(see https://a.example/b_(c))", "(see <link|https://a.example/b_(c)>)"),
        ("[a](javascript:alert(1))", "[a](javascript:alert(1))"),
        ("<b>bold</b>", "<b>bold</b>"),
    ],
)
async def test_markdown_is_read_as_discord_reads_it(modules: Page, text: str, outline: str) -> None:
    assert await modules.evaluate(OUTLINE, text) == outline


SPLIT = """async ([text, current]) => {
    const { splitTyped } = await import("./js/compose/commands.js");
    const options = [{ name: "dice" }, { name: "dc" }, { name: "label" }];
    return Object.fromEntries(splitTyped(text, options, current));
}"""


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("4d6kh3", {"dice": "4d6kh3"}),
        ("4d6 dc:10 label:fire and ice", {"dice": "4d6", "dc": "10", "label": "fire and ice"}),
        ("dice:4d6 dc:", {"dice": "4d6", "dc": ""}),
        ("4d6 # fire: hot", {"dice": "4d6 # fire: hot"}),
        ("dc:5", {"dice": "", "dc": "5"}),
    ],
)
async def test_typed_text_is_split_at_the_names_of_options(modules: Page, text: str, parts: dict[str, str]) -> None:
    assert await modules.evaluate(SPLIT, [text, "dice"]) == parts


LOG = """async (steps) => {
    const { Log } = await import("./js/log.js");
    const log = new Log();
    const tickets = [];
    const deeds = {
        begin: () => tickets.push(log.beginLoad()),
        finish: (which, ...ids) => log.finishLoad(tickets[which], ids.map((id) => ({ id })), true),
        add: (id) => log.upsert({ id }),
        remove: (id) => log.remove(id),
    };
    for (const [name, ...given] of steps) deeds[name](...given);
    return log.entries.map((entry) => entry.id);
}"""


@pytest.mark.parametrize(
    ("steps", "ids"),
    [
        ([["add", "1000"], ["add", "999"]], ["999", "1000"]),
        ([["add", "2"], ["add", "local-1"], ["add", "1"], ["add", "3"]], ["1", "2", "local-1", "3"]),
        ([["begin"], ["add", "5"], ["finish", 0, "3", "4"]], ["3", "4", "5"]),
        ([["begin"], ["remove", "4"], ["finish", 0, "3", "4"]], ["3"]),
        ([["begin"], ["begin"], ["add", "5"], ["finish", 0, "3"], ["finish", 1, "3", "4"]], ["3", "4", "5"]),
        ([["begin"], ["begin"], ["finish", 1, "3", "4"], ["add", "5"], ["finish", 0, "3"]], ["3", "4", "5"]),
    ],
)
async def test_a_log_loses_nothing_while_it_loads(modules: Page, steps: list[list[Any]], ids: list[str]) -> None:
    assert await modules.evaluate(LOG, steps) == ids


ALLOWED = """async ([overwrites, roles]) => {
    const { maySend } = await import("./js/permissions.js");
    const guild = {
        id: "1", owner_id: "9", channels: [],
        roles: [["1", "2048"], ["2", "0"], ["3", "8"]].map(([id, permissions]) => ({ id, permissions })),
    };
    return maySend(guild, { type: 0, permission_overwrites: overwrites }, { user: { id: "7" }, roles });
}"""
SEND = "2048"


@pytest.mark.parametrize(
    ("overwrites", "roles", "allowed"),
    [
        ([], [], True),
        ([{"id": "1", "deny": SEND}], [], False),
        ([{"id": "1", "deny": SEND}, {"id": "2", "allow": SEND}], ["2"], True),
        ([{"id": "1", "deny": SEND}, {"id": "2", "allow": SEND}, {"id": "7", "deny": SEND}], ["2"], False),
        ([{"id": "7", "deny": SEND}], ["3"], True),
    ],
)
async def test_overwrites_apply_in_the_order_of_discord(
    modules: Page, overwrites: list[Any], roles: list[str], allowed: bool
) -> None:
    assert await modules.evaluate(ALLOWED, [overwrites, roles]) is allowed
