// Says things to people who hear the page. One polite region; the text is set anew even when it is the same words
// again.

import { fill, h } from "../dom.js";

let region;

export function mountAnnouncer(root) {
  region = h("div", { class: "sr-only", role: "log", "aria-live": "polite", "aria-label": "New messages" });
  root.append(region);
}

const KEPT = 8;

export function announce(words) {
  region.append(h("p", {}, words));
  if (region.children.length > KEPT) fill(region, ...[...region.children].slice(-KEPT));
}
