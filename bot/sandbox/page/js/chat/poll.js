// The poll of a message (docs: "Poll"): answers to choose from; once one has voted, or asked for it, how it stands; in
// the end, how it went. What is ticked and not sent yet lives in the state, so that a redraw loses nothing.

import { vote } from "../api.js";
import { fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { tell } from "../interactions.js";
import { publish, logOf, state } from "../state.js";
import { drawEmoji } from "../text/emoji.js";
import { sandboxNow, styledTime } from "../time.js";
import { countOf, ownVotes, totalOf } from "../votes.js";

/** Draw the poll of a message, or nothing. */
export function drawPoll(message) {
  const { poll } = message;
  if (!poll) return null;
  const draft = state.ballots.get(message.id);
  const closed = poll.results?.is_finalized;
  const shown = closed || draft?.looking || (ownVotes(poll).length > 0 && !draft);
  return h(
    "section",
    { class: "poll", "aria-label": `Poll: ${poll.question.text}` },
    h("h3", {}, poll.question.text),
    shown ? drawResults(message, closed) : drawChoices(message),
  );
}

function drawChoices(message) {
  const { poll } = message;
  const ticked = new Set(state.ballots.get(message.id)?.ticked ?? ownVotes(poll));
  const changing = ownVotes(poll).length > 0;
  const send = button("primary", changing ? "Change vote" : "Vote", "vote", () => cast(message, [...ticked]));
  send.disabled = ticked.size === 0;
  const tick = (id, on) => {
    if (!poll.allow_multiselect) ticked.clear();
    if (on) ticked.add(id);
    else ticked.delete(id);
    state.ballots.set(message.id, { ticked: [...ticked] });
    send.disabled = ticked.size === 0;
  };
  const words = poll.allow_multiselect ? "Choose one or more answers" : "Choose one answer";
  return [
    h(
      "fieldset",
      { class: "poll-answers" },
      h("legend", {}, words),
      poll.answers.map((answer) => drawChoice(answer, message, ticked.has(answer.answer_id), tick)),
    ),
    h(
      "div",
      { class: "poll-foot" },
      drawStanding(poll),
      changing
        ? button("secondary", "Keep my vote", "keep", () => put(message, undefined))
        : button("secondary", "Show results", "look", () => put(message, { looking: true, ticked: [...ticked] })),
      send,
    ),
  ];
}

function drawChoice(answer, message, checked, tick) {
  const { poll } = message;
  const input = h("input", {
    type: poll.allow_multiselect ? "checkbox" : "radio",
    name: `poll-${message.id}`,
    checked,
    data: { key: `answer ${answer.answer_id}` },
    on: { change: (event) => tick(answer.answer_id, event.target.checked) },
  });
  return h("label", { class: "poll-answer" }, input, wordsOf(answer));
}

const wordsOf = ({ poll_media: shown }) => [
  shown.emoji ? drawEmoji(shown.emoji) : null,
  h("span", { class: "poll-words" }, shown.text),
];

function drawResults(message, closed) {
  const { poll } = message;
  const total = totalOf(poll);
  const most = Math.max(...poll.answers.map((answer) => countOf(poll, answer.answer_id)));
  const own = ownVotes(poll);
  const rows = poll.answers.map((answer) => {
    const count = countOf(poll, answer.answer_id);
    const leads = count > 0 && count === most;
    return drawResult(answer, { count, total, leads: leads && closed, own: own.includes(answer.answer_id) });
  });
  return [
    h("ul", { class: "poll-answers", "aria-label": closed ? "How it went" : "How it stands" }, rows),
    h("div", { class: "poll-foot" }, drawStanding(poll), closed ? null : drawWaysBack(message, own.length > 0)),
  ];
}

function drawResult(answer, { count, total, leads, own }) {
  const share = total ? Math.round((100 * count) / total) : 0;
  const marks = `${own ? " own" : ""}${leads ? " leads" : ""}`;
  return h(
    "li",
    { class: `poll-result${marks}`, style: { "--share": `${share}%` } },
    wordsOf(answer),
    own ? [icon("check"), h("span", { class: "sr-only" }, "your vote")] : null,
    h("span", { class: "poll-count" }, count === 1 ? "1 vote" : `${count} votes`),
    h("b", { class: "poll-share" }, `${share}%`),
  );
}

function drawWaysBack(message, voted) {
  if (!voted) return button("secondary", "Back to the answers", "back", () => put(message, undefined));
  return [
    button("secondary", "Remove vote", "remove", () => cast(message, [])),
    button("secondary", "Change vote", "change", () => put(message, { ticked: ownVotes(message.poll) })),
  ];
}

function drawStanding(poll) {
  const total = totalOf(poll);
  const votes = h("span", {}, total === 1 ? "1 vote" : `${total} votes`);
  const place = h("p", { class: "poll-standing" });
  if (poll.results?.is_finalized) return fill(place, votes, " · closed");
  const end = new Date(poll.expiry);
  const left = h("time", { datetime: poll.expiry, data: { relative: "" }, title: styledTime(end, "F") });
  return fill(place, votes, " · ", end > sandboxNow() ? "ends " : "ended ", fill(left, styledTime(end, "R")));
}

const button = (look, words, key, click) =>
  h("button", { type: "button", class: `button small ${look}`, data: { key: `poll ${key}` }, on: { click } }, words);

/** Keep what is ticked (or that the results are looked at), and show it. */
function put(message, ballot) {
  if (ballot) state.ballots.set(message.id, ballot);
  else state.ballots.delete(message.id);
  const current = logOf(message.channel_id).find(message.id);
  if (current) publish("message", { message: current, fresh: false });
}

/** The counts come as events, as everybody's do; here only the ballot paper is put away. */
async function cast(message, answers) {
  try {
    await vote(state.me.id, message.channel_id, message.id, answers);
    put(message, undefined);
  } catch (error) {
    tell(error);
  }
}
