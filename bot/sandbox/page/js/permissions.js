// Permission maths as Discord documents it ("Permissions": overwrites), only to decide what the page offers: the
// sandbox checks again. Base = @everyone and roles; then the overwrites of @everyone, of the roles together, of the
// member.

export const KICK_MEMBERS = 1n << 1n;
export const ADMINISTRATOR = 1n << 3n;
export const MANAGE_GUILD = 1n << 5n;
export const ADD_REACTIONS = 1n << 6n;
const SEND_MESSAGES = 1n << 11n;
export const CONNECT = 1n << 20n;
export const MANAGE_MESSAGES = 1n << 13n;
export const CHANGE_NICKNAME = 1n << 26n;
export const MANAGE_NICKNAMES = 1n << 27n;
export const MANAGE_ROLES = 1n << 28n;
export const MANAGE_THREADS = 1n << 34n;
export const PIN_MESSAGES = 1n << 51n;
export const USE_COMMANDS = 1n << 31n;
const SEND_IN_THREADS = 1n << 38n;
const UNWRITTEN = [4, 15, 16]; // a category and the two kinds of forum hold no messages of their own
const EVERYTHING = (1n << 64n) - 1n;

export function permissionsIn(guild, channel, member) {
  if (!guild || !member) return EVERYTHING;
  const base = basePermissions(guild, member);
  if (base === EVERYTHING) return base;
  return applyOverwrites(base, guild, overwritesOf(guild, channel), member);
}

function basePermissions(guild, member) {
  if (guild.owner_id === member.user.id) return EVERYTHING;
  const held = guild.roles.filter((role) => role.id === guild.id || member.roles.includes(role.id));
  const base = held.reduce((sum, role) => sum | BigInt(role.permissions ?? 0), 0n);
  return base & ADMINISTRATOR ? EVERYTHING : base;
}

/** A thread has no overwrites of its own: those of its parent count. */
function overwritesOf(guild, channel) {
  const source = isThread(channel) ? guild.channels.find((each) => each.id === channel.parent_id) : channel;
  return source?.permission_overwrites ?? [];
}

export const isThread = (channel) => [10, 11, 12].includes(channel?.type);

function applyOverwrites(base, guild, overwrites, member) {
  const everyone = overwrites.filter((each) => each.id === guild.id);
  const roles = overwrites.filter((each) => each.id !== guild.id && member.roles.includes(each.id));
  const own = overwrites.filter((each) => each.id === member.user.id);
  return [everyone, roles, own].reduce(applyLayer, base);
}

function applyLayer(permissions, layer) {
  const deny = layer.reduce((sum, each) => sum | BigInt(each.deny ?? 0), 0n);
  const allow = layer.reduce((sum, each) => sum | BigInt(each.allow ?? 0), 0n);
  return (permissions & ~deny) | allow;
}

/** Whether this member may write here (threads have a permission of their own). */
export function maySend(guild, channel, member) {
  if (UNWRITTEN.includes(channel?.type)) return false;
  const needed = isThread(channel) ? SEND_IN_THREADS : SEND_MESSAGES;
  return (permissionsIn(guild, channel, member) & needed) === needed;
}
