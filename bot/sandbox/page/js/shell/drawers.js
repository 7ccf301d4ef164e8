// The side panels. On a wide screen they stand beside the messages and the members can be folded away; on a narrow one
// they slide over them, one at a time, and what is out of sight is out of the tab order too.

import { on } from "../state.js";

const NARROW = matchMedia("(max-width: 760px)");
const MEMBERS_HIDDEN = "sandbox-members-hidden";
let parts;

/** @param given {nav, members, main, veil, navButton, membersButton} */
export function mountDrawers(given) {
  parts = given;
  parts.membersShown = localStorage.getItem(MEMBERS_HIDDEN) !== "yes";
  parts.open = null;
  parts.navButton.addEventListener("click", () => toggle("nav"));
  parts.membersButton.addEventListener("click", toggleMembers);
  parts.veil.addEventListener("click", closeDrawers);
  NARROW.addEventListener("change", apply);
  document.addEventListener("keydown", (event) => event.key === "Escape" && parts.open && closeDrawers());
  on("place", apply);
  apply();
}

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
  parts.membersShown = !parts.membersShown;
  localStorage.setItem(MEMBERS_HIDDEN, parts.membersShown ? "no" : "yes");
  apply();
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
  const membersShown = narrow ? parts.open === "members" : parts.membersShown;
  parts.nav.inert = !navShown;
  parts.members.inert = !membersShown;
  parts.main.inert = narrow && parts.open !== null;
  parts.veil.hidden = !narrow || parts.open === null;
  document.body.classList.toggle("nav-open", narrow && parts.open === "nav");
  document.body.classList.toggle("members-open", membersShown);
  parts.navButton.setAttribute("aria-expanded", String(navShown));
  parts.membersButton.setAttribute("aria-expanded", String(membersShown));
}
