// The sandbox's one clock: what time it is there, pushing it forward, and what ends next.

import { advanceClock, getClock, Refusal } from "../api.js";
import { fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { on } from "../state.js";
import { sandboxNow, setClock } from "../time.js";

const STEPS = [
  ["1 s", 1],
  ["10 s", 10],
  ["1 min", 60],
  ["15 min", 900],
  ["1 h", 3600],
  ["1 day", 86_400],
];
const UNITS = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
  ["s", 1],
];
const TICK_MS = 1000;
const SOON_MS = 250;

export class ClockPane {
  #time = h("p", { class: "clock-time" });
  #ahead = h("p", { class: "hint clock-ahead" });
  #next = h("div", {});
  #said = h("p", { class: "bench-said", role: "status" });
  #beats = h("input", { type: "checkbox" });
  #ends = null;
  #ticking = 0;
  #looking = 0;

  constructor() {
    const push = STEPS.map(([label, seconds]) =>
      h(
        "button",
        {
          type: "button",
          class: "button secondary",
          "aria-label": `Advance by ${label}`,
          on: { click: () => this.#advance(seconds, label) },
        },
        `+ ${label}`,
      ),
    );
    const scroll = h(
      "div",
      { class: "bench-scroll", tabindex: "-1" },
      h("h3", {}, "In the sandbox it is"),
      this.#time,
      this.#ahead,
      h("h3", {}, "Advance by"),
      h("div", { class: "clock-steps" }, push),
      h("label", { class: "tick bench-tick" }, this.#beats, "The bot misses its heartbeats in that time"),
      h("h3", {}, "Next to end"),
      this.#next,
    );
    this.node = h("div", { class: "bench-body" }, scroll, this.#said);
    on("clock", (told) => this.#take(told));
    on("event", ({ name }) => this.#ticking && name !== "CLOCK" && this.#look());
  }

  shown() {
    this.#ticking = setInterval(() => this.#tick(), TICK_MS);
    this.#look();
    this.#tick();
  }

  hidden() {
    clearInterval(this.#ticking);
    this.#ticking = 0;
  }

  /** Whatever happens may have begun or ended something; several things often happen at once. */
  #look() {
    clearTimeout(this.#looking);
    this.#looking = setTimeout(async () => {
      const told = await getClock().catch(() => null);
      if (told) this.#take(told);
    }, SOON_MS);
  }

  #take({ now, next }) {
    setClock(now);
    this.#ends = next.map(({ at, what }) => ({ at: new Date(at), what }));
    this.#tick();
  }

  #tick() {
    if (!this.#ticking) return;
    const now = sandboxNow();
    fill(this.#time, h("time", { datetime: now.toISOString() }, now.toLocaleTimeString(), " "), day(now));
    const ahead = Math.round((now - Date.now()) / 1000);
    fill(this.#ahead, ahead > 1 ? `${spelled(ahead)} ahead of this machine` : "The same as on this machine");
    if (!this.#ends) return;
    if (this.#ends.some(({ at }) => at <= now)) this.#look();
    this.#drawNext(now);
  }

  #drawNext(now) {
    const rows = this.#ends
      .filter(({ at }) => at > now)
      .map(({ at, what }) =>
        h("li", {}, h("span", { class: "end-in" }, `in ${spelled(Math.ceil((at - now) / 1000))}`), h("span", {}, what)),
      );
    const nothing = h("p", { class: "hint" }, "Nothing that the sandbox knows of.");
    fill(this.#next, rows.length ? h("ul", { class: "ends" }, rows) : nothing);
  }

  async #advance(seconds, label) {
    try {
      await advanceClock(seconds, this.#beats.checked);
      this.#said.classList.remove("bad");
      fill(this.#said, `${label} later.`);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.#said.classList.add("bad");
      fill(this.#said, icon("warning"), error.message);
    }
  }
}

const day = (date) => h("small", {}, date.toLocaleDateString(undefined, { weekday: "short", day: "numeric", month: "short" }));

/** A length of time in its two largest units: "14 min 58 s". */
function spelled(seconds) {
  let rest = Math.max(0, seconds);
  const parts = [];
  for (const [unit, size] of UNITS) {
    if (rest >= size) parts.push(`${Math.floor(rest / size)} ${unit}`);
    rest %= size;
  }
  return parts.slice(0, 2).join(" ") || "0 s";
}
