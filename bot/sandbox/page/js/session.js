// The user in view: who acts, where they are, and what reaches them. The address carries both (`#user/channel`), so a
// reload stays where it was, and two windows can be two people side by side.

import { getMessages, getState, openDirect, Refusal } from "./api.js";
import { happen } from "./arrivals.js";
import { Live } from "./live.js";
import { isThread } from "./permissions.js";
import { released } from "./pressed.js";
import { markSeen } from "./seen.js";
import { setClock } from "./time.js";
import { channelById, channelInView, DIRECT, guildById, guildOfChannel, logOf, publish, state } from "./state.js";

const PAGE_SIZE = 50;
const WRITTEN = [0, 5, 10, 11, 12];
const last = new Map();
let followed = ""; // the address as it was last followed or written

const live = new Live({
  opened: () => refresh(),
  lost: () => setLinked(false),
  event: (name, payload) => happen(name, payload) || refreshWorldSoon(),
});

/** Hear more than a client is told: see Live. */
export const want = (name, describe) => live.want(name, describe);

/** Begin as the user of the address, or as the first one there is. */
export async function start() {
  const [userId, channelId] = location.hash.slice(1).split("/");
  addEventListener("hashchange", followAddress);
  const world = await firstState(userId || undefined);
  state.channelId = channelId ?? null;
  applyWorld(world);
  live.watch(state.me.id);
}

async function firstState(userId) {
  try {
    return await getState(userId);
  } catch (error) {
    if (!userId || !(error instanceof Refusal) || error.status === 0) throw error;
    return getState();
  }
}

function followAddress() {
  followed = location.hash;
  const [userId, channelId] = location.hash.slice(1).split("/");
  if (state.users.has(userId) && userId !== state.me.id) switchUser(userId);
  if (channelById(channelId) && channelId !== state.channelId) goTo(channelId);
}

/** See and act as somebody else. Nothing of the user before stays: what only they could see must be gone at once. */
export function switchUser(userId) {
  if (userId === state.me?.id) return;
  state.me = state.users.get(userId);
  for (const memory of [state.logs, state.busy, state.failures, state.picks, state.ballots, state.typing]) memory.clear();
  state.editing = null;
  publish("world");
  publish("log", { channelId: state.channelId });
  live.watch(userId);
}

/** Bring a channel into view. */
export function goTo(channelId) {
  const channel = channelById(channelId);
  if (!channel) return;
  state.channelId = channelId;
  state.guildId = guildOfChannel(channelId)?.id ?? DIRECT;
  last.set(state.guildId, channelId);
  markSeen(channelId);
  writeAddress();
  publish("place");
  const log = logOf(channelId);
  publish("log", { channelId });
  if (!log.loaded) loadChannel(channelId);
}

/** Open a guild (or the direct messages) where it was left. */
export function goToGuild(guildId) {
  const channels = guildId === DIRECT ? state.dms : (guildById(guildId)?.channels ?? []);
  const target = channels.find((channel) => channel.id === last.get(guildId)) ?? firstWritten(channels);
  if (target) goTo(target.id);
  else if (guildId === DIRECT) showNoDirectMessages();
}

function showNoDirectMessages() {
  state.guildId = DIRECT;
  state.channelId = null;
  publish("place");
  publish("log", { channelId: null });
}

/** Open the direct messages with the application: anybody may write to it, nobody else has them here. */
export async function goToDirect() {
  const channel = await openDirect(state.me.id);
  if (!channelById(channel.id)) state.dms = [...state.dms, channel];
  goTo(channel.id);
}

const byPosition = (a, b) => (a.position ?? 0) - (b.position ?? 0);

function firstWritten(channels) {
  const written = channels.filter((channel) => WRITTEN.includes(channel.type) && !isThread(channel));
  return [...written].sort(byPosition)[0] ?? channels.find((channel) => channel.type !== 4);
}

/** Write where one is into the address; the way back leads to the channel before, as the same person. */
function writeAddress() {
  const address = `#${state.me.id}/${state.channelId}`;
  followed = address;
  if (location.hash === address) return;
  const [userId, channelId] = location.hash.slice(1).split("/");
  const moved = userId === state.me.id && channelById(channelId);
  history[moved ? "pushState" : "replaceState"](null, "", address);
}

/** Fetch the world anew, and the channel in view with it: after every (re)connection something may have been missed. */
async function refresh() {
  const asked = state.me.id;
  try {
    const world = await getState(asked);
    await released();
    if (asked !== state.me.id) return;
    for (const log of state.logs.values()) log.loaded = false;
    applyWorld(world);
    setLinked(true);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    setLinked(false);
  }
}

let refreshTimer = 0;

/** Several changes often come at once (a bot that syncs its commands): fetch the world once for all of them. */
function refreshWorldSoon() {
  clearTimeout(refreshTimer);
  refreshTimer = setTimeout(async () => {
    const asked = state.me.id;
    const world = await getState(asked).catch(() => undefined);
    await released();
    if (world && asked === state.me.id) applyWorld(world);
  }, 60);
}

function applyWorld(world) {
  const { bot, me, users, guilds, dms, commands, gaps, sessions, now } = world;
  Object.assign(state, { bot, me, guilds, dms, commands, gaps, sessions });
  setClock(now);
  state.users = new Map([...users, me, bot].filter(Boolean).map((user) => [user.id, user]));
  publish("world");
  if (state.wanted && channelById(state.wanted)) {
    state.channelId = state.wanted;
    state.wanted = null;
  }
  if (location.hash !== followed) followAddress(); // given meanwhile; its event comes after, and finds it followed
  if (channelInView()) goTo(state.channelId);
  else goToGuild(guildById(state.guildId)?.id ?? guilds[0]?.id ?? DIRECT);
}

async function loadChannel(channelId) {
  const asked = state.me.id;
  const log = logOf(channelId);
  const ticket = log.beginLoad();
  const messages = await getMessages(asked, channelId, { limit: PAGE_SIZE }).catch(() => null);
  if (asked !== state.me.id || !messages) return;
  log.finishLoad(ticket, messages, messages.length < PAGE_SIZE);
  publish("log", { channelId });
  if (channelId === state.channelId) markSeen(channelId, log.newest?.id);
}

/** Fetch the page of messages before the oldest one in view; one at a time. */
export async function loadOlder() {
  const { channelId } = state;
  const log = logOf(channelId);
  if (log.complete || !log.oldest) return;
  log.paging ??= pageBack(log, channelId);
  await log.paging;
}

async function pageBack(log, channelId) {
  const asked = state.me.id;
  const older = await getMessages(asked, channelId, { before: log.oldest.id, limit: PAGE_SIZE }).catch(() => null);
  log.paging = null;
  if (asked !== state.me.id || !older) return;
  log.prepend(older, older.length < PAGE_SIZE);
  publish("log", { channelId, older: true });
}

function setLinked(linked) {
  state.linked = linked;
  publish("link");
}
