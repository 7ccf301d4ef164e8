// What can be done to a message or a user: the menus, and the applications' own commands in them (types 2 and 3).

import { commandsHere } from "../compose/commands.js";
import { insertText } from "../compose/insert.js";
import { h } from "../dom.js";
import { dismiss, tell, useMenu } from "../interactions.js";
import { appTag, avatar, colouredName } from "../names.js";
import { goToDirect } from "../session.js";
import { roleDot } from "../forms/entities.js";
import { announce } from "../shell/announce.js";
import { openMenu } from "../shell/menu.js";
import { guildInView, logOf, memberOf, rolesOf, state } from "../state.js";
import { EPHEMERAL } from "./message.js";

const USER_COMMAND = 2;
const MESSAGE_COMMAND = 3;

export function openMessageMenu(anchor, messageId, back) {
  const message = logOf(state.channelId).find(messageId);
  if (!message || message.stage) return;
  const secret = message.flags & EPHEMERAL;
  const entries = [
    message.content ? { label: "Copy text", icon: "copy", run: () => copy(message.content) } : undefined,
    { label: "Copy message id", icon: "copy", run: () => copy(message.id) },
    secret ? { label: "Dismiss message", icon: "close", run: () => dismiss(message) } : undefined,
    ...appEntries(MESSAGE_COMMAND, message.id),
  ];
  openMenu(
    anchor,
    entries.filter((entry) => entry !== undefined),
    { label: "Message", back },
  );
}

export function openUserMenu(anchor, userId, back) {
  const user = state.users.get(userId);
  if (!user) return;
  const entries = [
    { label: "Mention", icon: "at", run: () => insertText(`@${user.username} `) },
    userId === state.bot?.id ? { label: "Message", icon: "chat", run: () => goToDirect().catch(tell) } : undefined,
    { label: "Copy user id", icon: "copy", run: () => copy(userId) },
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
      h("small", {}, user.username),
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
