// Shows parsed markdown. Mentions carry data attributes; chat/links.js answers clicks on them, so this stays free of
// deeds.

import { h, isLocal, safeUrl } from "../dom.js";
import { channelName, hexColour, userName } from "../names.js";
import { channelById, guildInView, state } from "../state.js";
import { fullTime, styledTime } from "../time.js";
import { parseBlocks } from "./blocks.js";
import { parseInline } from "./inline.js";

/** All of Discord's markdown: for message content, embed descriptions, text displays. */
export function markdown(text, users = []) {
  return draw(parseBlocks(String(text ?? "")), users);
}

/** Only what stands within a line: for titles, field names, reply previews. */
export function inlineMarkdown(text, users = []) {
  return draw(parseInline(String(text ?? "")), users);
}

const EMOJI_ALONE = /^(?:\s|\p{RGI_Emoji}|<a?:\w{2,32}:\d{1,20}>){1,90}$/v;
const MOST_LARGE = 30;

/** Whether a message is nothing but a few emoji, which are then shown large. */
export function isEmojiAlone(text) {
  return EMOJI_ALONE.test(text) && text.match(/\p{RGI_Emoji}|<a?:\w+:\d+>/gv)?.length <= MOST_LARGE;
}

const SIMPLE = { strong: "strong", em: "em", underline: "u", strike: "s", code: "code" };

const DRAWERS = {
  text: (node) => node.text,
  code: (node) => h("code", {}, node.text),
  codeblock: (node) => h("pre", { tabindex: "0" }, h("code", { data: { language: node.language ?? "" } }, node.text)),
  quote: (node, users) => h("blockquote", {}, draw(node.children, users)),
  heading: (node, users) =>
    h(
      "div",
      { class: `heading-${node.level}`, role: "heading", "aria-level": node.level + 1 },
      draw(node.children, users),
    ),
  subtext: (node, users) => h("small", { class: "subtext" }, draw(node.children, users)),
  list: drawList,
  link: drawLink,
  spoiler: drawSpoiler,
  time: drawTime,
  emoji: drawEmoji,
  user: drawUser,
  role: drawRole,
  channel: drawChannel,
  command: (node) => h("button", { type: "button", class: "mention", data: { command: node.name } }, `/${node.name}`),
  everyone: (node) => h("span", { class: "mention" }, node.text),
};

function draw(nodes, users) {
  return nodes.map((node) => {
    const tag = SIMPLE[node.type];
    return tag && node.children ? h(tag, {}, draw(node.children, users)) : DRAWERS[node.type](node, users);
  });
}

function drawList(node, users) {
  const items = node.items.map((item) => h("li", {}, draw(item, users)));
  return node.ordered ? h("ol", { start: node.start }, items) : h("ul", {}, items);
}

function drawLink(node, users) {
  const words = draw(node.children, users);
  if (!safeUrl(node.url)) return h("span", {}, words);
  return h("a", { href: node.url, target: "_blank", rel: "noopener noreferrer", title: node.title }, words);
}

/** A spoiler is a button until it is opened; then its links can be used, so it must stop being one. */
function drawSpoiler(node, users) {
  const inner = h("span", { class: "spoiler-text", inert: true }, draw(node.children, users));
  const cover = h(
    "span",
    { class: "spoiler", role: "button", tabindex: "0", "aria-label": "Spoiler, hidden. Show it" },
    inner,
  );
  const reveal = (event) => {
    if (event.type === "keydown" && !["Enter", " "].includes(event.key)) return;
    event.preventDefault();
    inner.removeAttribute("inert");
    cover.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label"]) cover.removeAttribute(name);
    cover.removeEventListener("click", reveal);
    cover.removeEventListener("keydown", reveal);
  };
  cover.addEventListener("click", reveal);
  cover.addEventListener("keydown", reveal);
  return cover;
}

function drawTime(node) {
  const date = new Date(node.seconds * 1000);
  if (Number.isNaN(date.getTime())) return "Invalid date";
  const data = node.style === "R" ? { relative: "" } : {};
  return h("time", { datetime: date.toISOString(), title: fullTime(date), data }, styledTime(date, node.style));
}

function drawEmoji(node) {
  const address = `../../cdn/emojis/${node.id}.${node.animated ? "gif" : "png"}`;
  if (!isLocal(address)) return `:${node.name}:`;
  const picture = h("img", { class: "emoji", src: address, alt: `:${node.name}:`, title: `:${node.name}:` });
  picture.addEventListener("error", () => picture.replaceWith(`:${node.name}:`));
  return picture;
}

function drawUser(node, users) {
  const user = state.users.get(node.id) ?? users.find((each) => each.id === node.id);
  if (!user) return h("span", { class: "mention" }, "@unknown user");
  return h("button", { type: "button", class: "mention", data: { user: user.id } }, "@", userName(user));
}

function drawRole(node) {
  const role = guildInView()?.roles.find((each) => each.id === node.id);
  const style = role?.color ? { "--hue-source": hexColour(role.color) } : {};
  return h("span", { class: role?.color ? "mention tinted" : "mention", style }, `@${role?.name ?? "unknown role"}`);
}

function drawChannel(node) {
  const channel = channelById(node.id);
  if (!channel) return h("span", { class: "mention" }, "#unknown");
  return h("button", { type: "button", class: "mention", data: { channel: channel.id } }, `#${channelName(channel)}`);
}
