// Reactions to a message: who pressed the same one before presses it again to take it back.

import { react } from "../api.js";
import { h } from "../dom.js";
import { tell } from "../interactions.js";
import { state } from "../state.js";
import { drawEmoji } from "../text/emoji.js";

export function drawReactions(message) {
  if (!message.reactions?.length) return null;
  return h(
    "div",
    { class: "reactions", role: "group", "aria-label": "Reactions" },
    message.reactions.map((each) => drawChip(each, message)),
  );
}

function drawChip({ emoji, count, me }, message) {
  return h(
    "button",
    {
      type: "button",
      class: "reaction",
      "aria-pressed": String(me),
      "aria-label": `${emoji.name}, ${count}`,
      data: { key: `reaction ${nameOf(emoji)}` },
      on: { click: () => toggle(message, emoji, me) },
    },
    drawEmoji(emoji),
    h("b", {}, String(count)),
  );
}

const nameOf = (emoji) => (emoji.id ? `${emoji.name}:${emoji.id}` : emoji.name);

function toggle(message, emoji, me) {
  return react(state.me.id, message.channel_id, message.id, nameOf(emoji), me).catch(tell);
}
