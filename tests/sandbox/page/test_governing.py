"""Governing a guild as a person with the permission: roles made, changed, given; members renamed and kicked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from playwright.async_api import expect

from tests.sandbox.page.screens import SCREENS, keep, press
from tests.sandbox.page.told import told_bot

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.async_api import Locator, Page

    from bot.sandbox.client.person import Person
    from bot.sandbox.client.results import Guild
    from bot.sandbox.server import Sandbox

MANAGE_ROLES = 1 << 28
FIERY = 0xE67E22


def members(page: Page) -> Locator:
    return page.get_by_role("complementary", name="Members")


async def menu_of(page: Page, name: str, screen: str = "desktop") -> Locator:
    if screen == "phone" and not await members(page).is_visible():
        await press(page.get_by_role("button", name="Members", exact=True))
    await press(members(page).get_by_role("button", name=name))
    await page.get_by_role("menu").wait_for()
    return page.locator(".menu-panel")


async def open_settings(page: Page, guild: Guild, screen: str = "desktop") -> Locator:
    if screen == "phone":
        await press(page.get_by_role("button", name="Channels and users"))
    await press(page.get_by_role("navigation", name="Channels").get_by_role("button", name=guild.name))
    await press(page.get_by_role("menuitem", name="Server settings"))
    return page.get_by_role("dialog", name="Server settings")


async def paint(page: Page, colour: str) -> None:
    field = page.get_by_label("Colour", exact=True)
    await field.evaluate(
        "(field, colour) => { field.value = colour; field.dispatchEvent(new Event('input')); }", colour
    )


@pytest.mark.parametrize("screen", SCREENS)
async def test_a_role_is_made_changed_and_deleted(
    window: Callable[..., Any], sandbox: Sandbox, guild: Guild, screen: str
) -> None:
    here = {"guild_id": guild.id}
    async with window(**SCREENS[screen]) as page:
        settings = await open_settings(page, guild, screen)
        await press(settings.get_by_role("button", name="Create role"))
        form = page.get_by_role("dialog", name="New role")
        await press(form.get_by_role("button", name="Create"))
        await expect(form.get_by_role("alert")).to_have_text("Name is needed.")
        await form.get_by_label("Name").fill("Mages")
        await paint(page, "#e67e22")
        await form.get_by_label("Its members stand apart in the list").check()
        await keep(page, f"role-form-{screen}")
        await press(form.get_by_role("button", name="Create"))
        row = settings.get_by_role("listitem").filter(has_text="Mages")
        await expect(row).to_contain_text("0 members")
        made = (await told_bot(sandbox, "GUILD_ROLE_CREATE", **here))["role"]
        assert (made["name"], made["color"], made["hoist"]) == ("Mages", FIERY, True)
        await keep(page, f"settings-{screen}")

        await press(row.get_by_role("button", name="Edit Mages"))
        form = page.get_by_role("dialog", name="Role Mages")
        await expect(form.get_by_label("Colour", exact=True)).to_have_value("#e67e22")
        await form.get_by_label("Name").fill("Wizards")
        await form.get_by_label("No colour").check()
        await press(form.get_by_role("button", name="Save"))
        row = settings.get_by_role("listitem").filter(has_text="Wizards")
        await expect(row.get_by_role("button", name="Edit Wizards")).to_be_visible()
        changed = (await told_bot(sandbox, "GUILD_ROLE_UPDATE", **here))["role"]
        assert (changed["id"], changed["name"], changed["color"]) == (made["id"], "Wizards", 0)

        await press(row.get_by_role("button", name="Delete Wizards"))
        await press(page.get_by_role("dialog", name="Delete Wizards?").get_by_role("button", name="Delete"))
        await expect(row).to_have_count(0)
        assert (await told_bot(sandbox, "GUILD_ROLE_DELETE", **here))["role_id"] == made["id"]


@pytest.mark.parametrize("screen", SCREENS)
async def test_roles_are_given_and_taken_in_the_profile(
    window: Callable[..., Any], sandbox: Sandbox, guild: Guild, alice: Person, screen: str
) -> None:
    mages = await alice.make_role(name="Mages", hoist=True, color=FIERY)
    rogues = await alice.make_role(name="Rogues")
    await alice.give_role(guild.members["bob"], rogues["id"])
    async with window(**SCREENS[screen]) as page:
        profile = await menu_of(page, "Bob", screen)
        await expect(profile.get_by_role("list", name="Roles")).to_have_text("Rogues")
        await press(profile.get_by_role("menuitem", name="Roles"))
        form = page.get_by_role("dialog", name="Roles of Bob")
        await expect(form.get_by_label("Rogues")).to_be_checked()
        await form.get_by_label("Rogues").uncheck()
        await form.get_by_label("Mages").check()
        await keep(page, f"member-roles-{screen}")
        await press(form.get_by_role("button", name="Save"))
        await expect(members(page).get_by_role("heading", name="Mages — 1")).to_be_visible()
        assert sandbox.world.guild(guild.id).members[guild.members["bob"]].roles == [mages["id"]]
        profile = await menu_of(page, "Bob", screen)
        await expect(profile.get_by_role("list", name="Roles")).to_have_text("Mages")
        await keep(page, f"profile-{screen}")


async def test_members_are_renamed_and_kicked(page: Page, sandbox: Sandbox, guild: Guild) -> None:
    profile = await menu_of(page, "Bob")
    await profile.get_by_role("menuitem", name="Change nickname").click()
    await page.get_by_label("Nickname", exact=True).fill("Bob the Bold")
    await page.keyboard.press("Enter")
    await expect(members(page)).to_contain_text("Bob the Bold")
    profile = await menu_of(page, "Alice")
    await expect(profile.get_by_role("menuitem", name="Kick")).to_have_count(0)
    await profile.get_by_role("menuitem", name="Change nickname").click()
    await page.get_by_label("Nickname", exact=True).fill("The Innkeeper")
    await page.get_by_role("button", name="Save").click()
    await expect(page.locator("#users .me")).to_contain_text("The Innkeeper")
    profile = await menu_of(page, "Bob the Bold")
    await profile.get_by_role("menuitem", name="Kick Bob the Bold").click()
    dialog = page.get_by_role("dialog", name="Kick Bob the Bold?")
    await expect(dialog.get_by_role("button", name="Kick")).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(members(page)).not_to_contain_text("Bob")
    assert guild.members["bob"] not in sandbox.world.guild(guild.id).members


async def test_rank_and_permission_decide_what_is_offered(
    window: Callable[..., Any], guild: Guild, alice: Person
) -> None:
    above = await alice.make_role(name="Elders")
    wardens = await alice.make_role(name="Wardens", permissions=str(MANAGE_ROLES), hoist=True)
    below = await alice.make_role(name="Guests")
    await alice.sort_roles(*({"id": role["id"], "position": at} for at, role in ((1, below), (2, wardens), (3, above))))
    async with window("bob") as page:
        profile = await menu_of(page, "Alice")
        for entry in ("Roles", "Change nickname", "Kick"):
            await expect(profile.get_by_role("menuitem", name=entry)).to_have_count(0)
        await page.keyboard.press("Escape")
        await alice.give_role(guild.members["bob"], wardens["id"])
        await expect(members(page).get_by_role("heading", name="Wardens — 1")).to_be_visible()
        settings = await open_settings(page, guild)
        await expect(settings.get_by_role("button", name="Edit Guests")).to_be_visible()
        for role in ("Elders", "Wardens"):
            row = settings.get_by_role("listitem").filter(has_text=role)
            await expect(row).to_contain_text("above yours")
            await expect(row.get_by_role("button")).to_have_count(0)
        await expect(settings.get_by_role("button", name="Rename")).to_have_count(0)
        await alice.take_role(guild.members["bob"], wardens["id"])
        await expect(settings.get_by_role("button", name="Create role")).to_have_count(0)


async def test_what_the_sandbox_refuses_is_said_in_the_form(page: Page, guild: Guild, alice: Person) -> None:
    role = await alice.make_role(name="Mages")
    settings = await open_settings(page, guild)
    await settings.get_by_role("button", name="Edit Mages").click()
    form = page.get_by_role("dialog", name="Role Mages")
    await form.get_by_label("Name").fill("Wizards")
    await alice.delete_role(role["id"])
    await form.get_by_role("button", name="Save").click()
    await expect(form.get_by_role("alert")).to_have_text("Unknown Role")
    await form.get_by_role("button", name="Cancel").click()
    await expect(settings.get_by_role("listitem").filter(has_text="Mages")).to_have_count(0)


async def test_the_server_is_renamed_and_left(page: Page, guild: Guild) -> None:
    settings = await open_settings(page, guild)
    await settings.get_by_role("button", name="Rename").click()
    await page.get_by_role("textbox", name="Name").fill("The Prancing Pony")
    await page.keyboard.press("Enter")
    await expect(settings).to_contain_text("The Prancing Pony")
    await page.keyboard.press("Escape")
    await page.get_by_role("button", name="Be Bob").click()
    title = page.get_by_role("navigation", name="Channels").get_by_role("button", name="The Prancing Pony")
    await title.click()
    await expect(page.get_by_role("menuitem", name="Server settings")).to_have_count(0)
    await page.get_by_role("menuitem", name="Leave server").click()
    await expect(title).to_have_count(0)
    await expect(page.get_by_role("navigation", name="Servers")).not_to_contain_text("The Prancing Pony")
