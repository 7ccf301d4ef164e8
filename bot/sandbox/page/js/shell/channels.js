// The list of channels of the guild in view: by category and position, threads beneath their channel, unread marks.

import { fill, h } from "../dom.js";
import { CHANNEL_ICONS } from "../forms/entities.js";
import { icon } from "../icons.js";
import { avatar, channelName, otherIn } from "../names.js";
import { isThread } from "../permissions.js";
import { callsIn, isUnread } from "../seen.js";
import { goTo } from "../session.js";
import { guildInView, on, state } from "../state.js";
import { closeDrawers } from "./drawers.js";
import { drawEventsEntry } from "./events.js";
import { drawGuildName } from "./guild_menu.js";
import { drawVoicePeople } from "./voice.js";

const CATEGORY = 4;
const folded = new Set();

export function mountChannels(title, root) {
  const draw = () => {
    if (!state.me) return;
    const guild = guildInView();
    fill(title, guild ? drawGuildName(guild) : "Direct messages");
    const held = root.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    fill(root, guild ? drawGuildChannels(guild, draw) : drawDirect());
    if (held) root.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  };
  for (const topic of ["world", "place", "seen", "voice"]) on(topic, draw);
}

const byPosition = (a, b) => (a.position ?? 0) - (b.position ?? 0);

function drawGuildChannels(guild, redraw) {
  const top = guild.channels.filter((channel) => channel.type !== CATEGORY && !isThread(channel));
  const known = new Set(guild.channels.map((channel) => channel.id));
  const loose = top.filter((channel) => !channel.parent_id || !known.has(channel.parent_id)).sort(byPosition);
  const categories = guild.channels.filter((channel) => channel.type === CATEGORY).sort(byPosition);
  return [
    h("div", { class: "above-channels" }, drawEventsEntry(guild)),
    h(
      "ul",
      {},
      loose.flatMap((channel) => drawWithThreads(channel, guild)),
    ),
    categories.map((category) =>
      drawCategory(
        category,
        top.filter((channel) => channel.parent_id === category.id).sort(byPosition),
        guild,
        redraw,
      ),
    ),
  ];
}

function drawCategory(category, channels, guild, redraw) {
  if (!channels.length) return null;
  const closed = folded.has(category.id);
  const toggle = () => {
    if (closed) folded.delete(category.id);
    else folded.add(category.id);
    redraw();
  };
  const stays = (channel) => channel.id === state.channelId || isUnread(channel) || drawVoicePeople(channel, guild);
  const visible = closed ? channels.filter(stays) : channels;
  return [
    h(
      "button",
      {
        type: "button",
        class: "category",
        "aria-expanded": String(!closed),
        data: { key: category.id },
        on: { click: toggle },
      },
      icon("down"),
      category.name,
    ),
    h(
      "ul",
      { "aria-label": category.name },
      visible.flatMap((channel) => drawWithThreads(channel, guild)),
    ),
  ];
}

function drawWithThreads(channel, guild) {
  const threads = guild.channels.filter(
    (each) => isThread(each) && each.parent_id === channel.id && !each.thread_metadata?.archived,
  );
  return [drawChannel(channel), drawVoicePeople(channel, guild), ...threads.map(drawChannel)];
}

function drawChannel(channel) {
  const calls = callsIn(channel.id);
  const unread = isUnread(channel);
  const current = channel.id === state.channelId;
  const other = otherIn(channel);
  const open = () => {
    goTo(channel.id);
    closeDrawers();
  };
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: `channel ${isThread(channel) ? "thread" : ""} ${channel.member ? "joined" : ""} ${unread ? "unread" : ""}`,
        "aria-current": current ? "page" : undefined,
        data: { key: channel.id, place: channel.id },
        on: { click: open },
      },
      other ? avatar(other, "avatar small") : icon(CHANNEL_ICONS[channel.type] ?? "hash"),
      h("span", { class: "channel-name" }, channelName(channel)),
      unread ? h("span", { class: "sr-only" }, " (unread)") : null,
      calls ? h("span", { class: "badge", "aria-label": `${calls} for you` }, String(calls)) : null,
    ),
  );
}

function drawDirect() {
  if (!state.dms.length)
    return h("p", { class: "hint" }, "No direct messages yet. They appear when an application writes to you.");
  return h("ul", {}, state.dms.map(drawChannel));
}

/** The channels as listed, for walking them with Alt and the arrow keys. */
export function neighbour(step) {
  const keys = [...document.querySelectorAll(".channel")].map((row) => row.dataset.key);
  const at = keys.indexOf(state.channelId);
  return keys[(at + step + keys.length) % keys.length];
}
