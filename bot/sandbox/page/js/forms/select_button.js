// The button of a select menu, in messages and in forms alike: it shows what is chosen and opens the chooser.

import { freshId, h } from "../dom.js";
import { icon } from "../icons.js";
import { drawEmoji } from "../text/emoji.js";
import { openChooser } from "./chooser.js";
import { SELECT_ITEMS } from "./entities.js";

const STRING_SELECT = 3;

/** The button of a select, wherever it stands; `onDone` gets the new values. */
export function drawSelectButton(menu, { picked, pending = false, onDone, invalid = false, describedBy, labelledBy }) {
  const items = itemsOf(menu);
  const valueId = freshId("value");
  const label = menu.placeholder || "Make a selection";
  const button = h(
    "button",
    {
      type: "button",
      class: pending ? "select pending" : "select",
      disabled: Boolean(menu.disabled),
      "aria-haspopup": "listbox",
      "aria-expanded": "false",
      "aria-invalid": invalid ? "true" : undefined,
      "aria-describedby": describedBy,
      "aria-labelledby": labelledBy && `${labelledBy} ${valueId}`,
      data: { key: menu.custom_id },
    },
    h("span", { class: "select-value", id: valueId }, drawPicked(items, picked, label)),
    icon("down"),
  );
  button.addEventListener("click", () => {
    button.setAttribute("aria-expanded", "true");
    const onClose = () => button.setAttribute("aria-expanded", "false");
    const [min, max] = [menu.min_values ?? 1, menu.max_values ?? 1];
    openChooser({
      anchor: button,
      label,
      items: itemsOf(menu),
      picked,
      min,
      max,
      searchable: menu.type !== STRING_SELECT,
      onDone,
      onClose,
    });
  });
  return button;
}

/** What the bot marked as chosen from the start. */
export function defaultsOf(menu) {
  if (menu.type !== STRING_SELECT) return (menu.default_values ?? []).map((each) => each.id);
  return (menu.options ?? []).filter((option) => option.default).map((option) => option.value);
}

function itemsOf(menu) {
  if (menu.type !== STRING_SELECT) return SELECT_ITEMS[menu.type](menu);
  return (menu.options ?? []).map(({ value, label, description, emoji }) => ({
    value,
    label,
    description,
    face: emoji ? () => [drawEmoji(emoji)] : undefined,
  }));
}

function drawPicked(items, picked, placeholder) {
  const chosen = items.filter((item) => picked.includes(item.value));
  if (!chosen.length) return h("span", { class: "placeholder" }, placeholder);
  return chosen.map((item) => h("span", { class: "picked" }, item.face?.(), item.label));
}
