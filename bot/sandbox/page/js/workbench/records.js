// The traffic that this window has heard of: a bounded list, and which of it a filter lets through.

export const MOST_KEPT = 1500;
const BEATS = new Set([1, 11]);
const OPS = {
  1: "Heartbeat",
  2: "Identify",
  3: "Presence update",
  4: "Voice state update",
  6: "Resume",
  7: "Reconnect",
  8: "Request guild members",
  9: "Invalid session",
  10: "Hello",
  11: "Heartbeat ack",
};

export const isRest = (record) => record.side === "rest";

/** What a gateway frame is called: an event by its name, anything else by its opcode. */
export function frameName(record) {
  if (record.close !== undefined) return `Close ${record.close}`;
  return record.t ?? OPS[record.op] ?? `Op ${record.op}`;
}

export class Records {
  #all = [];
  last = 0;

  /** Take new records in; those that the window has already are left out. Returns the new ones. */
  add(records) {
    const fresh = records.filter((record) => record.n > this.last);
    this.#all.push(...fresh);
    if (fresh.length) this.last = fresh.at(-1).n;
    if (this.#all.length > MOST_KEPT) this.#all.splice(0, this.#all.length - MOST_KEPT);
    return fresh;
  }

  clear() {
    this.#all = [];
  }

  get count() {
    return this.#all.length;
  }

  /** Those that a filter lets through, oldest first. */
  through(filter) {
    return this.#all.filter((record) => fits(record, filter));
  }

  /** Names of the events and opcodes among them, in alphabetical order. */
  frameNames() {
    return [...new Set(this.#all.filter((record) => !isRest(record)).map(frameName))].sort();
  }
}

export const EVERYTHING = Object.freeze({
  text: "",
  side: "",
  method: "",
  path: "",
  status: "",
  event: "",
  beats: false,
});

/** Whether a filter lets a record through: every part of it that says something must hold. */
export function fits(record, filter) {
  if (filter.side && record.side !== filter.side) return false;
  if (!filter.beats && !isRest(record) && BEATS.has(record.op)) return false;
  if (filter.method && record.method !== filter.method) return false;
  if (filter.path && !(record.path ?? "").toLowerCase().includes(filter.path.toLowerCase())) return false;
  if (filter.status && !hasStatus(record, filter.status)) return false;
  if (filter.event && (isRest(record) || frameName(record) !== filter.event)) return false;
  return !filter.text || textOf(record).includes(filter.text.toLowerCase());
}

/** "4xx" stands for a hundred of them, "429" for itself. */
function hasStatus(record, wanted) {
  const status = String(record.status ?? "");
  return wanted.endsWith("xx") ? status.startsWith(wanted[0]) : status === wanted;
}

const texts = new WeakMap();

function textOf(record) {
  if (!texts.has(record)) {
    const name = isRest(record) ? "" : frameName(record);
    texts.set(record, `${name} ${JSON.stringify(record)}`.toLowerCase());
  }
  return texts.get(record);
}
