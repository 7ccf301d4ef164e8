// Embeds: the older kind of card (docs: "Message", Embed Object).

import { h, safeUrl } from "../dom.js";
import { hexColour } from "../names.js";
import { inlineMarkdown, markdown } from "../text/markdown.js";
import { messageTime } from "../time.js";
import { drawPicture } from "./attachments.js";

const FIELDS_PER_LINE = 3;

export function drawEmbeds(embeds = [], message) {
  return embeds.map((embed) => drawEmbed(embed, message));
}

function drawEmbed(embed, message) {
  const colour = typeof embed.color === "number" ? { "--accent-line": hexColour(embed.color) } : {};
  return h(
    "article",
    { class: "embed", style: colour },
    h("div", { class: "embed-main" }, drawWords(embed, message)),
    embed.thumbnail && h("div", { class: "embed-thumbnail" }, drawPicture(embed.thumbnail, { message, alt: "" })),
    embed.image && h("div", { class: "embed-image" }, drawPicture(embed.image, { message, alt: "Image of the embed" })),
    (embed.footer || embed.timestamp) && drawFooter(embed, message),
  );
}

function drawWords({ provider, author, title, url, description, fields }, message) {
  const users = message.mentions ?? [];
  return [
    provider?.name && h("div", { class: "embed-small" }, provider.name),
    author?.name && drawAuthor(author, message),
    title && h("div", { class: "embed-title markdown" }, linked(url, inlineMarkdown(title, users))),
    description && h("div", { class: "markdown" }, markdown(description, users)),
    fields?.length > 0 && drawFields(fields, users),
  ].filter(Boolean);
}

function linked(url, words) {
  if (!url || !safeUrl(url)) return words;
  return h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, words);
}

function drawAuthor(author, message) {
  const face = author.icon_url
    ? drawPicture({ url: author.icon_url }, { message, alt: "", className: "embed-icon" })
    : null;
  return h("div", { class: "embed-author" }, face, linked(author.url, author.name));
}

function drawFields(fields, users) {
  const cells = fields.map((field) => {
    const width = field.inline ? 12 / Math.min(FIELDS_PER_LINE, inlineRun(fields, field)) : 12;
    return h(
      "div",
      { class: "embed-field", style: { "--span": String(width) } },
      h("dt", { class: "markdown" }, inlineMarkdown(field.name, users)),
      h("dd", { class: "markdown" }, markdown(field.value, users)),
    );
  });
  return h("dl", { class: "embed-fields" }, cells);
}

/** How many inline fields stand together in the line of this one: two share it in halves, three in thirds. */
function inlineRun(fields, field) {
  const at = fields.indexOf(field);
  let from = at;
  while (from > 0 && fields[from - 1].inline) from -= 1;
  let to = at;
  while (to < fields.length - 1 && fields[to + 1].inline) to += 1;
  const lineStart = from + Math.floor((at - from) / FIELDS_PER_LINE) * FIELDS_PER_LINE;
  return Math.min(FIELDS_PER_LINE, to - lineStart + 1);
}

function drawFooter(embed, message) {
  const { footer } = embed;
  const face = footer?.icon_url
    ? drawPicture({ url: footer.icon_url }, { message, alt: "", className: "embed-icon" })
    : null;
  const when = embed.timestamp
    ? h("time", { datetime: embed.timestamp }, messageTime(new Date(embed.timestamp)))
    : null;
  return h("footer", { class: "embed-small" }, face, footer?.text, footer?.text && when ? " • " : null, when);
}
