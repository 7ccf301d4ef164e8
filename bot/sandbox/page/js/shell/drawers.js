// The panels beside the messages: channels, members, workbench. On a wide screen they stand there, and the members give
// way to the workbench where there is no room for both; on a narrow one channels and members slide over the messages,
// one at a time, and the workbench is a sheet below them. What is out of sight is out of the tab order too.

import { on, publish } from "../state.js";

const NARROW = matchMedia("(max-width: 760px)");
const ROOM_FOR_ALL = matchMedia("(min-width: 1440px), (max-width: 1040px)");
const MEMBERS_HIDDEN = "sandbox-members-hidden";
const WORKBENCH_SHOWN = "sandbox-workbench-shown";
let parts;

/** @param given {nav, members, workbench, main, veil, navButton, membersButton, workbenchButton} */
export function mountDrawers(given) {
  parts = given;
  parts.membersShown = localStorage.getItem(MEMBERS_HIDDEN) !== "yes";
  parts.workbenchShown = sessionStorage.getItem(WORKBENCH_SHOWN) === "yes";
  parts.open = null;
  parts.navButton.addEventListener("click", () => toggle("nav"));
  parts.membersButton.addEventListener("click", toggleMembers);
  parts.workbenchButton.addEventListener("click", toggleWorkbench);
  parts.veil.addEventListener("click", closeDrawers);
  for (const query of [NARROW, ROOM_FOR_ALL]) query.addEventListener("change", apply);
  document.addEventListener("keydown", (event) => event.key === "Escape" && parts.open && closeDrawers());
  on("place", apply);
  apply();
}

export const isNarrow = () => NARROW.matches;

export const workbenchIsOpen = () => parts.workbenchShown;

function toggle(name) {
  parts.open = parts.open === name ? null : name;
  apply();
  if (parts.open) parts[name].querySelector("[aria-current], button")?.focus();
}

export function toggleMembers() {
  if (NARROW.matches) {
    toggle("members");
    return;
  }
  const inTheWay = parts.membersShown && parts.workbenchShown && !ROOM_FOR_ALL.matches;
  if (inTheWay) keepWorkbench(false);
  else parts.membersShown = !parts.membersShown;
  localStorage.setItem(MEMBERS_HIDDEN, parts.membersShown ? "no" : "yes");
  apply();
}

/** Open the workbench and go there, or close it and go back to its button. */
export function toggleWorkbench() {
  const hadFocus = parts.workbench.contains(document.activeElement);
  keepWorkbench(!parts.workbenchShown);
  apply();
  if (parts.workbenchShown) parts.workbench.querySelector('[role=tab][aria-selected="true"]')?.focus();
  else if (hadFocus) parts.workbenchButton.focus();
}

function keepWorkbench(shown) {
  parts.workbenchShown = shown;
  sessionStorage.setItem(WORKBENCH_SHOWN, shown ? "yes" : "no");
}

export function closeDrawers() {
  if (!parts?.open) return;
  const button = parts.open === "nav" ? parts.navButton : parts.membersButton;
  const hadFocus = parts[parts.open].contains(document.activeElement);
  parts.open = null;
  apply();
  if (hadFocus) button.focus();
}

function apply() {
  const narrow = NARROW.matches;
  if (!narrow) parts.open = null;
  const navShown = !narrow || parts.open === "nav";
  const roomForMembers = ROOM_FOR_ALL.matches || !parts.workbenchShown;
  const membersShown = narrow ? parts.open === "members" : parts.membersShown && roomForMembers;
  parts.nav.inert = !navShown;
  parts.members.inert = !membersShown;
  parts.main.inert = narrow && parts.open !== null;
  parts.workbench.inert = parts.main.inert;
  parts.workbench.hidden = !parts.workbenchShown;
  parts.veil.hidden = !narrow || parts.open === null;
  document.body.classList.toggle("nav-open", narrow && parts.open === "nav");
  document.body.classList.toggle("members-open", membersShown);
  document.body.classList.toggle("workbench-open", parts.workbenchShown);
  parts.navButton.setAttribute("aria-expanded", String(navShown));
  parts.membersButton.setAttribute("aria-expanded", String(membersShown));
  parts.workbenchButton.setAttribute("aria-expanded", String(parts.workbenchShown));
  publish("panels");
}
