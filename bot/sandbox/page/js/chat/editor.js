// Editing one's own message where it stands: Enter saves, Escape leaves it as it was. What is being written lives in
// the state, so that a redraw of the message meanwhile loses nothing.

import { edit } from "../api.js";
import { h } from "../dom.js";
import { tell } from "../interactions.js";
import { logOf, publish, state } from "../state.js";

const LONGEST = 2000;

/** Begin to edit a message. */
export function beginEdit(message) {
  state.editing = { id: message.id, text: message.content };
  redraw(message);
  document.querySelector("[data-key=editor]")?.focus();
}

/** The box in which a message is being edited, or null for one that is not. */
export function drawEditor(message) {
  if (state.editing?.id !== message.id) return null;
  const box = h("textarea", {
    class: "editor-box",
    rows: String(Math.min(10, state.editing.text.split("\n").length + 1)),
    maxlength: LONGEST,
    "aria-label": "Edit the message. Enter saves, Escape cancels",
    value: state.editing.text,
    data: { key: "editor" },
  });
  box.addEventListener("input", () => {
    state.editing.text = box.value;
  });
  box.addEventListener("keydown", (event) => answer(event, message));
  const save = h("button", { type: "button", class: "link", on: { click: () => saveEdit(message) } }, "save");
  const cancel = h("button", { type: "button", class: "link", on: { click: () => leave(message) } }, "cancel");
  return h("div", { class: "editor" }, box, h("p", { class: "editor-keys" }, "Escape to ", cancel, " · Enter to ", save));
}

function answer(event, message) {
  event.stopPropagation();
  if (event.isComposing) return;
  if (event.key === "Escape") leave(message);
  else if (event.key === "Enter" && !event.shiftKey) saveEdit(message);
  else return;
  event.preventDefault();
}

function leave(message) {
  state.editing = null;
  redraw(logOf(message.channel_id).find(message.id) ?? message);
  document.querySelector("[data-composer]")?.focus();
}

async function saveEdit(message) {
  const { text } = state.editing;
  leave(message);
  if (text.trim() === message.content) return;
  await edit(state.me.id, message.channel_id, message.id, text).catch(tell);
}

function redraw(message) {
  publish("message", { message, fresh: false });
}
