// An option of a command that takes a file. It answers to the same names as Field, but is filled by the browser's own
// chooser.

import { freshId, h } from "../dom.js";
import { readUpload } from "../forms/uploads.js";

export class FileField {
  /** @param form The CommandForm it stands in, which answers its keys. */
  constructor(option, form) {
    this.option = option;
    this.form = form;
    this.upload = null;
    const inputId = freshId("option");
    this.input = h("input", {
      id: inputId,
      type: "file",
      class: "file-input",
      "aria-required": String(Boolean(option.required)),
    });
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
    );
    this.input.addEventListener("change", () => this.#chosen());
    this.input.addEventListener("focus", () => this.suggest());
    this.input.addEventListener("blur", () => form.suggestions.hide());
    this.input.addEventListener("keydown", (event) => this.#key(event));
  }

  /** A file cannot be told as text, so a command that is kept as text loses it. */
  get text() {
    return "";
  }

  set text(_) {
    // Only a person may choose a file.
  }

  get empty() {
    return this.upload === null;
  }

  read() {
    return this.empty ? {} : { value: this.upload };
  }

  focus() {
    this.input.focus();
  }

  fail(sentence) {
    this.node.classList.toggle("wrong", Boolean(sentence));
    this.problem = sentence;
  }

  suggest() {
    const problem = this.problem ? h("span", { class: "suggestions-problem", role: "alert" }, this.problem) : null;
    const head = [
      h("b", {}, this.option.name),
      h("span", { class: "suggestions-hint" }, this.option.description),
      problem,
    ];
    this.form.suggestions.show(this.input, { head });
  }

  async #chosen() {
    const [file] = this.input.files;
    this.upload = file ? await readUpload(file) : null;
    this.fail("");
    if (this.upload) this.form.focus();
  }

  /** Enter opens the chooser while there is no file, and sends the command once there is. */
  #key(event) {
    if (this.empty && event.key === "Enter") return;
    if (!["ArrowLeft", "ArrowRight"].includes(event.key)) this.form.key(event, this);
  }
}
