// A small form of the page's own: a title, a few texts, one deed. What the sandbox refuses is said in it, and it stays.

import { Refusal } from "../api.js";
import { fill, freshId, h } from "../dom.js";
import { icon } from "../icons.js";

const USUAL_COLOUR = "#5865f2";

/**
 * Ask for texts and do something with them.
 *
 * `fields` are `{name, label, value, long, max, optional, kind, choices}`; `choices`, if given, are `{value, label}` to
 * tick; `kind` is "tick" for a yes or no, "colour" for a colour or none (""). `deed(values)` is awaited; a Refusal keeps
 * the form open with its sentence. `note` stands above the fields; `danger` warns of a deed that takes something away.
 */
export function ask({ title, fields, action, deed, note, danger = false }) {
  const back = document.activeElement;
  const titleId = freshId("ask");
  const status = h("p", { class: "modal-status", role: "alert" });
  const inputs = fields.map(drawInput);
  const close = () => dialog.close();
  const submit = async (event) => {
    event.preventDefault();
    const values = Object.fromEntries(inputs.map(({ name, read }) => [name, read()]));
    const missing = fields.find((field) => !field.optional && values[field.name].length === 0);
    if (missing) {
      fill(status, icon("warning"), `${missing.label} is needed.`);
      return;
    }
    try {
      await deed(values);
      dialog.close();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      fill(status, icon("warning"), error.message);
    }
  };
  const dialog = h(
    "dialog",
    { class: "modal", "aria-labelledby": titleId },
    h(
      "form",
      { method: "dialog", novalidate: true, on: { submit } },
      h(
        "header",
        {},
        h("h2", { id: titleId }, title),
        h(
          "button",
          { type: "button", class: "icon-button", "aria-label": "Close", on: { click: close } },
          icon("close"),
        ),
      ),
      note ? h("p", { class: "ask-note" }, note) : null,
      inputs.length
        ? h(
            "div",
            { class: "modal-body" },
            inputs.map(({ node }) => node),
          )
        : null,
      status,
      h(
        "footer",
        {},
        h("button", { type: "button", class: "button secondary", on: { click: close } }, "Cancel"),
        h("button", { type: "submit", class: `button ${danger ? "danger" : "primary"}` }, action),
      ),
    ),
  );
  document.body.append(dialog);
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true });
  });
  dialog.showModal();
  dialog.querySelector(inputs.length ? ".modal-body :is(input, textarea)" : "[type=submit]").focus();
}

function drawInput(field) {
  if (field.choices) return drawTicks(field);
  return (DRAWERS[field.kind] ?? drawText)(field);
}

const DRAWERS = { tick: drawTick, colour: drawColour };

function drawText({ name, label, value = "", long, max, optional }) {
  const id = freshId("ask-field");
  const input = h(long ? "textarea" : "input", {
    id,
    class: "text-input",
    maxlength: max,
    rows: long ? "4" : undefined,
    autocomplete: "off",
    value,
    "aria-required": String(!optional),
  });
  const head = h("label", { class: "field-label", for: id }, label);
  return { name, read: () => input.value.trim(), node: h("div", { class: "field" }, head, input) };
}

function drawTick({ name, label, value = false }) {
  const box = h("input", { type: "checkbox", checked: Boolean(value) });
  return { name, read: () => box.checked, node: h("label", { class: "ask-tick" }, box, label) };
}

function drawColour({ name, label, value }) {
  const none = h("input", { type: "checkbox", checked: !value });
  const id = freshId("ask-field");
  const pick = h("input", { type: "color", id, class: "colour-input", value: value || USUAL_COLOUR });
  pick.addEventListener("input", () => {
    none.checked = false;
  });
  const node = h(
    "div",
    { class: "field" },
    h("label", { class: "field-label", for: id }, label),
    h("div", { class: "ask-colour" }, pick, h("label", { class: "ask-tick" }, none, "No colour")),
  );
  return { name, read: () => (none.checked ? "" : pick.value), node };
}

function drawTicks({ name, label, choices, value: held = [] }) {
  const ticks = choices.map(({ value, label: words }) => {
    const box = h("input", { type: "checkbox", value, checked: held.includes(value) });
    return { box, node: h("label", { class: "ask-tick" }, box, words) };
  });
  const read = () => ticks.filter(({ box }) => box.checked).map(({ box }) => box.value);
  const nodes = ticks.map(({ node }) => node);
  return { name, read, node: h("fieldset", { class: "field" }, h("legend", { class: "field-label" }, label), nodes) };
}
