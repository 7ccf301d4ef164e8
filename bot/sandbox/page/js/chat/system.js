// Messages that a Discord server writes by itself (docs: "Message", Message Types), as one plain sentence each.

import { userName } from "../names.js";

const SENTENCES = {
  1: (name) => `${name} added somebody to the group.`,
  2: (name) => `${name} removed somebody from the group.`,
  4: (name, message) => `${name} renamed this channel to ${message.content}.`,
  6: (name) => `${name} pinned a message to this channel.`,
  7: (name) => `${name} joined. Welcome!`,
  8: (name) => `${name} boosted the server.`,
  18: (name, message) => `${name} started a thread: ${message.content}.`,
  46: pollSentence,
  21: () => "This thread began with a message in its channel.",
};

/** How a poll went; the answers are told in the fields of an embed (docs: "Message", Poll Result Embed Fields). */
function pollSentence(name, { embeds }) {
  const told = Object.fromEntries((embeds?.[0]?.fields ?? []).map((field) => [field.name, field.value]));
  const { poll_question_text: question, victor_answer_text: winner } = told;
  const outcome = winner
    ? `“${winner}” won with ${told.victor_answer_votes} of ${told.total_votes} votes`
    : Number(told.total_votes)
      ? "a draw"
      : "nobody voted";
  return `The poll of ${name}, “${question}”, has closed: ${outcome}.`;
}

/** The sentence, or undefined for a message that somebody wrote. */
export function systemLine(message) {
  return SENTENCES[message.type]?.(userName(message.author), message);
}
