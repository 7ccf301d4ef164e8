// What can be done to a message or a user: the menus, and the applications' own commands in them (types 2 and 3).

import { pin, react, remove } from "../api.js";
import { commandsHere } from "../compose/commands.js";
import { insertText, replyTo } from "../compose/insert.js";
import { h } from "../dom.js";
import { dismiss, tell, useMenu } from "../interactions.js";
import { appTag, avatar, colouredName } from "../names.js";
import { ADD_REACTIONS, MANAGE_MESSAGES, maySend, permissionsIn, PIN_MESSAGES } from "../permissions.js";
import { goToDirect } from "../session.js";
import { roleDot } from "../forms/entities.js";
import { announce } from "../shell/announce.js";
import { memberEntries } from "../shell/member_deeds.js";
import { openMenu } from "../shell/menu.js";
import { closePopover } from "../shell/popover.js";
import { channelInView, guildInView, logOf, memberOf, rolesOf, state } from "../state.js";
import { beginEdit } from "./editor.js";
import { EPHEMERAL } from "./message.js";
import { placeEntries } from "./places.js";

const USER_COMMAND = 2;
const MESSAGE_COMMAND = 3;
const QUICK_REACTIONS = ["👍", "❤️", "😂", "🎲", "⚔️", "🐉"];

export function openMessageMenu(anchor, messageId, back) {
  const message = logOf(state.channelId).find(messageId);
  if (!message || message.stage) return;
  const secret = message.flags & EPHEMERAL;
  const entries = [
    ...(secret ? [] : deedsFor(message)),
    message.content ? { label: "Copy text", icon: "copy", run: () => copy(message.content) } : undefined,
    { label: "Copy message id", icon: "copy", run: () => copy(message.id) },
    secret ? { label: "Dismiss message", icon: "close", run: () => dismiss(message) } : undefined,
    ...(secret ? [] : placeEntries(message)),
    ...appEntries(MESSAGE_COMMAND, message.id),
  ];
  openMenu(
    anchor,
    entries.filter((entry) => entry !== undefined),
    { label: "Message", back, head: secret || !may(ADD_REACTIONS) ? null : drawQuickReactions(message) },
  );
}

const may = (permission) => {
  const guild = guildInView();
  return Boolean(permissionsIn(guild, channelInView(), memberOf(guild, state.me.id)) & permission);
};

/** What this user may do to a message that everybody sees. */
function deedsFor(message) {
  const guild = guildInView();
  const mine = message.author.id === state.me.id;
  const where = [state.me.id, message.channel_id, message.id];
  const writes = maySend(guild, channelInView(), memberOf(guild, state.me.id));
  return [
    writes ? { label: "Reply", icon: "reply", run: () => replyTo(message) } : undefined,
    mine && message.type in WRITTEN ? { label: "Edit message", icon: "pen", run: () => beginEdit(message) } : undefined,
    may(PIN_MESSAGES)
      ? {
          label: message.pinned ? "Unpin message" : "Pin message",
          icon: "pin",
          run: () => pin(...where, message.pinned).catch(tell),
        }
      : undefined,
    mine || (guild && may(MANAGE_MESSAGES))
      ? { label: "Delete message", icon: "bin", danger: true, run: () => remove(...where).catch(tell) }
      : undefined,
  ];
}

/** The types of message that a person writes: an ordinary one and a reply. */
const WRITTEN = { 0: true, 19: true };

function drawQuickReactions(message) {
  const add = (emoji) => {
    closePopover("picked");
    react(state.me.id, message.channel_id, message.id, emoji, false).catch(tell);
  };
  return h(
    "div",
    { class: "quick-reactions", role: "group", "aria-label": "React" },
    QUICK_REACTIONS.map((emoji) =>
      h(
        "button",
        { type: "button", class: "quick-reaction", "aria-label": `React with ${emoji}`, on: { click: () => add(emoji) } },
        emoji,
      ),
    ),
  );
}

export function openUserMenu(anchor, userId, back) {
  const user = state.users.get(userId);
  if (!user) return;
  const entries = [
    { label: "Mention", icon: "at", run: () => insertText(`@${user.username} `) },
    userId === state.bot?.id ? { label: "Message", icon: "chat", run: () => goToDirect().catch(tell) } : undefined,
    { label: "Copy user id", icon: "copy", run: () => copy(userId) },
    ...memberEntries(user),
    ...appEntries(USER_COMMAND, userId),
  ];
  openMenu(
    anchor,
    entries.filter((entry) => entry !== undefined),
    { label: user.username, head: drawCard(user), back },
  );
}

function appEntries(type, targetId) {
  const commands = commandsHere().filter((command) => command.type === type);
  if (!commands.length) return [];
  const run = (command) => useMenu(command.name, targetId).catch(tell);
  return [
    null,
    "Apps",
    ...commands.map((command) => ({ label: command.name, icon: "slash", run: () => run(command) })),
  ];
}

function drawCard(user) {
  const guild = guildInView();
  const roles = rolesOf(guild, memberOf(guild, user.id));
  return h(
    "div",
    { class: "user-card" },
    avatar(user, "avatar large"),
    h(
      "div",
      {},
      h("div", { class: "user-card-name" }, colouredName("strong", user), user.bot ? appTag() : null),
      h("small", {}, user.username, guild?.owner_id === user.id ? " · owns this server" : ""),
    ),
    roles.length
      ? h(
          "ul",
          { class: "user-card-roles", "aria-label": "Roles" },
          roles.map((role) => h("li", {}, roleDot(role), role.name)),
        )
      : null,
  );
}

async function copy(text) {
  await navigator.clipboard.writeText(text);
  announce("Copied");
}
