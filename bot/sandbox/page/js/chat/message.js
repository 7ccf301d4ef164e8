// One message as a list item: who, when, what they used, the text, what hangs on it, and what only this user may know.

import { dismiss, isDismissed, removeNote } from "../interactions.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { appTag, avatar, colouredName, userName } from "../names.js";
import { callsMe } from "../seen.js";
import { state } from "../state.js";
import { inlineMarkdown, isEmojiAlone, markdown } from "../text/markdown.js";
import { clockTime, fullTime, messageTime, sameDay } from "../time.js";
import { drawAttachments } from "./attachments.js";
import { drawComponents } from "./components.js";
import { drawEditor } from "./editor.js";
import { drawEmbeds } from "./embeds.js";
import { drawPoll } from "./poll.js";
import { drawReactions } from "./reactions.js";
import { systemLine } from "./system.js";

export const EPHEMERAL = 64;
const LOADING = 128;
const V2 = 32768;
const GROUP_MS = 7 * 60 * 1000;

/** Whether a message stands under the one before without repeating its author, as consecutive messages do. */
export function continues(before, message) {
  if (!before || before.stage || message.stage || usedBy(message) || message.message_reference) return false;
  if (before.author.id !== message.author.id || systemLine(before) || systemLine(message)) return false;
  if ((before.flags & EPHEMERAL) !== (message.flags & EPHEMERAL)) return false;
  const [earlier, later] = [new Date(before.timestamp), new Date(message.timestamp)];
  return later - earlier < GROUP_MS && sameDay(earlier, later);
}

/** Draw a message. `follows` leaves out author and picture. */
export function drawMessage(message, follows) {
  const line = systemLine(message);
  const body = line ? [drawSystem(message, line)] : [drawGutter(message, follows), drawBody(message, follows)];
  return h(
    "li",
    {
      class: classesOf(message, follows, line),
      id: `message-${message.id}`,
      data: { message: message.id },
      tabindex: "-1",
      "aria-label": spoken(message),
      "aria-busy": state.busy.has(message.id) ? "true" : undefined,
    },
    !line && (usedBy(message) || isReply(message)) ? drawOrigin(message) : null,
    body,
    message.stage || line ? null : drawTools(message),
  );
}

function classesOf(message, follows, line) {
  const marks = {
    follows,
    system: line,
    ephemeral: message.flags & EPHEMERAL || message.stage === "failed" || message.stage === "refused",
    called: !message.stage && callsMe(message) && !state.dms.some((channel) => channel.id === message.channel_id),
    busy: state.busy.has(message.id),
  };
  return ["message", ...Object.keys(marks).filter((name) => marks[name])].join(" ");
}

/** What a screen reader says for the whole message, and the live region for a new one. */
export function spoken(message) {
  const lead = `${userName(message.author)}${message.author.bot ? " (app)" : ""}`;
  const line = systemLine(message);
  if (line) return line;
  if (message.stage === "sending") return `${lead} is getting your command`;
  if (message.stage) return message.error;
  if (message.flags & LOADING) return `${lead} is thinking`;
  const secret = message.flags & EPHEMERAL ? " (only you can see this)" : "";
  return `${lead}${secret}: ${gist(message)}`.slice(0, 400);
}

/** What a message says, in plain words. */
export function gist(message) {
  const words = [
    message.content,
    ...textsIn(message.components),
    ...(message.embeds ?? []).map((embed) => embed.title),
    message.poll ? `Poll: ${message.poll.question.text}` : "",
  ];
  const text = words
    .filter(Boolean)
    .join(". ")
    .replace(/<a?:(\w+):\d+>/gu, "$1")
    .replace(/[*_`#|~>]/gu, "")
    .trim();
  return text || "a message without text";
}

function textsIn(components = []) {
  return components.flatMap((each) => (each.type === 10 ? [each.content] : textsIn(each.components)));
}

const isReply = (message) => Boolean(message.message_reference) && !message.message_snapshots?.length;

function usedBy(message) {
  const used = message.interaction ?? message.interaction_metadata;
  return used?.name && used.user ? used : undefined;
}

/** The line above a message: the command it answers, or the message it replies to. */
function drawOrigin(message) {
  const used = usedBy(message);
  if (used) {
    const slash = used.slash ?? (message.interaction?.type ?? used.type) === 2;
    const name = `${message.type === 23 || !slash ? "" : "/"}${used.name}`;
    return h(
      "div",
      { class: "origin" },
      avatar(used.user, "avatar tiny"),
      userButton(used.user),
      " used ",
      h("span", { class: "used" }, name),
    );
  }
  const earlier = message.referenced_message;
  if (!earlier) return h("div", { class: "origin" }, h("em", {}, "The message it answers is gone"));
  const preview = earlier.content
    ? inlineMarkdown(earlier.content.split("\n")[0].slice(0, 160))
    : [h("em", {}, "see the message above")];
  const jump = h(
    "button",
    { type: "button", class: "preview", data: { jump: earlier.id }, "aria-label": "Go to the message it answers" },
    preview,
  );
  return h("div", { class: "origin" }, avatar(earlier.author, "avatar tiny"), userButton(earlier.author), jump);
}

function userButton(user) {
  return colouredName("button", user, { type: "button", class: "name", data: { user: user.id } });
}

function drawGutter(message, follows) {
  const date = new Date(message.timestamp);
  if (follows)
    return h("time", { class: "gutter", datetime: message.timestamp, title: fullTime(date) }, clockTime(date));
  return h(
    "button",
    { type: "button", class: "gutter", tabindex: "-1", "aria-hidden": "true", data: { user: message.author.id } },
    avatar(message.author),
  );
}

function drawBody(message, follows) {
  return h(
    "div",
    { class: "body" },
    follows ? null : drawHeader(message),
    message.stage ? drawStage(message) : drawContent(message),
    state.failures.has(message.id) ? drawFailure(state.failures.get(message.id)) : null,
    message.flags & EPHEMERAL && !message.stage ? drawSecret(() => dismiss(message)) : null,
  );
}

function drawHeader(message) {
  const date = new Date(message.timestamp);
  return h(
    "div",
    { class: "byline" },
    userButton(message.author),
    message.author.bot || message.webhook_id ? appTag() : null,
    h("time", { datetime: message.timestamp, title: fullTime(date) }, messageTime(date)),
  );
}

function drawContent(message) {
  if (message.flags & LOADING) {
    return h("p", { class: "thinking" }, drawDots(), `${userName(message.author)} is thinking…`);
  }
  const edited = message.edited_timestamp ? drawEdited(message.edited_timestamp) : null;
  const users = message.mentions ?? [];
  const text =
    message.flags & V2 || !message.content
      ? null
      : h("div", { class: contentClass(message) }, markdown(message.content, users), edited);
  return [
    drawEditor(message) ?? text,
    message.message_snapshots?.map(drawForwarded),
    drawAttachments(message.attachments),
    drawEmbeds(message.embeds, message),
    drawPoll(message),
    drawComponents(message.components, message),
    drawReactions(message),
    text ? null : edited,
  ];
}

const contentClass = ({ content }) => (isEmojiAlone(content) ? "content markdown large" : "content markdown");

/** A forward shows what the message was when it was sent on, and not whose. */
function drawForwarded({ message }) {
  return h(
    "blockquote",
    { class: "forwarded" },
    h("p", { class: "forwarded-head" }, icon("right"), "Forwarded"),
    h("div", { class: "content markdown" }, markdown(message.content, message.mentions ?? [])),
    drawAttachments(message.attachments),
    drawEmbeds(message.embeds, message),
  );
}

function drawEdited(timestamp) {
  return h("span", { class: "edited", title: `Edited ${fullTime(new Date(timestamp))}` }, "(edited)");
}

function drawStage(note) {
  if (note.stage === "sending") return h("p", { class: "thinking" }, drawDots(), "Sending command…");
  return [drawFailure(note.error), drawSecret(() => removeNote(note))];
}

function drawDots() {
  return h("span", { class: "dots", "aria-hidden": "true" }, h("i"), h("i"), h("i"));
}

function drawFailure(words) {
  return h("p", { class: "failure", role: "alert" }, icon("warning"), words);
}

function drawSecret(onDismiss) {
  const button = h(
    "button",
    { type: "button", class: "link", data: { key: "dismiss" }, on: { click: onDismiss } },
    "Dismiss message",
  );
  return h("p", { class: "secret" }, icon("eye"), "Only you can see this · ", button);
}

function drawSystem(message, line) {
  const date = new Date(message.timestamp);
  return [
    h("span", { class: "gutter" }, icon("right")),
    h(
      "p",
      { class: "body" },
      line,
      " ",
      message.message_reference?.message_id ? drawJump(message.message_reference.message_id) : null,
      h("time", { datetime: message.timestamp, title: fullTime(date) }, messageTime(date)),
    ),
  ];
}

function drawJump(id) {
  return [h("button", { type: "button", class: "link", data: { jump: id } }, "See it"), " "];
}

function drawTools(message) {
  const label = `More for the message of ${userName(message.author)}`;
  const more = h(
    "button",
    {
      type: "button",
      tabindex: "-1",
      "aria-label": label,
      "aria-haspopup": "menu",
      title: "More",
      data: { menu: message.id, key: "more" },
    },
    icon("more"),
  );
  return h("div", { class: "tools" }, more);
}

/** Whether a message of the log is shown at all. */
export const isShown = (message) => !isDismissed(message.id);
