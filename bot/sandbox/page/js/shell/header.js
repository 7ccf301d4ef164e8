// The bar above the messages: where one is, and whether the sandbox is there. It also tells the developer of requests
// that the sandbox does not know, because a bot that makes them cannot be trusted here.

import { fill, h } from "../dom.js";
import { CHANNEL_ICONS } from "../forms/entities.js";
import { icon } from "../icons.js";
import { channelName } from "../names.js";
import { channelInView, on, state } from "../state.js";
import { openPopover } from "./popover.js";

/** @param parts {title, gaps, banner} */
export function mountHeader({ title, gaps, banner }) {
  const drawTitle = () => {
    const channel = channelInView();
    const name = channel ? channelName(channel) : "Direct messages";
    document.title = `${channel && channel.type !== 1 ? "#" : ""}${name} · Sandbox`;
    fill(
      title,
      icon(CHANNEL_ICONS[channel?.type] ?? "chat"),
      h("h1", {}, name),
      channel?.topic ? h("p", { class: "topic" }, channel.topic) : null,
    );
  };
  for (const topic of ["place", "world"]) on(topic, drawTitle);
  on("world", () => drawGaps(gaps));
  for (const topic of ["world", "link"]) on(topic, () => drawBanner(banner));
}

function drawBanner(banner) {
  const words = trouble();
  banner.hidden = !words;
  fill(banner, words);
}

/** What keeps the page from being of use, if anything does. */
function trouble() {
  if (!state.linked) return "The sandbox is away. Trying to reach it…";
  if (!state.sessions.some((session) => session.connected))
    return "No application is connected yet. Its commands wait until it is.";
  return "";
}

function drawGaps(place) {
  const { gaps } = state;
  if (!gaps.length) {
    fill(place);
    return;
  }
  const words = gaps.length === 1 ? "1 unknown request" : `${gaps.length} unknown requests`;
  const open = (event) => openPopover(event.currentTarget, drawGapList(gaps));
  fill(
    place,
    h(
      "button",
      { type: "button", class: "gaps", "aria-haspopup": "dialog", on: { click: open } },
      icon("warning"),
      words,
    ),
  );
}

function drawGapList(gaps) {
  return h(
    "div",
    { class: "gap-list", tabindex: "0" },
    h("p", {}, "The bot asked for what the sandbox does not have:"),
    h(
      "ul",
      {},
      gaps.map((gap) => h("li", {}, h("code", {}, gap))),
    ),
  );
}
