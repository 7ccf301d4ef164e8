// Times as Discord shows them: message times, day dividers, and the styles of <t:…> (docs: "Message Formatting").

const format = (options) => new Intl.DateTimeFormat(undefined, options);

const DATE = { day: "2-digit", month: "2-digit", year: "numeric" };
const TIME = { hour: "numeric", minute: "2-digit" };

const STYLES = {
  t: format({ timeStyle: "short" }),
  T: format({ timeStyle: "medium" }),
  d: format(DATE),
  D: format({ dateStyle: "long" }),
  f: format({ dateStyle: "long", timeStyle: "short" }),
  F: format({ dateStyle: "full", timeStyle: "short" }),
  s: format({ ...DATE, ...TIME }),
  S: format({ ...DATE, ...TIME, second: "2-digit" }),
};

const STEPS = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
];

const relative = new Intl.RelativeTimeFormat(undefined, { numeric: "auto" });

const MESSAGE_TIMES = { short: STYLES.t, long: STYLES.F };

let ahead = 0;

/** The sandbox's clock can be moved; times are told by it. */
export function setClock(iso) {
  ahead = new Date(iso) - Date.now();
}

export const sandboxNow = () => new Date(Date.now() + ahead);

function relativeTime(date, now = sandboxNow()) {
  const seconds = Math.round((date - now) / 1000);
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? STEPS.at(-1);
  return relative.format(Math.trunc(seconds / size), unit);
}

export function styledTime(date, style) {
  return style === "R" ? relativeTime(date) : (STYLES[style] ?? STYLES.f).format(date);
}

export const fullTime = (date) => MESSAGE_TIMES.long.format(date);

export const clockTime = (date) => MESSAGE_TIMES.short.format(date);

export function messageTime(date, now = sandboxNow()) {
  if (sameDay(date, now)) return `Today at ${clockTime(date)}`;
  const yesterday = new Date(now);
  yesterday.setDate(now.getDate() - 1);
  if (sameDay(date, yesterday)) return `Yesterday at ${clockTime(date)}`;
  return STYLES.s.format(date);
}

export const dayName = (date) => STYLES.D.format(date);

export function sameDay(a, b) {
  return a.getFullYear() === b.getFullYear() && a.getMonth() === b.getMonth() && a.getDate() === b.getDate();
}

/** Keep every "in 5 minutes" on the page true. One timer for all of them; the marks carry their own moment. */
export function keepRelativeTimesFresh(everyMs = 5000) {
  setInterval(() => {
    for (const mark of document.querySelectorAll("time[data-relative]")) {
      const text = relativeTime(new Date(mark.dateTime));
      if (mark.textContent !== text) mark.textContent = text;
    }
  }, everyMs);
}
