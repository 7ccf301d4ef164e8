// The composer: plain text, or one command being filled in. What was begun in a channel stays there for its user until
// it is sent, also across switching user and channel, and when the page is loaded anew.

import { Refusal, say } from "../api.js";
import { beginEdit } from "../chat/editor.js";
import { focusNewest } from "../chat/list.js";
import { fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { tell, useSlash } from "../interactions.js";
import { userName } from "../names.js";
import { maySend } from "../permissions.js";
import { channelInView, guildInView, logOf, memberOf, on, state } from "../state.js";
import { Answering } from "./answering.js";
import { CommandForm } from "./command_form.js";
import { leavesHere, spelledOut } from "./commands.js";
import { registerComposer } from "./insert.js";
import { Suggestions } from "./suggestions.js";
import { TextBox, withMentions } from "./text_box.js";
import { takeDrops, Tray, uploadsOf } from "./tray.js";

const DRAFTS = `sandbox-drafts ${location.pathname}`;
const drafts = new Map(JSON.parse(sessionStorage.getItem(DRAFTS) ?? "[]"));
const SAID = [0, 19]; // plain messages and replies
let suggestions;
let box;
let form = null;
let tray;
let answering;
let place;
let sendButton;
let status;
let typing;
let where = null;

/** Take over the foot of the page. */
export function mountComposer(root) {
  const list = h("div", { class: "suggestions" });
  suggestions = new Suggestions(list);
  box = new TextBox(suggestions, { say: sendText, begin, up: editOwnOrLookBack });
  place = h("div", { class: "composer-place" }, box.node);
  sendButton = h(
    "button",
    { type: "button", class: "icon-button send", "aria-label": "Send", title: "Send (Enter)", on: { click: sendAny } },
    icon("send"),
  );
  status = h("p", { class: "composer-error", role: "alert" });
  typing = h("p", { class: "typing" });
  tray = new Tray(complainHere);
  answering = new Answering();
  const row = h("div", { class: "composer-box" }, tray.button, place, sendButton, tray.chooser);
  fill(root, list, status, answering.node, tray.node, row, typing);
  tray.put([]);
  takeDrops(document.getElementById("main"), (files) => !box.disabled && attach(files));
  root.addEventListener("keydown", (event) => event.key === "Escape" && answering.end());
  registerComposer({ insert, reply, begin: (path) => beginByName(path) });
  for (const topic of ["place", "world"]) on(topic, moved);
  on("typing", drawTyping);
  addEventListener("pagehide", keepDrafts);
}

function keepDrafts() {
  if (where) drafts.set(where, form ? form.text : box.text);
  sessionStorage.setItem(DRAFTS, JSON.stringify([...drafts].filter(([, text]) => text)));
}

/** Arrow Up edits what one has said last; where one has said nothing, it leads into the messages. */
function editOwnOrLookBack() {
  const own = logOf(state.channelId).entries.findLast(
    (message) => message.author.id === state.me.id && SAID.includes(message.type) && message.content,
  );
  if (own) beginEdit(own);
  else focusNewest();
}

/** Put the focus where one types. */
export function focusComposer() {
  if (form) form.focus();
  else box.focus();
}

function insert(text) {
  if (form) leave("");
  box.insert(text);
}

function attach(files) {
  if (form) leave("");
  tray.add(files);
  box.focus();
}

function reply(message) {
  if (form) leave("");
  answering.begin(message);
  box.focus();
}

function beginByName(path) {
  const leaf = leavesHere().find((each) => each.path === path);
  if (leaf) begin(leaf, "");
  else complainHere(`There is no command /${path} here.`);
}

function begin(leaf, typed) {
  form = new CommandForm(leaf, suggestions, { send: sendCommand, leave }, typed);
  box.text = "";
  fill(place, form.node);
  complainHere("");
  if (typed) form.focusLast();
  else form.focus();
}

function leave(text) {
  form = null;
  fill(place, box.node);
  box.text = text;
  box.focus();
}

function sendAny() {
  if (form) form.submit();
  else sendText(box.text);
}

async function sendText(text) {
  const { me, channelId } = state;
  if (!channelId || box.disabled || (!text.trim() && tray.empty)) return;
  if (text.startsWith("/")) {
    complainHere("That is no command here. To send it as text, begin with a space.");
    return;
  }
  const [files, { message, asked }] = [tray.take(), answering];
  box.text = "";
  answering.end();
  complainHere("");
  try {
    await say(me.id, channelId, withMentions(text.trim()), { files: await uploadsOf(files), ...asked });
  } catch (error) {
    if (!giveBack(error, `${me.id}/${channelId}`, text)) return;
    tray.put(files);
    if (message) answering.begin(message);
  }
}

async function sendCommand(path, options, sent) {
  const home = where;
  leave("");
  complainHere("");
  try {
    await useSlash(path, options);
  } catch (error) {
    if (giveBack(error, home, sent.text)) form?.refuse(error.field, error.message);
  }
}

/** What could not be sent returns to where it was typed, unless something else is being typed there by now. */
function giveBack(error, home, text) {
  if (!(error instanceof Refusal)) throw error;
  if (home !== where) {
    drafts.set(home, text);
    return false;
  }
  if (form || box.text) {
    tell(error);
    return false;
  }
  restore(text);
  focusComposer();
  if (!form || !form.fields.some((field) => field.option.name === error.field)) complainHere(error.message);
  return true;
}

function complainHere(sentence) {
  fill(status, sentence ? [icon("warning"), sentence] : null);
}

function restore(text) {
  const spelled = text.startsWith("/") ? spelledOut(leavesHere(), text) : undefined;
  if (spelled) {
    form = new CommandForm(spelled.leaf, suggestions, { send: sendCommand, leave }, spelled.rest);
    fill(place, form.node);
  } else {
    form = null;
    fill(place, box.node);
    box.text = text;
  }
}

/** Another channel or another user: keep what was begun, and bring back what was begun there. */
function moved() {
  if (!state.me) return;
  const here = `${state.me.id}/${state.channelId}`;
  const guild = guildInView();
  const channel = channelInView();
  box.describe(Boolean(channel) && maySend(guild, channel, memberOf(guild, state.me.id)));
  sendButton.disabled = tray.button.disabled = box.disabled;
  drawTyping();
  if (here === where) return;
  const hadFocus = place.contains(document.activeElement);
  if (where) drafts.set(where, form ? form.text : box.text);
  where = here;
  tray.put([]);
  answering.end();
  complainHere("");
  restore(drafts.get(here) ?? "");
  if (hadFocus) focusComposer();
}

function drawTyping() {
  const names = [...(state.typing.get(state.channelId)?.keys() ?? [])].map((id) => userName(state.users.get(id)));
  const words =
    names.length > 2
      ? "Several people are typing…"
      : names.length
        ? `${names.join(" and ")} ${names.length > 1 ? "are" : "is"} typing…`
        : "";
  fill(typing, words);
}
