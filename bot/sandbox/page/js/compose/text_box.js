// The plain text of the composer: messages, and the beginnings of commands and mentions, which open the list above it.

import { h } from "../dom.js";
import { channelItems, matching, userItems } from "../forms/entities.js";
import { icon } from "../icons.js";
import { channelName } from "../names.js";
import { channelInView, guildInView, state } from "../state.js";
import { leavesHere, rankLeaves, spelledOut } from "./commands.js";

const MOST_SHOWN = 25;
const LONGEST = 2000;
const NEARLY = 200;
const TALLEST_PX = 240;

export class TextBox {
  #input;
  #left;
  #suggestions;
  #deeds;

  /** @param deeds {say(text), begin(leaf, typed), up()} */
  constructor(suggestions, deeds) {
    this.#suggestions = suggestions;
    this.#deeds = deeds;
    this.#input = h("textarea", {
      class: "text-box",
      rows: "1",
      autocomplete: "off",
      data: { composer: "" },
    });
    this.#left = h("output", { class: "text-left", "aria-live": "polite" });
    this.node = h("div", { class: "text-frame" }, this.#input, this.#left);
    suggestions.attach(this.#input, this.node);
    this.#input.addEventListener("input", () => this.#typed());
    this.#input.addEventListener("keydown", (event) => this.#key(event));
    this.#input.addEventListener("blur", () => suggestions.hide());
    this.#input.addEventListener("focus", () => this.#suggest());
  }

  get text() {
    return this.#input.value;
  }

  get disabled() {
    return this.#input.disabled;
  }

  set text(text) {
    this.#input.value = text;
    this.#grow();
  }

  focus() {
    this.#input.focus();
  }

  /** Label the box for the channel in view, or say that nothing can be written here. */
  describe(writable) {
    const channel = channelInView();
    const place = channel?.type === 1 ? `@${channelName(channel)}` : `#${channelName(channel)}`;
    const words = writable ? `Message ${place}` : "You do not have permission to write here";
    this.#input.disabled = !writable;
    this.#input.placeholder = words;
    for (const node of [this.node, this.#input])
      node.setAttribute("aria-label", writable ? `${words}, or slash for commands` : words);
  }

  insert(text) {
    const { selectionStart, selectionEnd } = this.#input;
    this.#input.setRangeText(text, selectionStart, selectionEnd, "end");
    this.focus();
    this.#typed();
  }

  #typed() {
    this.#grow();
    const spelled = this.text.startsWith("/") ? spelledOut(leavesHere(), this.text) : undefined;
    if (spelled) this.#deeds.begin(spelled.leaf, spelled.rest);
    else this.#suggest();
  }

  #suggest() {
    const mention = this.#mentionAtCaret();
    if (this.text.startsWith("/") && !this.text.includes("\n")) this.#suggestCommands();
    else if (mention) this.#suggestMentions(mention);
    else this.#suggestions.hide();
  }

  #suggestCommands() {
    const leaves = leavesHere();
    const found = rankLeaves(leaves, this.text.slice(1));
    const rows = found.slice(0, MOST_SHOWN).map((leaf) => ({
      label: `/${leaf.path}`,
      detail: leaf.description,
      face: () => [icon("slash")],
      marks: leaf.options.filter((option) => option.required).map(({ name }) => ({ name, required: true })),
      run: () => this.#deeds.begin(leaf, ""),
    }));
    this.#suggestions.show(this.#input, { head: commandsHead(leaves, found), rows, eager: true });
  }

  #mentionAtCaret() {
    const before = this.text.slice(0, this.#input.selectionStart);
    const match = /(?:^|\s)([@#])([\p{L}\p{N}._-]*)$/u.exec(before);
    return match && { sign: match[1], typed: match[2], from: before.length - match[2].length - 1 };
  }

  #suggestMentions({ sign, typed, from }) {
    const items = sign === "@" ? userItems() : channelItems();
    const rows = matching(items, typed)
      .slice(0, MOST_SHOWN)
      .map((item) => ({
        label: item.label,
        detail: item.hint,
        face: item.face,
        run: () => this.#complete(from, `${sign}${item.hint ?? item.label} `),
      }));
    this.#suggestions.show(this.#input, { rows, eager: typed !== "" });
  }

  #complete(from, text) {
    this.#input.setRangeText(text, from, this.#input.selectionStart, "end");
    this.#typed();
  }

  #key(event) {
    if (event.isComposing || this.#suggestions.key(event)) return;
    if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      this.#deeds.say(this.text);
    } else if (event.key === "ArrowUp" && this.text === "") {
      event.preventDefault();
      this.#deeds.up();
    }
  }

  #grow() {
    this.#input.style.height = "auto";
    this.#input.style.height = `${Math.min(this.#input.scrollHeight, TALLEST_PX)}px`;
    const left = LONGEST - this.text.length;
    this.#left.textContent = left < NEARLY ? String(left) : "";
    this.#left.classList.toggle("over", left < 0);
  }
}

function commandsHead(leaves, found) {
  if (found.length) return null;
  const words = leaves.length
    ? "No command here is called that."
    : "No commands yet. An application registers them when it starts.";
  return h("span", { class: "suggestions-hint" }, words);
}

/** Text as it is sent: "@alice" and "#tavern" become the mentions that Discord's markup has for them. */
export function withMentions(text) {
  const users = new Map([...state.users.values()].map((user) => [user.username.toLowerCase(), user.id]));
  const channels = new Map((guildInView()?.channels ?? []).map((channel) => [channel.name?.toLowerCase(), channel.id]));
  return text.replace(/(^|[\s(])([@#])([\p{L}\p{N}._-]+)/gu, (whole, before, sign, name) => {
    const id = (sign === "@" ? users : channels).get(name.toLowerCase());
    return id ? `${before}<${sign}${id}>` : whole;
  });
}
