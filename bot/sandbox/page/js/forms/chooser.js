// A list to choose one or several things from, for every select menu in messages and forms. Long lists of users, roles
// and channels can be searched. One choice closes the list; several are taken when the list closes, as Discord does.

import { fill, freshId, h } from "../dom.js";
import { icon } from "../icons.js";
import { closePopover, openPopover } from "../shell/popover.js";
import { matching } from "./entities.js";

const MOST_SHOWN = 100;

/**
 * Let the user choose.
 *
 * `onDone(values)` is called at most once, with a choice that keeps to `min` and `max`: on every pick where one thing
 * is wanted, and when the list closes with another choice than `picked` where several are.
 */
export function openChooser({
  anchor,
  label,
  items,
  picked = [],
  min = 1,
  max = 1,
  searchable = false,
  onDone,
  onClose,
}) {
  new Chooser({ anchor, label, items, picked, min, max, searchable, onDone, onClose }).open();
}

class Chooser {
  constructor(options) {
    Object.assign(this, options);
    this.chosen = [...options.picked];
    this.shown = [];
    this.active = 0;
    this.typed = "";
  }

  open() {
    this.listId = freshId("choices");
    this.list = h("ul", {
      class: "choices",
      role: "listbox",
      id: this.listId,
      "aria-label": this.label,
      "aria-multiselectable": this.max > 1 ? "true" : undefined,
      tabindex: this.searchable ? undefined : "0",
    });
    this.search = this.searchable ? this.#searchBox() : null;
    this.footer = this.max > 1 ? h("div", { class: "choices-footer" }) : null;
    const panel = h(
      "div",
      { class: "chooser", on: { keydown: (event) => this.#key(event) } },
      this.search,
      this.list,
      this.footer,
    );
    this.holder = this.search ?? this.list;
    this.layer = openPopover(this.anchor, panel, { asWide: true, onClose: (reason) => this.#closed(reason) });
    this.#show();
    this.active = Math.max(
      0,
      this.shown.findIndex((item) => this.chosen.includes(item.value)),
    );
    this.#mark();
    this.holder.focus({ preventScroll: true });
  }

  #searchBox() {
    return h("input", {
      class: "choices-search",
      type: "text",
      role: "combobox",
      placeholder: "Search",
      "aria-label": `Search: ${this.label}`,
      "aria-expanded": "true",
      "aria-controls": this.listId,
      autocomplete: "off",
      on: {
        input: () => {
          this.active = 0;
          this.#show();
        },
      },
    });
  }

  #show() {
    this.shown = matching(this.items, this.search?.value ?? "").slice(0, MOST_SHOWN);
    fill(
      this.list,
      this.shown.map((item, index) => this.#row(item, index)),
      this.shown.length ? null : h("li", { class: "empty", role: "presentation" }, "Nothing fits"),
    );
    this.#mark();
    this.#count();
    this.layer.place();
  }

  #row(item, index) {
    const chosen = this.chosen.includes(item.value);
    return h(
      "li",
      {
        class: "choice",
        role: "option",
        id: `${this.listId}-${index}`,
        "aria-selected": chosen ? "true" : "false",
        on: { click: () => this.#toggle(item), pointermove: () => this.#hover(index) },
      },
      item.face ? h("span", { class: "choice-face" }, item.face()) : null,
      h(
        "span",
        { class: "choice-words" },
        h("span", {}, item.label),
        item.description ? h("small", {}, item.description) : null,
      ),
      chosen ? icon("check", "icon choice-check") : null,
    );
  }

  #hover(index) {
    if (this.active === index) return;
    this.active = index;
    this.#mark(false);
  }

  #mark(scroll = true) {
    const rows = [...this.list.children];
    rows.forEach((row, index) => row.classList.toggle("active", index === this.active));
    const id = this.shown.length ? `${this.listId}-${this.active}` : "";
    this.holder?.setAttribute("aria-activedescendant", id);
    if (scroll) rows[this.active]?.scrollIntoView({ block: "nearest" });
  }

  #count() {
    if (!this.footer) return;
    const range = this.min === this.max ? `${this.max}` : `${this.min} to ${this.max}`;
    const done = h(
      "button",
      { type: "button", class: "button primary small", on: { click: () => closePopover("picked") } },
      "Done",
    );
    fill(this.footer, h("span", { "aria-live": "polite" }, `${this.chosen.length} chosen, ${range} wanted`), done);
  }

  #toggle(item) {
    const { value } = item;
    if (this.max === 1) {
      const again = this.chosen.includes(value);
      this.chosen = again && this.min === 0 ? [] : [value];
      closePopover("picked");
      return;
    }
    if (this.chosen.includes(value)) this.chosen = this.chosen.filter((each) => each !== value);
    else if (this.chosen.length < this.max) this.chosen = [...this.chosen, value];
    this.#show();
  }

  #key(event) {
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: 8, PageUp: -8 };
    if (event.target.closest(".choices-footer")) return;
    const inList = !this.search;
    const deeds = {
      Home: inList && (() => this.#move(0)),
      End: inList && (() => this.#move(this.shown.length - 1)),
      Enter: () => this.#take(),
      " ": inList && (() => this.#take()),
      Tab: this.max === 1 && (() => closePopover("elsewhere")),
    };
    if (event.key in steps) this.#move(this.active + steps[event.key]);
    else if (deeds[event.key]) deeds[event.key]();
    else if (inList && event.key.length === 1) this.#typeAhead(event.key);
    else return;
    if (event.key !== "Tab") event.preventDefault();
  }

  #take() {
    if (this.shown[this.active]) this.#toggle(this.shown[this.active]);
  }

  #move(to) {
    this.active = Math.max(0, Math.min(to, this.shown.length - 1));
    this.#mark();
  }

  /** In a list without a search box, letters jump to the next entry that begins with them. */
  #typeAhead(letter) {
    clearTimeout(this.forget);
    this.forget = setTimeout(() => (this.typed = ""), 800);
    this.typed += letter.toLocaleLowerCase();
    const found = this.shown.findIndex((item) => item.label.toLocaleLowerCase().startsWith(this.typed));
    if (found >= 0) this.#move(found);
  }

  #closed(reason) {
    this.onClose?.(reason);
    if (reason === "escape" || (this.max === 1 && reason !== "picked")) return;
    const same = this.chosen.length === this.picked.length && this.chosen.every((value) => this.picked.includes(value));
    const fits = this.chosen.length >= this.min && this.chosen.length <= this.max;
    if (fits && (!same || (this.max === 1 && reason === "picked"))) this.onDone(this.chosen);
  }
}
