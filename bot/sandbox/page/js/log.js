// What is known of one channel's messages, oldest first. Besides the sandbox's messages a log holds local notes (ids
// that start with "local-"): a command still on its way, or one that the application did not answer.

const isLocalNote = (id) => String(id).startsWith("local-");

/** Compare snowflakes as numbers; as text, ids of different length would sort wrongly. */
export const olderThan = (a, b) => BigInt(a) < BigInt(b);

export class Log {
  entries = [];
  loaded = false;
  complete = false;
  paging = null;
  #meanwhile = null;

  find(id) {
    return this.entries.find((entry) => entry.id === id);
  }

  /** The oldest real message, from which to page back. */
  get oldest() {
    return this.entries.find((entry) => !isLocalNote(entry.id));
  }

  get newest() {
    return this.entries.findLast((entry) => !isLocalNote(entry.id));
  }

  /** Remember what changes while a fetch is under way, so that an older answer cannot undo a newer event. */
  beginLoad() {
    this.#meanwhile = [];
    return this.#meanwhile;
  }

  /** Take the answer of a fetch, unless another one began after it. */
  finishLoad(ticket, messages, complete) {
    if (ticket !== this.#meanwhile) return;
    const notes = this.entries.filter((entry) => isLocalNote(entry.id));
    this.#meanwhile = null;
    this.entries = [...messages, ...notes];
    this.loaded = true;
    this.complete = complete;
    for (const replay of ticket) replay();
  }

  prepend(messages, complete) {
    const known = new Set(this.entries.map((entry) => entry.id));
    this.entries = [...messages.filter((message) => !known.has(message.id)), ...this.entries];
    this.complete = complete;
  }

  /** Insert a message, or merge an edit into the one that is there. Returns true when it is new. */
  upsert(message) {
    this.#meanwhile?.push(() => this.upsert(message));
    const at = this.entries.findIndex((entry) => entry.id === message.id);
    if (at >= 0) {
      this.entries[at] = { ...this.entries[at], ...message };
      return false;
    }
    this.entries.splice(this.#placeOf(message), 0, message);
    return true;
  }

  remove(id) {
    this.#meanwhile?.push(() => this.remove(id));
    this.entries = this.entries.filter((entry) => entry.id !== id);
  }

  #placeOf(message) {
    if (isLocalNote(message.id)) return this.entries.length;
    const later = this.entries.findIndex((entry) => !isLocalNote(entry.id) && olderThan(message.id, entry.id));
    return later >= 0 ? later : this.entries.length;
  }
}
