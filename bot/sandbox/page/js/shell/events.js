// The scheduled events of a guild (docs: "Guild Scheduled Event"): an entry above its channels, and the list behind it,
// where one says that one is interested.

import { care, Refusal } from "../api.js";
import { fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { channelName, userName } from "../names.js";
import { goTo } from "../session.js";
import { channelById, guildById, guildInView, off, on, state } from "../state.js";
import { styledTime } from "../time.js";
import { openDialog } from "./dialog.js";
import { closeDrawers } from "./drawers.js";

const ACTIVE = 2;
const EXTERNAL = 3;

/** The entry above the channels. */
export function drawEventsEntry(guild) {
  const count = guild.events.length;
  return h(
    "button",
    {
      type: "button",
      class: "channel-like",
      "aria-haspopup": "dialog",
      data: { key: "events" },
      on: { click: openEvents },
    },
    icon("calendar"),
    h("span", { class: "channel-name" }, "Events"),
    count ? h("span", { class: "tally" }, String(count), h("span", { class: "sr-only" }, " to come")) : null,
  );
}

/** Open the list of the events of the guild in view. */
export function openEvents() {
  closeDrawers();
  const guildId = guildInView().id;
  const list = h("div", { class: "events", tabindex: "-1" });
  const status = h("p", { class: "modal-status", role: "alert" });
  const draw = () => {
    const guild = guildById(guildId);
    if (!guild) {
      dialog.close();
      return;
    }
    const held = list.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    fill(list, drawEvents(guild, { close: () => dialog.close(), refused: (words) => fill(status, words) }));
    if (held) list.querySelector(`[data-key="${held}"]`)?.focus({ preventScroll: true });
  };
  const dialog = openDialog({ title: "Events", content: [list, status], onClose: () => off("world", draw) });
  on("world", draw);
  draw();
}

function drawEvents(guild, hands) {
  if (!guild.events.length) return h("p", { class: "hint" }, "Nothing is planned. Events of this server appear here.");
  const order = (event) => [event.status === ACTIVE ? 0 : 1, event.scheduled_start_time].join(" ");
  const sorted = [...guild.events].sort((a, b) => order(a).localeCompare(order(b)));
  return h(
    "ul",
    {},
    sorted.map((event) => drawEvent(event, guild, hands)),
  );
}

function drawEvent(event, guild, hands) {
  const count = event.user_count ?? 0;
  return h(
    "li",
    { class: event.status === ACTIVE ? "event active" : "event" },
    drawWhen(event),
    h("h3", {}, event.name),
    event.description ? h("p", { class: "event-words" }, event.description) : null,
    h(
      "p",
      { class: "event-facts" },
      drawWhere(event, hands),
      h("span", {}, icon("people"), count === 1 ? "1 is interested" : `${count} are interested`),
      h("span", {}, "by ", userName(event.creator, guild)),
    ),
    h(
      "button",
      {
        type: "button",
        class: `button small ${event.interested ? "primary" : "secondary"}`,
        "aria-pressed": String(event.interested),
        data: { key: event.id },
        on: { click: () => toggle(event, guild, hands) },
      },
      icon(event.interested ? "check" : "bell"),
      h("span", {}, "Interested"),
      h("span", { class: "sr-only" }, ` in ${event.name}`),
    ),
  );
}

function drawWhen(event) {
  const start = new Date(event.scheduled_start_time);
  const mark = h("time", { datetime: event.scheduled_start_time }, styledTime(start, "F"));
  if (event.status === ACTIVE) return h("p", { class: "event-when" }, icon("clock"), "Happening now, since ", mark);
  const left = h("time", { datetime: event.scheduled_start_time, data: { relative: "" } }, styledTime(start, "R"));
  return h("p", { class: "event-when" }, icon("clock"), mark, h("span", {}, "(", left, ")"));
}

function drawWhere(event, hands) {
  if (event.entity_type === EXTERNAL) return h("span", {}, icon("pin"), event.entity_metadata?.location);
  const channel = channelById(event.channel_id);
  const visit = () => {
    hands.close();
    goTo(channel.id);
  };
  const words = [icon("voice"), channelName(channel)];
  return h("button", { type: "button", class: "link", on: { click: visit } }, words);
}

/** The answer comes as an event, as it does to everybody: the list is drawn anew then. */
async function toggle(event, guild, hands) {
  hands.refused("");
  try {
    await care(state.me.id, guild.id, event.id, event.interested);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    hands.refused(error.message);
  }
}
