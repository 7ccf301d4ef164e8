// The message that the next one replies to, as a line above the composer: who is answered, whether they are pinged, and
// a way out.

import { fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { userName } from "../names.js";

export class Answering {
  #message = null;
  #ping = true;

  constructor() {
    this.node = h("div", { class: "answering", hidden: true });
  }

  get message() {
    return this.#message;
  }

  /** What goes with the message that is sent. */
  get asked() {
    return this.#message ? { reply_to: this.#message.id, ping: this.#ping } : {};
  }

  begin(message) {
    this.#message = message;
    this.#ping = true;
    this.#draw();
  }

  end() {
    this.#message = null;
    this.#draw();
  }

  #draw() {
    this.node.hidden = this.#message === null;
    fill(this.node, this.#message ? this.#drawLine() : null);
  }

  #drawLine() {
    const name = userName(this.#message.author);
    const ping = h(
      "button",
      {
        type: "button",
        class: "link answering-ping",
        "aria-pressed": String(this.#ping),
        "aria-label": `Ping ${name}`,
        on: {
          click: () => {
            this.#ping = !this.#ping;
            this.#draw();
            this.node.querySelector(".answering-ping").focus();
          },
        },
      },
      this.#ping ? "@ on" : "@ off",
    );
    const out = h(
      "button",
      { type: "button", class: "icon-button", "aria-label": "Do not reply", on: { click: () => this.end() } },
      icon("close"),
    );
    return [icon("reply"), h("span", { class: "answering-words" }, "Replying to ", h("b", {}, name)), ping, out];
  }
}
