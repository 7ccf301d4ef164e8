// Select menus of messages (docs: "Component Reference", types 3 and 5 to 8).

import { defaultsOf, drawSelectButton } from "../forms/select_button.js";
import { choose } from "../interactions.js";
import { state } from "../state.js";

/** Draw a select of a message: what was just chosen stays in view until the message changes. */
export function drawSelect(menu, message) {
  const picked = state.picks.get(`${message.id}:${menu.custom_id}`) ?? defaultsOf(menu);
  const pending = state.busy.get(message.id) === menu.custom_id;
  return drawSelectButton(menu, { picked, pending, onDone: (values) => choose(message, menu.custom_id, values) });
}
