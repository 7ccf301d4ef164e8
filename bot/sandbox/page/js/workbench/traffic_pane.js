// What crosses the wire, as it happens: the newest at the foot, followed until one scrolls away. It begins with what the
// sandbox still has, keeps a bounded list, and shows a bounded part of that.

import { fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { want } from "../session.js";
import { on, publish } from "../state.js";
import { FilterForm } from "./filter_form.js";
import { drawRecord } from "./record_row.js";
import { fits, Records } from "./records.js";

const MOST_DRAWN = 300;
const NEAR_PX = 40;

export class TrafficPane {
  #records = new Records();
  #form = new FilterForm(() => this.#drawAll());
  #list = h("ol", { class: "records", "aria-label": "Traffic" });
  #summary = h("p", { class: "bench-summary" });
  #scroller;
  #pause;
  #paused = false;
  #missed = 0;
  #pinned = true;
  #open = null;

  constructor() {
    this.#pause = h("button", { type: "button", class: "icon-button", on: { click: () => this.#togglePause() } });
    this.#scroller = h("div", { class: "records-scroller", tabindex: "-1" }, this.#list);
    this.#scroller.addEventListener("scroll", () => this.#scrolled(), { passive: true });
    const clear = h(
      "button",
      { type: "button", class: "icon-button", "aria-label": "Clear", title: "Clear", on: { click: () => this.#clear() } },
      icon("bin"),
    );
    this.node = h(
      "div",
      { class: "traffic" },
      h("div", { class: "bench-tools" }, this.#form.search, this.#form.button, this.#pause, clear),
      this.#form.node,
      this.#scroller,
      this.#summary,
    );
    on("traffic", ({ records }) => this.#take(records));
    this.#describe();
  }

  shown() {
    want("traffic", () => ({ after: this.#records.last }));
    this.#drawAll();
  }

  hidden() {
    want("traffic");
  }

  #take(records) {
    const fresh = this.#records.add(records);
    if (!fresh.length) return;
    this.#form.offer(this.#records.frameNames());
    if (this.#paused) this.#missed += fresh.length;
    else this.#append(fresh.filter((record) => fits(record, this.#form.filter)));
    this.#describe();
  }

  #append(records) {
    this.#list.append(...records.slice(-MOST_DRAWN).map((record) => this.#draw(record)));
    while (this.#list.childElementCount > MOST_DRAWN && !this.#list.firstChild.contains(document.activeElement))
      this.#list.firstChild.remove();
    this.#follow();
  }

  #drawAll() {
    fill(this.#list);
    this.#append(this.#records.through(this.#form.filter));
    this.#describe();
  }

  #draw(record) {
    return drawRecord(record, { open: record === this.#open, toggle: (each) => this.#toggle(each) });
  }

  /** One record is unfolded at a time. */
  #toggle(record) {
    const before = this.#open;
    this.#open = before === record ? null : record;
    for (const each of new Set([before, record])) if (each) this.#redraw(each);
    if (!this.#open) return;
    this.#pinned = false;
    this.#rowOf(record).scrollIntoView({ block: "nearest" });
    publish("looked", record);
  }

  #rowOf(record) {
    return this.#list.querySelector(`:scope > [data-record="${record.n}"]`);
  }

  #redraw(record) {
    const row = this.#rowOf(record);
    if (!row) return;
    const hadFocus = row.contains(document.activeElement);
    const redrawn = this.#draw(record);
    row.replaceWith(redrawn);
    if (hadFocus) redrawn.querySelector("button").focus({ preventScroll: true });
  }

  #togglePause() {
    this.#paused = !this.#paused;
    this.#missed = 0;
    this.#drawAll();
  }

  #clear() {
    this.#records.clear();
    this.#open = null;
    this.#missed = 0;
    this.#pinned = true;
    this.#drawAll();
  }

  #scrolled() {
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller;
    this.#pinned = scrollHeight - scrollTop - clientHeight < NEAR_PX;
  }

  #follow() {
    if (this.#pinned) this.#scroller.scrollTop = this.#scroller.scrollHeight;
  }

  #describe() {
    const label = this.#paused ? "Go on" : "Pause";
    fill(this.#pause, icon(this.#paused ? "play" : "pause"));
    this.#pause.setAttribute("aria-label", label);
    this.#pause.title = label;
    const [shown, all] = [this.#list.childElementCount, this.#records.count];
    const words = all ? `${shown} of ${all} shown` : "Nothing has crossed the wire yet.";
    fill(this.#summary, this.#paused ? `Paused, ${this.#missed} new since` : words);
  }
}
