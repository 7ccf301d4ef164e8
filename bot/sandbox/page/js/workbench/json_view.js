// JSON to be read: two spaces a level, keys and kinds of values in colours of their own, text only.

import { h } from "../dom.js";

const TOKEN = /("(?:[^"\\]|\\.)*")(\s*:)?|\b(?:true|false|null)\b|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gu;
const LONGEST = 40_000;

/** Draw a value; one that is very long is cut, and says so. */
export function drawJson(value, label) {
  const text = JSON.stringify(value, null, 2) ?? "nothing";
  const shown = text.slice(0, LONGEST);
  const cut = text.length > LONGEST ? `\n… and ${text.length - LONGEST} characters more` : "";
  return h("pre", { class: "json", tabindex: "0", role: "group", "aria-label": label }, coloured(shown), cut);
}

function coloured(text) {
  const parts = [];
  let from = 0;
  for (const match of text.matchAll(TOKEN)) {
    parts.push(text.slice(from, match.index));
    parts.push(h("span", { class: kindOf(match) }, match[1] ?? match[0]), match[2]);
    from = match.index + match[0].length;
  }
  parts.push(text.slice(from));
  return parts;
}

function kindOf([whole, string, colon]) {
  if (string) return colon ? "json-key" : "json-text";
  return /^[tfn]/u.test(whole) ? "json-word" : "json-number";
}
