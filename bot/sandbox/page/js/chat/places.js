// What can be done with places: threads from a message or without one, posts in a forum, and what a thread's members do
// with it. The menu of a channel in the list, and entries of a message's menu.

import * as api from "../api.js";
import { ask } from "../forms/ask.js";
import { channelItems } from "../forms/entities.js";
import { h } from "../dom.js";
import { tell } from "../interactions.js";
import { channelName } from "../names.js";
import { isThread, MANAGE_THREADS, permissionsIn } from "../permissions.js";
import { goTo } from "../session.js";
import { openMenu } from "../shell/menu.js";
import { voiceEntry } from "../shell/voice.js";
import { channelById, guildInView, memberOf, state } from "../state.js";

const WRITABLE = [0, 2, 5, 10, 11, 12];
const STARTS_THREADS = [0, 5];
const NAME = { name: "name", label: "Name", max: 100 };

export const isForum = (channel) => channel?.type === 15 || channel?.type === 16;

/** The menu of a channel or thread. */
export function openPlaceMenu(anchor, channelId, back) {
  const channel = channelById(channelId);
  if (!channel) return;
  const entries = [
    STARTS_THREADS.includes(channel.type)
      ? { label: "New thread", icon: "thread", run: () => startThread(channel) }
      : undefined,
    voiceEntry(channel),
    isForum(channel) ? { label: "New post", icon: "pen", run: () => startPost(channel) } : undefined,
    ...(isThread(channel) ? threadEntries(channel) : []),
    { label: "Copy channel id", icon: "copy", run: () => navigator.clipboard.writeText(channel.id) },
  ];
  openMenu(
    anchor,
    entries.filter((entry) => entry !== undefined),
    { label: channelName(channel), back },
  );
}

function threadEntries(thread) {
  const guild = guildInView();
  const manages = Boolean(permissionsIn(guild, thread, memberOf(guild, state.me.id)) & MANAGE_THREADS);
  const { archived, locked } = thread.thread_metadata;
  const change = (changes) => api.changeThread(state.me.id, thread.id, changes).catch(tell);
  const inside = Boolean(thread.member);
  return [
    inside
      ? { label: "Leave thread", icon: "close", run: () => api.leaveThread(state.me.id, thread.id).catch(tell) }
      : { label: "Join thread", icon: "plus", run: () => api.joinThread(state.me.id, thread.id).catch(tell) },
    manages || thread.owner_id === state.me.id
      ? { label: archived ? "Reopen thread" : "Close thread", icon: "check", run: () => change({ archived: !archived }) }
      : undefined,
    manages
      ? { label: locked ? "Unlock thread" : "Lock thread", icon: "role", run: () => change({ locked: !locked }) }
      : undefined,
    manages
      ? {
          label: "Delete thread",
          icon: "bin",
          danger: true,
          run: () => api.endThread(state.me.id, thread.id).catch(tell),
        }
      : undefined,
  ];
}

/** Start a thread in a channel, from one of its messages if there is one. */
export function startThread(channel, message) {
  ask({
    title: message ? "Thread from this message" : `New thread in #${channelName(channel)}`,
    fields: [NAME],
    action: "Start thread",
    deed: async ({ name }) => open(await api.startThread(state.me.id, channel.id, name, message?.id)),
  });
}

/** Start a post in a forum. */
export function startPost(forum) {
  const tags = (forum.available_tags ?? []).map(({ id, name }) => ({ value: id, label: name }));
  ask({
    title: `New post in #${channelName(forum)}`,
    fields: [
      { ...NAME, label: "Title" },
      { name: "content", label: "Message", long: true, max: 2000 },
      ...(tags.length ? [{ name: "tags", label: "Tags", choices: tags, optional: true }] : []),
    ],
    action: "Post",
    deed: async (post) => open(await api.post(state.me.id, forum.id, post)),
  });
}

/** A new thread may be told before or after the answer: go there once it is known. */
function open(thread) {
  if (channelById(thread.id)) goTo(thread.id);
  else state.wanted = thread.id;
}

/** What can be done with a message about places. */
export function placeEntries(message) {
  const channel = channelById(message.channel_id);
  return [
    STARTS_THREADS.includes(channel?.type) && !message.thread
      ? { label: "Create thread", icon: "thread", run: () => startThread(channel, message) }
      : undefined,
    guildInView() ? { label: "Forward", icon: "right", run: () => chooseTarget(message) } : undefined,
  ];
}

function chooseTarget(message) {
  const row = document.getElementById(`message-${message.id}`);
  const entries = channelItems(WRITABLE)
    .filter((item) => item.value !== message.channel_id)
    .map((item) => ({
      label: `#${item.label}`,
      run: () => api.forward(state.me.id, message.channel_id, message.id, item.value).catch(tell),
    }));
  openMenu(row, entries, { label: "Forward to", head: h("p", { class: "menu-heading" }, "Forward to") });
}
