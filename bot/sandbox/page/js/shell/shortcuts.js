// Keys that work anywhere on the page, and the sheet that lists them.

import { focusComposer } from "../compose/composer.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { goTo } from "../session.js";
import { neighbour } from "./channels.js";
import { toggleMembers } from "./drawers.js";
import { popoverIsOpen } from "./popover.js";
import { become, personNumber } from "./users.js";

const SHEET = [
  ["/", "Commands"],
  ["Enter", "Send; Shift+Enter begins a line"],
  ["Tab, ← →", "Walk the options of a command"],
  ["↑", "From the empty composer to the messages; ↑ ↓ walk them"],
  ["Shift+F10", "Menu of the message or user in focus"],
  ["Ctrl+Alt+1 … 9", "Be another user"],
  ["Alt+↑ ↓", "Channel above, below"],
  ["Ctrl+Alt+M", "Members"],
  ["Escape", "Close; then back to the composer"],
];

export function mountShortcuts(button) {
  button.append(icon("keyboard"));
  button.addEventListener("click", openSheet);
  document.addEventListener("keydown", answer);
}

function answer(event) {
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const digit = /^Digit([1-9])$/u.exec(event.code)?.[1];
  const both = event.ctrlKey && event.altKey;
  if (both && digit && personNumber(Number(digit))) become(personNumber(Number(digit)));
  else if (both && event.code === "KeyM") toggleMembers();
  else if (event.altKey && !event.ctrlKey && event.key === "ArrowDown") goTo(neighbour(1));
  else if (event.altKey && !event.ctrlKey && event.key === "ArrowUp") goTo(neighbour(-1));
  else if (event.key === "Escape" && !popoverIsOpen()) focusComposer();
  else if (typesElsewhere(event)) focusComposer();
  else return;
  // A letter typed anywhere belongs into the composer, so it is the one case in which the key goes on.
  if (event.key.length !== 1 || both) event.preventDefault();
}

/** A letter pressed while nothing that takes letters has the focus. */
function typesElsewhere(event) {
  if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return false;
  return !event.target.closest("input, textarea, select, [role=menu], [role=listbox], .popover, audio, video, pre");
}

function openSheet() {
  const close = () => dialog.close();
  const rows = SHEET.map(([keys, words]) => [h("dt", {}, h("kbd", {}, keys)), h("dd", {}, words)]);
  const dialog = h(
    "dialog",
    { class: "sheet", "aria-labelledby": "sheet-title" },
    h("header", {}, h("h2", { id: "sheet-title" }, "Keys"), h("button", { type: "button", class: "icon-button", "aria-label": "Close", on: { click: close } }, icon("close"))),
    h("dl", {}, rows),
  );
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
}
