// A dialog of the page's own: a title, a way out, and whatever stands in it. Focus goes back to where it came from.

import { freshId, h } from "../dom.js";
import { icon } from "../icons.js";

/**
 * Open a dialog around `content`; `onClose()` hears when it is gone.
 *
 * Returns `{close}`.
 */
export function openDialog({ title, content, className = "sheet", onClose }) {
  const back = document.activeElement;
  const titleId = freshId("dialog");
  const close = () => dialog.close();
  const dialog = h(
    "dialog",
    { class: className, "aria-labelledby": titleId },
    h(
      "header",
      {},
      h("h2", { id: titleId }, title),
      h("button", { type: "button", class: "icon-button", "aria-label": "Close", on: { click: close } }, icon("close")),
    ),
    content,
  );
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (back instanceof HTMLElement && back.isConnected) back.focus({ preventScroll: true });
    onClose?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return { close };
}
