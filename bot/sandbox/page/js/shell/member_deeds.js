// What those with the permission do to a member: give and take roles, rename, kick (docs: "Guild", Modify Guild Member).

import * as api from "../api.js";
import { ask } from "../forms/ask.js";
import { roleDot } from "../forms/entities.js";
import { userName } from "../names.js";
import { CHANGE_NICKNAME, KICK_MEMBERS, MANAGE_NICKNAMES, MANAGE_ROLES } from "../permissions.js";
import { givenRoles, isOver, mayInGuild, standsAbove } from "../ranks.js";
import { guildInView, memberOf, state } from "../state.js";

const LONGEST_NICK = 32;

/** Entries for the menu of a user: what the user in view may do to them here. */
export function memberEntries(user) {
  const guild = guildInView();
  const member = memberOf(guild, user.id);
  const me = memberOf(guild, state.me.id);
  if (!member || !me) return [];
  const mine = user.id === state.me.id;
  const may = (permission) => mayInGuild(guild, state.me.id, permission);
  const over = standsAbove(guild, me, member);
  const roles = givenRoles(guild).filter((role) => isOver(guild, me, role));
  const renames = mine ? may(CHANGE_NICKNAME) : may(MANAGE_NICKNAMES) && over;
  const entries = [
    may(MANAGE_ROLES) && roles.length
      ? { label: "Roles", icon: "role", run: () => chooseRoles(guild, member, roles) }
      : undefined,
    renames ? { label: "Change nickname", icon: "pen", run: () => rename(guild, member) } : undefined,
    may(KICK_MEMBERS) && over && !mine
      ? { label: `Kick ${userName(user)}`, icon: "close", danger: true, run: () => kick(guild, member) }
      : undefined,
  ].filter(Boolean);
  return entries.length ? [null, ...entries] : [];
}

function chooseRoles(guild, member, roles) {
  const held = roles.filter((role) => member.roles.includes(role.id)).map((role) => role.id);
  ask({
    title: `Roles of ${userName(member.user)}`,
    fields: [
      {
        name: "roles",
        label: "Roles",
        optional: true,
        value: held,
        choices: roles.map((role) => ({ value: role.id, label: [roleDot(role), role.name] })),
      },
    ],
    action: "Save",
    deed: async ({ roles: wanted }) => {
      const where = [state.me.id, guild.id, member.user.id];
      for (const role of wanted.filter((id) => !held.includes(id))) await api.giveRole(...where, role);
      for (const role of held.filter((id) => !wanted.includes(id))) await api.takeRole(...where, role);
    },
  });
}

function rename(guild, member) {
  ask({
    title: `Nickname of ${member.user.global_name ?? member.user.username}`,
    fields: [{ name: "nick", label: "Nickname", max: LONGEST_NICK, optional: true, value: member.nick ?? "" }],
    action: "Save",
    deed: ({ nick }) => api.changeMember(state.me.id, guild.id, member.user.id, { nick: nick || null }),
  });
}

function kick(guild, member) {
  ask({
    title: `Kick ${userName(member.user)}?`,
    note: `${userName(member.user)} leaves ${guild.name}, and may be invited again.`,
    fields: [],
    action: "Kick",
    danger: true,
    deed: () => api.kick(state.me.id, guild.id, member.user.id),
  });
}
