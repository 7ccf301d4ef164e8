// The pinned messages of the channel in view, the last pinned first: to read, to go to, and to unpin for who may.

import { getPins, pin } from "../api.js";
import { jumpTo } from "../chat/jump.js";
import { gist } from "../chat/message.js";
import { fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { tell } from "../interactions.js";
import { avatar, colouredName } from "../names.js";
import { permissionsIn, PIN_MESSAGES } from "../permissions.js";
import { channelInView, guildInView, memberOf, off, on, state } from "../state.js";
import { markdown } from "../text/markdown.js";
import { messageTime } from "../time.js";
import { closeDrawers } from "./drawers.js";
import { closePopover, openPopover } from "./popover.js";

const CHANGING = new Set(["CHANNEL_PINS_UPDATE", "MESSAGE_DELETE", "MESSAGE_DELETE_BULK", "MESSAGE_UPDATE"]);

/** Take over the button in the bar. */
export function mountPins(button) {
  button.append(icon("pin"));
  button.addEventListener("click", () => openPins(button));
  const show = () => {
    button.disabled = !state.channelId;
  };
  on("place", show);
}

/** Open the pins beside a control of the bar. */
export function openPins(anchor) {
  closeDrawers();
  const { channelId, me } = state;
  if (!channelId) return;
  const list = h("div", { class: "pins-list", tabindex: "-1" });
  const draw = async () => {
    const pins = await getPins(me.id, channelId).catch(() => null);
    if (!pins || !list.isConnected) return;
    const had = list.contains(document.activeElement);
    fill(list, pins.length ? h("ul", {}, pins.map(drawPin)) : h("p", { class: "hint" }, "Nothing is pinned here yet."));
    layer.place();
    if (had) (list.querySelector("button") ?? list).focus({ preventScroll: true });
  };
  const changed = ({ name, payload }) => CHANGING.has(name) && payload.channel_id === channelId && draw();
  const leave = () => {
    if (state.channelId !== channelId) closePopover("elsewhere");
  };
  const panel = h(
    "div",
    { class: "pins", role: "dialog", "aria-label": "Pinned messages" },
    h("h2", {}, "Pinned messages"),
    list,
  );
  const onClose = () => {
    off("event", changed);
    off("place", leave);
  };
  const layer = openPopover(anchor, panel, { onClose });
  on("event", changed);
  on("place", leave);
  list.focus({ preventScroll: true });
  draw();
}

function drawPin(message) {
  const guild = guildInView();
  const may = permissionsIn(guild, channelInView(), memberOf(guild, state.me.id)) & PIN_MESSAGES;
  const visit = () => {
    closePopover("picked");
    jumpTo(message.id);
  };
  const unpin = () => pin(state.me.id, message.channel_id, message.id, true).catch(tell);
  return h(
    "li",
    { class: "pinned" },
    h(
      "div",
      { class: "pinned-head" },
      avatar(message.author, "avatar small"),
      colouredName("strong", message.author),
      h("time", { datetime: message.timestamp }, messageTime(new Date(message.timestamp))),
    ),
    message.content
      ? h("div", { class: "pinned-words markdown" }, markdown(message.content, message.mentions ?? []))
      : h("p", { class: "pinned-words" }, gist(message).slice(0, 400)),
    h(
      "div",
      { class: "pinned-deeds" },
      h("button", { type: "button", class: "button small secondary", on: { click: visit } }, "Jump"),
      may ? h("button", { type: "button", class: "button small secondary", on: { click: unpin } }, "Unpin") : null,
    ),
  );
}
