// The files that go with the next message: chosen with the button, dropped on the conversation, or pasted. Each can be
// looked at and taken out again before it is sent.

import { fill, h } from "../dom.js";
import { readUpload } from "../forms/uploads.js";
import { icon } from "../icons.js";

const MOST = 10;

export class Tray {
  #files = [];
  #complain;

  /** @param complain Told in one sentence what cannot be taken; "" takes it back. */
  constructor(complain) {
    this.#complain = complain;
    this.chooser = h("input", { type: "file", multiple: true, hidden: true, tabindex: "-1", "aria-label": "Files" });
    this.button = h(
      "button",
      { type: "button", class: "icon-button attach", "aria-label": "Attach files", title: "Attach files" },
      icon("plus"),
    );
    this.node = h("ul", { class: "tray", "aria-label": "Files to send" });
    this.button.addEventListener("click", () => this.chooser.click());
    this.chooser.addEventListener("change", () => {
      this.add([...this.chooser.files]);
      this.chooser.value = "";
    });
  }

  get empty() {
    return this.#files.length === 0;
  }

  add(files) {
    const room = MOST - this.#files.length;
    this.#complain(files.length > room ? `A message takes ${MOST} files at most.` : "");
    this.#files.push(...files.slice(0, room));
    this.#draw();
  }

  /** The files, which are then no longer here. */
  take() {
    return this.put([]);
  }

  /** Put these files here instead of those that are; returns those. */
  put(files) {
    const before = this.#files;
    this.#files = files;
    this.#draw();
    return before;
  }

  #draw() {
    for (const picture of this.node.querySelectorAll("img")) URL.revokeObjectURL(picture.src);
    fill(
      this.node,
      this.#files.map((file) => this.#drawFile(file)),
    );
    this.node.hidden = this.empty;
  }

  #drawFile(file) {
    const remove = () => {
      this.#files = this.#files.filter((each) => each !== file);
      this.#draw();
      this.button.focus();
    };
    const face = file.type.startsWith("image/") ? drawPicture(file) : drawSheet();
    return h(
      "li",
      {},
      h("span", { class: "tray-face" }, face),
      h("span", { class: "tray-name" }, file.name),
      h(
        "button",
        { type: "button", class: "icon-button", "aria-label": `Take out ${file.name}`, on: { click: remove } },
        icon("close"),
      ),
    );
  }
}

const drawSheet = () => icon("file", "icon tray-file");

function drawPicture(file) {
  const picture = h("img", { src: URL.createObjectURL(file), alt: "" });
  picture.addEventListener("error", () => picture.replaceWith(drawSheet()));
  return picture;
}

/** Files as the control API takes them. */
export const uploadsOf = (files) => Promise.all(files.map(readUpload));

/** Let files be dropped anywhere on `area`, and pasted while something in it has the focus. */
export function takeDrops(area, give) {
  let inside = 0;
  const sign = h("div", { class: "drop-sign", hidden: true, "aria-hidden": "true" }, icon("plus"), "Drop to attach");
  area.append(sign);
  const show = (entered) => {
    inside = entered;
    sign.hidden = inside === 0;
  };
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  const answers = {
    dragenter: () => show(inside + 1),
    dragleave: () => show(Math.max(0, inside - 1)),
    dragover: () => {},
    drop: (event) => {
      show(0);
      give([...event.dataTransfer.files]);
    },
  };
  for (const [name, answer] of Object.entries(answers)) {
    area.addEventListener(name, (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      answer(event);
    });
  }
  area.addEventListener("paste", (event) => {
    const files = [...(event.clipboardData?.files ?? [])];
    if (!files.length) return;
    event.preventDefault();
    give(files);
  });
}
