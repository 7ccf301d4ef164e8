// What reaches the user in view, event by event. Modals and results of interactions come as the answer to the request
// that began them, as in Discord, where a form opens only in the window that asked for it; their events are for
// onlookers.

import { olderThan } from "./log.js";
import { noteArrival } from "./seen.js";
import { channelById, logOf, publish, state } from "./state.js";
import { setClock } from "./time.js";
import { voiceChanged } from "./voice.js";
import { afterVote, keepOwnVotes } from "./votes.js";

const TYPING_MS = 10_000;
const IGNORED = new Set(["INTERACTION", "MODAL", "CHANNEL_PINS_UPDATE", "PRESENCE_UPDATE"]);

/** Take an event in. Returns false when it changed the world in a way that is best fetched anew. */
export function happen(name, payload) {
  if (!IGNORED.has(name)) EVENTS[name]?.(payload);
  publish("event", { name, payload });
  return IGNORED.has(name) || name in EVENTS;
}

function messageArrived(message) {
  const log = logOf(message.channel_id);
  const fresh = log.upsert(message);
  stopTyping(message.channel_id, message.author.id);
  const channel = channelById(message.channel_id);
  if (channel && (!channel.last_message_id || olderThan(channel.last_message_id, message.id))) {
    channel.last_message_id = message.id;
  }
  noteArrival(message);
  publish("message", { message, fresh });
}

function messageEdited(message) {
  const log = logOf(message.channel_id);
  const known = log.find(message.id);
  if (!known) return;
  log.upsert(withOwnMarks(message, known));
  forgetDeeds(message.id);
  publish("message", { message: log.find(message.id), fresh: false });
}

/** An edit is told to all alike: which reactions and votes are this user's own is known here. */
function withOwnMarks(message, known) {
  const marked = { ...message };
  if (message.poll && known.poll) marked.poll = keepOwnVotes(message.poll, known.poll);
  if (message.reactions) {
    const own = (known.reactions ?? []).filter((each) => each.me);
    marked.reactions = message.reactions.map((each) => ({
      ...each,
      me: own.some((mine) => sameEmoji(mine.emoji, each.emoji)),
    }));
  }
  return marked;
}

/** An edit answers whatever was pressed: what was chosen or failed before no longer describes the message. */
function forgetDeeds(messageId) {
  state.failures.delete(messageId);
  for (const key of state.picks.keys()) if (key.startsWith(`${messageId}:`)) state.picks.delete(key);
}

function messagesGone(channelId, ids) {
  for (const id of ids) {
    logOf(channelId).remove(id);
    publish("gone", { channelId, id });
  }
}

function typingStarted({ channel_id: channelId, user_id: userId }) {
  if (userId === state.me.id) return;
  const typers = state.typing.get(channelId) ?? new Map();
  clearTimeout(typers.get(userId));
  typers.set(
    userId,
    setTimeout(() => stopTyping(channelId, userId), TYPING_MS),
  );
  state.typing.set(channelId, typers);
  publish("typing");
}

function stopTyping(channelId, userId) {
  const typers = state.typing.get(channelId);
  if (!typers?.has(userId)) return;
  clearTimeout(typers.get(userId));
  typers.delete(userId);
  publish("typing");
}

function reactionChanged(change) {
  return ({ channel_id: channelId, message_id: id, user_id: userId, emoji }) => {
    const message = logOf(channelId).find(id);
    if (!message) return;
    const reactions = change(message.reactions ?? [], emoji, userId === state.me.id);
    logOf(channelId).upsert({ ...message, reactions });
    publish("message", { message: logOf(channelId).find(id), fresh: false });
  };
}

const sameEmoji = (a, b) => a.id === b.id && (a.id !== null || a.name === b.name);

function counted(step) {
  return (reactions, emoji, mine) => {
    const known = reactions.find((each) => sameEmoji(each.emoji, emoji)) ?? { emoji, count: 0, me: false };
    const changed = { ...known, count: known.count + step, me: mine ? step > 0 : known.me };
    const others = reactions.includes(known) ? reactions : [...reactions, known];
    return others.map((each) => (each === known ? changed : each)).filter((each) => each.count > 0);
  };
}

function voteChanged(step) {
  return ({ channel_id: channelId, message_id: id, user_id: userId, answer_id: answerId }) => {
    const message = logOf(channelId).find(id);
    if (!message?.poll) return;
    logOf(channelId).upsert({ ...message, poll: afterVote(message.poll, answerId, step, userId === state.me.id) });
    publish("message", { message: logOf(channelId).find(id), fresh: false });
  };
}

function clockMoved(told) {
  setClock(told.now);
  publish("clock", told);
}

const EVENTS = {
  MESSAGE_CREATE: messageArrived,
  MESSAGE_UPDATE: messageEdited,
  MESSAGE_DELETE: ({ channel_id: channelId, id }) => messagesGone(channelId, [id]),
  MESSAGE_DELETE_BULK: ({ channel_id: channelId, ids }) => messagesGone(channelId, ids),
  MESSAGE_REACTION_ADD: reactionChanged(counted(1)),
  MESSAGE_REACTION_REMOVE: reactionChanged(counted(-1)),
  MESSAGE_REACTION_REMOVE_ALL: reactionChanged(() => []),
  MESSAGE_REACTION_REMOVE_EMOJI: reactionChanged((reactions, emoji) =>
    reactions.filter((each) => !sameEmoji(each.emoji, emoji)),
  ),
  MESSAGE_POLL_VOTE_ADD: voteChanged(1),
  MESSAGE_POLL_VOTE_REMOVE: voteChanged(-1),
  VOICE_STATE_UPDATE: voiceChanged,
  TYPING_START: typingStarted,
  TRAFFIC: (told) => publish("traffic", told),
  FAULTS: (told) => publish("faults", told),
  CLOCK: clockMoved,
};
