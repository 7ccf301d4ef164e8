// Radio groups, checkbox groups and single checkboxes of modals (docs: "Component Reference", types 21 to 23).

import { h } from "../dom.js";
import { countProblem } from "./frame.js";

const RADIO_GROUP = 21;
const CHECKBOX = 23;

/** Build the field; see fields.js for what a field is. */
export function drawTicks(component, frame) {
  return component.type === CHECKBOX ? drawCheckbox(component, frame) : drawGroup(component, frame);
}

function drawCheckbox(component, frame) {
  const box = h("input", {
    type: "checkbox",
    id: frame.inputId,
    checked: Boolean(component.default),
    "aria-describedby": frame.describedBy,
  });
  return {
    id: component.custom_id,
    node: frame.around(box),
    focus: () => box.focus(),
    value: () => box.checked,
    check: () => true,
    fail: (sentence) => frame.say(sentence),
  };
}

function drawGroup(component, frame) {
  const single = component.type === RADIO_GROUP;
  const inputs = component.options.map((option) => tick(option, component, single, () => frame.say("")));
  const group = h(
    "div",
    {
      class: "ticks",
      role: single ? "radiogroup" : "group",
      "aria-labelledby": frame.labelId,
      "aria-describedby": frame.describedBy,
      id: frame.inputId,
    },
    inputs.map((each) => each.row),
  );
  frame.head[0].removeAttribute("for");
  const chosen = () => inputs.filter((each) => each.input.checked).map((each) => each.input.value);
  return {
    id: component.custom_id,
    node: frame.around(group),
    focus: () => (inputs.find((each) => each.input.checked) ?? inputs[0]).input.focus(),
    value: () => (single ? (chosen()[0] ?? null) : chosen()),
    check: () => frame.say(tickProblem(component, chosen().length, frame.required)),
    fail: (sentence) => frame.say(sentence),
  };
}

function tick(option, component, single, onChange) {
  const input = h("input", {
    type: single ? "radio" : "checkbox",
    name: component.custom_id,
    checked: Boolean(option.default),
    on: { change: onChange },
  });
  input.value = option.value;
  const words = h("span", {}, option.label, option.description ? h("small", {}, option.description) : null);
  return { input, row: h("label", { class: "tick" }, input, words) };
}

function tickProblem(component, count, required) {
  const most = component.max_values ?? component.options.length;
  if (count > most) return `Choose at most ${most}; there are ${count}.`;
  return countProblem(component, count, required);
}
