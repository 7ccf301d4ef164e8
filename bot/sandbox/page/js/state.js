// What the user in view can see, and who wants to hear when it changes. Views read `state` and subscribe to topics;
// only session.js and interactions.js write. Topics: world (guilds, users, commands), place (channel in view), log (a
// channel's messages as a whole), message (one of them), gone, link (connection), typing, seen (unread marks), event
// (anything that arrived), voice (who is in it), panels (what stands beside the messages); and for the workbench traffic,
// faults and clock.

import { Log } from "./log.js";

export const DIRECT = "@me";

export const state = {
  me: null,
  bot: null,
  users: new Map(),
  guilds: [],
  dms: [],
  commands: [],
  gaps: [],
  sessions: [],
  guildId: null,
  channelId: null,
  linked: true,
  logs: new Map(),
  typing: new Map(),
  busy: new Map(),
  failures: new Map(),
  picks: new Map(),
  ballots: new Map(),
  editing: null,
  wanted: null,
};

const listeners = new Map();

/** Call `listener` with whatever is published on a topic. */
export function on(topic, listener) {
  if (!listeners.has(topic)) listeners.set(topic, new Set());
  listeners.get(topic).add(listener);
}

/** Have `listener` hear no more of a topic. */
export const off = (topic, listener) => listeners.get(topic)?.delete(listener);

export function publish(topic, detail) {
  for (const listener of listeners.get(topic) ?? []) listener(detail);
}

export function logOf(channelId) {
  if (!state.logs.has(channelId)) state.logs.set(channelId, new Log());
  return state.logs.get(channelId);
}

export const guildById = (id) => state.guilds.find((guild) => guild.id === id);

export const guildInView = () => guildById(state.guildId);

export function channelById(id) {
  for (const guild of state.guilds) {
    const found = guild.channels.find((channel) => channel.id === id);
    if (found) return found;
  }
  return state.dms.find((channel) => channel.id === id);
}

export const channelInView = () => channelById(state.channelId);

export function guildOfChannel(id) {
  return state.guilds.find((guild) => guild.channels.some((channel) => channel.id === id));
}

export const memberOf = (guild, userId) => guild?.members.find((member) => member.user.id === userId);

export function rolesOf(guild, member) {
  const held = new Set(member?.roles ?? []);
  return (guild?.roles ?? []).filter((role) => held.has(role.id)).sort((a, b) => b.position - a.position);
}

/** The people one may act as: everybody but bots, those first who share the guild in view. */
export function people() {
  const guild = guildInView();
  const here = (user) => !guild || memberOf(guild, user.id) !== undefined;
  const everybody = [...state.users.values()].filter((user) => !user.bot);
  return [...everybody.filter(here), ...everybody.filter((user) => !here(user))];
}

/** Those of them who share the guild in view. */
export const peopleHere = () => people().filter((user) => !guildInView() || memberOf(guildInView(), user.id));
