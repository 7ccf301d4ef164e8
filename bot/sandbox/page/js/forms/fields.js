// The fields of a modal, by component type. Each is `{id, node, focus(), value(), check(), fail(sentence)}`; value()
// may be a promise; check() tells the person what is missing before anything is sent, and the sandbox checks the same
// again.

import { fill, h } from "../dom.js";
import { countProblem, Frame } from "./frame.js";
import { defaultsOf, drawSelectButton } from "./select_button.js";
import { drawTicks } from "./ticks.js";
import { readUpload } from "./uploads.js";

const TEXT_INPUT = 4;
const FILE_UPLOAD = 19;
const PARAGRAPH = 2;
const LONGEST = 4000;
const SELECTS = [3, 5, 6, 7, 8];
const TICKS = [21, 22, 23];

/** Build the field of a modal's component. */
export function buildField(component, label, description) {
  const frame = new Frame(component, label, description);
  if (component.type === TEXT_INPUT) return textField(component, frame);
  if (SELECTS.includes(component.type)) return selectField(component, frame);
  if (TICKS.includes(component.type)) return drawTicks(component, frame);
  if (component.type === FILE_UPLOAD) return fileField(component, frame);
  return unknownField(component, frame);
}

function textField(component, frame) {
  const paragraph = component.style === PARAGRAPH;
  const most = component.max_length ?? LONGEST;
  const input = h(paragraph ? "textarea" : "input", {
    id: frame.inputId,
    class: "text-input",
    type: paragraph ? undefined : "text",
    rows: paragraph ? "4" : undefined,
    placeholder: component.placeholder,
    maxlength: most,
    required: frame.required,
    "aria-describedby": frame.describedBy,
    autocomplete: "off",
    value: component.value ?? "",
  });
  const count = h("small", { class: "count", "aria-hidden": "true" });
  const recount = () => fill(count, input.value.length > most * 0.8 ? `${input.value.length}/${most}` : "");
  const complain = (sentence) => {
    input.setAttribute("aria-invalid", sentence ? "true" : "false");
    return frame.say(sentence);
  };
  input.addEventListener("input", () => {
    complain("");
    recount();
  });
  recount();
  return {
    id: component.custom_id,
    node: frame.around(input, count),
    focus: () => input.focus(),
    value: () => input.value,
    check: () => complain(textProblem(component, input.value, frame.required, most)),
    fail: complain,
  };
}

function textProblem(component, text, required, most) {
  const least = component.min_length ?? 0;
  if (!text) return required ? "This is required." : "";
  if (text.length < least) return `Write at least ${least} characters; there are ${text.length}.`;
  return text.length > most ? `Write at most ${most} characters; there are ${text.length}.` : "";
}

function selectField(component, frame) {
  let picked = defaultsOf(component);
  const place = h("div");
  const draw = (invalid = false) => {
    const options = { picked, invalid, describedBy: frame.describedBy, labelledBy: frame.labelId };
    const button = drawSelectButton(component, { ...options, onDone: take });
    button.id = frame.inputId;
    fill(place, button);
  };
  const focus = () => place.firstChild.focus();
  const take = (values) => {
    picked = values;
    frame.say("");
    draw();
    focus();
  };
  const fail = (sentence) => {
    draw(Boolean(sentence));
    return frame.say(sentence);
  };
  draw();
  return {
    id: component.custom_id,
    node: frame.around(place),
    focus,
    value: () => picked,
    check: () => fail(countProblem(component, picked.length, frame.required)),
    fail,
  };
}

function fileField(component, frame) {
  const most = component.max_values ?? 1;
  const describedBy = frame.describedBy;
  const input = h("input", {
    type: "file",
    id: frame.inputId,
    class: "file-input",
    multiple: most > 1,
    "aria-describedby": describedBy,
  });
  input.addEventListener("change", () => frame.say(""));
  const problem = () => {
    if (input.files.length > most) return `Choose at most ${most}; there are ${input.files.length}.`;
    return countProblem(component, input.files.length, frame.required);
  };
  return {
    id: component.custom_id,
    node: frame.around(input),
    focus: () => input.focus(),
    value: () => Promise.all([...input.files].map(readUpload)),
    check: () => frame.say(problem()),
    fail: (sentence) => frame.say(sentence),
  };
}

/** A field that this page does not know: the form can still be sent when it may stay empty. */
function unknownField(component, frame) {
  return {
    id: component.custom_id,
    node: frame.around(h("p", { class: "unknown", id: frame.inputId }, `Component of type ${component.type}`)),
    focus: () => {},
    value: () => null,
    check: () => frame.say(frame.required ? "This form cannot be sent from here." : ""),
    fail: (sentence) => frame.say(sentence),
  };
}
