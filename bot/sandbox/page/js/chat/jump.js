// Going to a message of the channel in view, however far back it stands.

import { olderThan } from "../log.js";
import { loadOlder } from "../session.js";
import { announce } from "../shell/announce.js";
import { logOf, state } from "../state.js";
import { showMessage } from "./list.js";

/** Bring a message into view and give it the focus; what stands between is fetched first. */
export async function jumpTo(id) {
  const { channelId, me } = state;
  while (!showMessage(id)) {
    const log = logOf(channelId);
    if (log.complete || !log.oldest || olderThan(log.oldest.id, id)) {
      announce("That message is gone");
      return;
    }
    const { oldest } = log;
    await loadOlder();
    if (log.oldest === oldest) return; // the sandbox is away, or this is no longer the same log
    if (state.channelId !== channelId || state.me !== me) return;
  }
}
