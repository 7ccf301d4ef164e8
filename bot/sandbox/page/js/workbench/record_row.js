// One line of the traffic, and what unfolds below it: the facts, the JSON both ways, and what can be copied.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { announce } from "../shell/announce.js";
import { asCurl } from "./curl.js";
import { drawJson } from "./json_view.js";
import { frameName, isRest } from "./records.js";

const ID = /\d{13,16}(\d{4})/gu;
const ARROWS = { sent: "↓", received: "↑" };
const DIRECTIONS = { sent: "to the bot", received: "from the bot" };

/** Draw a record as a button that unfolds; `open` draws it unfolded. */
export function drawRecord(record, { open, toggle }) {
  const id = `record-${record.n}`;
  return h(
    "li",
    { class: "record", data: { record: record.n, side: record.side } },
    h(
      "button",
      {
        type: "button",
        class: "record-line",
        "aria-expanded": String(open),
        "aria-controls": open ? id : undefined,
        on: { click: () => toggle(record) },
      },
      isRest(record) ? requestLine(record) : frameLine(record),
    ),
    open ? h("div", { class: "record-more", id }, isRest(record) ? requestFacts(record) : frameFacts(record)) : null,
  );
}

function requestLine(record) {
  const trouble = record.status >= 400 ? "bad" : "good";
  return [
    h("span", { class: "record-kind" }, record.method),
    h("span", { class: "record-what", title: record.path }, record.path.replace(ID, "…$1")),
    h("span", { class: `record-status ${trouble}` }, record.status === undefined ? "–" : String(record.status)),
  ];
}

function frameLine(record) {
  const direction = record.direction ?? "sent";
  const trouble = record.close === undefined ? "" : "bad";
  return [
    h(
      "span",
      { class: "record-kind", title: DIRECTIONS[direction] },
      h("span", { "aria-hidden": "true" }, ARROWS[direction]),
      h("span", { class: "sr-only" }, DIRECTIONS[direction]),
    ),
    h("span", { class: `record-what ${trouble}` }, frameName(record)),
    h("span", { class: "record-status" }, record.shard === null ? "" : `shard ${record.shard}`),
  ];
}

function requestFacts(record) {
  const query = Object.keys(record.query ?? {}).length ? record.query : null;
  return [
    facts({ At: timeOf(record), Path: record.path, Took: record.ms === undefined ? null : `${record.ms} ms` }),
    query ? section("Query", query) : null,
    record.request === undefined || record.request === null ? null : section("Request", record.request),
    record.response === undefined || record.response === null ? null : section("Answer", record.response),
    buttons(["Copy as curl", () => asCurl(record)], ["Copy JSON", () => JSON.stringify(record, null, 2)]),
  ];
}

function frameFacts(record) {
  const { n, at, side, direction, connection, shard, ...frame } = record;
  return [
    facts({ At: timeOf(record), Direction: DIRECTIONS[direction], Connection: connection, Sequence: record.s }),
    section("Frame", frame),
    buttons(["Copy JSON", () => JSON.stringify(frame, null, 2)]),
  ];
}

function facts(named) {
  const known = Object.entries(named).filter(([, value]) => value !== undefined && value !== null);
  return h(
    "dl",
    { class: "record-facts" },
    known.map(([name, value]) => [h("dt", {}, name), h("dd", {}, String(value))]),
  );
}

const section = (title, value) => [h("h3", {}, title), drawJson(value, title)];

const timeOf = (record) => record.at.slice(11, 23);

function buttons(...deeds) {
  const copy = async (text) => {
    await navigator.clipboard.writeText(text);
    announce("Copied");
  };
  return h(
    "div",
    { class: "record-deeds" },
    deeds.map(([label, text]) =>
      h(
        "button",
        { type: "button", class: "button secondary small", on: { click: () => copy(text()) } },
        icon("copy"),
        label,
      ),
    ),
  );
}
