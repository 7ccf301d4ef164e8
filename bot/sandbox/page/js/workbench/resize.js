// The edge of the workbench: dragged, or moved with the arrow keys. Beside the messages it sets the width, below them
// (see workbench.css) the height; both are kept, the height as a share of the screen.

import { h } from "../dom.js";

const SHEET = matchMedia("(max-width: 1040px)");
const WIDTH = { name: "--workbench-width", unit: "px", least: 320, most: 760, first: 420, step: 32 };
const HEIGHT = { name: "--workbench-height", unit: "dvh", least: 25, most: 85, first: 52, step: 5 };
const KEYS = { ArrowLeft: 1, ArrowUp: 1, ArrowRight: -1, ArrowDown: -1 };

/** Draw the handle that sizes `panel`. */
export function drawHandle(panel) {
  const handle = h("div", {
    class: "bench-handle",
    role: "separator",
    tabindex: "0",
    "aria-label": "Size of the workbench",
    "aria-controls": panel.id,
    on: { keydown: (event) => moveByKey(event, handle), pointerdown: (event) => drag(event, panel, handle) },
  });
  for (const size of [WIDTH, HEIGHT]) apply(size, kept(size));
  const describe = () => describeTo(handle);
  SHEET.addEventListener("change", describe);
  describe();
  return handle;
}

const sizeInUse = () => (SHEET.matches ? HEIGHT : WIDTH);

const kept = (size) => Number(localStorage.getItem(`sandbox${size.name}`)) || size.first;

function apply(size, value) {
  const roomy = size === WIDTH ? Math.min(size.most, Math.max(size.least, innerWidth - 620)) : size.most;
  const fitting = Math.round(Math.max(size.least, Math.min(value, roomy)));
  document.documentElement.style.setProperty(size.name, `${fitting}${size.unit}`);
  return fitting;
}

function change(handle, value) {
  const size = sizeInUse();
  localStorage.setItem(`sandbox${size.name}`, apply(size, value));
  describeTo(handle);
}

function describeTo(handle) {
  const size = sizeInUse();
  handle.setAttribute("aria-orientation", size === WIDTH ? "vertical" : "horizontal");
  handle.setAttribute("aria-valuemin", size.least);
  handle.setAttribute("aria-valuemax", size.most);
  handle.setAttribute("aria-valuenow", kept(size));
}

function moveByKey(event, handle) {
  if (!(event.key in KEYS)) return;
  event.preventDefault();
  const size = sizeInUse();
  change(handle, kept(size) + KEYS[event.key] * size.step);
}

function drag(event, panel, handle) {
  event.preventDefault();
  handle.setPointerCapture(event.pointerId);
  const { right, bottom } = panel.getBoundingClientRect();
  const move = (to) =>
    change(handle, sizeInUse() === WIDTH ? right - to.clientX : ((bottom - to.clientY) / innerHeight) * 100);
  const end = () => handle.removeEventListener("pointermove", move);
  handle.addEventListener("pointermove", move);
  handle.addEventListener("lostpointercapture", end, { once: true });
}
