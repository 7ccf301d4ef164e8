// What shall go wrong: presets to press, a form for each kind, and what still waits for something to strike. The kinds
// and their words come from the sandbox; a fault for which it has no form can be asked for as JSON.

import { addFault, clearFaults, disarmFault, getFaultForms, getFaults, Refusal } from "../api.js";
import { fill, freshId, h } from "../dom.js";
import { icon } from "../icons.js";
import { on } from "../state.js";
import { drawFaultForm } from "./fault_form.js";

const AS_JSON = {
  id: "json",
  title: "As JSON",
  about: "Any fault that the sandbox knows, in its own words.",
  fields: [{ name: "json", label: "Fault", type: "json", required: true, fill: '{"close": 4000}', choices: [], hint: "" }],
  fixed: {},
  at_once: false,
};
const PLAIN = new Set([null, false, 0, ""]);

export class FaultsPane {
  #presets = h("div", { class: "presets" });
  #armed = h("div", { class: "armed" });
  #maker = h("div", { class: "maker" });
  #said = h("p", { class: "bench-said", role: "status" });
  #waiting = 0;
  #known = false;
  #shown = false;
  #looking = 0;

  constructor() {
    const scroll = h(
      "div",
      { class: "bench-scroll", tabindex: "-1" },
      h("h3", {}, "At a press"),
      this.#presets,
      h("h3", {}, "Waiting to strike"),
      this.#armed,
      h("h3", {}, "Of your own"),
      this.#maker,
    );
    this.node = h("div", { class: "bench-body" }, scroll, this.#said);
    on("faults", ({ armed }) => this.#drawArmed(armed));
    on("traffic", ({ armed }) => this.#drawArmed(armed));
    on("event", () => this.#look());
  }

  async shown() {
    this.#shown = true;
    const [{ armed }, forms] = await Promise.all([getFaults(), this.#known ? null : getFaultForms()]);
    this.#drawArmed(armed);
    if (forms) this.#drawForms(forms);
  }

  hidden() {
    this.#shown = false;
  }

  /** Whatever happens may have used a fault up. Several things often happen at once. */
  #look() {
    if (!this.#shown) return;
    clearTimeout(this.#looking);
    this.#looking = setTimeout(async () => {
      const told = await getFaults().catch(() => null);
      if (told) this.#drawArmed(told.armed);
    }, 200);
  }

  #drawForms({ presets, forms }) {
    this.#known = true;
    fill(
      this.#presets,
      presets.map((preset) => this.#drawPreset(preset)),
    );
    const all = [...forms, AS_JSON];
    const place = h("div", {});
    const show = (id) => {
      const form = all.find((each) => each.id === id);
      fill(place, drawFaultForm(form, (ask) => this.#strike(ask, form.title)));
    };
    const id = freshId("kind");
    const kind = h(
      "select",
      { class: "text-input", id, on: { change: (event) => show(event.target.value) } },
      all.map((form) => h("option", { value: form.id }, form.title)),
    );
    fill(this.#maker, h("div", { class: "bench-field" }, h("label", { for: id }, "Kind"), kind), place);
    show(all[0].id);
  }

  #drawPreset(preset) {
    return h(
      "button",
      {
        type: "button",
        class: "preset",
        data: { preset: preset.title },
        on: { click: () => this.#strike(preset.ask, preset.title) },
      },
      h("strong", {}, preset.title),
      h("small", {}, preset.about),
    );
  }

  async #strike(ask, title) {
    const before = this.#waiting;
    try {
      const { struck, armed } = await addFault(ask);
      this.#say(`${title}: ${outcome(struck, armed.length > before)}.`);
      this.#drawArmed(armed);
    } catch (error) {
      this.#complain(error);
    }
  }

  #drawArmed(armed) {
    this.#waiting = armed.length;
    const words = JSON.stringify(armed);
    if (this.#armed.dataset.shown === words) return;
    this.#armed.dataset.shown = words;
    if (!armed.length) {
      fill(this.#armed, h("p", { class: "hint" }, "Nothing is armed."));
      return;
    }
    const clear = h(
      "button",
      { type: "button", class: "button secondary small", on: { click: () => this.#disarm() } },
      icon("bin"),
      "Disarm all",
    );
    fill(this.#armed, h("ul", { class: "armed-list" }, armed.map((fault) => this.#drawFault(fault))), clear);
  }

  /** A fault in the sandbox's own words, without those that say nothing. */
  #drawFault({ left, number, ...fault }) {
    const said = Object.entries(fault).filter(([, value]) => !PLAIN.has(value));
    const words = said.map(([name, value]) => `${name} ${value}`).join(", ");
    const label = `Disarm ${words}`;
    return h(
      "li",
      {},
      h(
        "div",
        { class: "fault-words" },
        said.map(([name, value]) => h("span", { class: "fault-part" }, `${name} `, h("code", {}, String(value)))),
      ),
      h("span", { class: "fault-left" }, left === 1 ? "once" : `${left} times`),
      h(
        "button",
        {
          type: "button",
          class: "icon-button disarm",
          "aria-label": label,
          title: "Disarm",
          on: { click: () => this.#disarm(number) },
        },
        icon("close"),
      ),
    );
  }

  /** Disarm one fault, or all. */
  async #disarm(number) {
    try {
      const { armed } = await (number === undefined ? clearFaults() : disarmFault(number));
      this.#drawArmed(armed);
      this.#say(armed.length ? "Disarmed." : "Nothing is armed any more.");
      (this.#armed.querySelector(".disarm") ?? this.#maker.querySelector("select"))?.focus();
    } catch (error) {
      this.#complain(error);
    }
  }

  #say(words) {
    this.#said.classList.remove("bad");
    fill(this.#said, words);
  }

  #complain(error) {
    if (!(error instanceof Refusal)) throw error;
    fill(this.#said, icon("warning"), error.message);
    this.#said.classList.add("bad");
  }
}

function outcome(struck, waits) {
  if (waits) return "waits for something to strike";
  if (!struck) return "there was nothing to strike";
  return struck === 1 ? "struck once" : `struck ${struck} times`;
}
