// What a user does to an application: commands, presses, choices. Every deed shows at its own place that it is under
// way and, if so, that it failed; a form that comes back is opened.

import * as api from "./api.js";
import { openModal } from "./forms/modal.js";
import { logOf, publish, state } from "./state.js";
import { sandboxNow } from "./time.js";

const NO_ANSWER = "The application did not respond";
let notes = 0;

/**
 * Use a slash command. A note stands in the channel until the first answer is there.
 *
 * Rejects with a Refusal when the command was not sent at all, so that the composer can give it back.
 */
export function useSlash(path, options) {
  return withNote(`/${path}`, (as, channel) => api.slash(as, channel, path, options));
}

/** Use a command of the context menu on a message or a user. */
export function useMenu(name, targetId) {
  return withNote(name, (as, channel) => api.menu(as, channel, name, targetId));
}

async function withNote(name, deed) {
  const { me, channelId } = state;
  const note = addNote(channelId, name);
  try {
    settleNote(note, await deed(me.id, channelId), me);
  } catch (error) {
    removeNote(note);
    throw error;
  }
}

function addNote(channelId, name, stage = { stage: "sending" }) {
  notes += 1;
  const note = {
    id: `local-${notes}`,
    channel_id: channelId,
    author: state.bot,
    timestamp: sandboxNow().toISOString(),
    interaction: { name: name.replace(/^\//u, ""), user: state.me, slash: name.startsWith("/") },
    flags: 0,
    ...stage,
  };
  logOf(channelId).upsert(note);
  publish("message", { message: note, fresh: true });
  return note;
}

/** Tell this user, at the end of the channel in view, what was refused. Any other error is a bug, and passes. */
export function tell(error) {
  if (!(error instanceof api.Refusal)) throw error;
  addNote(state.channelId, "", { stage: "refused", error: error.message });
}

function settleNote(note, result, me) {
  if (state.me.id !== me.id) return;
  if (result.state !== "failed") removeNote(note);
  if (result.state === "failed") {
    const failed = { ...note, stage: "failed", error: result.error ?? NO_ANSWER };
    logOf(note.channel_id).upsert(failed);
    publish("message", { message: failed, fresh: false });
  }
  if (result.state === "modal") openModal(result.modal, result.interaction);
}

export function removeNote(note) {
  logOf(note.channel_id).remove(note.id);
  publish("gone", { channelId: note.channel_id, id: note.id });
}

/** Press a button of a message. */
export function press(message, customId) {
  return touch(message, customId, (as, channel) => api.click(as, channel, message.id, customId));
}

/** Choose in a select menu of a message. What was chosen stays in view until the message changes. */
export function choose(message, customId, values) {
  state.picks.set(`${message.id}:${customId}`, values);
  return touch(message, customId, (as, channel) => api.select(as, channel, message.id, customId, values));
}

async function touch(message, customId, deed) {
  if (state.busy.has(message.id)) return;
  const { me } = state;
  state.busy.set(message.id, customId);
  state.failures.delete(message.id);
  redraw(message);
  const outcome = await deed(me.id, message.channel_id).catch((error) => ({ state: "failed", error: wordsOf(error) }));
  if (state.me.id !== me.id) return;
  state.busy.delete(message.id);
  if (outcome.state === "failed") state.failures.set(message.id, outcome.error ?? NO_ANSWER);
  redraw(message);
  if (outcome.state === "modal") openModal(outcome.modal, outcome.interaction);
}

function wordsOf(error) {
  if (error instanceof api.Refusal) return error.message;
  throw error;
}

function redraw(message) {
  const current = logOf(message.channel_id).find(message.id);
  if (current) publish("message", { message: current, fresh: false });
}

/** Hide an ephemeral message. As in Discord this is the client's affair: nobody is told. */
export function dismiss(message) {
  logOf(message.channel_id).remove(message.id);
  dismissed.add(message.id);
  sessionStorage.setItem(DISMISSED, JSON.stringify([...dismissed]));
  publish("gone", { channelId: message.channel_id, id: message.id });
}

const DISMISSED = "sandbox-dismissed";
const dismissed = new Set(JSON.parse(sessionStorage.getItem(DISMISSED) ?? "[]"));

export const isDismissed = (messageId) => dismissed.has(messageId);
