// Files of a message: pictures, sound, film, and cards for the rest. Whatever lies outside the sandbox is not loaded,
// so that no page visit tells a stranger's server anything; its address is offered as a link instead.

import { h, isLocal, safeUrl } from "../dom.js";
import { icon } from "../icons.js";

const SPOILER_FLAG = 8;

export function drawAttachments(attachments = []) {
  if (!attachments.length) return null;
  const pictures = attachments.filter(isPicture);
  const others = attachments.filter((file) => !isPicture(file));
  return [
    pictures.length
      ? h(
          "div",
          { class: "gallery", data: { count: String(Math.min(pictures.length, 5)) } },
          pictures.map(drawImageFile),
        )
      : null,
    others.map(drawOther),
  ];
}

const kindOf = (file) => (file.content_type ?? "").split("/")[0];
const isPicture = (file) => kindOf(file) === "image";
const isSpoiler = (file) => file.filename?.startsWith("SPOILER_") || Boolean((file.flags ?? 0) & SPOILER_FLAG);

function drawImageFile(file) {
  return drawPicture(file, { alt: file.description ?? file.filename, spoiler: isSpoiler(file), link: true });
}

function drawOther(file) {
  const player = { audio: "audio", video: "video" }[kindOf(file)];
  if (!player || !isLocal(file.url)) return drawFileCard(file);
  return h(
    "figure",
    { class: "player" },
    h("figcaption", {}, file.filename),
    h(player, { src: file.url, controls: true, preload: "metadata", "aria-label": file.description ?? file.filename }),
  );
}

export function drawFileCard(file) {
  const name = file.title ?? file.filename ?? file.name ?? "file";
  const link = safeUrl(file.url)
    ? h("a", { href: file.url, target: "_blank", rel: "noopener noreferrer" }, name)
    : name;
  return h(
    "div",
    { class: "file-card" },
    icon("file"),
    h("div", {}, link, file.size === undefined ? null : h("small", {}, sizeOf(file.size))),
  );
}

function sizeOf(bytes) {
  if (bytes < 1024) return `${bytes} B`;
  const units = ["KB", "MB", "GB"];
  const step = Math.min(Math.floor(Math.log(bytes) / Math.log(1024)), units.length);
  return `${(bytes / 1024 ** step).toFixed(step === 1 ? 0 : 1)} ${units[step - 1]}`;
}

/**
 * Draw a picture of the sandbox's CDN, or say where a foreign one lies.
 *
 * `media` is an attachment, an embed's picture or an unfurled media item; `attachment://name` is looked up in `message`.
 */
export function drawPicture(media, { message, alt, className = "picture", spoiler = false, link = false }) {
  const url = resolve(media.url, message);
  if (!isLocal(url)) return drawForeign(url, alt);
  const image = h("img", {
    class: className,
    src: url,
    alt: alt ?? "",
    width: media.width,
    height: media.height,
    loading: "lazy",
  });
  const shown = link
    ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer", class: "picture-link" }, image)
    : image;
  return spoiler ? coverUp(shown) : shown;
}

function resolve(url, message) {
  const name = /^attachment:\/\/(.+)$/u.exec(url ?? "")?.[1];
  if (!name) return url;
  return message?.attachments?.find((file) => file.filename === name)?.url ?? url;
}

function drawForeign(url, alt) {
  const address = safeUrl(url);
  const words = alt || "A picture from elsewhere";
  const place = address
    ? h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, new URL(address).host)
    : null;
  return h(
    "div",
    { class: "foreign" },
    icon("image"),
    h("span", {}, words, place ? h("small", {}, "Not loaded: ", place) : null),
  );
}

/** Blur something until it is asked for. */
export function coverUp(node) {
  const veil = h(
    "button",
    { type: "button", class: "veil", "aria-label": "Spoiler, hidden. Show it" },
    h("span", {}, "Spoiler"),
  );
  const frame = h("div", { class: "veiled" }, h("div", { inert: true }, node), veil);
  veil.addEventListener("click", () => {
    frame.firstChild.removeAttribute("inert");
    frame.classList.add("open");
    veil.remove();
  });
  return frame;
}
