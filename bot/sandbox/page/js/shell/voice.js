// Voice as one sees it: the people beneath a voice channel, the way in, and, while one is inside, the panel with mute,
// deafen and leave. There is no sound yet, only who is where.

import { changeVoice, joinVoice, leaveVoice } from "../api.js";
import { fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { tell } from "../interactions.js";
import { appTag, avatar, channelName, colouredName } from "../names.js";
import { CONNECT, permissionsIn } from "../permissions.js";
import { goTo } from "../session.js";
import { channelInView, guildOfChannel, memberOf, on, state } from "../state.js";
import { isSpoken, ownVoice, voiceStatesIn } from "../voice.js";
import { closeDrawers } from "./drawers.js";

/** Those in a voice channel, as a list of its own beneath it; nothing for other channels. */
export function drawVoicePeople(channel, guild) {
  const states = isSpoken(channel) ? voiceStatesIn(channel) : [];
  if (!states.length) return null;
  return h(
    "li",
    {},
    h(
      "ul",
      { class: "voice-people", "aria-label": `In ${channelName(channel)}` },
      states.map((each) => drawPerson(each, guild)),
    ),
  );
}

function drawPerson(each, guild) {
  const user = memberOf(guild, each.user_id)?.user ?? state.users.get(each.user_id);
  return h(
    "li",
    {},
    h(
      "button",
      {
        type: "button",
        class: "voice-person",
        "aria-haspopup": "menu",
        data: { user: each.user_id, key: `voice ${each.user_id}` },
      },
      avatar(user, "avatar small"),
      colouredName("span", user, { class: "channel-name" }),
      user?.bot ? appTag() : null,
      each.self_mute || each.mute ? marked("mic-off", "muted") : null,
      each.self_deaf || each.deaf ? marked("deaf", "deafened") : null,
    ),
  );
}

const marked = (name, words) => [icon(name), h("span", { class: "sr-only" }, `, ${words}`)];

/** What one can do about voice in a channel: `{label, icon, run}`, or undefined. */
export function voiceEntry(channel) {
  if (!isSpoken(channel)) return undefined;
  if (ownVoice()?.channel?.id === channel.id) return { label: "Leave voice", icon: "leave", run: leave };
  const guild = guildOfChannel(channel.id);
  if (!(permissionsIn(guild, channel, memberOf(guild, state.me.id)) & CONNECT)) return undefined;
  return { label: "Join voice", icon: "call", run: () => join(channel) };
}

/** Take over the button in the bar and the panel beside the channels. */
export function mountVoice({ button, panel }) {
  const draw = () => {
    if (!state.me) return;
    const entry = voiceEntry(channelInView());
    fill(button, entry ? drawEntryButton(entry) : null);
    const held = panel.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    const own = ownVoice();
    panel.hidden = !own;
    fill(panel, own ? drawPanel(own) : null);
    if (held) (panel.querySelector(`[data-key="${held}"]`) ?? button.querySelector("button"))?.focus();
  };
  for (const topic of ["world", "place", "voice"]) on(topic, draw);
}

function drawEntryButton({ label, icon: name, run }) {
  return h(
    "button",
    { type: "button", class: `icon-button ${name}`, "aria-label": label, title: label, on: { click: run } },
    icon(name),
  );
}

function drawPanel({ guild, channel, state: own }) {
  const { self_mute: mute, self_deaf: deaf } = own;
  const visit = () => {
    if (channel) goTo(channel.id); // one can be put into a channel that one does not see
    closeDrawers();
  };
  const change = (changes) => changeVoice(state.me.id, guild.id, { mute, deaf, ...changes }).catch(tell);
  return [
    h(
      "button",
      { type: "button", class: "voice-where", data: { key: "where" }, on: { click: visit } },
      h("small", {}, "In voice"),
      h("strong", {}, channelName(channel)),
    ),
    // Who is deaf is mute as well; to speak again is to hear again, as in Discord's own client.
    drawToggle("mute", "Mute", mute, () => change({ mute: !mute, deaf: deaf && !mute })),
    drawToggle("deaf", "Deafen", deaf, () => change({ deaf: !deaf, mute: !deaf })),
    h(
      "button",
      {
        type: "button",
        class: "icon-button leave",
        "aria-label": "Leave voice",
        title: "Leave voice",
        data: { key: "leave" },
        on: { click: leave },
      },
      icon("leave"),
    ),
  ];
}

const LOOKS = { mute: ["mic", "mic-off"], deaf: ["hear", "deaf"] };

function drawToggle(key, label, pressed, run) {
  return h(
    "button",
    {
      type: "button",
      class: "icon-button voice-toggle",
      "aria-label": label,
      "aria-pressed": String(pressed),
      title: label,
      data: { key },
      on: { click: run },
    },
    icon(LOOKS[key][Number(pressed)]),
  );
}

function join(channel) {
  const own = ownVoice()?.state;
  return joinVoice(state.me.id, channel.id, { mute: own?.self_mute, deaf: own?.self_deaf }).catch(tell);
}

const leave = () => leaveVoice(state.me.id, ownVoice().guild.id).catch(tell);
