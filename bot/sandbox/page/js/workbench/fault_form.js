// One kind of fault as a form: fields as the sandbox describes them, blank ones left out of what is asked.

import { fill, freshId, h } from "../dom.js";
import { icon } from "../icons.js";

/** Draw a form; `ask` gets the fault that it describes. */
export function drawFaultForm(form, ask) {
  const fields = form.fields.map(makeField);
  const complaint = h("p", { class: "field-error", role: "alert" });
  const submit = (event) => {
    event.preventDefault();
    const problem = fields.find((field) => field.problem());
    fill(complaint, problem ? [icon("warning"), problem.problem()] : null);
    if (problem) problem.input.focus();
    else ask(faultOf(form, fields));
  };
  return h(
    "form",
    { class: "fault-form", novalidate: true, on: { submit } },
    h("p", { class: "hint" }, form.about),
    fields.map((field) => field.node),
    complaint,
    h("button", { type: "submit", class: "button primary" }, form.at_once ? "Strike now" : "Arm"),
  );
}

function faultOf(form, fields) {
  const said = fields.map((field) => [field.name, field.value()]).filter(([, value]) => value !== undefined);
  const { json, ...fault } = { ...form.fixed, ...Object.fromEntries(said) };
  return json ?? fault;
}

const KINDS = {
  text: { tag: "input", read: (input) => input.value.trim() || undefined },
  number: { tag: "input", mode: "decimal", read: (input) => readNumber(input.value) },
  choice: { tag: "select", read: (input) => input.value || undefined },
  flag: { tag: "input", type: "checkbox", read: (input) => input.checked },
  json: { tag: "textarea", read: (input) => readJson(input.value) },
};

function makeField(field) {
  const kind = KINDS[field.type];
  const id = freshId("fault");
  const hintId = field.hint ? freshId("hint") : undefined;
  const input = h(
    kind.tag,
    {
      id,
      class: kind.type ? "" : "text-input",
      type: kind.type,
      inputmode: kind.mode,
      autocomplete: "off",
      "aria-describedby": hintId,
      "aria-required": field.required ? "true" : undefined,
    },
    field.type === "choice" ? choices(field) : null,
  );
  if (field.fill) input.value = field.fill;
  const label = h("label", { for: id }, field.label);
  const hint = hintId ? h("small", { id: hintId, class: "field-note" }, field.hint) : null;
  return {
    name: field.name,
    input,
    value: () => kind.read(input),
    problem: () => problemOf(field, kind.read(input)),
    node: h("div", { class: kind.type ? "bench-field bench-tick" : "bench-field" }, label, input, hint),
  };
}

function choices(field) {
  const any = field.required || field.fill ? [] : [h("option", { value: "" }, "Any")];
  return [...any, ...field.choices.map((choice) => h("option", { value: choice }, choice))];
}

function problemOf(field, value) {
  if (value === undefined) return field.required ? `${field.label} is missing.` : "";
  if (Number.isNaN(value)) return `${field.label} must be a number.`;
  return value === null ? `${field.label} is no JSON object.` : "";
}

const readNumber = (text) => (text.trim() ? Number(text) : undefined);

/** The object that was written; null where it is none, as a field tells of what is wrong with it. */
function readJson(text) {
  try {
    const value = JSON.parse(text);
    return typeof value === "object" && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
