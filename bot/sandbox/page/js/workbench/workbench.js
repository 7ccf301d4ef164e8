// The workbench beside the chat: what crosses the wire, what shall go wrong, what time it is. It listens and draws only
// while it is open, and only in the tab that is in view.

import { fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { toggleWorkbench, workbenchIsOpen } from "../shell/drawers.js";
import { on, publish } from "../state.js";
import { ClockPane } from "./clock_pane.js";
import { FaultsPane } from "./faults_pane.js";
import { drawHandle } from "./resize.js";
import { TrafficPane } from "./traffic_pane.js";

const CHOSEN = "sandbox-workbench-tab";
let tabs = [];
let inView = null;

/** Take over the element of the workbench. */
export function mountWorkbench(root) {
  tabs = [
    { id: "traffic", title: "Traffic", sign: "bench", pane: new TrafficPane() },
    { id: "faults", title: "Faults", sign: "bolt", pane: new FaultsPane() },
    { id: "clock", title: "Clock", sign: "clock", pane: new ClockPane() },
  ];
  for (const tab of tabs) prepare(tab);
  const close = h(
    "button",
    { type: "button", class: "icon-button", "aria-label": "Close the workbench", on: { click: toggleWorkbench } },
    icon("close"),
  );
  const list = h(
    "div",
    { class: "bench-tabs", role: "tablist", "aria-label": "Workbench", on: { keydown: walk } },
    tabs.map((tab) => tab.button),
  );
  fill(
    root,
    drawHandle(root),
    h("header", { class: "bench-head" }, list, close),
    tabs.map((tab) => tab.panel),
  );
  choose(tabs.find((tab) => tab.id === sessionStorage.getItem(CHOSEN)) ?? tabs[0]);
  on("panels", wake);
}

function prepare(tab) {
  tab.button = h(
    "button",
    {
      type: "button",
      role: "tab",
      class: "bench-tab",
      id: `tab-${tab.id}`,
      "aria-controls": `pane-${tab.id}`,
      data: { tab: tab.id },
      on: { click: () => choose(tab) },
    },
    icon(tab.sign),
    tab.title,
  );
  tab.panel = h(
    "div",
    { role: "tabpanel", class: "bench-pane", id: `pane-${tab.id}`, "aria-labelledby": `tab-${tab.id}` },
    tab.pane.node,
  );
}

function choose(chosen) {
  for (const tab of tabs) {
    tab.button.setAttribute("aria-selected", String(tab === chosen));
    tab.button.tabIndex = tab === chosen ? 0 : -1;
    tab.panel.hidden = tab !== chosen;
  }
  sessionStorage.setItem(CHOSEN, chosen.id);
  wake();
  publish("panels");
}

/** Only what is in view works; it is told when that changes. */
function wake() {
  const shown = workbenchIsOpen() ? tabs.find((tab) => !tab.panel.hidden) : undefined;
  if (shown === inView) return;
  inView?.pane.hidden();
  inView = shown;
  inView?.pane.shown();
}

function walk(event) {
  const at = tabs.findIndex((tab) => tab.button === document.activeElement);
  const steps = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 };
  if (at < 0 || !(event.key in steps)) return;
  event.preventDefault();
  const tab = tabs[steps[event.key] % tabs.length];
  choose(tab);
  tab.button.focus();
}

/** The tab in view: "traffic", "faults" or "clock"; undefined while the workbench is closed. */
export const tabInView = () => inView?.id;
