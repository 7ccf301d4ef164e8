// The rail of guilds at the left edge, with direct messages on top.

import { fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { initialsOf } from "../names.js";
import { goToGuild } from "../session.js";
import { callsIn, isUnread } from "../seen.js";
import { DIRECT, on, state } from "../state.js";

export function mountRail(root) {
  const draw = () =>
    state.me &&
    fill(root, drawEntry(DIRECT, "Direct messages", icon("chat"), state.dms), h("hr"), state.guilds.map(drawGuild));
  for (const topic of ["world", "place", "seen"]) on(topic, draw);
}

function drawGuild(guild) {
  return drawEntry(
    guild.id,
    guild.name,
    h("span", { class: "initials", data: { initials: initialsOf(guild.name) } }),
    guild.channels,
  );
}

function drawEntry(id, name, face, channels) {
  const calls = channels.reduce((sum, channel) => sum + callsIn(channel.id), 0);
  const unread = channels.some(isUnread);
  const news = calls ? `, ${calls} for you` : unread ? ", unread" : "";
  return h(
    "button",
    {
      type: "button",
      class: unread ? "guild unread" : "guild",
      title: name,
      "aria-label": name + news,
      "aria-current": state.guildId === id ? "true" : undefined,
      on: { click: () => goToGuild(id) },
    },
    face,
    calls ? h("span", { class: "badge", "aria-hidden": "true" }, String(calls)) : null,
  );
}
