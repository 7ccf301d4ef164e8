// A context menu: entries `{label, icon, run}`, `null` for a line between, a string for a small heading. Arrow keys
// walk it.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { closePopover, openPopover } from "./popover.js";

/** Open a menu at an element or a point; `head` stands above the entries. */
export function openMenu(anchor, entries, { label, head = null, back } = {}) {
  const menu = h(
    "div",
    { class: "menu", role: "menu", "aria-label": label, on: { keydown: walk } },
    entries.map(drawEntry),
  );
  openPopover(anchor, h("div", { class: "menu-panel" }, head, menu), { back: back ?? anchor });
  menu.querySelector("[role=menuitem]")?.focus({ preventScroll: true });
}

function drawEntry(entry) {
  if (entry === null) return h("hr", { class: "menu-line", role: "separator" });
  if (typeof entry === "string") return h("div", { class: "menu-heading", role: "presentation" }, entry);
  const run = () => {
    closePopover("picked");
    entry.run();
  };
  return h(
    "button",
    { type: "button", role: "menuitem", tabindex: "-1", class: entry.danger ? "danger" : "", on: { click: run } },
    h("span", {}, entry.label),
    entry.icon ? icon(entry.icon) : null,
  );
}

function walk(event) {
  const items = [...event.currentTarget.querySelectorAll("[role=menuitem]")];
  const at = items.indexOf(document.activeElement);
  const steps = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 };
  if (event.key === "Tab") closePopover("elsewhere");
  else if (event.key in steps) items.at(steps[event.key] % items.length).focus();
  else if (event.key.length === 1)
    items.find((item) => item.textContent.toLowerCase().startsWith(event.key.toLowerCase()))?.focus();
  else return;
  if (event.key !== "Enter" && event.key !== " ") event.preventDefault();
}
