// A partial emoji object: a character, or a picture of the sandbox's CDN (docs: "Emoji").

import { h } from "../dom.js";

export function drawEmoji(emoji) {
  if (!emoji.id) return h("span", { class: "emoji-text", "aria-hidden": "true" }, emoji.name);
  const address = `../../cdn/emojis/${emoji.id}.${emoji.animated ? "gif" : "png"}`;
  const picture = h("img", { class: "emoji", src: address, alt: "" });
  picture.addEventListener("error", () => picture.replaceWith(`:${emoji.name}:`));
  return picture;
}
