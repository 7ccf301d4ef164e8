// The frame around a field of a form: its label, its description and the place where a complaint stands.

import { fill, freshId, h } from "../dom.js";

export class Frame {
  constructor(component, label, description) {
    this.component = component;
    this.required = component.required !== false;
    this.labelId = freshId("label");
    this.noteId = freshId("note");
    this.inputId = freshId("field");
    this.complaint = h("p", { class: "field-error", role: "alert" });
    this.head = [
      h(
        "label",
        { class: "field-label", id: this.labelId, for: this.inputId },
        label ?? component.label ?? "",
        this.required ? h("span", { class: "required", title: "Required" }, " *") : null,
      ),
      description ? h("p", { class: "field-note", id: this.noteId }, description) : null,
    ];
    this.describedBy = description ? this.noteId : undefined;
  }

  around(...control) {
    return h("div", { class: "field" }, this.head, control, this.complaint);
  }

  /** Show or clear a complaint; returns whether there is none. */
  say(sentence) {
    fill(this.complaint, sentence);
    return !sentence;
  }
}

/** What is wrong with so many choices, or nothing. */
export function countProblem(component, count, required) {
  const least = Math.max(component.min_values ?? 1, 1);
  if (!count) return required ? "Choose something." : "";
  return count < least ? `Choose at least ${least}; there are ${count}.` : "";
}
