// Which commands can be used here by this user, and how typed text finds them. A command with subcommands is offered as
// its leaves ("table open"), the form in which people know it and in which the control API takes it.

import { ADMINISTRATOR, permissionsIn, USE_COMMANDS } from "../permissions.js";
import { channelInView, guildInView, memberOf, state } from "../state.js";

const CHAT_INPUT = 1;
const SUBCOMMAND = 1;
const GROUP = 2;
const IN_GUILD = 0;
const IN_BOT_DM = 1;

/** The commands of every type that a Discord client would offer in the channel in view. */
export function commandsHere() {
  const guild = guildInView();
  const held = permissionsIn(guild, channelInView(), memberOf(guild, state.me?.id));
  if (!(held & USE_COMMANDS)) return [];
  return state.commands.filter((command) => fitsPlace(command, guild) && fitsPermissions(command, guild, held));
}

function fitsPlace(command, guild) {
  if (command.guild_id) return command.guild_id === guild?.id;
  const contexts = command.contexts ?? (command.dm_permission === false ? [IN_GUILD] : [IN_GUILD, IN_BOT_DM]);
  return contexts.includes(guild ? IN_GUILD : IN_BOT_DM);
}

function fitsPermissions(command, guild, held) {
  const needed = command.default_member_permissions;
  if (!guild || needed === null || needed === undefined) return true;
  if (BigInt(needed) === 0n) return Boolean(held & ADMINISTRATOR);
  return Boolean(held & ADMINISTRATOR) || (held & BigInt(needed)) === BigInt(needed);
}

/** All slash commands here as `{path, description, options}`, by name. */
export function leavesHere() {
  const slash = commandsHere().filter((command) => (command.type ?? CHAT_INPUT) === CHAT_INPUT);
  return slash.flatMap((command) => leavesOf(command, command.name)).sort((a, b) => a.path.localeCompare(b.path));
}

function leavesOf(node, path) {
  const inner = (node.options ?? []).filter((option) => [SUBCOMMAND, GROUP].includes(option.type));
  if (inner.length) return inner.flatMap((option) => leavesOf(option, `${path} ${option.name}`));
  return [{ path, description: node.description ?? "", options: node.options ?? [] }];
}

/** The leaves that typed text could mean, the likeliest first: it begins the name, a later word, or stands within. */
export function rankLeaves(leaves, typed) {
  const wanted = typed.trim().toLocaleLowerCase().replace(/\s+/gu, " ");
  const scored = leaves.map((leaf) => ({ leaf, score: scoreOf(leaf, wanted) }));
  return scored
    .filter(({ score }) => score < 4)
    .sort((a, b) => a.score - b.score)
    .map(({ leaf }) => leaf);
}

function scoreOf(leaf, wanted) {
  if (leaf.path.startsWith(wanted)) return 0;
  if (leaf.path.split(" ").some((word) => word.startsWith(wanted))) return 1;
  if (leaf.path.includes(wanted)) return 2;
  return wanted.length > 2 && leaf.description.toLocaleLowerCase().includes(wanted) ? 3 : 4;
}

/** The leaf that this text has spelled out, and what follows it: "/table open mode:dm" → table open, "mode:dm". */
export function spelledOut(leaves, text) {
  const matches = leaves.filter((leaf) => text.startsWith(`/${leaf.path} `));
  const leaf = matches.sort((a, b) => b.path.length - a.path.length)[0];
  return leaf && { leaf, rest: text.slice(leaf.path.length + 2) };
}

/**
 * Split typed text into options: "4d6 dc:10" gives the first part to `current`, the rest to the options it names.
 *
 * Only names of options that the command has split the text, so "fire: 2" stays text.
 */
export function splitTyped(text, options, current) {
  const names = options.map((option) => option.name);
  const parts = new Map();
  let name = current;
  let from = 0;
  for (const match of text.matchAll(/(?:^|\s)([\p{L}\p{N}_-]{1,32}):/gu)) {
    if (!names.includes(match[1])) continue;
    if (name !== undefined && (match.index > from || parts.size === 0))
      addPart(parts, name, text.slice(from, match.index));
    name = match[1];
    from = match.index + match[0].length;
  }
  if (name !== undefined) addPart(parts, name, text.slice(from), true);
  return parts;
}

function addPart(parts, name, text, last = false) {
  const kept = text.trimStart();
  if (kept.trim() || last || !parts.has(name)) parts.set(name, last ? kept : kept.trim());
}
