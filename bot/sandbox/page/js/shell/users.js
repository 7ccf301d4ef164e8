// Who you are, and who else you could be: each virtual user is one click or one shortcut (Ctrl+Alt+1 to 9) away.

import { fill, h } from "../dom.js";
import { closeModals } from "../forms/modal.js";
import { icon } from "../icons.js";
import { avatar, colouredName, userName } from "../names.js";
import { switchUser } from "../session.js";
import { on, people, peopleHere, state } from "../state.js";
import { announce } from "./announce.js";
import { closeDrawers } from "./drawers.js";
import { closePopover, openPopover } from "./popover.js";

const MOST_SHOWN = 5;

/** The panel below the channels: the user in view, and the others as a row of faces. */
export function mountUsers(root) {
  const draw = () => {
    if (!state.me) return;
    const held = root.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    fill(root, drawMe(), drawOthers());
    if (held) (root.querySelector(`[data-key="${held}"]`) ?? root.querySelector("button"))?.focus();
  };
  for (const topic of ["world", "place"]) on(topic, draw);
}

/** The face in the header of a narrow screen, where the panel is out of sight. */
export function mountUserButton(root) {
  on("world", () => {
    if (!state.me) return;
    const label = `You are ${userName(state.me)}. Switch user`;
    fill(
      root,
      h(
        "button",
        { type: "button", class: "icon-button", "aria-label": label, "aria-haspopup": "menu", on: { click: openList } },
        avatar(state.me, "avatar medium"),
      ),
    );
  });
}

function drawMe() {
  return h(
    "div",
    { class: "me" },
    avatar(state.me, "avatar medium"),
    h("div", { class: "me-words" }, h("small", {}, "You are"), colouredName("strong", state.me)),
    h(
      "a",
      { class: "icon-button beside-link", href: besideAddress(), "aria-label": "Side by side", title: "Side by side" },
      icon("columns"),
    ),
  );
}

function drawOthers() {
  const faces = peopleHere()
    .slice(0, MOST_SHOWN)
    .map((user, index) => drawFace(user, index));
  const rest =
    people().length > faces.length
      ? h(
          "button",
          { type: "button", class: "face more", "aria-label": "All users", on: { click: openList } },
          icon("more"),
        )
      : null;
  return h("div", { class: "faces", role: "group", "aria-label": "Switch user" }, faces, rest);
}

function drawFace(user, index) {
  const current = user.id === state.me.id;
  const name = userName(user);
  return h(
    "button",
    {
      type: "button",
      class: "face",
      title: `${name} (Ctrl+Alt+${index + 1})`,
      "aria-label": current ? `${name}, this is you` : `Be ${name}`,
      "aria-pressed": String(current),
      data: { key: user.id },
      on: { click: () => become(user) },
    },
    avatar(user, "avatar"),
  );
}

function openList(event) {
  const rows = people().map((user) =>
    h(
      "button",
      {
        type: "button",
        class: "person",
        "aria-pressed": String(user.id === state.me.id),
        data: { key: user.id },
        on: { click: () => become(user) },
      },
      avatar(user, "avatar medium"),
      colouredName("span", user),
      user.id === state.me.id ? icon("check") : null,
    ),
  );
  const panel = h(
    "div",
    { class: "people", role: "group", "aria-label": "Switch user" },
    h("p", { class: "menu-heading" }, "Switch user"),
    rows,
    h("a", { class: "person", href: besideAddress() }, icon("columns"), "Side by side"),
  );
  openPopover(event.currentTarget, panel);
  panel.querySelector("button")?.focus();
}

/** The page that shows this user and the next one, each in a column, where they are now. */
function besideAddress() {
  const next = peopleHere().find((user) => user.id !== state.me.id);
  return `beside.html#${state.channelId}/${[state.me, next].filter(Boolean).map((user) => user.id)}`;
}

/** See and act as this user from now on. */
export function become(user) {
  closePopover("picked");
  closeModals();
  closeDrawers();
  switchUser(user.id);
  announce(`You are now ${userName(user)}`);
}

/** The user of a shortcut's digit, counted from one. */
export const personNumber = (number) => people()[number - 1];
