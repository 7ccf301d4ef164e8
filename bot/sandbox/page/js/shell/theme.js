// Light, dark, or as the system has it. The choice is kept; styles read it from the root element (see tokens.css).

import { fill } from "../dom.js";
import { icon } from "../icons.js";

const KEY = "sandbox-theme";
const NEXT = { auto: "light", light: "dark", dark: "auto" };
const ICONS = { auto: "half", light: "sun", dark: "moon" };
const WORDS = { auto: "as the system", light: "light", dark: "dark" };
let button;

export function mountTheme(given) {
  button = given;
  apply(localStorage.getItem(KEY) ?? "auto");
  button.addEventListener("click", nextTheme);
}

const theme = () => document.documentElement.dataset.theme;

export const themeLabel = () => `Colours: ${WORDS[theme()]}. Change`;

export function nextTheme() {
  const next = NEXT[theme()];
  localStorage.setItem(KEY, next);
  apply(next);
}

function apply(wanted) {
  document.documentElement.dataset.theme = wanted in NEXT ? wanted : "auto";
  fill(button, icon(ICONS[theme()]));
  button.setAttribute("aria-label", themeLabel());
  button.title = themeLabel();
}
