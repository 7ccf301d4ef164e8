// Something that floats beside the control that opened it: menus, choosers, the list of users. One at a time; a press
// elsewhere, Escape, or scrolling the page beneath closes it, and focus goes back to where it came from.

import { h } from "../dom.js";

const GAP = 6;
const EDGE = 8;
const PARTS = "dialog, #main, #members, #nav, #workbench";
let current = null;

/**
 * Open `content` beside `anchor` (an element, or a point `{x, y}`).
 *
 * `onClose(reason)` hears "picked", "escape" or "elsewhere". The popover joins the part of the page that it was opened
 * in, because the other parts are inert while a dialog or a drawer is open.
 */
export function openPopover(anchor, content, { onClose, asWide = false, above = false, back = anchor } = {}) {
  closePopover("elsewhere");
  const host = (back instanceof Element ? back.closest(PARTS) : null) ?? document.getElementById("main");
  const layer = h("div", { class: "popover" }, content);
  host.append(layer);
  current = { layer, onClose, back, anchor };
  place(layer, anchor, { asWide, above });
  document.addEventListener("pointerdown", pressedElsewhere, true);
  document.addEventListener("keydown", escape, true);
  addEventListener("resize", leave);
  return { close: closePopover, place: () => place(layer, anchor, { asWide, above }) };
}

export function closePopover(reason = "picked") {
  if (!current) return;
  const { layer, onClose, back } = current;
  current = null;
  const hadFocus = layer.contains(document.activeElement);
  document.removeEventListener("pointerdown", pressedElsewhere, true);
  document.removeEventListener("keydown", escape, true);
  removeEventListener("resize", leave);
  layer.remove();
  if (hadFocus && back instanceof HTMLElement) back.focus({ preventScroll: true });
  onClose?.(reason);
}

export const popoverIsOpen = () => current !== null;

const leave = () => closePopover("elsewhere");

function pressedElsewhere(event) {
  if (current.layer.contains(event.target)) return;
  // A press on the opener would close and, with its click, open again.
  const onAnchor = current.anchor instanceof Element && current.anchor.contains(event.target);
  closePopover("elsewhere");
  if (onAnchor) addEventListener("click", (click) => click.stopPropagation(), { capture: true, once: true });
}

function escape(event) {
  if (event.key !== "Escape") return;
  event.preventDefault();
  event.stopPropagation();
  closePopover("escape");
}

/** May be called again when the content has grown or shrunk; an anchor that was redrawn meanwhile no longer counts. */
function place(layer, anchor, { asWide, above }) {
  if (anchor instanceof Element && !anchor.isConnected) return;
  const box = anchor instanceof Element ? anchor.getBoundingClientRect() : new DOMRect(anchor.x, anchor.y, 0, 0);
  if (asWide) layer.style.width = `${box.width}px`;
  const { offsetWidth: width, offsetHeight: height } = layer;
  const roomBelow = innerHeight - box.bottom - GAP - EDGE;
  const upwards = above ? box.top > height + GAP + EDGE : height > roomBelow && box.top > roomBelow;
  const top = upwards ? box.top - GAP - height : box.bottom + GAP;
  layer.style.left = `${clamp(box.left, EDGE, innerWidth - width - EDGE)}px`;
  layer.style.top = `${clamp(top, EDGE, innerHeight - height - EDGE)}px`;
}

const clamp = (value, low, high) => Math.max(low, Math.min(value, Math.max(low, high)));
