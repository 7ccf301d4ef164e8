// The list above the composer: commands, options, choices, people. The input keeps the focus; the list is steered from
// there by aria-activedescendant, which is how screen readers expect a combobox to work.

import { fill, freshId, h } from "../dom.js";

const PAGE = 6;

export class Suggestions {
  rows = [];
  active = -1;
  #root;
  #list;
  #head;
  #holder = null;

  constructor(root) {
    this.#root = root;
    this.#head = h("div", { class: "suggestions-head" });
    this.#list = h("ul", {
      class: "suggestions-list",
      role: "listbox",
      id: freshId("suggestions"),
      "aria-label": "Suggestions",
      tabindex: "-1",
    });
    root.append(this.#head, this.#list);
    this.hide();
  }

  /**
   * Prepare an input to steer this list. A `frame` around it is the combobox in its stead: "ARIA in HTML" lets a
   * textarea be nothing but a text box, and ARIA 1.1 composes a combobox of a frame, a text box and a list.
   */
  attach(input, frame = input) {
    for (const node of new Set([input, frame])) node.setAttribute("aria-controls", this.#list.id);
    input.setAttribute("aria-autocomplete", "list");
    frame.setAttribute("role", "combobox");
    frame.setAttribute("aria-haspopup", "listbox");
    frame.setAttribute("aria-expanded", "false");
  }

  get open() {
    return !this.#root.hidden && this.rows.length > 0;
  }

  /**
   * Show rows `{label, detail, face, marks, run}` for an input; `eager` makes the first one the active one, as where a
   * value has to be picked. `stale` shows rows that cannot be picked while newer ones are on their way.
   */
  show(holder, { head = null, rows = [], eager = false, stale = false }) {
    this.#release();
    this.#holder = holder;
    this.rows = stale ? [] : rows;
    this.active = eager && this.rows.length ? 0 : -1;
    fill(this.#head, head);
    fill(
      this.#list,
      rows.map((row, index) => this.#row(row, index)),
    );
    this.#root.classList.toggle("stale", stale);
    this.#root.hidden = !head && !rows.length;
    comboboxOf(holder)?.setAttribute("aria-expanded", String(this.open));
    this.#mark();
  }

  hide() {
    this.#release();
    this.rows = [];
    this.active = -1;
    this.#root.hidden = true;
  }

  /** Take a key of the input; returns true when the list has used it. */
  key(event) {
    if (!this.open) return false;
    const steps = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };
    if (event.key in steps && !event.shiftKey) this.#move(steps[event.key]);
    else if (event.key === "Escape") this.hide();
    else if ((event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) && this.active >= 0)
      this.rows[this.active].run();
    else return false;
    event.preventDefault();
    return true;
  }

  #release() {
    if (!this.#holder) return;
    comboboxOf(this.#holder)?.setAttribute("aria-expanded", "false");
    this.#holder.removeAttribute("aria-activedescendant");
    this.#holder = null;
  }

  #row(row, index) {
    const keepFocus = (event) => event.preventDefault();
    return h(
      "li",
      {
        role: "option",
        class: "suggestion",
        id: `${this.#list.id}-${index}`,
        "aria-selected": "false",
        on: { mousedown: keepFocus, click: () => this.rows[index]?.run() },
      },
      row.face ? h("span", { class: "choice-face" }, row.face()) : null,
      h(
        "span",
        { class: "suggestion-words" },
        h("span", { class: "suggestion-label" }, row.label),
        row.detail ? h("span", { class: "suggestion-detail" }, row.detail) : null,
      ),
      row.marks?.length
        ? h(
            "span",
            { class: "suggestion-marks" },
            row.marks.map((mark) => h("code", { class: mark.required ? "mark required" : "mark" }, mark.name)),
          )
        : null,
    );
  }

  #move(step) {
    const count = this.rows.length;
    const single = Math.abs(step) === 1;
    const to = this.active + step;
    this.active = single
      ? (to + count + (this.active < 0 && step < 0 ? 1 : 0)) % count
      : Math.max(0, Math.min(to, count - 1));
    this.#mark();
  }

  #mark() {
    [...this.#list.children].forEach((row, index) => {
      row.classList.toggle("active", index === this.active);
      row.setAttribute("aria-selected", String(index === this.active));
    });
    if (this.active < 0) {
      this.#holder?.removeAttribute("aria-activedescendant");
      return;
    }
    this.#holder?.setAttribute("aria-activedescendant", `${this.#list.id}-${this.active}`);
    this.#list.children[this.active].scrollIntoView({ block: "nearest" });
  }
}

/** What steers the list says that it is open, unless it is of another kind, as the chooser of a file is. */
const comboboxOf = (input) => input.closest("[role=combobox]");
