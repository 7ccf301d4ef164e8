// Which channels hold something unread for the user in view, and how often they were called by name there. Kept for
// this tab only, per user, so that switching back and forth shows each person their own marks.

import { olderThan } from "./log.js";
import { channelById, publish, state } from "./state.js";

const KEY = "sandbox-seen";
const seen = new Map(JSON.parse(sessionStorage.getItem(KEY) ?? "[]"));
const calls = new Map();

const keyOf = (channelId) => `${state.me.id}/${channelId}`;

export function markSeen(channelId, upTo = channelById(channelId)?.last_message_id) {
  calls.delete(keyOf(channelId));
  if (upTo) remember(channelId, upTo);
  publish("seen");
}

/** A new message: seen at once where the user is looking, else a mark on its channel. */
export function noteArrival(message) {
  if (message.channel_id === state.channelId && !document.hidden) {
    markSeen(message.channel_id, message.id);
    return;
  }
  if (callsMe(message)) calls.set(keyOf(message.channel_id), callsIn(message.channel_id) + 1);
  publish("seen");
}

/** A channel that this tab has never shown counts as read: a first visit should not start under a heap of marks. */
export function isUnread(channel) {
  const key = keyOf(channel.id);
  if (!channel.last_message_id || channel.id === state.channelId) return false;
  if (!seen.has(key)) remember(channel.id, channel.last_message_id);
  return olderThan(seen.get(key), channel.last_message_id);
}

export const callsIn = (channelId) => calls.get(keyOf(channelId)) ?? 0;

export function callsMe(message) {
  if (message.author.id === state.me.id) return false;
  const direct = state.dms.some((channel) => channel.id === message.channel_id);
  return direct || message.mention_everyone || (message.mentions ?? []).some((user) => user.id === state.me.id);
}

function remember(channelId, messageId) {
  seen.set(keyOf(channelId), messageId);
  sessionStorage.setItem(KEY, JSON.stringify([...seen]));
}
