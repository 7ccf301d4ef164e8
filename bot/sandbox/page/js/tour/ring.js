// The ring around the control that a step is about. It lies over the page and takes no presses; it follows its control
// through redraws, scrolling and sliding panels, and is gone while something covers it.

import { h } from "../dom.js";

const MARGIN = 4;
const LEAST = 6;

export class Ring {
  #place = () => null;
  #node = h("div", { class: "tour-ring", "aria-hidden": "true", hidden: true });
  #asked = 0;
  #watching = false;

  /** Stand around what `place()` finds, from now on; nothing takes the ring away. */
  around(place) {
    this.#place = place ?? (() => null);
    if (place) this.#watch();
    this.#soon();
  }

  /** The control that the ring stands around, if it is there. */
  get control() {
    return this.#place();
  }

  #watch() {
    if (this.#watching) return;
    this.#watching = true;
    document.body.append(this.#node);
    const soon = () => this.#soon();
    const changes = { childList: true, subtree: true, attributes: true, attributeFilter: ["class", "hidden", "inert"] };
    new MutationObserver((seen) => seen.some(({ target }) => target !== this.#node) && soon()).observe(
      document.body,
      changes,
    );
    for (const event of ["scroll", "transitionend", "pointerup"]) document.addEventListener(event, soon, true);
    addEventListener("resize", soon);
  }

  #soon() {
    if (this.#asked) return;
    this.#asked = requestAnimationFrame(() => {
      this.#asked = 0;
      this.#draw();
    });
  }

  #draw() {
    const control = this.#place();
    const box = control?.getBoundingClientRect();
    this.#node.hidden = !box || !isBare(control, box);
    if (this.#node.hidden) return;
    this.#node.style.left = `${box.left - MARGIN}px`;
    this.#node.style.top = `${box.top - MARGIN}px`;
    this.#node.style.width = `${box.width + 2 * MARGIN}px`;
    this.#node.style.height = `${box.height + 2 * MARGIN}px`;
  }
}

/** Whether a control can be seen where it should be: not scrolled away, and nothing over it. */
function isBare(control, box) {
  if (box.width < LEAST || box.height < LEAST) return false;
  const seen = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  return seen !== null && (control.contains(seen) || seen.contains(control));
}
