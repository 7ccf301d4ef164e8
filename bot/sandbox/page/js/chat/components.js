// Components of a message, both generations, drawn by their type (docs: "Component Reference").

import { h, safeUrl } from "../dom.js";
import { icon } from "../icons.js";
import { press } from "../interactions.js";
import { hexColour } from "../names.js";
import { state } from "../state.js";
import { markdown } from "../text/markdown.js";
import { coverUp, drawFileCard, drawPicture } from "./attachments.js";
import { drawEmoji } from "../text/emoji.js";
import { drawSelect } from "./selects.js";

const BUTTON_STYLES = { 1: "primary", 2: "secondary", 3: "success", 4: "danger", 6: "premium" };
const LINK = 5;

const DRAWERS = {
  1: (row, message) => h("div", { class: "action-row" }, drawAll(row.components, message)),
  2: drawButton,
  3: drawSelect,
  5: drawSelect,
  6: drawSelect,
  7: drawSelect,
  8: drawSelect,
  9: drawSection,
  10: (text, message) => h("div", { class: "text-display markdown" }, markdown(text.content, message.mentions)),
  11: (thumb, message) => h("div", { class: "thumbnail" }, drawMedia(thumb, message)),
  12: drawGallery,
  13: drawFile,
  14: (line) =>
    h("hr", { class: `separator ${line.divider === false ? "bare" : ""} ${line.spacing === 2 ? "wide" : ""}` }),
  17: drawContainer,
};

/** All components of a message, or nothing. */
export function drawComponents(components = [], message) {
  return components.length ? h("div", { class: "components" }, drawAll(components, message)) : null;
}

function drawAll(components = [], message) {
  return components.map((component) => (DRAWERS[component.type] ?? drawUnknown)(component, message));
}

/** Something this page does not know is shown as such, not dropped: a card must not seem complete when it is not. */
function drawUnknown(component) {
  return h("p", { class: "unknown" }, `Component of type ${component.type}`);
}

function drawButton(button, message) {
  const words = [button.emoji ? drawEmoji(button.emoji) : null, button.label ? h("span", {}, button.label) : null];
  if (button.style === LINK) return drawLinkButton(button, words);
  const pressed = state.busy.get(message.id) === button.custom_id;
  return h(
    "button",
    {
      type: "button",
      class: `button ${BUTTON_STYLES[button.style] ?? "secondary"} ${pressed ? "pending" : ""}`,
      disabled: Boolean(button.disabled) || button.style === 6,
      "aria-label": button.label ? undefined : (button.emoji?.name ?? "Button"),
      "aria-disabled": state.busy.has(message.id) ? "true" : undefined,
      data: { key: button.custom_id ?? "" },
      on: { click: () => press(message, button.custom_id) },
    },
    words,
  );
}

function drawLinkButton(button, words) {
  const inside = [...words, icon("outside")];
  if (button.disabled || !safeUrl(button.url))
    return h("button", { type: "button", class: "button secondary", disabled: true }, inside);
  return h(
    "a",
    { class: "button secondary", href: button.url, target: "_blank", rel: "noopener noreferrer" },
    inside,
    h("span", { class: "sr-only" }, " (opens in a new tab)"),
  );
}

function drawSection(section, message) {
  return h(
    "div",
    { class: "section" },
    h("div", { class: "section-text" }, drawAll(section.components, message)),
    section.accessory ? drawAll([section.accessory], message) : null,
  );
}

function drawMedia(item, message) {
  const inGallery = item.type === undefined;
  const alt = item.description ?? (inGallery ? "A picture without a description" : "");
  return drawPicture(item.media, { message, alt, spoiler: item.spoiler, link: inGallery });
}

function drawGallery(gallery, message) {
  const items = gallery.items ?? [];
  return h(
    "div",
    { class: "gallery", data: { count: String(Math.min(items.length, 5)) } },
    items.map((item) => drawMedia(item, message)),
  );
}

function drawFile(component, message) {
  const card = drawFileCard(
    { ...component.file, name: component.name ?? nameIn(component.file?.url), size: component.size },
    message,
  );
  return component.spoiler ? coverUp(card) : card;
}

const nameIn = (url = "") => decodeURIComponent(url.split(/[?#]/u)[0].split("/").at(-1));

function drawContainer(container, message) {
  const colour =
    typeof container.accent_color === "number" ? { "--accent-line": hexColour(container.accent_color) } : {};
  const box = h(
    "div",
    {
      class:
        container.accent_color === undefined || container.accent_color === null ? "container" : "container accented",
      style: colour,
    },
    drawAll(container.components, message),
  );
  return container.spoiler ? coverUp(box) : box;
}
