// Modals: the forms that an application opens (docs: "Component Reference", "Receiving and Responding" type 9). The
// native dialog element makes the rest of the page inert, so focus cannot leave the form; Escape or Cancel closes it
// untold.

import * as api from "../api.js";
import { fill, freshId, h } from "../dom.js";
import { icon } from "../icons.js";
import { avatar, userName } from "../names.js";
import { state } from "../state.js";
import { markdown } from "../text/markdown.js";
import { buildField } from "./fields.js";

const ROW = 1;
const TEXT_DISPLAY = 10;
const LABEL = 18;

/** Show a modal that came as the answer to an interaction. */
export function openModal(modal, interactionId) {
  const back = document.activeElement;
  const form = new Form(modal, interactionId, state.me.id);
  document.body.append(form.dialog);
  form.dialog.addEventListener("close", () => {
    form.dialog.remove();
    if (back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true });
    else document.querySelector("[data-composer]")?.focus();
  });
  form.dialog.showModal();
  form.focusFirst();
}

/** Close whatever form is open, as when the user is switched: it belongs to the one before. */
export function closeModals() {
  for (const dialog of document.querySelectorAll("dialog.modal")) dialog.close();
}

class Form {
  constructor(modal, interactionId, as) {
    this.interactionId = interactionId;
    this.as = as;
    this.fields = [];
    this.status = h("p", { class: "modal-status", role: "alert" });
    this.send = h("button", { type: "submit", class: "button primary" }, "Submit");
    this.dialog = this.#draw(modal);
  }

  focusFirst() {
    this.fields[0]?.focus();
  }

  #draw(modal) {
    const titleId = freshId("modal-title");
    const close = () => this.dialog.close();
    const form = h(
      "form",
      { method: "dialog", novalidate: true, on: { submit: (event) => this.#submit(event) } },
      h(
        "header",
        {},
        avatar(state.bot, "avatar small"),
        h("h2", { id: titleId }, modal.title),
        h(
          "button",
          { type: "button", class: "icon-button", "aria-label": "Close", on: { click: close } },
          icon("close"),
        ),
      ),
      h(
        "div",
        { class: "modal-body" },
        (modal.components ?? []).map((component) => this.#part(component)),
      ),
      h(
        "p",
        { class: "modal-note" },
        icon("warning"),
        `What you enter goes to ${userName(state.bot)}, so do not enter passwords.`,
      ),
      this.status,
      h(
        "footer",
        {},
        h("button", { type: "button", class: "button quiet", on: { click: close } }, "Cancel"),
        this.send,
      ),
    );
    return h("dialog", { class: "modal", "aria-labelledby": titleId }, form);
  }

  #part(component) {
    if (component.type === TEXT_DISPLAY) return h("div", { class: "markdown" }, markdown(component.content));
    if (component.type === ROW) return component.components.map((inner) => this.#field(inner, inner.label));
    if (component.type === LABEL) return this.#field(component.component, component.label, component.description);
    return h("p", { class: "unknown" }, `Component of type ${component.type}`);
  }

  #field(component, label, description) {
    const field = buildField(component, label, description);
    this.fields.push(field);
    return field.node;
  }

  async #submit(event) {
    event.preventDefault();
    const wrong = this.fields.filter((field) => !field.check());
    if (wrong.length) {
      wrong[0].focus();
      return;
    }
    this.#wait(true);
    try {
      const result = await api.submit(this.as, this.interactionId, await this.#values());
      this.#settle(result);
    } catch (error) {
      if (!(error instanceof api.Refusal)) throw error;
      this.#complain(error.message, error.field);
    } finally {
      this.#wait(false);
    }
  }

  async #values() {
    const pairs = this.fields.map(async (field) => [field.id, await field.value()]);
    return Object.fromEntries(await Promise.all(pairs));
  }

  #settle(result) {
    if (result.state === "failed") this.#complain(result.error ?? "Something went wrong. Try again.");
    else this.dialog.close();
    if (result.state === "modal") openModal(result.modal, result.interaction);
  }

  #complain(sentence, fieldId) {
    const field = this.fields.find((each) => each.id === fieldId);
    if (field) {
      field.fail(sentence);
      field.focus();
    } else {
      fill(this.status, icon("warning"), sentence);
    }
  }

  #wait(waiting) {
    this.send.classList.toggle("pending", waiting);
    this.send.disabled = waiting;
    if (waiting) fill(this.status);
  }
}
