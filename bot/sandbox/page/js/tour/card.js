// The strip that says the next step. It is changed in place: the focus stays where it is, and what has changed is said
// to people who hear the page.

import { fill, h } from "../dom.js";
import { icon } from "../icons.js";

const END = {
  title: "That was the tour",
  words: "Everything else is yours: more commands behind /, more faults, a clock to push. The compass begins anew.",
};

export class TourCard {
  #root;
  #count = h("span", { class: "tour-count" });
  #title = h("h2", {});
  #words = h("p", {});
  #progress = h("div", { class: "tour-progress", "aria-hidden": "true" });
  #show;
  #skip;
  #close;

  /** @param deeds {show(), skip(), leave()} */
  constructor(root, deeds) {
    this.#root = root;
    this.#show = textButton("Show me", "primary", deeds.show);
    this.#skip = textButton("Skip step", "quiet", deeds.skip);
    this.#close = h(
      "button",
      { type: "button", class: "icon-button tour-close", on: { click: deeds.leave } },
      icon("close"),
    );
    const said = h(
      "div",
      { class: "tour-words", role: "status", "aria-atomic": "true" },
      h("div", { class: "tour-head" }, this.#title, this.#count),
      this.#words,
    );
    fill(root, this.#progress, said, h("div", { class: "tour-deeds" }, this.#show, this.#skip), this.#close);
  }

  get hasFocus() {
    return this.#root.contains(document.activeElement);
  }

  focus() {
    const target = this.#show.hidden ? this.#close : this.#show;
    target.focus();
  }

  hide() {
    this.#root.hidden = true;
  }

  show({ title, words, number, count, hasPlace }) {
    this.#say(title, words, `Step ${number} of ${count}`);
    this.#mark(number - 1, count);
    this.#offer(hasPlace, true, "End the tour");
  }

  showEnd(count) {
    this.#say(END.title, END.words, "");
    this.#mark(count, count);
    this.#offer(false, false, "Close the tour");
  }

  #say(title, words, count) {
    this.#root.hidden = false;
    const said = [
      [this.#title, title],
      [this.#words, words],
      [this.#count, count],
    ];
    for (const [node, text] of said) if (node.textContent !== text) node.textContent = text;
  }

  #mark(done, count) {
    const dots = Array.from({ length: count }, (_, index) =>
      h("i", { class: index < done ? "done" : index === done ? "now" : "" }),
    );
    fill(this.#progress, dots);
  }

  #offer(place, step, close) {
    const hadFocus = this.hasFocus;
    this.#show.hidden = !place;
    this.#skip.hidden = !step;
    this.#close.setAttribute("aria-label", close);
    this.#close.title = close;
    if (hadFocus && !this.hasFocus) this.focus();
  }
}

function textButton(label, style, deed) {
  return h("button", { type: "button", class: `button small ${style}`, on: { click: deed } }, label);
}
