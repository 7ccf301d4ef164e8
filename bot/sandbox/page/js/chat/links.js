// Answers clicks on what messages refer to: users, channels, commands, earlier messages, menus. One listener for the
// whole page, so that drawing a message never has to know what happens when it is touched.

import { chooseCommand } from "../compose/insert.js";
import { goTo } from "../session.js";
import { openMessageMenu, openUserMenu } from "./context.js";
import { jumpTo } from "./jump.js";
import { openPlaceMenu } from "./places.js";

const DEEDS = {
  user: (node) => openUserMenu(node, node.dataset.user),
  channel: (node) => goTo(node.dataset.channel),
  command: (node) => chooseCommand(node.dataset.command),
  jump: (node) => jumpTo(node.dataset.jump),
  menu: (node) => openMessageMenu(node, node.dataset.menu),
};

const SELECTOR = Object.keys(DEEDS)
  .map((name) => `[data-${name}]`)
  .join(",");

export function mountLinks(root) {
  root.addEventListener("click", (event) => {
    const node = event.target.closest(SELECTOR);
    const name = node && Object.keys(DEEDS).find((each) => each in node.dataset);
    if (name) DEEDS[name](node);
  });
  root.addEventListener("contextmenu", openContextMenu);
}

/** The secondary button, a long press, or the menu key: on a user's name the user's menu, else the message's. */
function openContextMenu(event) {
  if (event.target.closest("a, input, textarea, pre") || String(getSelection())) return;
  const place = event.target.closest("[data-place]");
  if (place) {
    event.preventDefault();
    openPlaceMenu(event.button === 2 ? { x: event.clientX, y: event.clientY } : place, place.dataset.place, place);
    return;
  }
  const user = event.target.closest("[data-user]");
  const message = event.target.closest("[data-message]");
  if (!user && !message) return;
  event.preventDefault();
  const focused = document.activeElement;
  const back = focused === document.body ? event.target.closest("button, [tabindex]") : focused;
  const byKey = event.button !== 2;
  const anchor = byKey ? (user ?? message) : { x: event.clientX, y: event.clientY };
  if (user) openUserMenu(anchor, user.dataset.user, back);
  else openMessageMenu(anchor, message.dataset.message, back);
}
