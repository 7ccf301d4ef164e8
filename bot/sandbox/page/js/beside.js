// Several people in one window: each column is the whole page in a frame, as one of them. Who is there, and where, stands
// in the address (`#channel/user,user`), so a reload brings the same company together.

import { getState, Refusal } from "./api.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";

const columns = document.getElementById("columns");
const adders = document.getElementById("adders");
const [channelId, listed = ""] = location.hash.slice(1).split("/");
const nameOf = (user) => user.global_name ?? user.username;
let people = [];
let present = listed.split(",").filter(Boolean);

document.documentElement.dataset.theme = localStorage.getItem("sandbox-theme") ?? "auto";

try {
  const world = await getState();
  people = world.users.filter((user) => !user.bot);
  present = present.filter((id) => people.some((user) => user.id === id));
  if (!present.length) present = people.slice(0, 2).map((user) => user.id);
  for (const id of present) open(id);
  draw();
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  fill(columns, h("p", {}, error.message));
}

function open(id) {
  const user = people.find((each) => each.id === id);
  const close = () => {
    present = present.filter((each) => each !== id);
    column.remove();
    draw();
    adders.querySelector("button")?.focus();
  };
  const column = h(
    "section",
    { class: "column", "aria-label": nameOf(user) },
    h(
      "header",
      {},
      h("h2", {}, nameOf(user)),
      h(
        "button",
        { type: "button", class: "icon-button", "aria-label": `Close ${nameOf(user)}`, on: { click: close } },
        icon("close"),
      ),
    ),
    h("iframe", { title: `The page as ${nameOf(user)} sees it`, src: `./#${id}/${channelId}` }),
  );
  columns.append(column);
}

function draw() {
  history.replaceState(null, "", `#${channelId}/${present.join(",")}`);
  const absent = people.filter((user) => !present.includes(user.id));
  const add = (user) => {
    present = [...present, user.id];
    open(user.id);
    draw();
  };
  fill(
    adders,
    absent.map((user) =>
      h(
        "button",
        { type: "button", class: "plain-button", "aria-label": `Add ${nameOf(user)}`, on: { click: () => add(user) } },
        `+ ${nameOf(user)}`,
      ),
    ),
  );
}
