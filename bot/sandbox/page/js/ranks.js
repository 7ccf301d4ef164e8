// Who stands above whom (docs: "Permissions", Permission Hierarchy), only to decide what the page offers: the sandbox
// checks again. The owner stands above all; else the highest role counts, of two at one height the older.

import { memberOf, rolesOf } from "./state.js";
import { permissionsIn } from "./permissions.js";

const TOP = [Infinity, 0n];
const FOOT = [-1, 0n];
const rankOfRole = (role) => [role.position, -BigInt(role.id)];

function rankOf(guild, member) {
  if (member.user.id === guild.owner_id) return TOP;
  return rolesOf(guild, member).map(rankOfRole).reduce(higher, FOOT);
}

const isAbove = ([a, older], [b, other]) => a > b || (a === b && older > other);
const higher = (a, b) => (isAbove(a, b) ? a : b);

/** Whether one member stands above another. */
export const standsAbove = (guild, member, other) => isAbove(rankOf(guild, member), rankOf(guild, other));

/** Whether a member may change a role, and give it where nobody else does. */
export const isOver = (guild, member, role) => isAbove(rankOf(guild, member), rankOfRole(role));

/** The roles that a guild's people give each other: not @everyone, and not what an application brought. */
export const givenRoles = (guild) =>
  guild.roles.filter((role) => role.id !== guild.id && !role.managed).sort((a, b) => b.position - a.position);

/** Whether a user has a permission in a guild as a whole. */
export function mayInGuild(guild, userId, permission) {
  const member = memberOf(guild, userId);
  return Boolean(member && permissionsIn(guild, undefined, member) & permission);
}
