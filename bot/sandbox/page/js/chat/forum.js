// A forum: its posts as cards, those with the latest word first, and the way to write another.

import { h } from "../dom.js";
import { icon } from "../icons.js";
import { channelName, userName } from "../names.js";
import { isThread } from "../permissions.js";
import { goTo } from "../session.js";
import { guildInView, state } from "../state.js";
import { isForum, startPost } from "./places.js";

/** The rows of a forum, or null for any other channel. */
export function drawForum(channel) {
  if (!isForum(channel)) return null;
  const posts = guildInView().channels.filter((each) => isThread(each) && each.parent_id === channel.id);
  posts.sort((a, b) => Number(BigInt(b.last_message_id ?? b.id) - BigInt(a.last_message_id ?? a.id)));
  const write = h(
    "button",
    { type: "button", class: "button primary", on: { click: () => startPost(channel) } },
    icon("pen"),
    "New post",
  );
  return [
    h("li", { class: "forum-head" }, h("h2", {}, channelName(channel)), channel.topic, write),
    posts.length ? posts.map((post) => drawPost(post, channel)) : h("li", { class: "forum-none" }, "No posts yet."),
  ];
}

function drawPost(post, forum) {
  const tags = (forum.available_tags ?? []).filter((tag) => post.applied_tags?.includes(tag.id));
  const count = post.message_count ?? 0;
  return h(
    "li",
    { class: "forum-post" },
    h(
      "button",
      { type: "button", on: { click: () => goTo(post.id) } },
      tags.map((tag) => h("span", { class: "forum-tag" }, tag.name)),
      h("strong", {}, channelName(post)),
      h(
        "small",
        {},
        `${userName(state.users.get(post.owner_id))} · ${count === 1 ? "1 answer" : `${count} answers`}`,
        post.thread_metadata?.archived ? " · closed" : "",
      ),
    ),
  );
}
