// Users, roles and channels as things to choose from, for select menus and for options of commands.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { avatar, channelName, hexColour, userName } from "../names.js";
import { guildInView, state } from "../state.js";

export const CHANNEL_ICONS = {
  0: "hash",
  1: "at",
  2: "voice",
  5: "megaphone",
  10: "thread",
  11: "thread",
  12: "thread",
  13: "voice",
  15: "chat",
};

/** The people and applications here: members of the guild, or the two ends of a direct message. */
export function userItems() {
  const guild = guildInView();
  const users = guild ? guild.members.map((member) => member.user) : [state.me, state.bot].filter(Boolean);
  return users.map((user) => ({
    value: user.id,
    label: userName(user),
    hint: user.username,
    face: () => [avatar(user, "avatar small")],
  }));
}

function roleItems() {
  const roles = [...(guildInView()?.roles ?? [])].sort((a, b) => b.position - a.position);
  return roles.map((role) => ({
    value: role.id,
    label: role.name.startsWith("@") ? role.name : `@${role.name}`,
    face: () => [roleDot(role)],
  }));
}

export function channelItems(types) {
  const channels = guildInView()?.channels ?? [];
  const fitting = channels.filter((channel) => !types?.length || types.includes(channel.type));
  return fitting.map((channel) => ({
    value: channel.id,
    label: channelName(channel),
    face: () => [icon(CHANNEL_ICONS[channel.type] ?? "hash")],
  }));
}

export const roleDot = (role) =>
  h("span", { class: "role-dot", "aria-hidden": "true", style: role.color ? { "--dot": hexColour(role.color) } : {} });

/** The items of a select menu of Discord's types 5 to 8, or of an option of types 6 to 9. */
export const SELECT_ITEMS = {
  5: userItems,
  6: roleItems,
  7: () => [...userItems(), ...roleItems()],
  8: (component) => channelItems(component.channel_types),
};

export const OPTION_ITEMS = {
  6: userItems,
  7: (option) => channelItems(option.channel_types),
  8: roleItems,
  9: () => [...userItems(), ...roleItems()],
};

/** The items whose words hold every typed word, those that begin with it first. */
export function matching(items, typed) {
  const wanted = typed.trim().toLocaleLowerCase();
  if (!wanted) return items;
  const score = (item) => {
    const words = `${item.label} ${item.hint ?? ""}`.toLocaleLowerCase().replace(/^[@#]/u, "");
    return words.startsWith(wanted.replace(/^[@#]/u, "")) ? 0 : words.includes(wanted.replace(/^[@#]/u, "")) ? 1 : 2;
  };
  return items.filter((item) => score(item) < 2).sort((a, b) => score(a) - score(b));
}
