// Light, dark, or as the system has it. The choice is kept; styles read it from the root element (see tokens.css).

import { fill } from "../dom.js";
import { icon } from "../icons.js";

const KEY = "sandbox-theme";
const NEXT = { auto: "light", light: "dark", dark: "auto" };
const ICONS = { auto: "half", light: "sun", dark: "moon" };
const WORDS = { auto: "as the system", light: "light", dark: "dark" };

export function mountTheme(button) {
  apply(button, localStorage.getItem(KEY) ?? "auto");
  button.addEventListener("click", () => {
    const theme = NEXT[document.documentElement.dataset.theme];
    localStorage.setItem(KEY, theme);
    apply(button, theme);
  });
}

function apply(button, theme) {
  const known = theme in NEXT ? theme : "auto";
  document.documentElement.dataset.theme = known;
  fill(button, icon(ICONS[known]));
  const label = `Colours: ${WORDS[known]}. Change`;
  button.setAttribute("aria-label", label);
  button.title = label;
}
