// The live connection: one WebSocket for the user in view, reopened with growing pauses when it breaks. A pause means
// events were missed, so whoever listens is told to fetch afresh on every opening, the first one included.

import { eventsUrl } from "./api.js";

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 4000;

export class Live {
  #socket = null;
  #timer = 0;
  #pause = FIRST_PAUSE_MS;
  #as = null;
  #wants = new Map();
  #handlers;

  /** @param handlers {opened(), lost(), event(name, payload)} */
  constructor(handlers) {
    this.#handlers = handlers;
  }

  /** Watch as this user; the connection of the user before is dropped without a word. */
  watch(as) {
    this.#as = as;
    this.#pause = FIRST_PAUSE_MS;
    this.#drop();
    this.#open();
  }

  /**
   * Ask for more than a client is told, on this connection and on those after it: `describe()` says from where on. Without
   * it, have enough.
   */
  want(name, describe) {
    if (describe) this.#wants.set(name, describe);
    else this.#wants.delete(name);
    if (this.#socket?.readyState !== WebSocket.OPEN) return;
    this.#socket.send(JSON.stringify(describe ? { watch: name, ...describe() } : { unwatch: name }));
  }

  #drop() {
    clearTimeout(this.#timer);
    const old = this.#socket;
    this.#socket = null;
    old?.close();
  }

  #open() {
    const socket = new WebSocket(eventsUrl(this.#as));
    this.#socket = socket;
    const current = () => socket === this.#socket;
    socket.addEventListener("open", () => {
      if (!current()) return;
      this.#pause = FIRST_PAUSE_MS;
      for (const [name, describe] of this.#wants) this.want(name, describe);
      this.#handlers.opened();
    });
    socket.addEventListener("message", (event) => {
      if (!current()) return;
      const { t, d } = JSON.parse(event.data);
      this.#handlers.event(t, d);
    });
    socket.addEventListener("close", () => {
      if (current()) this.#retry();
    });
  }

  #retry() {
    this.#socket = null;
    this.#handlers.lost();
    this.#timer = setTimeout(() => this.#open(), this.#pause);
    this.#pause = Math.min(this.#pause * 2, LONGEST_PAUSE_MS);
  }
}
