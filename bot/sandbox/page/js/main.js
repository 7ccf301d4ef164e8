// Puts the page together: each part takes over its element of index.html and listens to the state; then the session
// starts. Data flows one way: api.js and live.js bring it, session.js, arrivals.js and interactions.js put it into
// state.js, and the views draw what they are told has changed: shell/ (the frame), chat/ (messages and what hangs on
// them), compose/ (text and commands), forms/ (modals and choosers), text/ (markdown), workbench/ (traffic, faults,
// clock), tour/ (the first two minutes).

import { mountLinks } from "./chat/links.js";
import { mountList } from "./chat/list.js";
import { mountComposer } from "./compose/composer.js";
import { fill, h } from "./dom.js";
import { icon } from "./icons.js";
import { start } from "./session.js";
import { mountAnnouncer } from "./shell/announce.js";
import { mountChannels } from "./shell/channels.js";
import { mountDrawers } from "./shell/drawers.js";
import { mountHeader } from "./shell/header.js";
import { mountMembers } from "./shell/members.js";
import { mountMore } from "./shell/more.js";
import { mountPins } from "./shell/pins.js";
import { mountRail } from "./shell/rail.js";
import { mountShortcuts } from "./shell/shortcuts.js";
import { mountTheme } from "./shell/theme.js";
import { mountUserButton, mountUsers } from "./shell/users.js";
import { mountVoice } from "./shell/voice.js";
import { keepRelativeTimesFresh } from "./time.js";
import { mountTour } from "./tour/tour.js";
import { mountWorkbench } from "./workbench/workbench.js";

const part = (id) => document.getElementById(id);

mountTheme(part("theme"));
mountAnnouncer(document.body);
mountRail(part("rail"));
mountChannels(part("guild-name"), part("channel-list"));
mountUsers(part("users"));
mountUserButton(part("user-button"));
mountVoice({ button: part("voice-button"), panel: part("voice") });
mountMembers(part("members"));
mountHeader({ title: part("title"), gaps: part("gaps"), banner: part("banner") });
mountList(part("log"));
mountComposer(part("composer"));
mountLinks(document.body);
mountDrawers({
  nav: part("nav"),
  members: part("members"),
  workbench: part("workbench"),
  main: part("main"),
  veil: part("veil"),
  navButton: part("nav-button"),
  membersButton: part("members-button"),
  workbenchButton: part("workbench-button"),
});
mountWorkbench(part("workbench"));
mountTour(part("tour"), part("tour-button"));
mountShortcuts(part("keys"));
mountMore(part("more-button"));
mountPins(part("pins-button"));
part("nav-button").append(icon("menu"));
part("members-button").append(icon("people"));
part("workbench-button").append(icon("bench"));
keepRelativeTimesFresh();

try {
  await start();
} catch (error) {
  fill(part("log"), h("p", { class: "away" }, icon("warning"), error.message));
}
