// Block structure of a Discord message: code blocks, quotes, headings, subtext, lists, and the lines between them.
// Source: Discord help, "Markdown Text 101". A line is looked at once; quotes and list items are parsed in turn.

import { parseInline } from "./inline.js";

const DEEPEST = 6;

const FENCE = "```";
const LANGUAGE = /^([\w+.#-]{1,20})\n+(?=\S)/u;
const BIG_QUOTE = /^>>> ([\s\S]*)$/u;
const QUOTE = /^(?:> [^\n]*(?:\n|$)|>(?:\n|$))+/u;
const HEADING = /^(#{1,3}) +([^\n]+)(?:\n|$)/u;
const SUBTEXT = /^-# +([^\n]+)(?:\n|$)/u;
const LIST = /^(?: *(?:[-*]|\d{1,9}\.) +\S[^\n]*(?:\n|$)(?: {2,}\S[^\n]*(?:\n|$))*)+/u;
const ITEM = /^( *)([-*]|\d{1,9}\.) +(.*)$/u;

/** Parse a whole message into nodes `{type, …}`; see text/inline.js for those inside a line. */
export function parseBlocks(text, depth = 0) {
  if (depth > DEEPEST) return parseInline(text);
  const nodes = [];
  let rest = text;
  let run = "";
  const flush = () => {
    if (run) nodes.push(...parseInline(run));
    run = "";
  };
  while (rest) {
    const block = blockAt(rest, depth);
    if (block) {
      run = run.replace(/\n$/u, "");
      flush();
      nodes.push(...block.nodes);
    }
    const taken = block?.length ?? lineLength(rest);
    if (!block) run += rest.slice(0, taken);
    rest = rest.slice(taken);
  }
  flush();
  return nodes;
}

function blockAt(rest, depth) {
  return fenceAt(rest) ?? quoteAt(rest, depth) ?? headingAt(rest) ?? subtextAt(rest) ?? listAt(rest);
}

/** One line, or what stands before a code block that opens within it. */
function lineLength(rest) {
  const newline = rest.indexOf("\n");
  const line = newline < 0 ? rest.length : newline + 1;
  const open = rest.indexOf(FENCE, 1);
  return open > 0 && open < line && fenceAt(rest.slice(open)) ? open : line;
}

function fenceAt(rest) {
  const close = rest.startsWith(FENCE) ? rest.indexOf(FENCE, FENCE.length) : -1;
  const inside = rest.slice(FENCE.length, Math.max(close, 0));
  if (!inside.trim()) return undefined;
  const language = LANGUAGE.exec(inside)?.[1];
  const text = trimLines(language ? inside.slice(language.length) : inside);
  const end = close + FENCE.length;
  return { nodes: [{ type: "codeblock", language, text }], length: rest[end] === "\n" ? end + 1 : end };
}

const trimLines = (text) => text.replace(/^\n+/u, "").trimEnd();

function quoteAt(rest, depth) {
  const big = BIG_QUOTE.exec(rest);
  if (big) return { nodes: [{ type: "quote", children: parseBlocks(big[1], depth + 1) }], length: rest.length };
  const match = QUOTE.exec(rest);
  if (!match || !/^> /u.test(rest)) return undefined;
  const inner = match[0].replace(/\n$/u, "").replace(/^> ?/gmu, "");
  return { nodes: [{ type: "quote", children: parseBlocks(inner, depth + 1) }], length: match[0].length };
}

function headingAt(rest) {
  const match = HEADING.exec(rest);
  if (!match) return undefined;
  const node = { type: "heading", level: match[1].length, children: parseInline(match[2].trim()) };
  return { nodes: [node], length: match[0].length };
}

function subtextAt(rest) {
  const match = SUBTEXT.exec(rest);
  return match && { nodes: [{ type: "subtext", children: parseInline(match[1]) }], length: match[0].length };
}

function listAt(rest) {
  const match = LIST.exec(rest);
  if (!match) return undefined;
  const items = [];
  for (const line of match[0].replace(/\n$/u, "").split("\n")) readItem(line, items);
  const nodes = [];
  for (let at = 0; at < items.length;) {
    const list = nest(items, at);
    nodes.push(list.node);
    at = list.next;
  }
  return { nodes, length: match[0].length };
}

function readItem(line, items) {
  const match = ITEM.exec(line);
  if (!match) {
    items.at(-1).text += `\n${line.trim()}`;
    return;
  }
  const [, indent, bullet, text] = match;
  const ordered = /\d/u.test(bullet);
  items.push({ indent: indent.length, ordered, number: ordered ? Number.parseInt(bullet, 10) : undefined, text });
}

/** Fold a run of items into lists within lists by indentation; a change from bullets to numbers ends a list. */
function nest(items, from) {
  const first = items[from];
  const node = { type: "list", ordered: first.ordered, start: first.number, items: [] };
  let at = from;
  while (at < items.length && items[at].indent >= first.indent) {
    if (items[at].indent >= first.indent + 2) {
      const inner = nest(items, at);
      node.items.at(-1).push(inner.node);
      at = inner.next;
    } else if (items[at].ordered !== first.ordered) {
      break;
    } else {
      node.items.push(parseInline(items[at].text));
      at += 1;
    }
  }
  return { node, next: at };
}
