// What the traffic is sifted by. The search is always in view; the rest unfolds, and its button says how much of it is
// in use.

import { fill, freshId, h } from "../dom.js";
import { icon } from "../icons.js";
import { EVERYTHING } from "./records.js";

const SIDES = [
  ["", "REST and gateway"],
  ["rest", "REST"],
  ["gateway", "Gateway"],
];
const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"];
const STATUSES = ["2xx", "4xx", "404", "429", "5xx"];

export class FilterForm {
  filter = EVERYTHING;
  #changed;
  #events;

  /** @param changed called when the filter is another one */
  constructor(changed) {
    this.#changed = changed;
    this.search = h("input", {
      type: "search",
      class: "text-input bench-search",
      placeholder: "Search the traffic",
      "aria-label": "Search the traffic",
      on: { input: (event) => this.#set("text", event.target.value.trim()) },
    });
    this.#events = this.#select("event", "Event", []);
    this.node = h(
      "div",
      { class: "bench-filter", id: freshId("filter"), role: "group", "aria-label": "Filter", hidden: true },
      this.#select("side", "Kind", SIDES),
      this.#select("method", "Method", withAny("Any method", METHODS)),
      this.#select("status", "Status", withAny("Any status", STATUSES)),
      this.#events,
      this.#path(),
      this.#beats(),
    );
    this.button = h(
      "button",
      {
        type: "button",
        class: "icon-button",
        "aria-expanded": "false",
        "aria-controls": this.node.id,
        on: { click: () => this.#unfold() },
      },
      icon("filter"),
    );
    this.#describe();
  }

  /** Offer these names of events, which are those that were seen. */
  offer(names) {
    const select = this.#events.querySelector("select");
    const offered = withAny("Any event", names);
    if (select.options.length === offered.length) return;
    fill(select, options(offered, this.filter.event));
  }

  #unfold() {
    this.node.hidden = !this.node.hidden;
    this.button.setAttribute("aria-expanded", String(!this.node.hidden));
  }

  #set(name, value) {
    this.filter = { ...this.filter, [name]: value };
    this.#describe();
    this.#changed();
  }

  #describe() {
    const { text, ...rest } = this.filter;
    const used = Object.entries(rest).filter(([name, value]) => value !== EVERYTHING[name]).length;
    const label = used ? `Filter, ${used} in use` : "Filter";
    this.button.setAttribute("aria-label", label);
    this.button.title = label;
    this.button.classList.toggle("in-use", used > 0);
  }

  #select(name, label, choices) {
    const id = freshId("filter");
    const select = h(
      "select",
      { class: "text-input", id, on: { change: (event) => this.#set(name, event.target.value) } },
      options(choices, ""),
    );
    return h("div", { class: "bench-field" }, h("label", { for: id }, label), select);
  }

  #path() {
    const id = freshId("filter");
    const input = h("input", {
      class: "text-input",
      id,
      placeholder: "/messages",
      on: { input: (event) => this.#set("path", event.target.value.trim()) },
    });
    return h("div", { class: "bench-field" }, h("label", { for: id }, "Path contains"), input);
  }

  #beats() {
    const input = h("input", {
      type: "checkbox",
      on: { change: (event) => this.#set("beats", event.target.checked) },
    });
    return h("label", { class: "tick bench-tick" }, input, "Heartbeats");
  }
}

const withAny = (any, values) => [["", any], ...values.map((value) => [value, value])];

const options = (choices, chosen) =>
  choices.map(([value, words]) => h("option", { value, selected: value === chosen }, words));
