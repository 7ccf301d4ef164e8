// Where on the page a step takes place: the real control, or the one that leads to it while it is out of sight.

const inView = (node) => node && node.checkVisibility() && !node.closest("[inert]");

const firstInView = (...selectors) => {
  for (const selector of selectors) {
    const found = [...document.querySelectorAll(selector)].findLast(inView);
    if (found) return found;
  }
  return null;
};

/** Where a command is typed, or its own row while the list of commands is open. */
export function commandNamed(path) {
  const rows = [...document.querySelectorAll(".suggestions:not([hidden]) .suggestion")];
  const own = rows.find((row) => row.querySelector(".suggestion-label").textContent === `/${path}`);
  return own ?? firstInView(".composer-box");
}

/** The way to a channel: its row in the list, or the button that opens the list. */
export const wayToChannel = (channelId) => firstInView(`.channel[data-key="${channelId}"]`, "#nav-button");

/** The way to become somebody: their face, their row in the list, or the button that opens the list. */
export const wayToBe = (userId) =>
  firstInView(`.person[data-key="${userId}"]`, `.face[data-key="${userId}"]`, ".face.more", "#user-button button");

/** The newest button of a message that reads so and can be pressed. */
export function buttonReading(label) {
  const buttons = [...document.querySelectorAll("#log button.button:not(:disabled)")];
  return buttons.findLast((button) => button.textContent.trim() === label) ?? null;
}

/** The newest link that hangs on a message as a button. */
export const linkButton = () => [...document.querySelectorAll("#log a.button")].at(-1) ?? null;

export const workbenchButton = () => firstInView("#workbench-button");

export const tab = (id) => firstInView(`[role=tab][data-tab="${id}"]`);

/** The newest request among the lines that are not scrolled away, or else the newest line. */
export function newestRecord() {
  const pane = document.querySelector(".records-scroller")?.getBoundingClientRect();
  const shown = [...document.querySelectorAll(".record-line")].filter((line) => {
    const { top, bottom } = line.getBoundingClientRect();
    return pane && top >= pane.top && bottom <= pane.bottom;
  });
  return shown.findLast((line) => line.closest('[data-side="rest"]')) ?? shown.at(-1) ?? null;
}

export const closingPreset = () => firstInView('.preset[data-preset^="Close"]') ?? firstInView(".preset");
