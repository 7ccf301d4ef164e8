// How users, roles and channels are called and coloured where they are seen.

import { h, isLocal } from "./dom.js";
import { guildInView, memberOf, rolesOf, state } from "./state.js";

const HUES = [262, 24, 152, 330, 205, 48, 285, 175];

export function userName(user, guild = guildInView()) {
  if (!user) return "Unknown user";
  return memberOf(guild, user.id)?.nick ?? user.global_name ?? user.username;
}

/** The highest coloured role gives a name its colour, as Discord does. */
function nameColour(user, guild = guildInView()) {
  const role = rolesOf(guild, memberOf(guild, user?.id)).find((each) => each.color);
  return role ? hexColour(role.color) : undefined;
}

export const hexColour = (number) => `#${(number & 0xffffff).toString(16).padStart(6, "0")}`;

export function channelName(channel) {
  if (!channel) return "unknown";
  return channel.name ?? userName(otherIn(channel), undefined);
}

/** The other end of a direct message. Each channel names its recipients as the application sees them. */
export function otherIn(channel) {
  if (!channel.recipients) return undefined;
  return channel.recipients.find((user) => user.id !== state.me?.id) ?? state.bot;
}

/** A name whose colour keeps to its hue but takes a lightness the theme can carry (see tokens.css). */
export function colouredName(tag, user, props = {}) {
  const colour = nameColour(user);
  const style = colour ? { "--hue-source": colour } : {};
  const className = `${props.class ?? ""} ${colour ? "tinted" : ""}`.trim();
  return h(tag, { ...props, class: className, style }, userName(user));
}

/** A round picture: the user's avatar where the sandbox has one, else initials on a colour drawn from the id. */
export function avatar(user, className = "avatar") {
  const disc = h(
    "span",
    { class: className, "aria-hidden": "true", style: { "--hue": hueOf(user?.id) } },
    initials(user),
  );
  if (user?.avatar) cover(disc, `../../cdn/avatars/${user.id}/${user.avatar}.png?size=128`);
  return disc;
}

export function initialsOf(words) {
  const parts = String(words).trim().split(/\s+/u).slice(0, 2);
  return parts
    .map((part) => [...part][0] ?? "")
    .join("")
    .toUpperCase();
}

export function appTag() {
  return h("span", { class: "app-tag", title: "An application, not a person" }, "APP");
}

function initials(user) {
  return user ? initialsOf(user.global_name ?? user.username) : "?";
}

function hueOf(id = "0") {
  const digest = [...String(id)].reduce((sum, digit) => (sum * 31 + digit.codePointAt(0)) % 9973, 7);
  return String(HUES[digest % HUES.length]);
}

function cover(disc, address) {
  if (!isLocal(address)) return;
  const picture = h("img", { src: address, alt: "", loading: "lazy" });
  picture.addEventListener("error", () => picture.remove());
  disc.append(picture);
}
