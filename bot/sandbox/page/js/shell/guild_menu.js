// The name of the guild in view, and what it opens: a menu, and for those with the permission the settings, where roles
// are made, changed and deleted (docs: "Guild", Create Guild Role and the routes after it).

import * as api from "../api.js";
import { fill, h } from "../dom.js";
import { ask } from "../forms/ask.js";
import { roleDot } from "../forms/entities.js";
import { icon } from "../icons.js";
import { tell } from "../interactions.js";
import { hexColour } from "../names.js";
import { MANAGE_GUILD, MANAGE_ROLES } from "../permissions.js";
import { isOver, mayInGuild } from "../ranks.js";
import { guildById, memberOf, off, on, state } from "../state.js";
import { announce } from "./announce.js";
import { openDialog } from "./dialog.js";
import { openEvents } from "./events.js";
import { openMenu } from "./menu.js";

const LONGEST_NAME = 100;

/** The button that a guild's name is. */
export function drawGuildName(guild) {
  return h(
    "button",
    {
      type: "button",
      class: "guild-title",
      "aria-haspopup": "menu",
      on: { click: (event) => openGuildMenu(event.currentTarget, guild) },
    },
    h("span", {}, guild.name),
    icon("down"),
  );
}

function openGuildMenu(anchor, guild) {
  const may = (permission) => mayInGuild(guild, state.me.id, permission);
  const copy = async () => {
    await navigator.clipboard.writeText(guild.id);
    announce("Copied");
  };
  const leave = () => api.leaveGuild(state.me.id, guild.id).catch(tell);
  const entries = [
    may(MANAGE_GUILD) || may(MANAGE_ROLES)
      ? { label: "Server settings", icon: "gear", run: () => openSettings(guild.id) }
      : undefined,
    { label: "Events", icon: "calendar", run: openEvents },
    { label: "Copy server id", icon: "copy", run: copy },
    guild.owner_id === state.me.id
      ? undefined
      : { label: "Leave server", icon: "outside", danger: true, run: leave },
  ];
  openMenu(
    anchor,
    entries.filter((entry) => entry !== undefined),
    { label: guild.name },
  );
}

function openSettings(guildId) {
  const body = h("div", { class: "settings" });
  const draw = () => {
    const guild = guildById(guildId);
    if (!guild || !memberOf(guild, state.me.id)) {
      dialog.close();
      return;
    }
    const held = body.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    fill(body, drawName(guild), drawRoles(guild));
    if (held) (body.querySelector(`[data-key="${held}"]`) ?? body.querySelector("button"))?.focus();
  };
  const dialog = openDialog({ title: "Server settings", content: body, onClose: () => off("world", draw) });
  on("world", draw);
  draw();
}

function drawName(guild) {
  if (!mayInGuild(guild, state.me.id, MANAGE_GUILD)) return null;
  const rename = () =>
    ask({
      title: "Rename the server",
      fields: [{ name: "name", label: "Name", max: LONGEST_NAME, value: guild.name }],
      action: "Save",
      deed: (said) => api.changeGuild(state.me.id, guild.id, said),
    });
  return h(
    "section",
    { "aria-label": "Name" },
    h("div", { class: "settings-row" }, h("strong", {}, guild.name), button("Rename", "rename", rename)),
  );
}

function drawRoles(guild) {
  if (!mayInGuild(guild, state.me.id, MANAGE_ROLES)) return null;
  const roles = guild.roles.filter((role) => role.id !== guild.id).sort((a, b) => b.position - a.position);
  return h(
    "section",
    { "aria-label": "Roles" },
    h(
      "div",
      { class: "settings-head" },
      h("h3", {}, `Roles — ${roles.length}`),
      button("Create role", "create", () => editRole(guild), "primary"),
    ),
    h(
      "ul",
      { class: "settings-roles" },
      roles.map((role) => drawRole(role, guild)),
    ),
  );
}

function drawRole(role, guild) {
  const count = guild.members.filter((member) => member.roles.includes(role.id)).length;
  const over = isOver(guild, memberOf(guild, state.me.id), role);
  return h(
    "li",
    { class: "settings-row" },
    roleDot(role),
    h(
      "span",
      { class: "settings-words" },
      h("strong", {}, role.name),
      h("small", {}, count === 1 ? "1 member" : `${count} members`, whyNot(role, over)),
    ),
    over ? iconButton("pen", `Edit ${role.name}`, `edit ${role.id}`, () => editRole(guild, role)) : null,
    over && !role.managed
      ? iconButton("bin", `Delete ${role.name}`, `delete ${role.id}`, () => deleteRole(guild, role))
      : null,
  );
}

function whyNot(role, over) {
  if (role.managed) return " · of an application";
  return over ? "" : " · above yours";
}

const button = (words, key, click, look = "secondary") =>
  h("button", { type: "button", class: `button small ${look}`, data: { key }, on: { click } }, words);

const iconButton = (name, label, key, click) =>
  h(
    "button",
    { type: "button", class: "icon-button", "aria-label": label, title: label, data: { key }, on: { click } },
    icon(name),
  );

function editRole(guild, role) {
  const colour = role?.color ? hexColour(role.color) : "";
  ask({
    title: role ? `Role ${role.name}` : "New role",
    fields: [
      { name: "name", label: "Name", max: LONGEST_NAME, value: role?.name ?? "" },
      { name: "color", label: "Colour", kind: "colour", value: colour, optional: true },
      { name: "hoist", label: "Its members stand apart in the list", kind: "tick", value: role?.hoist },
      { name: "mentionable", label: "Anybody may mention it", kind: "tick", value: role?.mentionable },
    ],
    action: role ? "Save" : "Create",
    deed: (said) => {
      const settings = { ...said, color: said.color ? parseInt(said.color.slice(1), 16) : 0 };
      return role
        ? api.changeRole(state.me.id, guild.id, role.id, settings)
        : api.makeRole(state.me.id, guild.id, settings);
    },
  });
}

function deleteRole(guild, role) {
  ask({
    title: `Delete ${role.name}?`,
    note: "Whoever has it loses it. It cannot be brought back.",
    fields: [],
    action: "Delete",
    danger: true,
    deed: () => api.deleteRole(state.me.id, guild.id, role.id),
  });
}
