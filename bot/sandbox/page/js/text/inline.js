// Inline markdown of a Discord message, as a tree of plain values. Theory: one walk from left to right; a mark that
// opens (such as **) looks for its closer while stepping over escapes and code, and stays plain text when it finds
// none. No backtracking, so a hostile message costs at most the square of its length. Source: Discord help, "Markdown
// Text 101".

const DEEPEST = 12;

/** Marks in the order in which they are tried: longer ones first, save that `***a** b*` is an em around a strong. */
const MARKS = [
  { mark: "***", wrap: (children) => ({ type: "em", children: [{ type: "strong", children }] }) },
  { mark: "*", tight: true, before: "**", wrap: (children) => ({ type: "em", children }) },
  { mark: "**", wrap: (children) => ({ type: "strong", children }) },
  { mark: "*", tight: true, wrap: (children) => ({ type: "em", children }) },
  { mark: "__", wrap: (children) => ({ type: "underline", children }) },
  { mark: "_", words: true, wrap: (children) => ({ type: "em", children }) },
  { mark: "~~", wrap: (children) => ({ type: "strike", children }) },
  { mark: "||", wrap: (children) => ({ type: "spoiler", children }) },
];

/** An address ends before what rather ends the sentence; parentheses in pairs are its own. */
const URL_TEXT = /https?:\/\/(?:\([^\s<()]*\)|[^\s<()])*(?:\([^\s<()]*\)|[^\s<.,:;"'\]()|*_~])/iy;

/** What Discord's client calls the places of a guild that markup can name (docs: "Message Formatting"). */
const GUILD_PLACES = {
  customize: "Channels & Roles",
  browse: "Browse Channels",
  guide: "Server Guide",
  "linked-roles": "Linked Roles",
};

const ATOMS = [
  [/\\([^0-9A-Za-z\s])/y, ([, text]) => ({ type: "text", text })],
  [/<(https?:\/\/[^\s<>]+)>/iy, ([, url]) => plainLink(url)],
  [/<@!?(\d{1,20})>/y, ([, id]) => ({ type: "user", id })],
  [/<@&(\d{1,20})>/y, ([, id]) => ({ type: "role", id })],
  [/<#(\d{1,20})>/y, ([, id]) => ({ type: "channel", id })],
  [/<\/([^:<>]{1,100}):(\d{1,20})>/y, ([, name, id]) => ({ type: "command", name, id })],
  [
    /<(a?):(\w{2,32}):(\d{1,20})>/y,
    ([, animated, name, id]) => ({ type: "emoji", name, id, animated: animated === "a" }),
  ],
  [
    /<t:(-?\d{1,13})(?::([tTdDfFsSR]))?>/y,
    ([, seconds, style]) => ({ type: "time", seconds: Number(seconds), style: style ?? "f" }),
  ],
  [/@(everyone|here)\b/y, ([text]) => ({ type: "everyone", text })],
  [/<id:(customize|browse|guide|linked-roles)>/y, ([, place]) => ({ type: "everyone", text: GUILD_PLACES[place] })],
  [URL_TEXT, ([url]) => plainLink(url)],
];

const MASKED = /\[((?:\[[^[\]]*\]|[^[\]])+)\]\(\s*<?(https?:\/\/(?:\([^\s()]*\)|[^\s()<>])+)>?(?:\s+"([^"]*)")?\s*\)/iy;
const SPECIAL = /[\\`<@*_~|[]|https?:\/\//giu;

/** Parse text without block structure into nodes `{type, …}`. */
export function parseInline(text, depth = 0) {
  if (depth > DEEPEST) return [{ type: "text", text }];
  const nodes = [];
  let at = 0;
  while (at < text.length) {
    const found =
      codeAt(text, at) ??
      atomAt(text, at) ??
      maskedLinkAt(text, at, depth) ??
      markAt(text, at, depth) ??
      plainAt(text, at);
    push(nodes, found.node);
    at = found.end;
  }
  return nodes;
}

function push(nodes, node) {
  const last = nodes.at(-1);
  if (node.type === "text" && last?.type === "text") last.text += node.text;
  else nodes.push(node);
}

function plainLink(url) {
  return { type: "link", url, children: [{ type: "text", text: url }] };
}

function matchAt(pattern, text, at) {
  pattern.lastIndex = at;
  return pattern.exec(text);
}

/** A run of backticks opens code that the next run of the same length closes; without one the whole run is text. */
function codeAt(text, at) {
  if (text[at] !== "`") return undefined;
  const start = endOfRun(text, at, "`");
  for (let next = text.indexOf("`", start); next >= 0;) {
    const end = endOfRun(text, next, "`");
    if (end - next === start - at) return { node: { type: "code", text: unpadded(text.slice(start, next)) }, end };
    next = text.indexOf("`", end);
  }
  return { node: { type: "text", text: text.slice(at, start) }, end: start };
}

/** One space inside each end only keeps a backtick of the code apart from its mark. */
const unpadded = (code) => code.replace(/^ (.*) $/su, "$1");

function atomAt(text, at) {
  for (const [pattern, build] of ATOMS) {
    const match = matchAt(pattern, text, at);
    if (match) return { node: build(match), end: at + match[0].length };
  }
  return undefined;
}

function maskedLinkAt(text, at, depth) {
  const match = text[at] === "[" && matchAt(MASKED, text, at);
  if (!match) return undefined;
  const [whole, words, url, title] = match;
  return { node: { type: "link", url, title, children: parseInline(words, depth + 1) }, end: at + whole.length };
}

function markAt(text, at, depth) {
  for (const rule of MARKS) {
    if (!text.startsWith(rule.mark, at) || !mayOpen(rule, text, at)) continue;
    const start = at + rule.mark.length;
    const close = closerOf(rule, text, start);
    if (close < 0) continue;
    return { node: rule.wrap(parseInline(text.slice(start, close), depth + 1)), end: close + rule.mark.length };
  }
  return undefined;
}

const isWord = (character) => character !== undefined && /[\p{L}\p{N}_]/u.test(character);
const isSpace = (character) => character === undefined || /\s/u.test(character);

/** `2 * 3 * 4` and `snake_case_name` are no emphasis. */
function mayOpen(rule, text, at) {
  if (rule.before && !text.startsWith(rule.before, at + 1)) return false;
  if (rule.tight) return !isSpace(text[at + 1]);
  if (rule.words) return !isWord(text[at - 1]);
  return true;
}

function closerOf(rule, text, start) {
  const { mark } = rule;
  let at = start;
  while (at < text.length) {
    if (text[at] === "\\") at += 2;
    else if (text[at] === "`") at = codeAt(text, at).end;
    else if (!text.startsWith(mark, at)) at += 1;
    else {
      const end = endOfRun(text, at, mark[0]);
      const close = closerInRun(rule, text, start, at, end);
      if (close >= 0) return close;
      at = end;
    }
  }
  return -1;
}

function endOfRun(text, at, character) {
  let end = at;
  while (text[end] === character) end += 1;
  return end;
}

/** Where in a run such as `***` the closer of this mark stands: at its end, so that the inner mark closes first. */
function closerInRun({ mark, tight, words }, text, start, at, end) {
  const close = end - mark.length;
  if (at === start) return -1;
  if (mark.length === 1 && (end - at) % 2 === 0) return -1;
  if (tight && isSpace(text[at - 1])) return -1;
  if (words && isWord(text[end])) return -1;
  return close;
}

function plainAt(text, at) {
  SPECIAL.lastIndex = at + 1;
  const end = SPECIAL.exec(text)?.index ?? text.length;
  return { node: { type: "text", text: text.slice(at, end) }, end };
}
