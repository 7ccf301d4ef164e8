// How far this browser has come with the tour. A plain visit begins it; whoever comes with an address that names a user
// and a channel knows where they are going, and begins it with the button.

const KEY = "sandbox-tour";
const WORLD = location.pathname; // every sandbox has a capability of its own in it
const FRESH = Object.freeze({ status: "new", world: WORLD, done: [], facts: {} });

/**
 * Statuses: "new" (never seen), "running", "left" (ended by the user, to be taken up again), "done". What was done in
 * another sandbox is not there in this one, so there only the status is remembered.
 */
export function load() {
  const kept = read();
  return kept.world === WORLD ? kept : { ...FRESH, status: kept.status };
}

function read() {
  try {
    return { ...FRESH, ...JSON.parse(localStorage.getItem(KEY)) };
  } catch {
    return FRESH;
  }
}

export function save(progress) {
  localStorage.setItem(KEY, JSON.stringify(progress));
  return progress;
}

/** Call back when another window of this browser has come further. */
export function onElsewhere(listener) {
  addEventListener("storage", (event) => event.key === KEY && listener(load()));
}

export const anew = () => ({ ...FRESH, status: "running" });
