// A slash command being filled in: its name, a field for each option in use, and an input that adds the optional ones.
// Enter sends, Tab and arrows walk, Backspace at the start of an empty field takes it away, Escape leaves the command.

import { h } from "../dom.js";
import { splitTyped } from "./commands.js";
import { Field } from "./field.js";
import { FileField } from "./file_field.js";

const ATTACHMENT = 11;

export class CommandForm {
  fields = [];
  #leaf;
  #deeds;

  /**
   * @param leaf The command, from leavesHere().
   * @param suggestions The list above the composer.
   * @param deeds {send(path, options, form), leave(text)}
   * @param typed What was already typed behind the command's name.
   */
  constructor(leaf, suggestions, deeds, typed = "") {
    this.#leaf = leaf;
    this.#deeds = deeds;
    this.suggestions = suggestions;
    this.adder = this.#drawAdder();
    this.node = h(
      "div",
      { class: "command-form", role: "group", "aria-label": `Command /${leaf.path}` },
      h("span", { class: "command-name" }, `/${leaf.path}`),
      this.adder,
    );
    for (const option of leaf.options.filter((each) => each.required)) this.#insert(option);
    this.#fillIn(splitTyped(typed, leaf.options, leaf.options[0]?.name));
    this.#labelAdder();
  }

  get path() {
    return this.#leaf.path;
  }

  /** The command as typed text, from which the same form can be made again. */
  get text() {
    const filled = this.fields.filter((field) => !field.empty);
    return `/${this.path} ${filled.map((field) => `${field.option.name}:${field.text}`).join(" ")}`;
  }

  focus() {
    const gap = this.fields.find((field) => field.option.required && field.empty);
    if (gap) gap.focus();
    else this.adder.focus();
  }

  focusLast() {
    const last = this.fields.filter((field) => !field.empty).at(-1);
    if (last) last.focus();
    else this.focus();
  }

  /** The values of all other fields that are filled in soundly; autocompletion is told them. */
  settled(except) {
    const others = this.fields.filter((field) => field !== except && "value" in field.read());
    return Object.fromEntries(others.map((field) => [field.option.name, field.read().value]));
  }

  /** Take a suggestion for a field, and go on to what is still missing. */
  pick(field, item) {
    field.pick(item);
    this.focus();
  }

  /** Text such as "4d6 dc:10" names options, perhaps its own: hand each its part. Returns whether it goes on elsewhere. */
  spread(field) {
    const { name } = field.option;
    const parts = splitTyped(field.text, this.#leaf.options, name);
    const alone = parts.size === 1 && parts.has(name);
    if (alone && parts.get(name) !== field.text.trimStart()) field.text = parts.get(name);
    if (alone) return false;
    this.#fillIn(parts);
    const last = [...parts.keys()].at(-1);
    this.#fieldOf(last).focus();
    return true;
  }

  /** Check everything and send; what is wrong gets the focus instead. */
  submit() {
    const wrong = this.fields.map((field) => ({ field, problem: problemOf(field) })).filter(({ problem }) => problem);
    for (const { field, problem } of wrong) field.fail(problem);
    if (wrong.length) {
      this.#showProblem(wrong[0].field);
      return;
    }
    const filled = this.fields.filter((field) => !field.empty);
    this.#deeds.send(
      this.path,
      Object.fromEntries(filled.map((field) => [field.option.name, field.read().value])),
      this,
    );
  }

  /** Show what the sandbox refused; returns false when it named no field of this form. */
  refuse(name, sentence) {
    const field = this.#fieldOf(name);
    if (!field) return false;
    field.fail(sentence);
    this.#showProblem(field);
    return true;
  }

  /** Answer a key in a field, or in the adder where `field` is null. */
  key(event, field) {
    if (event.isComposing || this.suggestions.key(event)) return;
    const input = field?.input ?? this.adder;
    const atStart = input.selectionStart === 0 && input.selectionEnd === 0;
    const atEnd = input.selectionStart === input.value.length;
    const deeds = {
      Enter: () => this.submit(),
      Escape: () => this.#deeds.leave(""),
      Backspace: atStart && (() => this.#backwards(field)),
      ArrowLeft: atStart && (() => this.#step(field, -1)),
      ArrowRight: atEnd && (() => this.#step(field, 1)),
    };
    if (!deeds[event.key]) return;
    deeds[event.key]();
    event.preventDefault();
  }

  #showProblem(field) {
    field.focus();
    field.suggest(true);
  }

  #fieldOf(name) {
    return this.fields.find((field) => field.option.name === name);
  }

  #fillIn(parts) {
    for (const [name, text] of parts) {
      const option = this.#leaf.options.find((each) => each.name === name);
      if (!option || (!text && !option.required && parts.size === 1)) continue;
      (this.#fieldOf(name) ?? this.#insert(option)).text = text;
    }
  }

  #insert(option) {
    const field = option.type === ATTACHMENT ? new FileField(option, this) : new Field(option, this);
    this.fields.push(field);
    this.adder.before(field.node);
    this.#labelAdder();
    return field;
  }

  #remove(field) {
    this.fields = this.fields.filter((each) => each !== field);
    field.node.remove();
    this.#labelAdder();
  }

  #backwards(field) {
    if (field && !field.empty) return;
    if (field && !field.option.required) {
      this.#step(field, -1);
      this.#remove(field);
    } else if (!this.#before(field)) {
      this.#deeds.leave(`/${this.path}`);
    } else {
      this.#step(field, -1);
    }
  }

  #before(field) {
    return field ? this.fields[this.fields.indexOf(field) - 1] : this.fields.at(-1);
  }

  #step(field, by) {
    const stops = [...this.fields, null];
    const target = stops[stops.indexOf(field) + by];
    if (target) target.focus();
    else if (target === null) this.adder.focus();
  }

  #optional() {
    const used = new Set(this.fields.map((field) => field.option.name));
    return this.#leaf.options.filter((option) => !used.has(option.name));
  }

  #drawAdder() {
    const input = h("input", {
      class: "adder",
      type: "text",
      autocomplete: "off",
      spellcheck: "false",
      data: { composer: "" },
    });
    this.suggestions.attach(input);
    input.addEventListener("focus", () => this.#offer());
    input.addEventListener("input", () => this.#adderTyped());
    input.addEventListener("blur", () => this.suggestions.hide());
    input.addEventListener("keydown", (event) => this.key(event, null));
    return input;
  }

  #labelAdder() {
    const left = this.#optional().length;
    this.adder.placeholder = left ? `+${left} optional` : "";
    this.adder.setAttribute(
      "aria-label",
      left ? `Add an option, ${left} optional. Enter sends` : "Enter sends the command",
    );
    this.adder.readOnly = left === 0;
  }

  #offer() {
    const typed = this.adder.value.trim().toLocaleLowerCase();
    const fitting = this.#optional().filter((option) => option.name.startsWith(typed));
    const rows = fitting.map((option) => ({
      label: option.name,
      detail: option.description,
      run: () => this.#add(option),
    }));
    const head = [h("b", {}, `/${this.path}`), h("span", { class: "suggestions-hint" }, this.#leaf.description)];
    this.suggestions.show(this.adder, { head, rows, eager: typed !== "" });
  }

  #adderTyped() {
    const parts = splitTyped(this.adder.value, this.#optional());
    if (!parts.size) {
      this.#offer();
      return;
    }
    this.adder.value = "";
    const name = [...parts.keys()].at(-1);
    for (const [each, text] of parts)
      this.#insert(this.#leaf.options.find((option) => option.name === each)).text = text;
    this.#fieldOf(name).focus();
  }

  #add(option) {
    this.adder.value = "";
    this.#insert(option).focus();
  }
}

function problemOf(field) {
  if (field.empty) return field.option.required ? "This option is required." : "";
  return field.read().problem ?? "";
}
