// Keys that work anywhere on the page, and the sheet that lists them.

import { focusComposer } from "../compose/composer.js";
import { h } from "../dom.js";
import { icon } from "../icons.js";
import { goTo } from "../session.js";
import { neighbour } from "./channels.js";
import { openDialog } from "./dialog.js";
import { toggleMembers, toggleWorkbench } from "./drawers.js";
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
  ["Ctrl+Alt+W", "Workbench: traffic, faults, clock"],
  ["Escape", "Close; then back to the composer"],
];

export function mountShortcuts(button) {
  button.append(icon("keyboard"));
  button.addEventListener("click", openSheet);
  document.addEventListener("keydown", answer);
}

const plainAlt = (event) => event.altKey && !event.ctrlKey;
const bothKeys = (event) => event.ctrlKey && event.altKey;
const personOf = (event) => personNumber(Number(/^Digit([1-9])$/u.exec(event.code)?.[1]));

/** The first rule that fits is followed. A letter that goes to the composer must still be typed there: `keep`. */
const RULES = [
  { fits: (event) => bothKeys(event) && personOf(event), run: (event) => become(personOf(event)) },
  { fits: (event) => bothKeys(event) && event.code === "KeyM", run: toggleMembers },
  { fits: (event) => bothKeys(event) && event.code === "KeyW", run: toggleWorkbench },
  { fits: (event) => plainAlt(event) && event.key === "ArrowDown", run: () => goTo(neighbour(1)) },
  { fits: (event) => plainAlt(event) && event.key === "ArrowUp", run: () => goTo(neighbour(-1)) },
  { fits: (event) => event.key === "Escape" && !popoverIsOpen(), run: focusComposer },
  { fits: typesElsewhere, run: focusComposer, keep: true },
];

function answer(event) {
  if (event.defaultPrevented || document.querySelector("dialog[open]")) return;
  const rule = RULES.find(({ fits }) => fits(event));
  if (!rule) return;
  rule.run(event);
  if (!rule.keep) event.preventDefault();
}

const OWN_LETTERS = "input, textarea, select, [role=menu], [role=listbox], .popover, #workbench, audio, video, pre";

/** A letter pressed while nothing that takes letters has the focus. */
function typesElsewhere(event) {
  if (event.key.length !== 1 || event.key === " " || event.ctrlKey || event.metaKey || event.altKey) return false;
  return !event.target.closest(OWN_LETTERS);
}

function openSheet() {
  const rows = SHEET.map(([keys, words]) => [h("dt", {}, h("kbd", {}, keys)), h("dd", {}, words)]);
  openDialog({ title: "Keys", content: h("dl", {}, rows) });
}
