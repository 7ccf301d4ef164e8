// The guided tour: a strip below the bar says the next small step, a ring stands around the control that it is about,
// and the step is over when the sandbox tells of what was to happen. It stands in nobody's way: it takes room instead
// of covering things, and everything else on the page works as ever.

import { fill, h } from "../dom.js";
import { icon } from "../icons.js";
import { focusComposer } from "../compose/composer.js";
import { announce } from "../shell/announce.js";
import { on, state } from "../state.js";
import { TourCard } from "./card.js";
import { anew, load, onElsewhere, save } from "./progress.js";
import { Ring } from "./ring.js";
import { STEPS } from "./steps.js";

const TOPICS = ["world", "place", "log", "message", "panels"];
const ring = new Ring();
let card;
let progress = reloaded(load());
let begun = false;

/** Take over the strip, and the button that begins the tour anew or takes it up again. */
export function mountTour(root, button) {
  card = new TourCard(root, { show: showControl, skip, leave });
  fill(button, icon("compass"));
  button.addEventListener("click", begin);
  const plainVisit = location.hash.length <= 1;
  if (progress.status === "new" && plainVisit) progress = { ...progress, status: "running" };
  if (window.parent !== window) return; // side by side, one tour a column would be a crowd
  onElsewhere((theirs) => {
    progress = theirs;
    draw();
  });
  on("event", (event) => happened(event));
  on("looked", (record) => happened({ name: "looked", payload: record }));
  for (const event of ["click", "auxclick"]) document.addEventListener(event, followed, true);
  for (const topic of TOPICS) on(topic, draw);
}

/** What was away when the page went away may have come back unseen. */
function reloaded({ facts: { away, ...facts }, ...kept }) {
  return { ...kept, facts };
}

/** Begin, or go on where it was left. */
export function begin() {
  progress = save(progress.status === "left" ? { ...progress, status: "running" } : anew());
  begun = true;
  draw();
  card.focus();
}

const runs = () => progress.status === "running";

const fitting = () =>
  STEPS.filter((step) => progress.done.includes(step.id) || step.fits(progress.facts, progress.done));

const current = () => fitting().find((step) => !progress.done.includes(step.id));

function followed(event) {
  const link = event.target.closest?.("a[href]");
  if (link) happened({ name: "followed", payload: link });
}

function happened(event) {
  if (!runs() || !begun) return;
  const step = current();
  const facts = step?.happened(event, progress.facts);
  if (!facts) return;
  const { unfinished, ...learnt } = facts;
  progress = { ...progress, facts: { ...progress.facts, ...learnt } };
  if (unfinished) progress = save(progress);
  else finish(step);
  draw();
}

function finish(step) {
  progress = save({ ...progress, done: [...progress.done, step.id] });
  if (!current()) progress = save({ ...progress, status: "done" });
}

function skip() {
  const step = current();
  if (step) finish(step);
  draw();
}

/** End the tour: for now, if something of it is left. */
function leave() {
  const hadFocus = card.hasFocus;
  const unseen = progress.status === "running";
  progress = save({ ...progress, status: unseen ? "left" : "done" });
  begun = false;
  draw();
  announce(unseen ? "The tour waits behind its button." : "The tour is over.");
  if (hadFocus) focusComposer();
}

function showControl() {
  const control = ring.control;
  if (!control) return;
  control.scrollIntoView({ block: "nearest" });
  if (control.matches("button, a")) control.focus();
  else focusComposer();
}

/** A tour begins once there is an application that can be played with. */
const ready = () => state.me && state.sessions.some((session) => session.connected) && state.commands.length > 0;

function draw() {
  if (runs() && !begun && ready()) {
    begun = true;
    save(progress);
  }
  if (begun && state.me && runs()) passWhatHasHappened();
  if (!begun || !state.me || progress.status === "left") {
    card.hide();
    ring.around(null);
  } else drawStep(current());
}

/** What a step asks for may be there before the step is, and what the next one asks for with it. */
function passWhatHasHappened() {
  const step = current();
  const learnt = step?.already?.(progress.facts);
  if (!learnt) return;
  progress = { ...progress, facts: { ...progress.facts, ...learnt } };
  finish(step);
  passWhatHasHappened();
}

function drawStep(step) {
  const steps = fitting();
  if (!step) {
    card.showEnd(steps.length);
    ring.around(null);
    return;
  }
  const { words, place } = step.now(progress.facts);
  card.show({ title: step.title, words, number: steps.indexOf(step) + 1, count: steps.length, hasPlace: Boolean(place) });
  ring.around(place);
}
