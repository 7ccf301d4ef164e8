// What the bar has no room for on a narrow screen.

import { icon } from "../icons.js";
import { begin } from "../tour/tour.js";
import { openMenu } from "./menu.js";
import { openPins } from "./pins.js";
import { nextTheme, themeLabel } from "./theme.js";

export function mountMore(button) {
  button.append(icon("more"));
  button.addEventListener("click", () =>
    openMenu(
      button,
      [
        { label: "Pinned messages", icon: "pin", run: () => openPins(button) },
        { label: "Guided tour", icon: "compass", run: begin },
        { label: themeLabel(), icon: "half", run: nextTheme },
      ],
      { label: "More" },
    ),
  );
}
