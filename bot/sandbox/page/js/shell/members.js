// The list of members at the right: by the roles that stand apart (hoisted), then everybody else.

import { fill, h } from "../dom.js";
import { appTag, avatar, colouredName, userName } from "../names.js";
import { guildInView, on, rolesOf, state } from "../state.js";

export function mountMembers(root) {
  // What is drawn anew has a place of its own: a menu that is open in this part of the page stays.
  const list = h("div", {});
  root.append(list);
  const draw = () => {
    const guild = guildInView();
    const held = list.contains(document.activeElement) ? document.activeElement.dataset.user : undefined;
    fill(list, guild ? drawGroups(guild) : drawPair());
    if (held) list.querySelector(`[data-user="${held}"]`)?.focus({ preventScroll: true });
  };
  for (const topic of ["world", "place"]) on(topic, draw);
}

function drawGroups(guild) {
  const hoisted = guild.roles.filter((role) => role.hoist).sort((a, b) => b.position - a.position);
  const groups = new Map([...hoisted, { id: null, name: "Members" }].map((role) => [role.id, { role, members: [] }]));
  for (const member of guild.members) {
    const highest = rolesOf(guild, member).find((role) => role.hoist);
    groups.get(highest?.id ?? null).members.push(member);
  }
  return [...groups.values()].filter((group) => group.members.length).map(drawGroup);
}

function drawGroup({ role, members }) {
  const sorted = [...members].sort((a, b) => userName(a.user).localeCompare(userName(b.user)));
  return [
    h("h2", {}, `${role.name} — ${members.length}`),
    h(
      "ul",
      {},
      sorted.map((member) => drawMember(member.user)),
    ),
  ];
}

function drawPair() {
  const users = [state.me, state.bot].filter(Boolean);
  return h("ul", {}, users.map(drawMember));
}

function drawMember(user) {
  return h(
    "li",
    {},
    h(
      "button",
      { type: "button", class: "member", data: { user: user.id }, "aria-haspopup": "menu" },
      avatar(user, "avatar medium"),
      colouredName("span", user, { class: "member-name" }),
      user.bot ? appTag() : null,
      user.id === state.me?.id ? h("span", { class: "you" }, "you") : null,
    ),
  );
}
