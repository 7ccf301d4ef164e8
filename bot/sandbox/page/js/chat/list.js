// The list of messages of the channel in view. It redraws single messages where it can, keeps to the newest while the
// reader is there, keeps focus on the same control through a redraw, and is walked with the arrow keys.

import { fill, h } from "../dom.js";
import { announce } from "../shell/announce.js";
import { loadOlder } from "../session.js";
import { channelInView, logOf, on, state } from "../state.js";
import { dayName, sameDay } from "../time.js";
import { drawBeginning } from "./beginning.js";
import { drawForum } from "./forum.js";
import { continues, drawMessage, isShown, spoken } from "./message.js";

const NEAR_PX = 120;
let scroller;
let list;
let newer;
let pinned = true;

/** Take over the part of the page that shows messages. */
export function mountList(root) {
  list = h("ol", { class: "messages", "aria-label": "Messages" });
  newer = h(
    "button",
    { type: "button", class: "jump-down", hidden: true, on: { click: toNewest } },
    "New messages below",
  );
  scroller = h("div", { class: "scroller", tabindex: "-1" }, list);
  fill(root, scroller, newer);
  scroller.addEventListener("scroll", scrolled, { passive: true });
  list.addEventListener("keydown", walk);
  new ResizeObserver(() => pinned && toNewest()).observe(list);
  new ResizeObserver(() => pinned && toNewest()).observe(scroller);
  on("log", ({ channelId, older }) => channelId === state.channelId && drawAll(older));
  on("world", () => drawAll(true));
  on("message", ({ message, fresh }) => message.channel_id === state.channelId && drawOne(message, fresh));
  on("gone", ({ channelId, id }) => channelId === state.channelId && removeOne(id));
}

const shown = () => (state.channelId ? logOf(state.channelId).entries.filter(isShown) : []);

function drawAll(keepPlace = false) {
  const fromEnd = scroller.scrollHeight - scroller.scrollTop;
  const held = heldFocus();
  const entries = shown();
  const log = state.channelId ? logOf(state.channelId) : null;
  const rows = entries.flatMap((message, index) => withDivider(entries[index - 1], message));
  fill(
    list,
    drawForum(channelInView()) ?? [
      log?.complete ? drawBeginning(channelInView()) : null,
      rows,
      log && !log.loaded && !entries.length ? drawWaiting() : null,
    ],
  );
  rove();
  restoreFocus(held);
  if (keepPlace && !pinned) scroller.scrollTop = scroller.scrollHeight - fromEnd;
  else toNewest();
  if (log?.loaded) fillScreen();
}

function drawWaiting() {
  return h(
    "li",
    { class: "waiting", "aria-label": "Loading messages" },
    Array.from({ length: 6 }, () => h("span", { class: "bone" })),
  );
}

function withDivider(before, message) {
  const day = new Date(message.timestamp);
  const newDay = !before || !sameDay(new Date(before.timestamp), day);
  const divider = newDay ? h("li", { class: "day" }, h("span", {}, dayName(day))) : null;
  return [divider, drawMessage(message, !newDay && continues(before, message))].filter(Boolean);
}

function rowOf(id) {
  return list.querySelector(`:scope > [data-message="${CSS.escape(id)}"]`);
}

function drawOne(message, fresh) {
  const entries = shown();
  const at = entries.findIndex((entry) => entry.id === message.id);
  if (at < 0) return;
  const held = heldFocus();
  const existing = rowOf(message.id);
  if (existing) existing.replaceWith(drawMessage(message, existing.classList.contains("follows")));
  else insertRow(entries, at);
  rove();
  restoreFocus(held);
  if (fresh) arrived(message);
}

function insertRow(entries, at) {
  const nodes = withDivider(entries[at - 1], entries[at]);
  const next = entries[at + 1] && rowOf(entries[at + 1].id);
  if (next) next.before(...nodes);
  else list.append(...nodes);
}

function arrived(message) {
  const mine = message.author.id === state.me.id || message.stage;
  if (pinned || mine) toNewest();
  else newer.hidden = false;
  if (message.author.id !== state.me.id && message.stage !== "sending") announce(spoken(message));
}

function removeOne(id) {
  const row = rowOf(id);
  if (!row) return;
  const hadFocus = row.contains(document.activeElement);
  const before = row.previousElementSibling;
  row.remove();
  if (before?.classList.contains("day") && !before.nextElementSibling?.matches(".message")) before.remove();
  rove();
  if (hadFocus) document.querySelector("[data-composer]")?.focus();
}

/** Which control had the focus, by the message and the key it carries, so that its successor can have it. */
function heldFocus() {
  const active = document.activeElement;
  const row = active?.closest?.("[data-message]");
  if (!row || !list.contains(row)) return null;
  return { message: row.dataset.message, key: active.dataset.key, whole: active === row };
}

function restoreFocus(held) {
  const row = held && rowOf(held.message);
  if (!row || row.contains(document.activeElement)) return;
  const control = held.key === undefined ? null : row.querySelector(`[data-key="${CSS.escape(held.key)}"]`);
  (control ?? row).focus({ preventScroll: true });
}

function scrolled() {
  pinned = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_PX;
  if (pinned) newer.hidden = true;
  if (scroller.scrollTop < NEAR_PX) loadOlder();
}

/** A page of messages shorter than the screen gives nothing to scroll: fetch until there is. */
function fillScreen() {
  if (scroller.scrollHeight <= scroller.clientHeight + NEAR_PX) loadOlder();
}

function toNewest() {
  pinned = true;
  newer.hidden = true;
  scroller.scrollTop = scroller.scrollHeight;
}

/** Bring a message into view and give it the focus; returns whether it is loaded. */
export function showMessage(id) {
  const row = rowOf(id);
  if (!row) return false;
  row.scrollIntoView({ block: "center" });
  row.focus({ preventScroll: true });
  return true;
}

const rows = () => [...list.querySelectorAll(":scope > [data-message]")];

/** One message is in the tab order (the newest, or the one that last had focus); arrows move between them. */
function rove(target = rows().at(-1)) {
  for (const row of list.querySelectorAll(':scope > [data-message][tabindex="0"]')) row.tabIndex = -1;
  if (target) target.tabIndex = 0;
}

/** Enter the list from the composer. */
export function focusNewest() {
  rows().at(-1)?.focus();
}

function walk(event) {
  const row = event.target.closest("[data-message]");
  if (!row || event.target !== row) return;
  const all = rows();
  const at = all.indexOf(row);
  const targets = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: all.length - 1 };
  if (!(event.key in targets)) return;
  event.preventDefault();
  const target = all[targets[event.key]];
  if (target) {
    rove(target);
    target.focus({ preventScroll: true });
    target.scrollIntoView({ block: "nearest" });
  } else if (event.key === "ArrowDown") {
    document.querySelector("[data-composer]")?.focus();
  }
}
