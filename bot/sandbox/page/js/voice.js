// Who is in which voice channel (docs: "Voice", Voice State Object). States of others change at any moment, so they are
// kept in the guild that they belong to; see state.js for the topic "voice".

import { channelById, guildById, guildOfChannel, publish, state } from "./state.js";

const SPOKEN = [2, 13];

export const isSpoken = (channel) => SPOKEN.includes(channel?.type);

/** Those in a channel, in the order in which they came. */
export function voiceStatesIn(channel) {
  const states = guildOfChannel(channel.id)?.voice_states ?? [];
  return states.filter((each) => each.channel_id === channel.id);
}

/** Where the user in view is in voice: `{guild, channel, state}`, or undefined. */
export function ownVoice() {
  for (const guild of state.guilds) {
    const own = guild.voice_states.find((each) => each.user_id === state.me?.id);
    if (own) return { guild, channel: channelById(own.channel_id), state: own };
  }
  return undefined;
}

/** Somebody came, went, or is muted: a state takes the place of the one before; one without a channel, none. */
export function voiceChanged({ guild_id: guildId, member, ...told }) {
  const guild = guildById(guildId);
  if (!guild) return;
  const others = guild.voice_states.filter((each) => each.user_id !== told.user_id);
  const before = guild.voice_states.find((each) => each.user_id === told.user_id);
  if (before && before.channel_id === told.channel_id) {
    guild.voice_states = guild.voice_states.map((each) => (each === before ? told : each));
  } else {
    guild.voice_states = told.channel_id ? [...others, told] : others;
  }
  publish("voice", { member });
}
