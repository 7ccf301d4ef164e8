// The control API of the sandbox, one function a verb. Addresses are relative: the page lives under its capability.

/** A refusal by "the client" or by the sandbox: a sentence for the person, and the field at fault if any. */
export class Refusal extends Error {
  constructor(sentence, field, status) {
    super(sentence);
    this.field = field;
    this.status = status;
  }
}

const UNREACHABLE = "The sandbox cannot be reached. Is it still running?";

async function call(method, path, { query = {}, body, signal } = {}) {
  const url = new URL(`api/${path}`, document.baseURI);
  for (const [name, value] of Object.entries(query)) if (value !== undefined) url.searchParams.set(name, value);
  const request = { method, signal, headers: { Accept: "application/json" } };
  if (body !== undefined) {
    request.headers["Content-Type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  const response = await reach(url, request);
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(sentenceOf(answer, response), answer.field, response.status);
  return answer;
}

async function reach(url, request) {
  try {
    return await fetch(url, request);
  } catch (error) {
    if (error.name === "AbortError") throw error;
    throw new Refusal(UNREACHABLE, undefined, 0);
  }
}

function sentenceOf(answer, response) {
  return answer.error ?? answer.message ?? `The sandbox answered ${response.status}.`;
}

export const getState = (as) => call("GET", "state", { query: { as } });

export const getMessages = (as, channel, { before, limit = 50 } = {}) =>
  call("GET", `channels/${channel}/messages`, { query: { as, before, limit } });

/** The pinned messages of a channel, the last pinned first. */
export const getPins = (as, channel) => call("GET", `channels/${channel}/pins`, { query: { as } });

export const say = (as, channel, content, more = {}) =>
  call("POST", "say", { body: { as, channel, content, ...more } });

export const edit = (as, channel, message, content) =>
  call("POST", "edit", { body: { as, channel, message, content } });

export const remove = (as, channel, message) => call("POST", "delete", { body: { as, channel, message } });

export const startThread = (as, channel, name, message) =>
  call("POST", "threads", { body: { as, channel, name, message } });

export const post = (as, channel, said) => call("POST", "posts", { body: { as, channel, ...said } });

export const changeThread = (as, channel, changes) =>
  call("POST", "threads/change", { body: { as, channel, ...changes } });

export const endThread = (as, channel) => call("POST", "threads/end", { body: { as, channel } });

export const joinThread = (as, channel) => call("POST", "threads/enter", { body: { as, channel } });

export const leaveThread = (as, channel) => call("POST", "threads/exit", { body: { as, channel } });

export const forward = (as, channel, message, to) =>
  call("POST", "forward", { body: { as, channel, message, to } });

export const pin = (as, channel, message, away) =>
  call("POST", "pin", { body: { as, channel, message, remove: away } });

export const slash = (as, channel, command, options) =>
  call("POST", "slash", { body: { as, channel, command, options } });

export const menu = (as, channel, command, target) => call("POST", "menu", { body: { as, channel, command, target } });

export const autocomplete = (as, channel, command, options, focused, signal) =>
  call("POST", "autocomplete", { body: { as, channel, command, options, focused }, signal });

export const click = (as, channel, message, customId) =>
  call("POST", "click", { body: { as, channel, message, custom_id: customId } });

export const select = (as, channel, message, customId, values) =>
  call("POST", "select", { body: { as, channel, message, custom_id: customId, values } });

export const submit = (as, interaction, values) => call("POST", "submit", { body: { as, interaction, values } });

export const react = (as, channel, message, emoji, remove) =>
  call("POST", "react", { body: { as, channel, message, emoji, remove } });

/** Make these (numbers) one's answers to a poll; none takes the vote back. */
export const vote = (as, channel, message, answers) => call("POST", "vote", { body: { as, channel, message, answers } });

export const care = (as, guild, event, remove) => call("POST", `events/${event}/interest`, { body: { as, guild, remove } });

/** Go into a voice channel; `how` is `{mute, deaf}`. */
export const joinVoice = (as, channel, how) => call("POST", "voice/join", { body: { as, channel, ...how } });

export const leaveVoice = (as, guild) => call("POST", "voice/leave", { body: { as, guild } });

export const changeVoice = (as, guild, how) => call("POST", "voice/change", { body: { as, guild, ...how } });

export const leaveGuild = (as, guild) => call("POST", `guilds/${guild}/leave`, { body: { as } });

export const changeGuild = (as, guild, settings) => call("PATCH", `guilds/${guild}`, { body: { as, settings } });

export const makeRole = (as, guild, settings) => call("POST", `guilds/${guild}/roles`, { body: { as, settings } });

export const changeRole = (as, guild, role, settings) =>
  call("PATCH", `guilds/${guild}/roles/${role}`, { body: { as, settings } });

export const deleteRole = (as, guild, role) => call("DELETE", `guilds/${guild}/roles/${role}`, { body: { as } });

export const changeMember = (as, guild, member, settings) =>
  call("PATCH", `guilds/${guild}/members/${member}`, { body: { as, settings } });

export const kick = (as, guild, member) => call("DELETE", `guilds/${guild}/members/${member}`, { body: { as } });

export const giveRole = (as, guild, member, role) =>
  call("PUT", `guilds/${guild}/members/${member}/roles/${role}`, { body: { as } });

export const takeRole = (as, guild, member, role) =>
  call("DELETE", `guilds/${guild}/members/${member}/roles/${role}`, { body: { as } });

export const openDirect = (as) => call("POST", "dm", { body: { as } });

export const getFaults = () => call("GET", "faults");

export const getFaultForms = () => call("GET", "faults/forms");

export const addFault = (fault) => call("POST", "faults", { body: fault });

export const clearFaults = () => call("DELETE", "faults");

export const disarmFault = (number) => call("DELETE", `faults/${number}`);

export const getClock = () => call("GET", "clock");

export const advanceClock = (seconds, heartbeats) =>
  call("POST", "clock", { body: { advance_s: seconds, heartbeats } });

/** The address of the live events of one user. */
export function eventsUrl(as) {
  const url = new URL("api/events", document.baseURI);
  url.protocol = url.protocol.replace("http", "ws");
  url.searchParams.set("as", as);
  return url;
}
