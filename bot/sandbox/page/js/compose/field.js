// One option of a command while it is filled in: its name, an input, and what is offered for it.

import { autocomplete, Refusal } from "../api.js";
import { freshId, h } from "../dom.js";
import { matching } from "../forms/entities.js";
import { state } from "../state.js";
import { boundsOf, isNumeric, itemsFor, readTyped } from "./values.js";

const DEBOUNCE_MS = 120;
const LABEL_ID = "description";

export class Field {
  picked = null;
  #timer = 0;
  #abort = null;
  #offered = [];

  /** @param form The CommandForm it stands in, which answers its keys. */
  constructor(option, form) {
    this.option = option;
    this.form = form;
    const inputId = freshId("option");
    this.input = h("input", {
      id: inputId,
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      size: "1",
      inputmode: isNumeric(option) ? "decimal" : undefined,
      "aria-required": String(Boolean(option.required)),
      "aria-describedby": `${inputId}-${LABEL_ID}`,
    });
    form.suggestions.attach(this.input);
    this.node = h(
      "span",
      { class: "option", data: { option: option.name } },
      h(
        "label",
        { for: inputId, class: "option-name" },
        option.name,
        option.required ? h("span", { class: "required", "aria-hidden": "true" }, "*") : null,
      ),
      this.input,
      h("span", { class: "sr-only", id: `${inputId}-${LABEL_ID}` }, option.description),
    );
    this.input.addEventListener("input", () => this.#typed());
    this.input.addEventListener("focus", () => this.suggest(true));
    this.input.addEventListener("blur", () => this.#left());
    this.input.addEventListener("keydown", (event) => form.key(event, this));
    this.node.addEventListener("mousedown", (event) => this.#clickAround(event));
  }

  get text() {
    return this.input.value;
  }

  set text(text) {
    this.input.value = text;
    this.picked = null;
    this.#fit();
  }

  get empty() {
    return this.text.trim() === "";
  }

  /** Whether a suggestion still has to be picked: nothing was, and the text does not name one by itself. */
  get open() {
    return this.picked === null;
  }

  /** `{value}`, `{problem}`, or `{}` while it is empty. */
  read() {
    if (this.picked) return { value: this.picked.value };
    if (this.empty) return {};
    const offered = this.#offered.find((choice) => choice.name === this.text);
    return offered ? { value: offered.value } : readTyped(this.option, this.text);
  }

  pick(item) {
    this.input.value = item.label;
    this.picked = item;
    this.fail("");
    this.#fit();
  }

  focus() {
    this.input.focus();
    this.input.setSelectionRange(this.text.length, this.text.length);
  }

  /** Mark what is wrong with it; an empty sentence clears the mark. */
  fail(sentence) {
    this.node.classList.toggle("wrong", Boolean(sentence));
    this.input.setAttribute("aria-invalid", String(Boolean(sentence)));
    this.problem = sentence;
  }

  /** Offer what fits the typed text. */
  suggest(atOnce = false) {
    clearTimeout(this.#timer);
    if (this.option.autocomplete) {
      this.#show(this.#offered.map(asItem), { stale: true });
      this.#timer = setTimeout(() => this.#ask(), atOnce ? 0 : DEBOUNCE_MS);
      return;
    }
    const items = itemsFor(this.option);
    this.#show(items ? matching(items, this.picked ? "" : this.text) : [], {});
  }

  async #ask() {
    this.#abort?.abort();
    this.#abort = new AbortController();
    const { signal } = this.#abort;
    const options = { ...this.form.settled(this), [this.option.name]: this.text };
    try {
      const answer = await autocomplete(
        state.me.id,
        state.channelId,
        this.form.path,
        options,
        this.option.name,
        signal,
      );
      this.#offered = answer.choices ?? [];
      if (document.activeElement === this.input) this.#show(this.#offered.map(asItem), {});
    } catch (error) {
      if (error.name === "AbortError") return;
      if (!(error instanceof Refusal)) throw error;
      if (document.activeElement === this.input) this.#show([], { note: `No suggestions: ${error.message}` });
    }
  }

  #show(items, { stale = false, note }) {
    const rows = items.map((item) => ({
      label: item.label,
      detail: item.hint,
      face: item.face,
      run: () => this.form.pick(this, item),
    }));
    this.form.suggestions.show(this.input, { head: this.#head(note), rows, eager: this.open, stale });
  }

  #head(note) {
    const { name, description, required } = this.option;
    const bounds = boundsOf(this.option);
    return [
      h("b", {}, name),
      h("span", { class: "suggestions-hint" }, description, bounds ? ` (${bounds})` : ""),
      required ? h("span", { class: "mark required" }, "required") : null,
      this.problem || note ? h("span", { class: "suggestions-problem", role: "alert" }, this.problem || note) : null,
    ];
  }

  #typed() {
    this.picked = null;
    this.fail("");
    this.#fit();
    if (!this.form.spread(this)) this.suggest();
  }

  #left() {
    clearTimeout(this.#timer);
    this.#abort?.abort();
    this.form.suggestions.hide();
  }

  /** An input has no width of its own text; `field-sizing` does this where the browser knows it. */
  #fit() {
    this.input.size = Math.max(1, Math.min(this.text.length, 60));
  }

  #clickAround(event) {
    if (event.target === this.input) return;
    event.preventDefault();
    this.focus();
  }
}

const asItem = ({ name, value }) => ({ label: name, value });
