// The head of a channel's history: what this place is, and what a newcomer can do in it.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { CHANNEL_ICONS } from "../forms/entities.js";
import { channelName } from "../names.js";

export function drawBeginning(channel) {
  if (!channel) return null;
  const direct = channel.type === 1;
  const name = channelName(channel);
  return h(
    "li",
    { class: "beginning" },
    h("span", { class: "beginning-sign" }, icon(CHANNEL_ICONS[channel.type] ?? "hash")),
    h("h2", {}, direct ? name : `Welcome to #${name}`),
    h(
      "p",
      {},
      channel.topic || (direct ? `The beginning of your conversation with ${name}.` : `The beginning of #${name}.`),
    ),
    h("p", {}, "Type ", h("kbd", {}, "/"), " for commands."),
  );
}
