// The steps of the tour. Each says which commands it needs, where it stands now (`now` gives words and a place, which
// change as its parts are done), and which event means that it has really happened. Nothing here is about one
// application: a step whose commands or buttons are missing is left out.

import { leavesHere } from "../compose/commands.js";
import { userName } from "../names.js";
import { channelById, logOf, peopleHere, state } from "../state.js";
import { tabInView } from "../workbench/workbench.js";
import * as places from "./places.js";

const NOT_AN_ANSWER = 64 | 128; // ephemeral, or still thinking
const OPENING = "table open";
const ABOUT_MESSAGES = new Set(["MESSAGE_CREATE", "MESSAGE_UPDATE"]);

const has = (...paths) => paths.every((path) => leavesHere().some((leaf) => leaf.path === path));

const answers = (message, command) =>
  message?.interaction?.name === command && !((message.flags ?? 0) & NOT_AN_ANSWER);

const isAnswer = ({ name, payload }, command) => ABOUT_MESSAGES.has(name) && answers(payload, command);

/** The newest answer to a command in the channel in view. */
const answerTo = (command) => logOf(state.channelId).entries.findLast((message) => answers(message, command));

/** Where a table stands and who opened it, told by the message that opened it. */
const tableOf = (message) => ({ opener: message.interaction.user.id, channel: message.channel_id });

const somebodyElse = (facts) => peopleHere().find((user) => user.id !== (facts.opener ?? state.me?.id));

const open = {
  id: "open",
  title: "Open a table",
  fits: () => has(OPENING),
  already: () => (answerTo(OPENING) ? tableOf(answerTo(OPENING)) : null),
  now: () => ({
    words: "Press / and choose table open. Enter sends it, and a table stands in this channel.",
    place: () => places.commandNamed(OPENING),
  }),
  happened: (event) => (isAnswer(event, OPENING) ? tableOf(event.payload) : null),
};

const join = {
  id: "join",
  title: "Join as somebody else",
  fits: (facts) => has(OPENING, "table join") && somebodyElse(facts) !== undefined,
  now(facts) {
    const other = somebodyElse(facts);
    const channel = channelById(facts.channel);
    if (channel && channel.id !== state.channelId)
      return { words: `The table stands in #${channel.name}.`, place: () => places.wayToChannel(channel.id) };
    if (state.me.id === facts.opener)
      return { words: `Everybody here is you. Be ${userName(other)} now.`, place: () => places.wayToBe(other.id) };
    return {
      words: `You are ${userName(state.me)}. Press Join on the table's card.`,
      place: () => places.buttonReading("Join") ?? places.commandNamed("table join"),
    };
  },
  /** A table's card is edited when somebody has come; whoever begins the tour anew finds them there. */
  already: () => (answerTo(OPENING)?.edited_timestamp ? {} : null),
  /** Another table may have been opened meanwhile: the newest one counts. */
  happened({ name, payload }, facts) {
    if (name === "MESSAGE_CREATE" && answers(payload, OPENING)) return { ...tableOf(payload), unfinished: true };
    const opened = name === "MESSAGE_UPDATE" ? logOf(payload.channel_id).find(payload.id) : null;
    return state.me.id !== facts.opener && answers(opened, OPENING) ? {} : null;
  },
};

const roll = {
  id: "roll",
  title: "Roll 4d6kh3",
  fits: () => has("roll"),
  now: () => ({
    words: "Four dice, of which the three highest are kept: type /roll 4d6kh3 and press Enter.",
    place: () => places.commandNamed("roll"),
  }),
  happened: (event) => (isAnswer(event, "roll") ? {} : null),
};

const permalink = {
  id: "permalink",
  title: "Open the permalink",
  fits: (facts, done) => has("roll") && (!done.includes("roll") || linkOf(answerTo("roll"))),
  now: () => ({
    words: "A roll has a page of its own, for whoever has the link. It opens beside this one.",
    place: places.linkButton,
  }),
  happened: ({ name, payload }) => (name === "followed" && payload.matches("a.button") ? {} : null),
};

/** Whether a message carries a link as a button, at any depth. */
function linkOf(node) {
  if (!node) return false;
  if (node.type === 2 && node.url) return true;
  return [...(node.components ?? []), node.accessory].filter(Boolean).some(linkOf);
}

const traffic = {
  id: "traffic",
  title: "Look at the traffic",
  fits: () => true,
  now() {
    if (tabInView() === undefined)
      return { words: "All of this went over real sockets. Open the workbench.", place: places.workbenchButton };
    if (tabInView() !== "traffic") return { words: "Choose Traffic.", place: () => places.tab("traffic") };
    return { words: "Press a line to read what was asked and answered.", place: places.newestRecord };
  },
  happened: ({ name }) => (name === "looked" ? {} : null),
};

const breaking = {
  id: "break",
  title: "Break something",
  fits: () => true,
  now(facts) {
    if (facts.away) return { words: "The application lost its connection. Wait: it comes back by itself…" };
    if (tabInView() === undefined) return { words: "Open the workbench again.", place: places.workbenchButton };
    if (tabInView() !== "faults") return { words: "Choose Faults.", place: () => places.tab("faults") };
    return { words: "Close the gateway, and watch the application come back.", place: places.closingPreset };
  },
  /** First it must have gone, then everything that went must be back. */
  happened({ name, payload }, facts) {
    if (name !== "GATEWAY") return null;
    const away = new Set(facts.away ?? []);
    if (payload.connected) away.delete(payload.shard[0]);
    else away.add(payload.shard[0]);
    if (facts.away && !away.size) return {};
    return away.size ? { away: [...away], unfinished: true } : null;
  },
};

export const STEPS = [open, join, roll, permalink, traffic, breaking];
